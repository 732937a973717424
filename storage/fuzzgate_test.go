package storage

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"jointplan/plan"
)

// FuzzGate adds a transaction to a file with whatever is in it, and with a digest
// that is right, as somebody could who knows the program. The gate refuses it in a
// sentence, or what it lets through is a file that holds together and can be
// worked with.
func FuzzGate(f *testing.F) {
	golden, err := os.ReadFile(goldenFile(formatVersion, Extension))
	if err != nil {
		f.Fatal(err)
	}
	task := plan.ID{5, 0xaa}
	f.Add(task[:], "title", "", "Another", "edit", `{"k":"set"}`, int64(1_800_000_000_000), uint64(1_900_000_000_000)<<16, uint8(1))
	f.Add(task[:], fldCreate, "task", `{"title":"x"}`, "edit", "", int64(0), uint64(1)<<63, uint8(1))
	f.Add(task[:], fldDelete, "", "1", "undo", "", int64(-1), ^uint64(0), uint8(0))
	f.Add(task[:], "title", "", "Another", "merge", "", int64(1), uint64(1_900_000_000_000)<<16, uint8(3))
	f.Add([]byte{1}, fldCreate, "#share", "{}", "share", "\xff", int64(1), uint64(1_900_000_000_000)<<16, uint8(2))
	f.Fuzz(func(t *testing.T, obj []byte, fld, kind, val, step, title string, at int64, clock uint64, parents uint8) {
		path := filepath.Join(t.TempDir(), "forged"+Extension)
		if err := os.WriteFile(path, golden, 0o600); err != nil {
			t.Fatal(err)
		}
		made := txn{seq: 1, at: at, kind: StepKind(step), title: title, ops: 1}
		if forge(path, made, tick(clock), obj, op{fld: fld, kind: kind, val: val}, int(parents%4)) != nil {
			return // SQLite takes no such row
		}
		_, err := vetFile(t, path, vetting{now: time.Now()})
		if err != nil && problemKey(err) == "" {
			t.Fatal("an error nobody can read: ", err)
		}
		w, failed := Open(ctx, path, eve, nil)
		if failed != nil {
			if problemKey(failed) == "" {
				t.Fatal("an error nobody can read: ", failed)
			}
			return
		}
		defer w.Close()
		if (err == nil) != (w.ReadOnly() == nil) {
			t.Fatal("the gate says ", err, ", opening says ", w.ReadOnly())
		}
		if err == nil {
			wholeFile(t, w)
			use(t, path, Options{ReadOnly: true})
		}
	})
}

// forge writes a transaction with one op, after as many parents as there are.
func forge(path string, t txn, clock tick, obj []byte, o op, parents int) error {
	c, err := connect(path, modeWrite)
	if err != nil {
		return err
	}
	defer c.Close()
	l, err := readLedger(ctx, c, session{id: sessionID{7}, author: Author{Name: "Mallory"}})
	if err != nil {
		return err
	}
	t.id = makeTxnID(clock, l.own.id)
	var digests [][]byte
	for range parents {
		t.parents, digests = append(t.parents, l.heads[0]), append(digests, l.digests[0])
	}
	d := newDigest(t, l.own, digests)
	copy(o.obj[:], obj)
	d.op(o)
	t.digest = d.sum()
	heads := t.id.String()
	if parents == 0 {
		heads = l.heads[0].String() + heads
	}
	return errors.Join(insertSession(c, l.own), insertTxn(c, t), putMeta(c, metaHeads, heads),
		c.run("INSERT INTO op (obj, fld, txn, kind, val) VALUES (?, ?, ?, ?, ?)", bytes.Clone(obj), o.fld, t.id[:], orNull(o.kind), o.val))
}
