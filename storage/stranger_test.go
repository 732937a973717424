package storage

import (
	"database/sql/driver"
	"errors"
	"os"
	"testing"
	"time"
)

// vetFile reads the file at path as one of a stranger's.
func vetFile(t testing.TB, path string, v vetting) (*vetted, error) {
	t.Helper()
	f, err := openStranger(ctx, path, current)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if v.now.IsZero() {
		v.now = time.Now()
	}
	return f.vet(ctx, v)
}

func TestSoundFilesPassTheGate(t *testing.T) {
	path, _ := damagedFile(t, func(*testing.T, string) {})
	found, err := vetFile(t, path, vetting{})
	if err != nil {
		t.Fatal(err)
	}
	if len(found.txns) != 3 || len(found.heads) != 1 || found.ops != 2003 || found.tooFarAhead() || len(found.sessions) != 1 {
		t.Errorf("%d transactions, %d heads, %d ops, ahead %v", len(found.txns), len(found.heads), found.ops, found.ahead)
	}
	if _, err := vetFile(t, goldenFile(1, Extension), vetting{}); err != nil {
		t.Error(err)
	}
}

// A file of somebody else's may be written while it is copied, or be left in the
// middle of an edit. The journal beside it stays as it is.
func TestGateReadsWhatACrashLeft(t *testing.T) {
	w := newFile(t)
	fill(t, w, 2000)
	for _, s := range []string{"PRAGMA cache_spill = ON", "PRAGMA cache_size = 5", "BEGIN IMMEDIATE", "UPDATE op SET val = 'lost'"} {
		if err := w.c.exec(s); err != nil {
			t.Fatal(err)
		}
	}
	before, err := os.ReadFile(w.path + "-journal")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := vetFile(t, w.path, vetting{}); err != nil {
		t.Error(err)
	}
	if after, err := os.ReadFile(w.path + "-journal"); err != nil || len(after) != len(before) {
		t.Error("the journal was touched", err)
	}
}

func TestWhatTheGateRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(*testing.T, string)
		want  string
	}{
		"value":           {sql("UPDATE op SET val = 'Another' WHERE val = 'Renamed'"), "error.gate.digest"},
		"title":           {sql(`UPDATE txn SET title = '{"k":"other"}' WHERE kind = 'edit'`), "error.gate.digest"},
		"author":          {sql("UPDATE session SET name = 'Eve'"), "error.gate.digest"},
		"op gone":         {sql("DELETE FROM op WHERE val = 'Renamed'"), "error.gate.digest"},
		"op of nobody":    {sql("INSERT INTO op SELECT obj, 'remarks', randomblob(16), NULL, 'x' FROM op WHERE val = 'Renamed'"), "error.gate.log"},
		"no UTF-8":        {sql("UPDATE op SET val = CAST(x'ff41' AS TEXT) WHERE val = 'Renamed'"), "error.gate.log"},
		"author no UTF-8": {sql("UPDATE session SET name = CAST(x'c328' AS TEXT)"), "error.gate.log"},
		"object's id":     {sql("UPDATE op SET obj = x'00' WHERE val = 'Renamed'"), "error.gate.log"},
		"field":           {sql("UPDATE op SET fld = 'a b' WHERE val = 'Renamed'"), "error.gate.log"},
		"deletion":        {sql("UPDATE op SET fld = '!' WHERE val = 'Renamed'"), "error.gate.log"},
		"parent missing":  {sql("UPDATE txn SET parents = randomblob(16) WHERE seq = 2"), "error.gate.log"},
		"own parent":      {sql("UPDATE txn SET parents = id WHERE seq = 2"), "error.gate.log"},
		"two heads":       {sql("UPDATE meta SET v = v || v WHERE k = 'heads'"), "error.gate.log"},
		"other head":      {sql("UPDATE meta SET v = (SELECT lower(hex(id)) FROM txn WHERE seq = 1) WHERE k = 'heads'"), "error.gate.log"},
		"empty log":       {sql("DELETE FROM op", "DELETE FROM txn"), "error.gate.log"},
		"end of time":     {sql("UPDATE txn SET id = CAST(x'ffffffffffffffff' || substr(id, 9) AS BLOB) WHERE seq = 3", "UPDATE op SET txn = (SELECT max(id) FROM txn) WHERE val = 'Renamed'"), "error.gate.log"},
		"session gone":    {sql("DELETE FROM session"), "error.gate.log"},
		"digest length":   {sql("UPDATE txn SET digest = zeroblob(31) WHERE seq = 1"), "error.gate.log"},
		"kind of step":    {sql("UPDATE txn SET kind = '' WHERE seq = 1"), "error.gate.log"},
		"huge value":      {sql("UPDATE op SET val = printf('%.*c', 34000000, 'x') WHERE val = 'Renamed'"), "error.gate.log"},
		"index":           {sql("PRAGMA writable_schema = ON", "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'sqlite_autoindex_object_task_1') WHERE name = 'op_txn'"), "error.storage.damaged"},
		"page":            {leaf("op"), "error.storage.damaged"},
		"trigger":         {sql("CREATE TRIGGER evil AFTER INSERT ON op BEGIN DELETE FROM op; END"), "error.storage.schema"},
		"cut":             {file(func(b []byte) []byte { return b[:len(b)/2] }), "error.storage.damaged"},
	} {
		t.Run(name, func(t *testing.T) {
			path, _ := damagedFile(t, c.spoil)
			_, err := vetFile(t, path, vetting{})
			if problemKey(err) != c.want {
				t.Errorf("%v, want %s", err, c.want)
			}
		})
	}
}

func TestKnownTransactions(t *testing.T) {
	path, _ := damagedFile(t, sql("UPDATE op SET val = 'Another' WHERE val = 'Renamed'"))
	mine := map[TxnID][]byte{}
	f, err := openStranger(ctx, path, current)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	v := vetting{now: time.Now(), known: func(id TxnID) ([]byte, bool) { d, ok := mine[id]; return d, ok }}
	if _, err := f.vet(ctx, v); problemKey(err) != "error.gate.digest" {
		t.Error("nothing known: ", err)
	}
	if _, err := f.c.number("SELECT count(*) FROM txn"); err != nil {
		t.Fatal(err)
	}
	if err := f.c.each(ctx, "SELECT id, digest FROM txn", nil, func(row []driver.Value) error {
		mine[TxnID(asBytes(row[0]))] = asBytes(row[1])
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if _, err := f.vet(ctx, v); problemKey(err) != "error.gate.digest" {
		t.Error("all known: ", err)
	}
	for id := range mine {
		mine[id] = make([]byte, 32)
	}
	if _, err := f.vet(ctx, v); problemKey(err) != "error.gate.tampered" || !errors.Is(err, errTampered) {
		t.Error("known otherwise: ", err)
	}
}

func TestHardenedConnectionOnlyReads(t *testing.T) {
	path, _ := damagedFile(t, func(*testing.T, string) {})
	f, err := openStranger(ctx, path, current)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, s := range []string{
		"DELETE FROM op", "PRAGMA query_only = OFF", "PRAGMA writable_schema = ON", "ATTACH 'x' AS y", "CREATE TEMP TABLE x (a)",
		"SELECT load_extension('x')", "SELECT randomblob(100)", "VACUUM INTO 'x'",
		"WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT count(*) FROM r",
	} {
		if err := f.c.exec(s); err == nil {
			t.Error("allowed: ", s)
		}
	}
}
