package storage

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jointplan/plan"
)

// Damage that only the digests of the log show.
func TestVerifyFindsWhatWasAltered(t *testing.T) {
	for name, spoil := range map[string]func(*testing.T, string){
		"value":         sql("UPDATE op SET val = 'Another' WHERE val = 'Renamed'"),
		"creation":      sql(`UPDATE op SET val = replace(val, 'crossing 77 ', 'crossing 78 ') WHERE fld = '*'`),
		"title":         sql(`UPDATE txn SET title = '{"k":"other"}' WHERE kind = 'edit'`),
		"time":          sql("UPDATE txn SET at = at + 1 WHERE seq = 2"),
		"author":        sql("UPDATE session SET name = 'Eve'"),
		"op gone":       sql("DELETE FROM op WHERE val = 'Renamed'"),
		"op made up":    sql("INSERT INTO op SELECT obj, 'remarks', txn, NULL, 'x' FROM op WHERE val = 'Renamed'"),
		"op of nobody":  sql("INSERT INTO op SELECT obj, 'remarks', randomblob(16), NULL, 'x' FROM op WHERE val = 'Renamed'"),
		"parent":        sql("UPDATE txn SET parents = x'' WHERE seq = 2"),
		"two heads":     sql("UPDATE meta SET v = v || (SELECT lower(hex(id)) FROM txn WHERE seq = 1) WHERE k = 'heads'"),
		"session gone":  sql("DELETE FROM session"),
		"digest itself": sql("UPDATE txn SET digest = zeroblob(32) WHERE seq = 1"),
		"order of ids":  sql("UPDATE txn SET parents = id WHERE seq = 1"),
		"last one gone": sql("DELETE FROM op WHERE txn = (SELECT max(id) FROM txn)", "DELETE FROM txn WHERE id = (SELECT max(id) FROM txn)"),
	} {
		t.Run(name, func(t *testing.T) {
			path, want := damagedFile(t, spoil)
			w := mustOpen(t, path, ann)
			if name == "last one gone" || name == "two heads" { // the heads are looked at when opening
				if w.ReadOnly() == nil || !cmp.Equal(content(w.doc), want) {
					t.Fatal(w.ReadOnly())
				}
				return
			}
			if w.ReadOnly() != nil || !cmp.Equal(content(w.doc), want) {
				t.Fatal(w.ReadOnly())
			}
			err := w.Verify(ctx)
			if problemKey(err) != "error.storage.digest" {
				t.Fatal(err)
			}
			if why := w.ReadOnly(); why == nil || why.Key != "banner.damaged" {
				t.Error(why)
			}
			saveRescued(t, w, want)
		})
	}
}

func TestVerifyFindsACacheThatDiffers(t *testing.T) {
	w := newFile(t)
	_, tasks := fill(t, w, 3000)
	if err := w.c.exec("UPDATE object_task SET title = 'x' WHERE rowid = 2000"); err != nil {
		t.Fatal(err)
	}
	if err := w.Verify(ctx); problemKey(err) != "error.storage.cache" {
		t.Fatal(err)
	}
	w = reopen(t, w)
	if plan.Find[plan.Task](w.doc, tasks[1999]).Title == "x" {
		t.Error("not mended")
	}
	wholeFile(t, w)
}

// TestOneByteChanged changes single bytes anywhere in a file: whatever comes of
// it, a plan that is shown without a word is the right one.
func TestOneByteChanged(t *testing.T) {
	trials := 300
	if testing.Short() {
		trials = 50
	}
	golden, err := os.ReadFile(goldenFile(formatVersion, Extension))
	if err != nil {
		t.Fatal(err)
	}
	whole := filepath.Join(t.TempDir(), "whole")
	if err := os.WriteFile(whole, golden, 0o600); err != nil {
		t.Fatal(err)
	}
	want := content(mustOpen(t, whole, ann).doc)
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 1))
	dir := t.TempDir()
	outcomes := map[string]int{}
	for range trials {
		b := bytes.Clone(golden)
		at := r.IntN(len(b))
		b[at] ^= byte(1 + r.IntN(255))
		path := filepath.Join(dir, NewID().String())
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		outcome, got := whatComesOf(t, path)
		outcomes[outcome]++
		if (outcome == "fine" || outcome == "history damaged") && !cmp.Equal(want, got) {
			t.Errorf("seed %d, byte %d: %s, but the plan is another", seed, at, outcome)
		}
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
	}
	t.Log(outcomes)
}

func whatComesOf(t *testing.T, path string) (string, map[plan.ID]string) {
	w, err := Open(ctx, path, ann, nil)
	if err != nil {
		if problemKey(err) == "" {
			t.Error(err)
		}
		return "refused", nil
	}
	defer w.Close()
	if w.ReadOnly() != nil {
		return "saved", nil
	}
	if err := w.Verify(ctx); err != nil {
		return "history damaged", content(w.doc)
	}
	return "fine", content(w.doc)
}

// TestCheckLogFindsWhatVerifyFinds checks a log at once instead of piece by piece,
// also one of more steps than are checked side by side.
func TestCheckLogFindsWhatVerifyFinds(t *testing.T) {
	for name, statement := range map[string]string{
		"value":         "UPDATE op SET val = 'Another' WHERE val = 'Renamed'",
		"title":         `UPDATE txn SET title = '{"k":"other"}' WHERE kind = 'edit'`,
		"author":        "UPDATE session SET name = 'Eve'",
		"op gone":       "DELETE FROM op WHERE val = 'Renamed'",
		"op made up":    "INSERT INTO op SELECT obj, 'remarks', txn, NULL, 'x' FROM op WHERE val = 'Renamed'",
		"op of nobody":  "INSERT INTO op SELECT obj, 'remarks', randomblob(16), NULL, 'x' FROM op WHERE val = 'Renamed'",
		"parent":        "UPDATE txn SET parents = x'' WHERE seq = 2",
		"digest itself": "UPDATE txn SET digest = zeroblob(32) WHERE seq = 1",
	} {
		for _, most := range []int64{mostProofs, 0} {
			path, _ := damagedFile(t, sql(statement))
			w := mustOpen(t, path, ann)
			if err := w.checkLog(ctx, most); problemKey(err) != "error.storage.digest" {
				t.Errorf("%s, %d side by side: %v", name, most, err)
			}
			if why := w.ReadOnly(); why == nil || why.Key != "banner.damaged" {
				t.Errorf("%s: %v", name, why)
			}
		}
	}
	path, _ := damagedFile(t, sql())
	if err := mustOpen(t, path, ann).CheckLog(ctx); err != nil {
		t.Error(err)
	}
}
