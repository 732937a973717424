package torture

import (
	"crypto/sha256"
	"database/sql/driver"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"io"
	"math/rand/v2"
	"strings"

	sqlite3 "github.com/mattn/go-sqlite3"
)

// database is the file as an adversary with SQLite has it.
type database struct {
	c   *sqlite3.SQLiteConn
	rng *rand.Rand
}

func openDatabase(path string, rng *rand.Rand) (*database, error) {
	raw, err := (&sqlite3.SQLiteDriver{}).Open("file:" + path + "?_sync=OFF&_journal_mode=MEMORY")
	if err != nil {
		return nil, err
	}
	return &database{raw.(*sqlite3.SQLiteConn), rng}, nil
}

func (d *database) do(sql string, args ...driver.Value) error {
	_, err := d.c.Exec(sql, args)
	return err
}

// all does every statement.
func (d *database) all(statements ...string) error {
	for _, s := range statements {
		if err := d.do(s); err != nil {
			return err
		}
	}
	return nil
}

func (d *database) rows(sql string, args ...driver.Value) (all [][]driver.Value, err error) {
	rows, err := d.c.Query(sql, args)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for {
		row := make([]driver.Value, len(rows.Columns()))
		if err := rows.Next(row); errors.Is(err, io.EOF) {
			return all, nil
		} else if err != nil {
			return nil, err
		}
		all = append(all, row)
	}
}

// schema lets do rewrite the text of the schema unhindered.
func (d *database) schema(do func() error) error {
	if err := d.do("PRAGMA writable_schema = ON"); err != nil {
		return err
	}
	if err := do(); err != nil {
		return err
	}
	return d.all("PRAGMA schema_version = 4711", "PRAGMA writable_schema = OFF")
}

// loosen takes the strict types off a table, so that anything can be put in, lets
// do put it in and sets them again.
func (d *database) loosen(table string, do func() error) error {
	was, err := d.rows("SELECT sql FROM sqlite_schema WHERE name = ?", table)
	if err != nil || len(was) == 0 {
		return errors.Join(err, errors.New("no table "+table))
	}
	strict := text(was[0][0])
	loose := strings.NewReplacer(" STRICT, ", " ", " STRICT", "", " NOT NULL", "").Replace(strict)
	for _, b := range []string{"BLOB", "TEXT", "INTEGER"} {
		loose = strings.ReplaceAll(loose, " "+b, "")
	}
	set := func(sql string) error {
		return d.schema(func() error { return d.do("UPDATE sqlite_schema SET sql = ? WHERE name = ?", sql, table) })
	}
	if err := set(loose); err != nil {
		return err
	}
	return errors.Join(do(), set(strict))
}

func text(v driver.Value) string {
	switch v := v.(type) {
	case string:
		return v
	case []byte:
		return string(v)
	}
	return ""
}

func bytesOf(v driver.Value) []byte { return []byte(text(v)) }

func number(v driver.Value) int64 {
	n, _ := v.(int64)
	return n
}

// digest is a second implementation of the digest of transactions, so that
// hostile values can be signed as if the program had written them.
type digest struct{ all []byte }

func (d *digest) bytes(b []byte) {
	d.number(int64(len(b)))
	d.all = append(d.all, b...)
}

func (d *digest) number(n int64) { d.all = binary.BigEndian.AppendUint64(d.all, uint64(n)) }

// reseal makes the log hold together again after it was altered: counts of ops,
// digests from the first transaction on, heads. The cache is given up.
func (d *database) reseal() error {
	txns, err := d.rows("SELECT id, seq, parents, at, kind, title, undo_of FROM txn ORDER BY id")
	if err != nil {
		return err
	}
	sums, heads := map[string][]byte{}, map[string]bool{}
	for _, t := range txns {
		id := bytesOf(t[0])
		sum, parents, err := d.digestOf(t, sums)
		if err != nil {
			return err
		}
		sums[string(id)] = sum
		for _, p := range parents {
			delete(heads, p)
		}
		heads[string(id)] = true
		if err := d.do("UPDATE txn SET digest = ?, ops = (SELECT count(*) FROM op WHERE txn = ?) WHERE id = ?", sum, id, id); err != nil {
			return err
		}
	}
	var all strings.Builder
	for head := range heads {
		all.WriteString(hex.EncodeToString([]byte(head)))
	}
	if err := d.do("UPDATE meta SET v = ? WHERE k = 'heads'", all.String()); err != nil {
		return err
	}
	return d.do("UPDATE meta SET v = '' WHERE k = 'seal'")
}

func (d *database) digestOf(t []driver.Value, sums map[string][]byte) (sum []byte, parents []string, err error) {
	id := bytesOf(t[0])
	ops, err := d.rows("SELECT obj, fld, kind, val FROM op WHERE txn = ? ORDER BY obj, fld", id)
	if err != nil {
		return nil, nil, err
	}
	session, err := d.rows("SELECT name, party, host, app, started FROM session WHERE id = ?", id[8:])
	if err != nil || len(session) == 0 {
		return nil, nil, errors.Join(err, errors.New("no session"))
	}
	h := &digest{}
	h.bytes([]byte("jointplan transaction 1"))
	h.bytes(id)
	h.number(number(t[1]))
	for p := bytesOf(t[2]); len(p) >= 16; p = p[16:] {
		parents = append(parents, string(p[:16]))
	}
	h.number(int64(len(parents)))
	for _, p := range parents {
		h.bytes([]byte(p))
		h.bytes(sums[p])
	}
	h.number(number(t[3]))
	h.bytes(bytesOf(t[4]))
	h.bytes(bytesOf(t[5]))
	undo := make([]byte, 16)
	copy(undo, bytesOf(t[6]))
	h.bytes(undo)
	h.number(int64(len(ops)))
	for _, v := range session[0][:4] {
		h.bytes(bytesOf(v))
	}
	h.number(number(session[0][4]))
	for _, o := range ops {
		for _, v := range o {
			h.bytes(bytesOf(v))
		}
	}
	s := sha256.Sum256(h.all)
	return s[:], parents, nil
}
