package storage

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jointplan/plan"
)

// TestContentReplacedWhileOpen overwrites the file where it is, as a program that
// synchronises folders may: the file is the same, its content another's.
func TestContentReplacedWhileOpen(t *testing.T) {
	for name, spoil := range map[string]func(t *testing.T, w *Workspace){
		"an older state": func(t *testing.T, w *Workspace) {
			b, err := os.ReadFile(w.path)
			if err != nil {
				t.Fatal(err)
			}
			mustApply(t, w, "later", set(t, w, plan.IDFor(w.doc.Workspace()), "title", "Later"))
			overwrite(t, w.path, b)
		},
		"another plan": func(t *testing.T, w *Workspace) {
			other := newFile(t)
			fill(t, other, 9)
			b, err := os.ReadFile(other.path)
			if err != nil {
				t.Fatal(err)
			}
			overwrite(t, w.path, b)
		},
		"nothing":  func(t *testing.T, w *Workspace) { overwrite(t, w.path, nil) },
		"nonsense": func(t *testing.T, w *Workspace) { overwrite(t, w.path, make([]byte, 300_000)) },
		"half": func(t *testing.T, w *Workspace) {
			if err := os.Truncate(w.path, w.file.Size()/2); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := newFile(t)
			_, tasks := fill(t, w, 50)
			spoil(t, w)
			want := content(w.doc)
			for range 2 {
				err := w.Apply(plan.Edit{Title: plan.Say("set"), Changes: []plan.Change{set(t, w, tasks[0], "title", "x")}})
				if problemKey(err) != "error.storage.readonly" || w.ReadOnly().Key != "banner.moved" {
					t.Fatal(err, w.ReadOnly())
				}
			}
			if diff := cmp.Diff(want, content(w.doc)); diff != "" {
				t.Error("the document changed although the file did not: ", diff)
			}
			to := filepath.Join(t.TempDir(), "saved.jointplan")
			if err := w.SaveCopy(to); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, content(mustOpen(t, to, ann).doc)); diff != "" {
				t.Error("the saved copy differs: ", diff)
			}
		})
	}
}

// overwrite gives the file at path another content without replacing it.
func overwrite(t *testing.T, path string, b []byte) {
	t.Helper()
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
}
