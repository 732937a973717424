package storage

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"jointplan/plan"
	"jointplan/plan/edit"
)

const large = 100_000

// largeFile makes the file of the benchmarks once for all of them.
func largeFile(b *testing.B) (path string, tasks []plan.ID) {
	b.Helper()
	w, err := Create(filepath.Join(b.TempDir(), "large.jointplan"), ann, "Large")
	if err != nil {
		b.Fatal(err)
	}
	start := time.Now()
	_, tasks = fill(b, w, large)
	b.Logf("%d tasks created in one edit: %v", large, time.Since(start))
	if info, err := os.Stat(w.path); err == nil {
		b.Logf("file: %.1f MB", float64(info.Size())/1e6)
	}
	if err := w.Close(); err != nil {
		b.Fatal(err)
	}
	return w.path, tasks
}

func BenchmarkOpen100k(b *testing.B) {
	path, _ := largeFile(b)
	for b.Loop() {
		w, err := Open(context.Background(), path, ann, nil)
		if err != nil {
			b.Fatal(err)
		}
		if w.Document().Len() != large+2 {
			b.Fatal(w.Document().Len())
		}
		b.StopTimer()
		w.Close()
		b.StartTimer()
	}
}

func BenchmarkApplyOne(b *testing.B) {
	path, tasks := largeFile(b)
	w := mustOpen(b, path, ann)
	n := 0
	for b.Loop() {
		n++
		mustApply(b, w, "set", set(b, w, tasks[n*7919%large], "title", "Title "+strconv.Itoa(n)))
	}
}

func BenchmarkApplyTenThousand(b *testing.B) {
	path, tasks := largeFile(b)
	w := mustOpen(b, path, ann)
	n := 0
	for b.Loop() {
		n++
		var changes []plan.Change
		for _, id := range tasks[:10_000] {
			changes = append(changes, set(b, w, id, "priority", []string{"high", "low"}[n%2]))
		}
		mustApply(b, w, "bulk", changes...)
	}
}

func BenchmarkUndo(b *testing.B) {
	path, tasks := largeFile(b)
	w := mustOpen(b, path, ann)
	mustApply(b, w, "set", set(b, w, tasks[5], "title", "Other"))
	for b.Loop() {
		if _, err := w.Undo(); err != nil {
			b.Fatal(err)
		}
		if _, err := w.Redo(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkHistory(b *testing.B) {
	path, tasks := largeFile(b)
	w := mustOpen(b, path, ann)
	for n := range 100 {
		mustApply(b, w, "set", set(b, w, tasks[5], "title", "Title "+strconv.Itoa(n)))
	}
	for b.Loop() {
		if _, err := w.History(tasks[5]); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkVerify100k(b *testing.B) {
	path, _ := largeFile(b)
	w := mustOpen(b, path, ann)
	for b.Loop() {
		if err := w.Verify(context.Background()); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSaveCopy100k(b *testing.B) {
	path, _ := largeFile(b)
	w := mustOpen(b, path, ann)
	n := 0
	for b.Loop() {
		n++
		if err := w.SaveCopy(path + strconv.Itoa(n)); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRefold100k(b *testing.B) {
	path, _ := largeFile(b)
	w := mustOpen(b, path, ann)
	for b.Loop() {
		if _, _, _, err := foldLog(context.Background(), w.c, nil, nil); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkFirstOpening takes in a file that comes from elsewhere.
func BenchmarkFirstOpening(b *testing.B) {
	path, _ := largeFile(b)
	for n := 0; b.Loop(); n++ {
		b.StopTimer()
		at := path + strconv.Itoa(n)
		if err := copyFile(path, at); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		w, err := Open(context.Background(), at, eve, nil)
		if err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		w.Close()
		b.StartTimer()
	}
}

// BenchmarkShare makes a copy of a hundred thousand objects of which one in ten
// stays, with a field of many others.
func BenchmarkShare(b *testing.B) {
	for _, size := range []int{1_000, 100_000} {
		b.Run(strconv.Itoa(size), func(b *testing.B) {
			w := newOwner(b, b.TempDir())
			defer w.Close()
			apply(b, w, "Frame", append(frame(), create(plan.KindOf[plan.Release](), plan.ID{5, 1}, edit.Values{
				"operation": theOp.String(), "what": "task", "field": "measure", "releasable": insiders.String(),
			}))...)
			tasks := make([]plan.Change, size-5)
			order := ""
			for i := range tasks {
				order = plan.OrderBetween(order, "")
				values := edit.Values{
					"operation": theOp.String(), "title": "Task " + strconv.Itoa(i), "order": order, "no": strconv.Itoa(i + 1),
					"when": "2027-03-01/2027-03-09", "party": reader.String(), "purpose": "Watch the line and report what crosses it",
					"measure": "Reports a day: " + strconv.Itoa(i%97), "people": "4", "status": "planned", "remarks": "Remark " + strconv.Itoa(i),
				}
				if i%10 == 0 {
					values["releasable"] = insiders.String()
				}
				tasks[i] = create(plan.KindOf[plan.Task](), NewID(), values)
			}
			apply(b, w, "Tasks", tasks...)
			for n := 0; b.Loop(); n++ {
				path := w.path + strconv.Itoa(n)
				if _, err := w.Share(b.Context(), path, reader, ShareOptions{}); err != nil {
					b.Fatal(err)
				}
				b.StopTimer()
				if err := os.Remove(path); err != nil {
					b.Fatal(err)
				}
				b.StartTimer()
			}
		})
	}
}

// millionFile makes a file whose log holds a million values given since its tasks
// were made, a hundred of them to one task.
func millionFile(b *testing.B) (w *Workspace, busy plan.ID, each float64) {
	b.Helper()
	path, tasks := largeFile(b)
	w = mustOpen(b, path, ann)
	before := fileSize(b, path)
	given := 0
	for round := range 102 {
		changes := make([]plan.Change, 0, 10_000)
		from := round % 10 * 10_000
		for i, id := range tasks[from : from+10_000] {
			if i == 0 {
				id = tasks[5]
			}
			if from > 0 || i != 5 {
				changes = append(changes, set(b, w, id, "title", "Title "+strconv.Itoa(round)))
			}
		}
		given += len(changes)
		mustApply(b, w, "bulk", changes...)
	}
	for n := range 10 {
		mustApply(b, w, "set", set(b, w, tasks[n*7919%large], "title", "Title "+strconv.Itoa(n)))
	}
	return w, tasks[5], float64(fileSize(b, path)-before) / float64(given)
}

func fileSize(b *testing.B, path string) int64 {
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	return info.Size()
}

func BenchmarkMillionChanges(b *testing.B) {
	w, busy, each := millionFile(b)
	b.Run("history of one", func(b *testing.B) {
		for b.Loop() {
			if entries, err := w.History(busy); err != nil || len(entries) < 100 {
				b.Fatal(len(entries), err)
			}
		}
		b.ReportMetric(each, "file-bytes/change")
	})
	for name, back := range map[string]int{"as of ten changes ago": 10, "as of 40,000 changes ago": 14, "as of long ago": 60} {
		b.Run(name, func(b *testing.B) {
			steps, err := w.Recent(back + 1)
			if err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				if _, err := w.AsOfStep(context.Background(), steps[back].ID); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("all steps", func(b *testing.B) {
		for b.Loop() {
			if _, err := w.Recent(0); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkFilePerSmallEdit(b *testing.B) {
	path, tasks := largeFile(b)
	w := mustOpen(b, path, ann)
	before, n := fileSize(b, path), 0
	for b.Loop() {
		n++
		mustApply(b, w, "set", set(b, w, tasks[n*7919%large], "title", "Title "+strconv.Itoa(n)))
	}
	b.ReportMetric(float64(fileSize(b, path)-before)/float64(n), "file-bytes/edit")
}
