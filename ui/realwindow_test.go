package ui

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"github.com/xuri/excelize/v2"

	"jointplan/plan"
	"jointplan/storage"
	"jointplan/ui/parts"
)

// seat is a planner at the real program in a real window. A twin of the window
// goes the same way in the test's own process: it tells where things stand.
type seat struct {
	*display
	twin    *planner
	program *exec.Cmd
	ended   chan error
	home    string
}

func sitDown(t *testing.T) *seat {
	t.Helper()
	d := newDisplay(t)
	s := &seat{display: d, home: t.TempDir(), ended: make(chan error, 1)}
	binary := filepath.Join(t.TempDir(), "jointplan")
	build := exec.Command("go", "build", "-buildvcs=false", "-tags", "x11,migrated_fynedo", "-o", binary, "../cmd/jointplan")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	s.program = exec.Command(binary)
	s.program.Env = append(os.Environ(), "DISPLAY="+d.name, "WAYLAND_DISPLAY=", "HOME="+s.home, "XDG_CONFIG_HOME="+filepath.Join(s.home, "config"),
		"XDG_CACHE_HOME="+filepath.Join(s.home, "cache"), "LC_ALL=en_GB.UTF-8", "FYNE_SCALE=1")
	said := &strings.Builder{}
	s.program.Stdout, s.program.Stderr = said, said
	if err := s.program.Start(); err != nil {
		t.Fatal(err)
	}
	exited := make(chan struct{})
	go func() { s.ended <- s.program.Wait(); close(exited) }()
	t.Cleanup(func() {
		if t.Failed() {
			d.shoot("failed")
		}
		_ = s.program.Process.Kill()
		<-exited
		if t.Failed() {
			t.Logf("the program said:\n%s", said)
		}
	})
	window := ""
	d.until("the window", func() bool {
		window, _, _ = strings.Cut(d.hand("search", "--onlyvisible", "--name", "Jointplan"), "\n")
		return window != ""
	})
	d.hand("windowmove", window, "0", "0")
	d.hand("windowsize", window, "1440", "900")
	d.hand("windowfocus", window)
	d.still()
	s.twin = newPlanner(t)
	return s
}

// place is where something with a text stands in the window.
func (s *seat) place(text string) fyne.Position {
	s.t.Helper()
	s.layOut()
	for _, o := range slices.Backward(s.twin.see()) {
		label := ""
		switch o := o.(type) {
		case *parts.Press:
			label = o.Text
		case *parts.Row:
			label = o.Text
		case *parts.Push:
			label = o.Text
		case *canvas.Text:
			label = o.Text
		}
		cut, isCut := strings.CutSuffix(label, "…")
		if label == text || isCut && len(cut) > 10 && strings.HasPrefix(text, cut) {
			return middle(o)
		}
	}
	s.t.Fatalf("nothing in the window says %q", text)
	return fyne.Position{}
}

// layOut puts everything in the twin where it belongs: its driver does not follow
// what has grown or shrunk.
func (s *seat) layOut() {
	for _, height := range []float32{screenHeight - 1, screenHeight} {
		s.twin.win.Resize(fyne.NewSize(screenWidth, height))
		s.twin.win.Canvas().Capture()
	}
}

func middle(o fyne.CanvasObject) fyne.Position {
	return fyne.CurrentApp().Driver().AbsolutePositionForObject(o).AddXY(o.Size().Width/2, o.Size().Height/2)
}

var functionKey = regexp.MustCompile(`^F\d+$`)

// command presses the keys of a command.
func (s *seat) command(name string) {
	s.t.Helper()
	for _, c := range s.twin.commands {
		if c.name == name && c.key != nil {
			key := keyText(c.key)
			if !functionKey.MatchString(key) { // their names alone are in capitals
				key = strings.ToLower(key)
			}
			s.press(key)
			return
		}
	}
	s.t.Fatalf("%s has no key", name)
}

// enter replaces what a field below a label holds.
func (s *seat) enter(label, text string) {
	s.t.Helper()
	s.layOut()
	s.click(middle(under[*parts.Entry](s.twin, label)))
	s.press("ctrl+a")
	s.write(text)
	s.twin.fillForm(label, text)
}

// leave closes the dialog that tells of the export and quits. The dialog comes after
// the file, on a busy machine well after, and while it is open no command is done:
// so the keys are pressed again until they have found the window free.
func (s *seat) leave() {
	s.t.Helper()
	s.until("the program's end", func() bool {
		s.still()
		s.press("Escape")
		s.command("file.quit")
		select {
		case err := <-s.ended:
			if err != nil {
				s.t.Fatalf("the program ended with %v", err)
			}
			return true
		case <-time.After(2 * time.Second):
			return false
		}
	})
}

// steps is how many steps the file's log holds.
func (s *seat) steps(path string) int {
	info, err := storage.Describe(path)
	if err != nil {
		return -1
	}
	return info.Steps
}

// comesTo waits until the log has n steps.
func (s *seat) comesTo(path, what string, n int) {
	s.t.Helper()
	s.until(what, func() bool { return s.steps(path) == n })
}

// TestPlanInARealWindow does the main job in the real program with keyboard and
// mouse: an operation from a template, ten tasks assigned, undo, redo, a workbook.
func TestPlanInARealWindow(t *testing.T) {
	if testing.Short() {
		t.Skip("drives the real program, which takes its time")
	}
	s := sitDown(t)
	twin := s.twin

	// A new workspace.
	s.command("file.new")
	s.press("ctrl+a")
	s.write("Border")
	s.press("Return")
	file := filepath.Join(s.home, "Border"+Extension)
	s.until("the workspace", func() bool { return s.steps(file) == 1 })
	s.still()
	twin.Create(filepath.Join(t.TempDir(), "Border"+Extension))

	// An operation from a template.
	s.click(s.place("Joint border monitoring"))
	twin.press("Joint border monitoring")
	s.enter("Title", "Northern watch")
	s.enter("Host nation", "Georgia")
	s.enter("Party sending monitors", "France")
	s.shotIfAsked("1-template")
	s.click(s.place(twin.t("create.make")))
	twin.press(twin.t("create.make"))
	s.comesTo(file, "the operation", 2)

	// Ten tasks to a party and a sector.
	s.command("section.tasks")
	twin.run("section.tasks")
	s.still()
	first := twin.ids()[0]
	s.click(s.place(twin.get(first, "title")))
	twin.pick(first)
	twin.section().Focus()
	for len(twin.view.Selected()) < 10 {
		s.press("shift+Down")
		twin.key("Shift+Down")
	}
	chosen := twin.view.Selected()
	s.shotIfAsked("2-selected")
	s.command("operation.assign")
	s.press("space") // the first field has the keyboard
	s.write("France")
	s.press("Return", "Tab", "space")
	s.write("Sector 2")
	s.shotIfAsked("3-assign")
	s.press("Return", "Tab", "Tab", "Tab", "Tab", "Return") // on to the first day, where Enter confirms
	s.comesTo(file, "the assignment", 3)
	s.command("edit.undo")
	s.comesTo(file, "undo", 4)
	s.command("edit.redo")
	s.comesTo(file, "redo", 5)
	s.shotIfAsked("4-assigned")

	// A workbook.
	s.command("file.excel")
	s.press("ctrl+a")
	s.write("Border plan")
	s.press("Return")
	book := filepath.Join(s.home, "Border plan.xlsx")
	s.until("the workbook", func() bool { _, err := excelize.OpenFile(book); return err == nil })
	s.shotIfAsked("5-exported")
	s.leave()

	titles := make([]string, len(chosen))
	for i, id := range chosen {
		titles[i] = twin.get(id, "title")
	}
	checkBook(t, book, titles)
	checkLog(t, file, titles)
}

// checkBook looks for the ten tasks in the workbook: they, and no others with
// that sector, are France's in Sector 2.
func checkBook(t *testing.T, path string, titles []string) {
	t.Helper()
	book, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	table, err := book.GetRows("Tasks")
	if err != nil {
		t.Fatalf("%v; there are %v", err, book.GetSheetList())
	}
	columns := map[string]int{}
	var found []string
	for _, row := range table {
		if i := slices.Index(row, "Task"); i >= 0 && len(columns) == 0 {
			for at, head := range row {
				columns[head] = at
			}
			continue
		}
		cell := func(head string) string {
			if at, ok := columns[head]; ok && at < len(row) {
				return row[at]
			}
			return ""
		}
		if slices.Contains(titles, cell("Task")) && cell("Responsible") == "France" && cell("Sector") == "Sector 2" {
			found = append(found, cell("Task"))
		}
	}
	slices.Sort(found)
	want := slices.Sorted(slices.Values(titles))
	if !slices.Equal(found, want) {
		t.Errorf("the workbook gives France and Sector 2 to %q, want %q; columns %v", found, want, columns)
	}
}

// checkLog opens the file and looks at its steps and at the plan.
func checkLog(t *testing.T, path string, titles []string) {
	t.Helper()
	w, err := storage.Open(context.Background(), path, storage.Options{ReadOnly: true}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	steps, err := w.Recent(0)
	if err != nil {
		t.Fatal(err)
	}
	var kinds []storage.StepKind
	for _, step := range slices.Backward(steps) {
		kinds = append(kinds, step.Kind)
	}
	if want := []storage.StepKind{storage.StepCreate, storage.StepEdit, storage.StepEdit, storage.StepUndo, storage.StepRedo}; !slices.Equal(kinds, want) {
		t.Errorf("steps %v, want %v", kinds, want)
	}
	if err := w.Verify(context.Background()); err != nil {
		t.Errorf("verify: %v", err)
	}
	assigned := 0
	for _, task := range plan.All[plan.Task](w.Document(), plan.NoID) {
		party, sector := plan.Find[plan.Party](w.Document(), task.Party), plan.Find[plan.Sector](w.Document(), task.Sector)
		if slices.Contains(titles, task.Title) && party != nil && party.Title == "France" && sector != nil && sector.Title == "Sector 2" {
			assigned++
		}
	}
	if assigned < len(titles) {
		t.Errorf("%d tasks are France's in Sector 2, want %d", assigned, len(titles))
	}
}
