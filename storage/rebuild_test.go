package storage

import (
	"bytes"
	"context"
	"database/sql/driver"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jointplan/plan"
)

// eve has another installation, to which ann's files are a stranger's.
var eve = Options{Author: Author{"Eve", "EEE"}, App: "test", Key: []byte("the installation of Eve")}

// rows gives the whole log as text.
func rows(t *testing.T, c *conn) (all []string) {
	t.Helper()
	for _, q := range []string{
		"SELECT hex(id) || name || party || host || app || started FROM session",
		"SELECT hex(id) || seq || hex(parents) || at || kind || title || hex(ifnull(undo_of, '')) || ops || hex(digest) FROM txn",
		"SELECT hex(obj) || fld || hex(txn) || ifnull(kind, '-') || val FROM op ORDER BY obj, fld, txn",
		"SELECT k || v FROM meta WHERE k <> 'mark' ORDER BY k",
	} {
		err := c.each(ctx, q, nil, func(row []driver.Value) error {
			all = append(all, asText(row[0]))
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// beside lists what lies in the folder of the file.
func beside(t *testing.T, path string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func TestStrangersFileIsMadeAnewOnce(t *testing.T) {
	w := newFile(t)
	_, tasks := fill(t, w, 2000)
	mustApply(t, w, "rename", set(t, w, tasks[7], "title", "Renamed"))
	if _, err := w.Undo(); err != nil {
		t.Fatal(err)
	}
	want, log := content(w.doc), rows(t, w.c)
	w.Close()
	os.Chmod(w.path, 0o640)
	before, _ := os.Stat(w.path)

	got := mustOpen(t, w.path, eve)
	if diff := cmp.Diff(want, content(got.doc)); diff != "" || got.ReadOnly() != nil || len(got.Losses())+len(got.Notices()) > 0 {
		t.Fatal(got.ReadOnly(), got.Losses(), got.Notices(), diff)
	}
	if diff := cmp.Diff(log, rows(t, got.c)); diff != "" {
		t.Error(diff)
	}
	wholeFile(t, got)
	after, _ := os.Stat(w.path)
	if os.SameFile(before, after) || after.Mode() != before.Mode() {
		t.Error("not made anew, or with other rights: ", after.Mode())
	}
	got.Close()

	again := mustOpen(t, w.path, eve)
	if now, _ := os.Stat(w.path); !os.SameFile(after, now) {
		t.Error("made anew twice")
	}
	mustApply(t, again, "title", set(t, again, tasks[8], "title", "Mine"))
	again.Close()
	mustOpen(t, w.path, eve).Close()
	if now, _ := os.Stat(w.path); !os.SameFile(after, now) {
		t.Error("made anew after an edit of ours")
	}
	if names := beside(t, w.path); len(names) != 1 {
		t.Error("left beside: ", names)
	}
}

// A value that no field accepts is a loss; the history keeps it, and so does the
// original beside.
func TestOriginalIsKeptWhenItSaysMore(t *testing.T) {
	path, want := damagedFile(t, sql("UPDATE object_task SET title = 'told otherwise' WHERE rowid = 5", "UPDATE meta SET v = '00' WHERE k = 'seal'"))
	original, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	w := mustOpen(t, path, eve)
	if diff := cmp.Diff(want, content(w.doc)); diff != "" || w.ReadOnly() != nil {
		t.Fatal(w.ReadOnly(), diff)
	}
	if n := w.Notices(); len(n) != 1 || n[0].Key != "notice.rebuilt" || n[0].Args["File"] != "plan.original.jointplan" {
		t.Error(n)
	}
	kept, err := os.ReadFile(filepath.Join(filepath.Dir(path), "plan.original.jointplan"))
	if err != nil || !bytes.Equal(kept, original) {
		t.Error("the original is not kept as it was", err)
	}
}

func TestTakingInCanBeCancelled(t *testing.T) {
	path, _ := damagedFile(t, func(*testing.T, string) {})
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for at := range 3 {
		ctx, cancel := context.WithCancel(ctx)
		_, err := Open(ctx, path, eve, func(done, total int) {
			if done*3 > at*total {
				cancel()
			}
		})
		if !errors.Is(err, context.Canceled) {
			t.Error(at, err)
		}
		if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
			t.Error("the file changed", err)
		}
		if names := beside(t, path); len(names) != 1 {
			t.Error("left beside: ", names)
		}
	}
}

// The journal of somebody else's edit is played back; the file is made anew from
// what that gives, and no journal is left to spoil the new one.
func TestStrangersFileWithAJournal(t *testing.T) {
	w := newFile(t)
	fill(t, w, 2000)
	want := content(w.doc)
	for _, s := range []string{"PRAGMA cache_spill = ON", "PRAGMA cache_size = 5", "BEGIN IMMEDIATE", "UPDATE op SET val = 'lost'", "UPDATE object_task SET title = 'lost'"} {
		if err := w.c.exec(s); err != nil {
			t.Fatal(err)
		}
	}
	to := filepath.Join(t.TempDir(), "crashed.jointplan")
	for _, suffix := range []string{"", "-journal"} {
		if err := copyFile(w.path+suffix, to+suffix); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 {
		got := mustOpen(t, to, eve)
		if diff := cmp.Diff(want, content(got.doc)); diff != "" || got.ReadOnly() != nil {
			t.Fatal(got.ReadOnly(), diff)
		}
		wholeFile(t, got)
		got.Close()
		if names := beside(t, to); len(names) != 1 {
			t.Error("left beside: ", names)
		}
	}
}

func TestStrangersDamagedFileIsSaved(t *testing.T) {
	for name, spoil := range map[string]func(*testing.T, string){
		"page of the log": leaf("op"), "digest": sql("UPDATE op SET val = 'Another' WHERE val = 'Renamed'"),
	} {
		t.Run(name, func(t *testing.T) {
			path, want := damagedFile(t, spoil)
			w := mustOpen(t, path, eve)
			if why := w.ReadOnly(); why == nil || why.Key != "banner.damaged" || !cmp.Equal(want, content(w.doc)) {
				t.Error(why)
			}
		})
	}
}

func TestClocksThatDisagreeAreNamed(t *testing.T) {
	w := newFile(t)
	_, tasks := fill(t, w, 3)
	w.Close()
	for name, o := range map[string]Options{"own": ann, "stranger": eve} {
		o.Now = func() time.Time { return time.Now().AddDate(-1, 0, 0) }
		w := mustOpen(t, w.path, o)
		if n := w.Notices(); len(n) != 1 || n[0].Key != "notice.clock" {
			t.Error(name, n)
		}
		mustApply(t, w, "set", set(t, w, tasks[0], "title", "Set by "+name))
		if got := plan.Find[plan.Task](w.doc, tasks[0]).Title; got != "Set by "+name {
			t.Error(got)
		}
		wholeFile(t, w)
		w = reopen(t, w)
		if got := plan.Find[plan.Task](w.doc, tasks[0]).Title; got != "Set by "+name {
			t.Error("after reopening: ", got)
		}
		if _, err := w.Undo(); err != nil && problemKey(err) != "error.undo.none" {
			t.Error(err)
		}
		w.Close()
	}
}

func TestInstallKey(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "settings")
	first, err := InstallKey(dir)
	if err != nil || len(first) != keySize {
		t.Fatal(first, err)
	}
	second, err := InstallKey(dir)
	if err != nil || !bytes.Equal(first, second) {
		t.Error("another key the second time", err)
	}
	if other, _ := InstallKey(t.TempDir()); bytes.Equal(first, other) {
		t.Error("two installations share a key")
	}
}

func BenchmarkTakeIn(b *testing.B) {
	w := newFile(b)
	fill(b, w, 100_000)
	w.Close()
	for b.Loop() {
		w := mustOpen(b, w.path, Options{})
		w.Close()
	}
}

// TestLargeStrangersFile has the new file read while all of it is still in memory
// and nothing on the disk.
func TestLargeStrangersFile(t *testing.T) {
	defer func(was int64) { spare = was }(spare)
	spare = 1 << 10
	w := newFile(t)
	fill(t, w, 2000)
	want := content(w.Document())
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	taken := mustOpen(t, w.path, eve)
	if why := taken.ReadOnly(); why != nil {
		t.Fatalf("read-only: %v", why)
	}
	if diff := cmp.Diff(want, content(taken.Document())); diff != "" {
		t.Error(diff)
	}
}
