package torture

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"
	"syscall"
	"time"

	"jointplan/plan"
	"jointplan/plan/check"
	"jointplan/storage"
)

// operation is something a person does with a file that came from anywhere. It
// gets a copy of its own. outcome says what became of it; an error is a fault of
// the program.
type operation struct {
	name string
	do   func(path string) (outcome string, err error)
}

// operations are done on every file of the corpus. Whatever else takes in files
// belongs here.
var operations = []operation{
	{"look", look},
	{"work on a stranger's", func(path string) (string, error) { return work(path, eve) }},
	{"work on one's own", func(path string) (string, error) { return work(path, ann) }},
	{"merge", merge},
	{"compare", compareWith},
	{"go back and restore", goBack},
	{"share and compact", handOn},
}

// outcomes of an operation.
const (
	opened    = "opened"
	readOnly  = "read-only"
	recovered = "recovered"
	refused   = "refused"
)

// sentence passes only errors that a person can read.
func sentence(err error) (string, error) {
	if problemKey(err) == "" {
		return "", fmt.Errorf("an error nobody can read: %w", err)
	}
	return refused + " " + problemKey(err), nil
}

func classify(w *storage.Workspace) string {
	why := w.ReadOnly()
	switch {
	case why != nil && why.Key == "banner.damaged", why == nil && len(w.Losses())+len(w.Notices()) > 0:
		return recovered
	case why != nil:
		return readOnly
	}
	return opened
}

// look opens the file for reading and looks at all there is.
func look(path string) (string, error) {
	o := eve
	o.ReadOnly = true
	w, err := storage.Open(ctx, path, o, nil)
	if err != nil {
		return sentence(err)
	}
	defer w.Close()
	outcome := classify(w)
	if _, err := w.Recent(0); err != nil && problemKey(err) == "" {
		return "", err
	}
	n := 0
	for _, k := range plan.Kinds() {
		for _, o := range w.Document().Objects(k, plan.NoID) {
			if n++; n%20 != 0 {
				continue
			}
			if _, err := w.History(plan.IDFor(o)); err != nil && problemKey(err) == "" {
				return "", err
			}
		}
	}
	if err := w.Verify(ctx); err != nil && problemKey(err) == "" {
		return "", err
	}
	_, err = check.All(ctx, w.Document(), plan.MakeDate(2027, 1, 1), nil)
	return outcome, err
}

// work opens the file for writing, works on it and looks whether all is there
// when it is opened again.
func work(path string, o storage.Options) (string, error) {
	w, err := storage.Open(ctx, path, o, nil)
	if err != nil {
		return sentence(err)
	}
	defer func() { w.Close() }()
	outcome := classify(w)
	if w.ReadOnly() != nil {
		return outcome, saveAs(w, path+".copy.jointplan")
	}
	if err := change(w); err != nil {
		return "", err
	}
	if why := w.ReadOnly(); why != nil {
		return readOnly, nil // found out meanwhile, and said
	}
	want := content(w.Document())
	if err := saveAs(w, path+".copy.jointplan"); err != nil {
		return "", err
	}
	if err := w.Close(); err != nil {
		return "", err
	}
	if w, err = storage.Open(ctx, path, o, nil); err != nil {
		return "", fmt.Errorf("after working on it: %w", err)
	}
	if got := content(w.Document()); !maps.Equal(got, want) {
		return "", fmt.Errorf("%d objects before closing, %d after, or others", len(want), len(got))
	}
	return outcome, nil
}

// soundFile is where the file lies that the corpus is made from.
var soundFile string

// merge takes the file into a sound one, which then holds together, and takes the
// merge back.
func merge(path string) (string, error) {
	own := path + ".own.jointplan"
	if err := copyFile(soundFile, own); err != nil {
		return "", err
	}
	w, err := storage.Open(ctx, own, ann, nil)
	if err != nil {
		return "", err
	}
	defer func() { w.Close() }()
	if err := edit(w, 1); err != nil {
		return "", err
	}
	before := content(w.Document())
	m, err := w.PrepareMerge(ctx, []string{path}, storage.MergeOptions{Ahead: true})
	if err != nil {
		return sentence(err)
	}
	if _, _, err := m.Apply(nil); err != nil {
		return sentence(err)
	}
	want := content(w.Document())
	if err := w.Verify(ctx); err != nil {
		return "", fmt.Errorf("after merging: %w", err)
	}
	if err := w.Close(); err != nil {
		return "", err
	}
	if w, err = storage.Open(ctx, own, ann, nil); err != nil {
		return "", err
	}
	if got := content(w.Document()); !maps.Equal(got, want) {
		return "", fmt.Errorf("%d objects after merging, %d after opening again, or others", len(want), len(got))
	}
	if m.IsEmpty() {
		return "nothing new", nil
	}
	if _, err := w.Undo(); err != nil {
		return sentence(err)
	}
	if got := content(w.Document()); !maps.Equal(got, before) {
		return "", fmt.Errorf("%d objects before merging, %d after taking it back, or others", len(before), len(got))
	}
	return "merged", nil
}

// change edits, undoes and redoes. Each is done or refused in a sentence.
func change(w *storage.Workspace) error {
	for _, do := range []func() error{
		func() error { return edit(w, 99) },
		func() error { _, err := w.Undo(); return err },
		func() error { _, err := w.Redo(); return err },
		func() error { return edit(w, 100) },
	} {
		if err := do(); err != nil && problemKey(err) == "" {
			return err
		}
	}
	return nil
}

// saveAs saves a copy, which has to open as one that can be worked on.
func saveAs(w *storage.Workspace, path string) error {
	if err := w.SaveCopy(path); err != nil {
		if problemKey(err) == "" {
			return fmt.Errorf("saving a copy: %w", err)
		}
		return nil
	}
	if w.ReadOnly() != nil && w.ReadOnly().Key != "banner.damaged" {
		return nil
	}
	c, err := storage.Open(ctx, path, eve, nil)
	if err != nil {
		return fmt.Errorf("the copy: %w", err)
	}
	defer c.Close()
	got, want := content(c.Document()), content(w.Document())
	if made := c.Document().Workspace(); made != nil && w.Document().Workspace() == nil {
		delete(got, plan.IDFor(made)) // a plan without one was given one
	}
	if !maps.Equal(got, want) {
		return fmt.Errorf("the copy has %d objects of %d, or others", len(got), len(want))
	}
	return nil
}

// report is what became of one operation on one case.
type report struct {
	Case      int
	Begin     bool // about to be done
	Family    string
	Operation string
	Outcome   string
	Fault     string
	Millis    int64 // of the processor, since others may be using the machine
	Megabytes int64 // peak of the process since the last report
}

func init() { jobs["corpus"] = corpusJob }

// corpusJob does all operations on the cases FROM to TO of the corpus made from
// BASE, working in DIR, and tells how each went.
func corpusJob(args []string) error {
	base, dir := args[0], args[1]
	soundFile = base
	from, err := strconv.Atoi(args[2])
	if err != nil {
		return err
	}
	to, err := strconv.Atoi(args[3])
	if err != nil {
		return err
	}
	for n := from; n < to; n++ {
		if err := doCase(base, dir, n); err != nil {
			return err
		}
	}
	return nil
}

func doCase(base, dir string, n int) error {
	place := filepath.Join(dir, "made")
	if err := os.MkdirAll(place, 0o700); err != nil {
		return err
	}
	defer os.RemoveAll(place)
	path, name, err := build(base, place, n)
	if errors.Is(err, errNotMade) {
		tell(report{Case: n, Family: name, Outcome: "not made " + err.Error()})
		return nil
	}
	if err != nil {
		return err
	}
	for _, op := range operations {
		forgetPeak()
		tell(report{Case: n, Family: name, Operation: op.name, Begin: true})
		r := report{Case: n, Family: name, Operation: op.name}
		r.Fault = operate(&r, op, path, filepath.Join(dir, "work"))
		r.Megabytes = peak()
		tell(r)
	}
	return nil
}

// operate does op on a copy of all that lies at path, and names the fault.
func operate(r *report, op operation, path, place string) (fault string) {
	defer os.RemoveAll(place)
	info, err := os.Stat(path)
	if err != nil || info.Size() > 64<<20 || os.CopyFS(place, os.DirFS(filepath.Dir(path))) != nil {
		place = filepath.Dir(path) // nothing to copy, or too much
	}
	defer func() {
		if p := recover(); p != nil {
			fault = fmt.Sprintf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	start := spent()
	outcome, err := op.do(filepath.Join(place, filepath.Base(path)))
	r.Millis, r.Outcome = (spent() - start).Milliseconds(), outcome
	if err != nil {
		return err.Error()
	}
	return ""
}

// spent is the time of the processor this process has taken.
func spent() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// forgetPeak begins a new measurement of memory (proc(5), clear_refs).
func forgetPeak() {
	debug.FreeOSMemory()
	os.WriteFile("/proc/self/clear_refs", []byte("5"), 0)
}

// peak is the most memory the process had, in megabytes.
func peak() int64 {
	b, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(b), "VmHWM:")
	kilobytes, _ := strconv.ParseInt(strings.Fields(rest + " 0")[0], 10, 64)
	return kilobytes >> 10
}
