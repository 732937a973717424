package storage

import (
	"bytes"
	"context"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jointplan/plan"
)

// checkedLater has every file shown before its structure is looked through, as
// large ones are.
func checkedLater(t *testing.T) {
	t.Helper()
	before := checkedFirst
	checkedFirst = -1
	t.Cleanup(func() { checkedFirst = before })
}

func anyTask(w *Workspace) plan.ID {
	return plan.IDFor(w.doc.Objects(plan.KindOf[plan.Task](), plan.NoID)[0])
}

// A large file that is damaged where its plan does not stand shows whole, takes
// no edit, and is read-only as soon as that is known, whoever comes first.
func TestDamageFoundLater(t *testing.T) {
	checkedLater(t)
	for name, spoil := range map[string]func(*testing.T, string){"page of the log": leaf("op"), "page of an index": leaf("op_txn")} {
		for first, act := range map[string]func(*testing.T, *Workspace){
			"an edit": func(t *testing.T, w *Workspace) {
				c := set(t, w, anyTask(w), "title", "Other")
				if key := problemKey(w.Apply(plan.Edit{Title: plan.Say("set"), Changes: []plan.Change{c}})); key != "error.storage.readonly" {
					t.Error(key)
				}
			},
			"verify": func(t *testing.T, w *Workspace) {
				if key := problemKey(w.Verify(context.Background())); key != "error.storage.damaged" {
					t.Error(key)
				}
			},
			"a copy": func(t *testing.T, w *Workspace) { saveRescued(t, w, content(w.doc)) },
		} {
			t.Run(name+" found by "+first, func(t *testing.T) {
				path, want := damagedFile(t, spoil)
				before, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				w := mustOpen(t, path, ann)
				act(t, w)
				if why := w.ReadOnly(); why == nil || why.Key != "banner.damaged" {
					t.Error(why)
				}
				if diff := cmp.Diff(want, content(w.doc)); diff != "" {
					t.Error(diff)
				}
				saveRescued(t, w, want)
				if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
					t.Error("the damaged file was written to", err)
				}
			})
		}
	}
}

// Where the plan itself cannot be read, there is nothing to show first.
func TestDamageFoundBeforeAnythingShows(t *testing.T) {
	checkedLater(t)
	path, _ := damagedFile(t, leaf("object_task"))
	w := mustOpen(t, path, ann)
	if why := w.ReadOnly(); why == nil || why.Key != "banner.damaged" {
		t.Error(why)
	}
}

// A sound file takes edits, and can be closed while it is looked through.
func TestSoundFileCheckedLater(t *testing.T) {
	checkedLater(t)
	path, _ := damagedFile(t, func(*testing.T, string) {})
	for range 20 {
		if err := mustOpen(t, path, ann).Close(); err != nil {
			t.Fatal(err)
		}
	}
	w := mustOpen(t, path, ann)
	mustApply(t, w, "set", set(t, w, anyTask(w), "title", "Other"))
	if err := w.Verify(context.Background()); err != nil || w.ReadOnly() != nil {
		t.Error(err, w.ReadOnly())
	}
}
