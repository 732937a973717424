package storage

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"jointplan/plan"
)

// apart makes two copies of a hundred thousand objects in each of which ten
// thousand values were changed in five hundred steps, one in five of them in both.
func apart(b *testing.B) (ours, theirs *Workspace) {
	b.Helper()
	path, tasks := largeFile(b)
	ours = mustOpen(b, path, ann)
	at := filepath.Join(b.TempDir(), "theirs"+Extension)
	if err := ours.SaveCopy(at); err != nil {
		b.Fatal(err)
	}
	theirs = mustOpen(b, at, Options{Author: Author{"Bob", "BBB"}, App: "test"})
	for n, w := range []*Workspace{ours, theirs} {
		for step := range 500 {
			var changes []plan.Change
			for i := range 20 {
				at := (step*20 + i) * 2
				if i%5 > 0 {
					at += n
				}
				changes = append(changes, set(b, w, tasks[at], "title", fmt.Sprintf("Title %d of %d", step, n)))
			}
			mustApply(b, w, "change", changes...)
		}
	}
	return ours, theirs
}

// BenchmarkMerge brings two copies together: preview, backup, writing.
func BenchmarkMerge(b *testing.B) {
	ours, theirs := apart(b)
	for b.Loop() {
		b.StopTimer()
		at := filepath.Join(b.TempDir(), NewID().String()+Extension)
		if err := ours.SaveCopy(at); err != nil {
			b.Fatal(err)
		}
		w := mustOpen(b, at, Options{Author: ann.Author, App: "test"})
		b.StartTimer()
		m, err := w.PrepareMerge(context.Background(), []string{theirs.path}, MergeOptions{})
		if err != nil {
			b.Fatal(err)
		}
		if _, _, err := m.Apply(nil); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(len(m.Rows)), "rows")
		b.ReportMetric(float64(m.Conflicts()), "conflicts")
		b.StopTimer()
		w.Close()
		b.StartTimer()
	}
}
