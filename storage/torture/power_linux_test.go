package torture

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"jointplan/storage"
)

func init() { jobs["edits on record"] = editsOnRecord }

const recordedEdits = 60

// editsOnRecord edits, undoes and redoes, and notes in the record when the user
// was told.
func editsOnRecord(args []string) error {
	w, err := storage.Open(ctx, args[0], ann, nil)
	if err != nil {
		return err
	}
	defer w.Close()
	for n := 1; n <= recordedEdits; n++ {
		switch n % 7 {
		case 5:
			_, err = w.Undo()
		case 6:
			_, err = w.Redo()
		default:
			err = edit(w, n)
		}
		if err != nil {
			return err
		}
		if err := acknowledge(n); err != nil {
			return err
		}
	}
	return nil
}

// recordEdits gives what a process that edits does to the file at path.
func recordEdits(t *testing.T, path string) []record {
	t.Helper()
	at := filepath.Join(t.TempDir(), "record")
	p := exec.Command(os.Args[0], path)
	p.Env = append(os.Environ(), jobVariable+"=edits on record", "LD_PRELOAD="+recorder(t), "RECORD="+at, "RECORD_UNDER="+filepath.Dir(path))
	if out, err := p.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	records, err := readRecords(at)
	if err != nil {
		t.Fatal(err)
	}
	return records
}

// TestPowerCuts cuts the power at random moments of sixty edits: what was not
// synced is lost, torn or reordered. Whatever the user was told is there, at most
// one edit more, and the file is whole and can be worked on.
func TestPowerCuts(t *testing.T) {
	c := recordCuts(t)
	cuts := share(t, 40, 600)
	for n := range cuts {
		if fault := c.cut(t, n); fault != "" {
			t.Errorf("cut %d: %s", n, fault)
		}
	}
	t.Logf("%d cuts among %d things done to files", cuts, len(c.records))
}

// TestPowerCutsAreCuts shows that the simulation finds what weaker settings lose:
// without syncs of the folder an acknowledged edit, without any the file.
func TestPowerCutsAreCuts(t *testing.T) {
	c := recordCuts(t)
	for name, deaf := range map[string][]byte{"folder not synced": {folderSyncs}, "nothing synced": {folderSyncs, fileSyncs}} {
		lost := 0
		for n := 0; n < 60 && lost == 0; n++ {
			if c.cut(t, n, deaf...) != "" {
				lost++
			}
		}
		if lost == 0 {
			t.Error(name, ": nothing was lost in 60 cuts")
		}
	}
}

// cuts is a record to be cut off at many places.
type cuts struct {
	records []record
	name    string
	initial map[string][]byte
	steps   int // in the file at first
}

func recordCuts(t *testing.T) *cuts {
	t.Helper()
	path := base(t)
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	c := &cuts{name: filepath.Base(path), initial: map[string][]byte{filepath.Base(path): b}}
	if c.steps, err = countSteps(path); err != nil {
		t.Fatal(err)
	}
	c.records = recordEdits(t, path)
	return c
}

func countSteps(path string) (int, error) {
	w, err := storage.Open(ctx, path, ann, nil)
	if err != nil {
		return 0, err
	}
	defer w.Close()
	if why := w.ReadOnly(); why != nil {
		return 0, fmt.Errorf("read-only: %s", why)
	}
	if err := w.Verify(ctx); err != nil {
		return 0, err
	}
	steps, err := w.Recent(0)
	return len(steps), err
}

// cut cuts the power at a place that n decides, and names what is wrong with what
// is then found.
func (c *cuts) cut(t *testing.T, n int, deaf ...byte) (fault string) {
	t.Helper()
	rng := rand.New(rand.NewPCG(seed(), uint64(n)))
	d := newDisk(c.initial, deaf...)
	for _, r := range c.records[:1+rng.IntN(len(c.records))] {
		d.do(r)
	}
	dir := t.TempDir()
	for name, content := range d.cutPower(rng) {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	defer os.RemoveAll(dir)
	steps, err := countSteps(filepath.Join(dir, c.name))
	if err != nil {
		return err.Error()
	}
	if done := steps - c.steps; done < d.told || done > d.told+1 {
		return strconv.Itoa(d.told) + " edits acknowledged, " + strconv.Itoa(done) + " in the file"
	}
	return ""
}
