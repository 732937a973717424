package storage

import (
	"bytes"
	"encoding/binary"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jointplan/plan"
)

// damagedFile makes a file with some thousand tasks and lets spoil at it.
func damagedFile(t *testing.T, spoil func(t *testing.T, path string)) (path string, want map[plan.ID]string) {
	t.Helper()
	w := newFile(t)
	_, tasks := fill(t, w, 2000)
	mustApply(t, w, "rename", set(t, w, tasks[7], "title", "Renamed"))
	want = content(w.doc)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	spoil(t, w.path)
	return w.path, want
}

// sql runs statements on the file from outside.
func sql(statements ...string) func(*testing.T, string) {
	return func(t *testing.T, path string) {
		c, err := connect(path, modeWrite)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		for _, s := range statements {
			if err := c.exec(s); err != nil {
				t.Fatal(s, err)
			}
		}
	}
}

// file alters the bytes of the file.
func file(alter func([]byte) []byte) func(*testing.T, string) {
	return func(t *testing.T, path string) {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, alter(b), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// leaf overwrites a page in the middle of a table or index with zeros.
func leaf(names ...string) func(*testing.T, string) {
	return func(t *testing.T, path string) {
		for _, name := range names {
			c, err := connect(path, modeRead)
			if err != nil {
				t.Fatal(err)
			}
			root, err := c.number("SELECT rootpage FROM sqlite_schema WHERE name = ?", name)
			if err != nil {
				t.Fatal(err)
			}
			c.Close()
			file(func(b []byte) []byte {
				size := int(pageSize(b))
				page := b[(int(root)-1)*size:]
				cells := int(binary.BigEndian.Uint16(page[3:]))
				cell := binary.BigEndian.Uint16(page[12+2*(cells/2):])
				child := int(binary.BigEndian.Uint32(page[cell:]))
				clear(b[(child-1)*size : child*size])
				return b
			})(t, path)
		}
	}
}

func TestFilesThatAreRefused(t *testing.T) {
	newTable := "CREATE TABLE extra (a)"
	for name, c := range map[string]struct {
		spoil func(*testing.T, string)
		want  string
	}{
		"missing":         {func(t *testing.T, p string) { os.Remove(p) }, "error.storage.missing"},
		"a directory":     {func(t *testing.T, p string) { os.Remove(p); os.Mkdir(p, 0o700) }, "error.storage.notfile"},
		"empty":           {file(func([]byte) []byte { return nil }), "error.storage.empty"},
		"text":            {file(func([]byte) []byte { return bytes.Repeat([]byte("not a plan\n"), 500) }), "error.storage.content"},
		"only a header":   {file(func(b []byte) []byte { return b[:90] }), "error.storage.content"},
		"other program":   {sql("PRAGMA application_id = 7"), "error.storage.other"},
		"newer format":    {sql("PRAGMA user_version = 99"), "error.storage.newer"},
		"newer reader":    {sql("UPDATE meta SET v = '2' WHERE k = 'min_reader'"), "error.storage.newer"},
		"unreadable meta": {sql("UPDATE meta SET v = 'x' WHERE k = 'min_reader'"), "error.storage.schema"},
		"no format":       {sql("PRAGMA user_version = 0"), "error.storage.damaged"},
		"WAL":             {file(func(b []byte) []byte { b[18], b[19] = 2, 2; return b }), "error.storage.wal"},
		"page size":       {file(func(b []byte) []byte { b[16], b[17] = 0x0b, 0xad; return b }), "error.storage.damaged"},
		"trigger":         {sql("CREATE TRIGGER evil AFTER INSERT ON op BEGIN DELETE FROM op; END"), "error.storage.schema"},
		"view":            {sql("DROP TABLE object_term", "CREATE VIEW object_term AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT n AS id FROM r"), "error.storage.schema"},
		"table":           {sql(newTable), "error.storage.schema"},
		"index":           {sql("CREATE INDEX more ON txn (title)"), "error.storage.schema"},
		"statistics":      {sql("ANALYZE"), "error.storage.schema"},
		"column":          {sql("ALTER TABLE object_task ADD COLUMN extra TEXT DEFAULT 'x'"), "error.storage.schema"},
		"table missing":   {sql("DROP TABLE object_task"), "error.storage.schema"},
		"names in meta":   {sql(newTable, `UPDATE meta SET v = '[{"kind":"a\" (id); DROP TABLE op;","fields":[]}]' WHERE k = 'tables'`), "error.storage.schema"},
		"circular schema": {file(circularSchema), "error.storage.damaged"},
	} {
		t.Run(name, func(t *testing.T) {
			path, _ := damagedFile(t, c.spoil)
			w, err := Open(ctx, path, ann, nil)
			if problemKey(err) != c.want {
				t.Fatalf("%v, want %s", err, c.want)
			}
			if w != nil {
				t.Error("a workspace beside the error")
			}
			if _, err := os.Stat(lockPath(path)); err == nil {
				t.Error("the lock was kept")
			}
		})
	}
}

// circularSchema makes the first page of the schema its own child.
func circularSchema(b []byte) []byte {
	page := b[100:]
	for i := range int(binary.BigEndian.Uint16(page[3:])) {
		cell := binary.BigEndian.Uint16(page[12+2*i:])
		binary.BigEndian.PutUint32(b[cell:], 1)
	}
	return b
}

// Damage that the log mends: nothing is lost and the file stays writable.
func TestDamageThatIsMended(t *testing.T) {
	for name, spoil := range map[string]func(*testing.T, string){
		"no such choice":    sql("UPDATE object_task SET status = 'garbage' WHERE rowid = 5"),
		"not a date":        sql("UPDATE object_task SET \"when\" = '2027-02-30/' WHERE rowid = 6"),
		"silently another":  sql("UPDATE object_task SET title = 'Observe crossing 5 and retort' WHERE rowid = 6"),
		"row gone":          sql("DELETE FROM object_task WHERE rowid = 9"),
		"row made up":       sql("INSERT INTO object_task (id, title) VALUES (randomblob(16), 'made up')"),
		"id of odd length":  sql("INSERT INTO object_task (id, title) VALUES (x'0102', 'made up')"),
		"separator inside":  sql("UPDATE object_task SET title = 'a' || char(31) || 'b' WHERE rowid = 6"),
		"zero byte inside":  sql("UPDATE object_task SET title = title || char(0) || 'b' WHERE rowid = 6"),
		"table emptied":     sql("DELETE FROM object_task"),
		"seal gone":         sql("UPDATE meta SET v = '' WHERE k = 'seal'"),
		"one byte on disk":  file(func(b []byte) []byte { return flip(b, "Observe crossing 1234 and report", 1) }),
		"one id, two kinds": sql("INSERT INTO object_term (id) SELECT id FROM object_task WHERE rowid = 3"),
	} {
		t.Run(name, func(t *testing.T) {
			path, want := damagedFile(t, spoil)
			for _, o := range []Options{{ReadOnly: true}, ann, ann} {
				w := mustOpen(t, path, o)
				if diff := cmp.Diff(want, content(w.doc)); diff != "" {
					t.Fatal(diff)
				}
				if len(w.Losses()) > 0 || !o.ReadOnly && w.ReadOnly() != nil {
					t.Error(w.Losses(), w.ReadOnly())
				}
				if !o.ReadOnly {
					wholeFile(t, w)
				}
				w.Close()
			}
		})
	}
}

// flip changes one byte of the n-th place (0 is the first) where text stands.
func flip(b []byte, text string, n int) []byte {
	at := -1
	for range n + 1 {
		next := bytes.Index(b[at+1:], []byte(text))
		if next < 0 {
			break
		}
		at += 1 + next
	}
	b[at+3] ^= 0x01
	return b
}
