package sqlitefile

import (
	"context"
	"crypto/sha256"
	"database/sql/driver"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"jointplan/exchange/mbtiles/mbtilestest"
)

// foreign makes a file with a table of three rows and what is asked for besides.
func foreign(t *testing.T, more ...string) string {
	t.Helper()
	dir := t.TempDir()
	plain, path := filepath.Join(dir, "a.db"), filepath.Join(dir, "a b#c?d%41.db")
	mbtilestest.Exec(t, plain, append([]string{"CREATE TABLE a (n INTEGER, x BLOB)", "INSERT INTO a VALUES (1, 'one'), (2, 'two'), (3, x'00')"}, more...)...)
	if err := os.Rename(plain, path); err != nil {
		t.Fatal(err)
	}
	return path
}

func opened(t *testing.T, path string) *File {
	t.Helper()
	f, err := Open(path, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// state is what lies in a folder, with its content.
func state(t *testing.T, dir string) map[string][32]byte {
	t.Helper()
	all := map[string][32]byte{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		all[path] = sha256.Sum256(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestNothingIsWritten(t *testing.T) {
	path := foreign(t, "PRAGMA journal_mode=WAL", "CREATE VIEW v AS SELECT n FROM a")
	before := state(t, filepath.Dir(path))
	f := opened(t, path)
	n := 0
	err := f.Each(context.Background(), "SELECT n FROM v ORDER BY n", nil, func([]string, []driver.Value) error { n++; return nil })
	if err != nil || n != 3 {
		t.Errorf("%d rows, %v", n, err)
	}
	for _, sql := range []string{
		"DELETE FROM a", "CREATE TABLE b (c)", "CREATE TEMP TABLE b (c)", "ATTACH 'other.db' AS other", "PRAGMA query_only=OFF", "VACUUM INTO 'other.db'",
		"SELECT * FROM pragma_table_info('a')", "SELECT load_extension('x')",
	} {
		if _, err := f.First(context.Background(), sql); err == nil {
			t.Errorf("%s is done", sql)
		}
	}
	if after := state(t, filepath.Dir(path)); len(after) != len(before) || after[path] != before[path] {
		t.Errorf("the folder had %d files and has %d", len(before), len(after))
	}
}

func TestQueriesEnd(t *testing.T) {
	f := opened(t, foreign(t, "CREATE VIEW v AS WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i+1 FROM n) SELECT i FROM n WHERE i < 0"))
	ctx, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
	defer cancel()
	if _, err := f.First(ctx, "SELECT * FROM v"); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v", err)
	}
	if row, err := f.First(context.Background(), "SELECT n FROM a WHERE n = ?", int64(2)); err != nil || len(row) != 1 || row[0] != int64(2) {
		t.Errorf("afterwards %v, %v", row, err)
	}
	if _, err := f.First(context.Background(), "SELECT zeroblob(2000000)"); err == nil {
		t.Error("a value has more bytes than it may")
	}
}

func TestWhatIsNoFileOfSQLite(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{"empty": "", "text": "hello, this is not a database at all", "head": magic} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(path, 1000); !errors.Is(err, ErrForeign) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Open(dir, 1000); !errors.Is(err, ErrForeign) {
		t.Errorf("a folder: %v", err)
	}
	if _, err := Open(filepath.Join(dir, "gone"), 1000); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("nothing: %v", err)
	}
}

func TestWhatAFileHas(t *testing.T) {
	f := opened(t, foreign(t, "CREATE VIEW v AS SELECT 1", "CREATE VIRTUAL TABLE w USING rtree(id, x0, x1)"))
	for name, want := range map[string]bool{"a": true, "A": true, "v": true, "w": false, "b": false, "a; DROP": false} {
		if has, err := f.Has(context.Background(), name); err != nil || has != want {
			t.Errorf("%s: %v, %v", name, has, err)
		}
	}
}
