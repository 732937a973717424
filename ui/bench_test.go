package ui

import (
	"context"
	"path/filepath"
	"testing"

	"jointplan/plan"
	"jointplan/plan/edit"
	"jointplan/plan/sample"
	"jointplan/storage"
	"jointplan/ui/diff"
	"jointplan/ui/parts"
)

// atLarge is a desk with a plan of 100,000 tasks, the tasks of its first
// operation in sight. The plan is made in a file of its own.
func atLarge(b *testing.B) *planner {
	b.Helper()
	return atTasksOf(b, 100_000)
}

// atTasksOf is atLarge with some other number of tasks.
func atTasksOf(b *testing.B, n int) *planner {
	b.Helper()
	p := newPlanner(b)
	path := filepath.Join(b.TempDir(), "large"+Extension)
	file, err := storage.Create(path, storage.Options{Author: storage.Author{Name: "Bench"}}, "Large")
	if err != nil {
		b.Fatal(err)
	}
	large := sample.NewLarge(file.Document(), n, 1)
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

// BenchmarkMergePreview prepares the merge of a copy with 10,000 changes in 20,000
// tasks, a tenth of them in conflict, and shows it; then it is arranged anew,
// decided upon and written.
func BenchmarkMergePreview(b *testing.B) {
	p := atTasksOf(b, 20_000)
	tasks := plan.All[plan.Task](p.session.Doc, plan.NoID)[:10_000]
	path := filepath.Join(b.TempDir(), "theirs"+Extension)
	if err := p.session.File.SaveCopy(path); err != nil {
		b.Fatal(err)
	}
	theirs, err := storage.Open(context.Background(), path, storage.Options{Author: storage.Author{Name: "Orlova", Party: "Russia"}}, nil)
	if err != nil {
		b.Fatal(err)
	}
	remarks := plan.KindOf[plan.Task]().Field("remarks")
	many := func(w *storage.Workspace, from, to int, text string) {
		e := plan.Edit{Title: plan.Say("do.merge", "File", "x")}
		for _, t := range tasks[from:to] {
			if c, ok, err := plan.SetField(w.Document().Get(t.ID), remarks, text); err == nil && ok {
				e.Changes = append(e.Changes, c)
			}
		}
		if err := w.Apply(e); err != nil {
			b.Fatal(err)
		}
	}
	many(theirs, 0, len(tasks), "Patrols are mixed where the sector allows")
	if err := theirs.Close(); err != nil {
		b.Fatal(err)
	}
	many(p.session.File, 9_000, len(tasks), "Patrols are mixed from the first day")
	b.Run("prepare", func(b *testing.B) {
		for b.Loop() {
			if _, err := p.session.File.PrepareMerge(context.Background(), []string{path}, storage.MergeOptions{}); err != nil {
				b.Fatal(err)
			}
		}
	})
	if err := p.PreviewNow(path); err != nil {
		b.Fatal(err)
	}
	v := p.view.(*mergeView)
	b.ReportMetric(float64(v.rows.Rows()), "lines")
	b.Run("show", func(b *testing.B) {
		for b.Loop() {
			v.c.diff = diff.New(v.c.reader(), v.c.merge.Rows, v.c.merge.Names())
			v.arrange()
		}
	})
	b.Run("group", func(b *testing.B) {
		for n := 0; b.Loop(); n++ {
			v.c.spec.Group = diff.Groupings[n%len(diff.Groupings)]
			v.arrange()
		}
	})
	b.Run("decide", func(b *testing.B) {
		for b.Loop() {
			v.grid.OnPress(v.rows.Key(1), "take")
		}
	})
	b.Run("all", func(b *testing.B) {
		v.grid.SelectAll()
		for n := 0; b.Loop(); n++ {
			v.typed([]rune{'o', 't'}[n%2])
		}
	})
	b.Run("merge", func(b *testing.B) {
		for b.Loop() {
			if _, err := p.MergeNow(); err != nil {
				b.Fatal(err)
			}
			b.StopTimer()
			p.run("edit.undo")
			if err := p.PreviewNow(path); err != nil { // offered again
				b.Fatal(err)
			}
			b.StartTimer()
		}
	})
}
