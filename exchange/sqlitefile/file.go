// Package sqlitefile reads SQLite files of other programs, strictly: nothing is
// written into them or beside them, and no query of theirs goes on for ever.
package sqlitefile

import (
	"bytes"
	"context"
	"database/sql/driver"
	"errors"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	sqlite3 "github.com/mattn/go-sqlite3"
)

// ErrForeign is the error of a file that is no SQLite file, or a broken one.
var ErrForeign = errors.New("no SQLite file")

// magic is how every SQLite file begins.
const magic = "SQLite format 3\x00"

// File is a file open for reading, for one goroutine at a time.
type File struct {
	db       *sqlite3.SQLiteConn
	stmts    map[string]driver.Stmt
	unmerged bool
}

// Open opens the file at path; no value in it may take more than most bytes. The
// file is taken as it is: locks are not waited for, and a journal that another
// program has beside it is neither played back nor touched.
func Open(path string, most int) (*File, error) {
	if err := look(path); err != nil {
		return nil, err
	}
	raw, err := (&sqlite3.SQLiteDriver{}).Open(uri(path))
	if err != nil {
		return nil, errors.Join(ErrForeign, err)
	}
	f := &File{db: any(raw).(*sqlite3.SQLiteConn), stmts: map[string]driver.Stmt{}, unmerged: hasJournal(path)}
	f.db.SetLimit(sqlite3.SQLITE_LIMIT_LENGTH, most)
	f.db.SetLimit(sqlite3.SQLITE_LIMIT_SQL_LENGTH, 1<<20)
	f.db.SetLimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
	f.db.SetLimit(sqlite3.SQLITE_LIMIT_EXPR_DEPTH, 100)
	for _, pragma := range []string{"trusted_schema=OFF", "cell_size_check=ON", "mmap_size=0", "temp_store=MEMORY", "cache_size=-4096", "query_only=ON"} {
		if _, err := f.db.ExecContext(context.Background(), "PRAGMA "+pragma, nil); err != nil {
			return nil, errors.Join(ErrForeign, err, f.Close())
		}
	}
	f.db.RegisterAuthorizer(allowed)
	return f, nil
}

// look keeps SQLite from what is no file of its own.
func look(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return ErrForeign
	}
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	head := make([]byte, len(magic))
	if _, err := io.ReadFull(file, head); err != nil || !bytes.Equal(head, []byte(magic)) {
		return ErrForeign
	}
	return nil
}

// allowed lets SQLite read and nothing else, whatever a view of the file is made of.
func allowed(action int, _, _, _ string) int {
	switch action {
	case sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqliteRecursive:
		return sqlite3.SQLITE_OK
	}
	return sqlite3.SQLITE_DENY
}

// sqliteRecursive is SQLITE_RECURSIVE of SQLite, which the driver does not name.
const sqliteRecursive = 33

// hasJournal reports whether another program has not finished writing.
func hasJournal(path string) bool {
	for _, ending := range []string{"-wal", "-journal"} {
		if info, err := os.Stat(path + ending); err == nil && info.Size() > 0 {
			return true
		}
	}
	return false
}

// uri names the file as one that nobody writes: then SQLite makes no files beside it.
func uri(path string) string {
	slashed := filepath.ToSlash(path)
	if filepath.VolumeName(path) != "" {
		slashed = "/" + slashed
	}
	u := url.URL{Path: slashed}
	return "file:" + strings.ReplaceAll(u.EscapedPath(), ":", "%3A") + "?mode=ro&immutable=1"
}

// Unmerged reports whether another program had the file open and has changes that
// are not in it yet.
func (f *File) Unmerged() bool { return f.unmerged }

// Each calls row for every row of a query. The values are its own to keep, the
// slices are not. The query ends with the context.
func (f *File) Each(ctx context.Context, sql string, args []driver.Value, row func(columns []string, values []driver.Value) error) (err error) {
	rows, err := f.query(ctx, sql, args)
	if err != nil {
		return either(ctx, err)
	}
	defer func() {
		if closed := rows.Close(); err == nil {
			err = either(ctx, closed)
		}
	}()
	columns := rows.Columns()
	values := make([]driver.Value, len(columns))
	for {
		switch err := rows.Next(values); {
		case err == io.EOF:
			return nil
		case err != nil:
			return either(ctx, err)
		}
		if err := row(columns, values); err != nil {
			return err
		}
	}
}

// either gives the end of the context where that is why a query failed.
func either(ctx context.Context, err error) error {
	if err != nil && ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

func (f *File) query(ctx context.Context, sql string, args []driver.Value) (driver.Rows, error) {
	stmt := f.stmts[sql]
	if stmt == nil {
		var err error
		if stmt, err = f.db.Prepare(sql); err != nil {
			return nil, err
		}
		f.stmts[sql] = stmt
	}
	named := make([]driver.NamedValue, len(args))
	for i, v := range args {
		named[i] = driver.NamedValue{Ordinal: i + 1, Value: v}
	}
	return stmt.(driver.StmtQueryContext).QueryContext(ctx, named)
}

// errEnough ends a query early.
var errEnough = errors.New("enough")

// First gives the first row of a query, nil when it has none.
func (f *File) First(ctx context.Context, sql string, args ...driver.Value) (first []driver.Value, err error) {
	err = f.Each(ctx, sql, args, func(_ []string, values []driver.Value) error {
		first = append(first, values...)
		return errEnough
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	return first, err
}

// Has reports whether the file has a table or view of that name that holds rows by
// itself: what programs compute behind a virtual table is not asked for.
func (f *File) Has(ctx context.Context, name string) (bool, error) {
	row, err := f.First(ctx, "SELECT sql FROM sqlite_schema WHERE type IN ('table', 'view') AND lower(name) = lower(?)", name)
	if err != nil || row == nil {
		return false, err
	}
	made := strings.Fields(Text(row[0]))
	return len(made) > 1 && !strings.EqualFold(made[1], "virtual"), nil
}

// Close ends reading.
func (f *File) Close() error {
	for sql, stmt := range f.stmts {
		stmt.Close()
		delete(f.stmts, sql)
	}
	return f.db.Close()
}

// Quote writes a name for use in a query.
func Quote(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

// Text gives a value as text, "" when it is none.
func Text(v driver.Value) string {
	switch v := v.(type) {
	case string:
		return v
	case []byte:
		return string(v)
	}
	return ""
}
