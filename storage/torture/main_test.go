package torture

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"jointplan/assets"
	"jointplan/plan"
	"jointplan/plan/basemap"
	"jointplan/storage"
	"jointplan/storage/samplefile"
)

// The tests run this binary again as another process, with the name of a job in
// the environment.
const jobVariable = "JOINTPLAN_TORTURE_JOB"

var jobs = map[string]func(args []string) error{}

func TestMain(m *testing.M) {
	if job, ok := jobs[os.Getenv(jobVariable)]; ok {
		if err := job(os.Args[1:]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// share is how many of a thing to do: few with all tests, all in make torture.
func share(t *testing.T, few, all int) int {
	t.Helper()
	if percent, err := strconv.Atoi(os.Getenv("JOINTPLAN_TORTURE")); err == nil {
		return min(max(all*percent/100, few), all)
	}
	if testing.Short() {
		return max(few/4, 1)
	}
	return few
}

// seed chooses the cases; the same seed gives the same files.
func seed() uint64 {
	if n, err := strconv.ParseUint(os.Getenv("JOINTPLAN_TORTURE_SEED"), 10, 64); err == nil {
		return n
	}
	return 1
}

var ctx = context.Background()

// ann writes the files, eve gets them from elsewhere.
var (
	ann = storage.Options{Author: storage.Author{Name: "Ann", Party: "AAA"}, App: "torture", Key: []byte("the installation of Ann")}
	eve = storage.Options{Author: storage.Author{Name: "Eve", Party: "EEE"}, App: "torture", Key: []byte("the installation of Eve")}
)

// makeBase makes the sound file that the cases are made from: the sample with a
// long text, an edit, an undo and a deletion.
func makeBase(path string) error {
	world, err := basemap.Load(assets.Basemap)
	if err != nil {
		return err
	}
	if err := samplefile.Make(path, ann, assets.Templates, world, "Sample"); err != nil {
		return err
	}
	w, err := storage.Open(ctx, path, ann, nil)
	if err != nil {
		return err
	}
	defer w.Close()
	for n := range 4 {
		if err := edit(w, n); err != nil {
			return err
		}
	}
	if _, err := w.Undo(); err != nil {
		return err
	}
	tasks := w.Document().Objects(plan.KindOf[plan.Task](), plan.NoID)
	e := plan.Edit{Title: plan.Say("delete"), Changes: []plan.Change{plan.Deletion(tasks[len(tasks)-1])}}
	return errors.Join(w.Apply(e), w.Close())
}

// edit adds a task and renames the workspace to n, in one step.
func edit(w *storage.Workspace, n int) error {
	k := plan.KindOf[plan.Task]()
	task, err := plan.With(k.New(storage.NewID()), plan.Change{Kind: k, Field: "title", New: "Added " + strconv.Itoa(n)},
		plan.Change{Kind: k, Field: "remarks", New: longText(n)})
	if err != nil {
		return err
	}
	changes := []plan.Change{plan.Creation(task)}
	if ws := w.Document().Workspace(); ws != nil {
		c, _, err := plan.SetField(ws, plan.KindOf[plan.Workspace]().Field("title"), strconv.Itoa(n))
		if err != nil {
			return err
		}
		changes = append(changes, c)
	}
	return w.Apply(plan.Edit{Title: plan.Say("edit"), Changes: changes})
}

func longText(n int) string {
	b := make([]rune, 6000)
	for i := range b {
		b[i] = 'а' + rune((i*7+n)%32)
	}
	return string(b)
}

// problemKey is the key of the sentence in err, "" when there is none.
func problemKey(err error) string {
	var p *plan.ProblemError
	if !errors.As(err, &p) {
		return ""
	}
	return p.Key
}

func copyFile(from, to string) error {
	b, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, b, 0o600)
}

// base gives the path of a sound file, made once for all tests.
func base(t testing.TB) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "base"+storage.Extension)
	if err := makeBase(path); err != nil {
		t.Fatal(err)
	}
	return path
}

// content gives all objects as text, to compare plans by.
func content(d *plan.Document) map[plan.ID]string {
	all := map[plan.ID]string{}
	for _, k := range plan.Kinds() {
		for _, o := range d.Objects(k, plan.NoID) {
			all[plan.IDFor(o)] = k.Name + " " + plan.EncodeObject(o)
		}
	}
	return all
}

// tell writes a line for the process that started this one.
func tell(v any) {
	line, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	out.Write(append(line, '\n'))
	out.Flush()
}

var out = bufio.NewWriter(os.Stdout)

// slowest is how long a person may have to wait for a hostile file.
const slowest = 5 * time.Second
