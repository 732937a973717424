package ui

import (
	"context"
	"path/filepath"
	"testing"

	"jointplan/plan"
	"jointplan/plan/edit"
	"jointplan/plan/sample"
	"jointplan/storage"
	"jointplan/ui/parts"
)

// atLarge is a desk with a plan of 100,000 tasks, the tasks of its first
// operation in sight. The plan is made in a file of its own.
func atLarge(b *testing.B) *planner {
	b.Helper()
	p := newPlanner(b)
	path := filepath.Join(b.TempDir(), "large"+Extension)
	file, err := storage.Create(path, storage.Options{Author: storage.Author{Name: "Bench"}}, "Large")
	if err != nil {
		b.Fatal(err)
	}
	large := sample.NewLarge(file.Document(), 100_000, 1)
	for {
		e, ok := large.Next()
		if !ok {
			break
		}
		if err := file.Apply(e); err != nil {
			b.Fatal(err)
		}
	}
	if err := file.Close(); err != nil {
		b.Fatal(err)
	}
	p.open(path)
	p.Go(Place{Section: plan.SectionTasks})
	p.win.Canvas().Capture()
	if err := p.session.File.Verify(context.Background()); err != nil { // as long as the desk's own, which would be measured too
		b.Fatal(err)
	}
	return p
}

// BenchmarkSectionBuild filters, sorts and groups the tasks of one of eight
// operations, and draws the grid.
func BenchmarkSectionBuild(b *testing.B) {
	p := atLarge(b)
	b.ReportMetric(float64(len(p.ids())), "rows")
	for b.Loop() {
		p.section().build()
	}
}

// BenchmarkEditRefresh applies one edit of one task and brings all of the window
// up to date: the part in memory, and all of it with the file.
func BenchmarkEditRefresh(b *testing.B) {
	p := atLarge(b)
	id := p.ids()[100]
	p.Reveal(id)
	capability := plan.KindOf[plan.Task]().Field("capability")
	n := 0
	next := func() plan.Edit {
		n++
		e, err := edit.Set(p.session.Doc, []plan.ID{id}, capability, []string{"Engineers", "Jurists"}[n%2])
		if err != nil {
			b.Fatal(err)
		}
		return e
	}
	b.Run("window", func(b *testing.B) {
		for b.Loop() {
			e := next()
			if err := p.session.Doc.Apply(e.Changes); err != nil {
				b.Fatal(err)
			}
			p.session.tell(e.Changes)
		}
	})
	b.Run("file", func(b *testing.B) {
		for b.Loop() {
			if err := p.session.Do(next()); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkSearchAsYouType types one letter more into the search of everything.
func BenchmarkSearchAsYouType(b *testing.B) {
	p := atLarge(b)
	p.run("edit.find")
	entry := found[*parts.Entry](p)[0]
	queries := []string{"b", "br", "bri", "brid", "bridge", "bridge 7", ""}
	n := 0
	for b.Loop() {
		entry.SetText(queries[n%len(queries)])
		n++
	}
}
