package storage

import (
	"bytes"
	"encoding/binary"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jointplan/plan"
	"jointplan/plan/compare"
)

// tangle adds transactions to a file in which copies went apart and were merged
// again some times.
func tangle(t *testing.T, path string, times int) {
	t.Helper()
	c, err := connect(path, modeWrite)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	l, err := readLedger(ctx, c, session{})
	if err != nil {
		t.Fatal(err)
	}
	root := l.heads[0]
	next, last := root, root
	add := func(parents ...TxnID) TxnID {
		binary.BigEndian.PutUint64(next[:8], binary.BigEndian.Uint64(next[:8])+1)
		err := insertTxn(c, txn{id: next, seq: 1, parents: parents, at: l.latest.at, kind: StepEdit, digest: bytes.Repeat([]byte{1}, 32)})
		if err != nil {
			t.Fatal(err)
		}
		return next
	}
	err = c.transaction(func() error {
		for range times {
			apart := add(root)
			last = add(last, apart)
		}
		return putMeta(c, metaHeads, last.String())
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestTooManyForksAreSaidSo(t *testing.T) {
	w := newFile(t)
	fill(t, w, 3)
	path := filepath.Join(t.TempDir(), "plan"+Extension)
	if err := w.SaveCopy(path); err != nil {
		t.Fatal(err)
	}
	tangle(t, path, maxForks+9)
	check := func(what string, err error) {
		t.Helper()
		if problemKey(err) != "error.gate.forks" {
			t.Fatalf("%s: %v", what, err)
		}
	}
	_, err := w.PrepareMerge(ctx, []string{path}, MergeOptions{})
	check("merged", err)
	_, err = Open(ctx, path, eve, nil)
	check("opened", err)
	_, err = Open(ctx, path, Options{ReadOnly: true}, nil)
	check("looked at", err)
	v := newVetter(w.c, vetting{})
	if err := v.begin(ctx); err != nil {
		t.Error("a file of ours: ", err)
	}
}

// A file of an older version merges with one of a newer.
func TestAnOlderVersionMergesWithANewer(t *testing.T) {
	w := newFile(t)
	_, tasks := fill(t, w, 5)
	path := filepath.Join(t.TempDir(), "older"+Extension)
	if err := w.SaveCopy(path); err != nil {
		t.Fatal(err)
	}
	older := mustOpen(t, path, eve)
	mustApply(t, older, "theirs", set(t, older, tasks[0], "title", "Theirs"))
	older.Close()
	w.Close()

	newer, err := open(ctx, w.path, ann, nextLayout(addColumn), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer newer.Close()
	mustApply(t, newer, "ours", set(t, newer, tasks[1], "title", "Ours"))
	m, err := newer.PrepareMerge(ctx, []string{path}, MergeOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if m.Steps != 1 || m.Conflicts() != 0 || len(m.Rows) == 0 {
		t.Fatalf("%d steps, %d rows, %d conflicts", m.Steps, len(m.Rows), m.Conflicts())
	}
	if _, _, err := m.Apply(map[int]compare.Decision{}); err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"Theirs", "Ours"} {
		if got := newer.Document().Get(tasks[i]); plan.KindFor(got).Title().Get(got) != want {
			t.Errorf("%v, want %q", got, want)
		}
	}
	wholeFile(t, newer)
	again := mustOpen(t, path, eve) // which stays of the version it is
	if diff := cmp.Diff(again.layout.version, formatVersion); diff != "" {
		t.Error(diff)
	}
}

// What is no sound file of the older version does not pass either.
func TestAnOlderVersionIsCheckedAsItWas(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(*testing.T, string)
		want  string
	}{
		"trigger": {sql("CREATE TRIGGER evil AFTER INSERT ON op BEGIN DELETE FROM op; END"), "error.storage.schema"},
		"column":  {sql("ALTER TABLE txn ADD COLUMN sig BLOB"), "error.storage.schema"},
		"page":    {leaf("op"), "error.storage.damaged"},
	} {
		path, _ := damagedFile(t, c.spoil)
		f, err := openStranger(ctx, path, nextLayout(addColumn))
		if problemKey(err) != c.want {
			t.Errorf("%s: %v", name, err)
		}
		if f != nil {
			f.Close()
		}
	}
	path, _ := damagedFile(t, func(*testing.T, string) {})
	f, err := openStranger(ctx, path, nextLayout(addColumn))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.vet(ctx, vetting{}); err != nil {
		t.Error(err)
	}
}
