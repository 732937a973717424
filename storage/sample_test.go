package storage

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"jointplan/plan"
)

// ann edits on one installation all along; a file of hers is no stranger's.
var ann = Options{Author: Author{"Ann", "AAA"}, App: "test", Key: []byte("the installation of Ann")}

// newFile makes a workspace file in a fresh directory.
func newFile(t testing.TB) *Workspace {
	t.Helper()
	w, err := Create(filepath.Join(t.TempDir(), "plan.jointplan"), ann, "Exercise")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Close() })
	return w
}

// reopen closes w and opens its file again.
func reopen(t testing.TB, w *Workspace) *Workspace {
	t.Helper()
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return mustOpen(t, w.path, w.options)
}

func mustOpen(t testing.TB, path string, o Options) *Workspace {
	t.Helper()
	w, err := Open(context.Background(), path, o, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Close() })
	return w
}

func mustApply(t testing.TB, w *Workspace, title string, changes ...plan.Change) {
	t.Helper()
	if err := w.Apply(plan.Edit{Title: plan.Say(title), Changes: changes}); err != nil {
		t.Fatal(err)
	}
}

// task makes a task with the values a planner would give it.
func task(op plan.ID, n int) plan.Object { return taskAs(NewID(), op, n) }

func taskAs(id, op plan.ID, n int) plan.Object {
	k := plan.KindOf[plan.Task]()
	start := plan.MakeDate(2027, 1, 1+n%300)
	values := map[string]string{
		"operation": op.String(), "title": fmt.Sprintf("Observe crossing %d and report", n), "no": fmt.Sprint(n + 1),
		"order": fmt.Sprintf("a%06dV", n), "when": plan.Span{Start: start, Finish: start + 9}.String(), "status": "planned",
		"progress": fmt.Sprint(n % 100), "priority": "normal", "party": plan.ID{1, byte(n % 7)}.String(),
		"sector": plan.ID{2, byte(n % 50)}.String(), "phase": plan.ID{3, byte(n % 5)}.String(),
		"purpose": "So that both sides see the same picture", "people": fmt.Sprint(n % 40),
	}
	fields := make([]string, len(k.Fields))
	for name, v := range values {
		fields[k.Field(name).Index()] = v
	}
	o, err := plan.DecodeFields(k, id, fields)
	if err != nil {
		panic(err)
	}
	return o
}

// fill gives w an operation with n tasks in one edit.
func fill(t testing.TB, w *Workspace, n int) (op plan.ID, tasks []plan.ID) {
	t.Helper()
	o, err := plan.With(plan.KindOf[plan.Operation]().New(NewID()), plan.Change{Field: "title", New: "Joint monitoring"})
	if err != nil {
		t.Fatal(err)
	}
	op = plan.IDFor(o)
	changes := []plan.Change{plan.Creation(o)}
	for i := range n {
		made := task(op, i)
		tasks = append(tasks, plan.IDFor(made))
		changes = append(changes, plan.Creation(made))
	}
	mustApply(t, w, "fill", changes...)
	return op, tasks
}

// set is the change that gives field name of object id a value.
func set(t testing.TB, w *Workspace, id plan.ID, name, value string) plan.Change {
	t.Helper()
	o := w.Document().Get(id)
	c, _, err := plan.SetField(o, plan.KindFor(o).Field(name), value)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

type timeOf = time.Time

// problemKey is the key of the problem in err, "" when it is none.
func problemKey(err error) string {
	var p *plan.ProblemError
	if !errors.As(err, &p) {
		return ""
	}
	return p.Key
}

var ctx = context.Background()

var errNoMount = errors.New("mounting is not allowed")
