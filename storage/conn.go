package storage

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path/filepath"
	"strings"

	sqlite3 "github.com/mattn/go-sqlite3"

	"jointplan/plan"
)

// conn is the one connection to a workspace file. It talks to the driver
// directly: a hundred thousand rows have to pass within a second, and a pool of
// connections would only be a way to lose the pragmas.
type conn struct {
	db    *sqlite3.SQLiteConn
	path  string
	mode  mode
	stmts map[string]driver.Stmt
	args  []driver.NamedValue
	most  int64 // bytes one query may give, see allows
}

// mode says what a connection may do with the file.
type mode string

const (
	modeCreate mode = "rwc"
	modeWrite  mode = "rw"
	modeRead   mode = "ro"
	// modeFrozen is for a file that nobody writes: a private copy.
	modeFrozen mode = "ro&immutable=1"
)

// The limits for one connection: no value of ours comes near them, and a file
// made to exhaust memory does.
const (
	limitLength = 64 << 20
	limitSQL    = 1 << 20
)

// connect opens the file and sets what durability and safety rest on. The two
// settings that decide whether an acknowledged edit survives a power cut are
// read back.
func connect(path string, m mode) (*conn, error) {
	raw, err := (&sqlite3.SQLiteDriver{}).Open(sqliteURI(path, m))
	if err != nil {
		return nil, err
	}
	c := &conn{db: any(raw).(*sqlite3.SQLiteConn), path: path, mode: m, stmts: map[string]driver.Stmt{}}
	c.db.SetLimit(sqlite3.SQLITE_LIMIT_LENGTH, limitLength)
	c.db.SetLimit(sqlite3.SQLITE_LIMIT_SQL_LENGTH, limitSQL)
	c.db.SetLimit(sqlite3.SQLITE_LIMIT_ATTACHED, 1)
	c.db.SetLimit(sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH, 1)
	if err := c.setUp(); err != nil {
		return nil, errors.Join(err, c.Close())
	}
	return c, nil
}

func (c *conn) setUp() error {
	for _, pragma := range []string{
		"trusted_schema=OFF", "cell_size_check=ON", "cache_spill=OFF", "temp_store=MEMORY",
		"mmap_size=0", "foreign_keys=OFF", "cache_size=-16384",
	} {
		if err := c.exec("PRAGMA " + pragma); err != nil {
			return err
		}
	}
	if c.readsOnly() {
		return c.exec("PRAGMA query_only=ON")
	}
	if err := c.exec("PRAGMA journal_mode=DELETE"); err != nil {
		return err
	}
	journal, err := c.text("PRAGMA journal_mode")
	if err != nil {
		return err
	}
	sync, err := c.number("PRAGMA synchronous")
	if err != nil {
		return err
	}
	if journal != "delete" || sync != 3 {
		return fmt.Errorf("journal_mode=%s synchronous=%d", journal, sync)
	}
	return nil
}

func (c *conn) readsOnly() bool { return c.mode == modeRead || c.mode == modeFrozen }

// copyTo writes a compact copy of the database to a new file.
func (c *conn) copyTo(path string) error {
	if !c.readsOnly() {
		return c.run("VACUUM INTO ?", path)
	}
	// Query-only forbids writing the copy too; the file itself stays out of
	// reach, since it was opened for reading.
	if err := c.exec("PRAGMA query_only=OFF"); err != nil {
		return err
	}
	return errors.Join(c.run("VACUUM INTO ?", path), c.exec("PRAGMA query_only=ON"))
}

func sqliteURI(path string, m mode) string {
	slashed := filepath.ToSlash(path)
	if filepath.VolumeName(path) != "" {
		slashed = "/" + slashed
	}
	u := url.URL{Path: slashed}
	return "file:" + strings.ReplaceAll(u.EscapedPath(), ":", "%3A") + "?mode=" + string(m) + "&_sync=EXTRA&_busy_timeout=5000"
}

// exec runs statements without arguments.
func (c *conn) exec(sql string) error {
	_, err := c.db.ExecContext(context.Background(), sql, nil)
	return err
}

// run executes one statement that gives no rows; it is prepared once and kept.
func (c *conn) run(sql string, args ...driver.Value) error {
	rows, err := c.query(context.Background(), sql, args)
	if err != nil {
		return err
	}
	return rows.Close()
}

// each calls row for every row of a query. The values of row are its own to
// keep, the slice is not.
func (c *conn) each(ctx context.Context, sql string, args []driver.Value, row func([]driver.Value) error) (err error) {
	rows, err := c.query(ctx, sql, args)
	if err != nil {
		return err
	}
	defer func() {
		if closed := rows.Close(); err == nil {
			err = closed
		}
	}()
	dest := make([]driver.Value, len(rows.Columns()))
	read := int64(0)
	for {
		switch err := rows.Next(dest); {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		}
		if read += sizeOf(dest); !c.allows(read) {
			return errStructure
		}
		if err := row(dest); err != nil {
			return err
		}
	}
}

func (c *conn) query(ctx context.Context, sql string, args []driver.Value) (driver.Rows, error) {
	stmt := c.stmts[sql]
	if stmt == nil {
		var err error
		if stmt, err = c.db.Prepare(sql); err != nil {
			return nil, err
		}
		c.stmts[sql] = stmt
	}
	c.args = c.args[:0]
	for i, v := range args {
		c.args = append(c.args, driver.NamedValue{Ordinal: i + 1, Value: v})
	}
	return stmt.(driver.StmtQueryContext).QueryContext(ctx, c.args)
}

// errEnough ends a query early; each passes it on.
var errEnough = errors.New("enough")

// text gives the first value of the first row as text, "" when there is none.
func (c *conn) text(sql string, args ...driver.Value) (s string, err error) {
	err = c.each(context.Background(), sql, args, func(row []driver.Value) error {
		s = asText(row[0])
		return nil
	})
	return s, err
}

// number gives the first value of the last row as a whole number, 0 when there
// is none.
func (c *conn) number(sql string, args ...driver.Value) (n int64, err error) {
	err = c.each(context.Background(), sql, args, func(row []driver.Value) error {
		n = asNumber(row[0])
		return nil
	})
	return n, err
}

// transaction runs do and commits, or takes everything back.
func (c *conn) transaction(do func() error) error {
	if err := c.exec("BEGIN IMMEDIATE"); err != nil {
		return err
	}
	if err := do(); err != nil {
		return errors.Join(err, c.rollback())
	}
	if err := c.exec("COMMIT"); err != nil {
		return errors.Join(err, c.rollback())
	}
	return nil
}

// rollback takes back what is open; SQLite may have done so by itself.
func (c *conn) rollback() error {
	if c.db.AutoCommit() {
		return nil
	}
	return c.exec("ROLLBACK")
}

// forget drops the prepared statements, before tables change.
func (c *conn) forget() {
	for sql, stmt := range c.stmts {
		stmt.Close()
		delete(c.stmts, sql)
	}
}

// Close ends the connection.
func (c *conn) Close() error {
	c.forget()
	return c.db.Close()
}

func asText(v driver.Value) string {
	switch v := v.(type) {
	case string:
		return v
	case []byte:
		return string(v)
	}
	return ""
}

func asBytes(v driver.Value) []byte {
	switch v := v.(type) {
	case []byte:
		return v
	case string:
		return []byte(v)
	}
	return nil
}

// asID reads an object's id; one of a wrong length is cut or filled up, which
// names no object.
func asID(v driver.Value) (id plan.ID) {
	copy(id[:], asBytes(v))
	return id
}

func asNumber(v driver.Value) int64 {
	n, _ := v.(int64)
	return n
}
