package ui

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"jointplan/assets"
	"jointplan/exchange/chart"
	"jointplan/exchange/sealed/keys"
	"jointplan/plan"
	"jointplan/storage"
	"jointplan/storage/samplefile"
	"jointplan/ui/parts"
	"jointplan/ui/theme"
)

// planner sits at a desk of the workbench and does what a person would.
type planner struct {
	*Desk
	tb    testing.TB
	later chan func()
}

// newPlanner starts the program afresh, without a workspace, in English.
func newPlanner(t testing.TB) *planner {
	t.Helper()
	t.Setenv("HOME", t.TempDir())
	p := &planner{tb: t, later: make(chan func(), 1000)}
	a := New(test.NewTempApp(t), "test")
	a.Later = func(f func()) { p.later <- f }
	a.Keys = keys.Store{Dir: t.TempDir()} // without the system's, which would be the tester's own
	a.Dress("en", false)
	p.sitDown(a)
	return p
}

// sitDown opens a window of the program.
func (p *planner) sitDown(a *App) {
	p.Desk = a.NewDesk()
	p.win.Resize(fyne.NewSize(1440, 900))
	win := p.win
	p.tb.Cleanup(func() { p.Leave(); win.Close() })
}

// atSample opens a copy of the sample workspace.
func atSample(t testing.TB) *planner {
	t.Helper()
	p := newPlanner(t)
	p.open(sampleCopy(t))
	return p
}

// atTasks is atSample with the tasks of the first operation in sight, without
// groups.
func atTasks(t testing.TB) *planner {
	t.Helper()
	p := atSample(t)
	p.Go(Place{Section: plan.SectionTasks})
	p.section().spec.Group = ""
	p.section().build()
	return p
}

func (p *planner) open(path string) {
	p.tb.Helper()
	if err := p.OpenNow(path); err != nil {
		p.tb.Fatalf("open %s: %v", path, err)
	}
}

var sampleFile struct {
	once sync.Once
	data []byte
	err  error
}

// sampleCopy gives the path of a sample workspace of the test's own. The sample
// is made once and copied.
func sampleCopy(t testing.TB) string {
	t.Helper()
	sampleFile.once.Do(func() {
		dir, err := os.MkdirTemp("", "jointplan")
		if err != nil {
			sampleFile.err = err
			return
		}
		defer os.RemoveAll(dir)
		path := filepath.Join(dir, "sample"+Extension)
		world, err := chart.World()
		if err != nil {
			sampleFile.err = err
			return
		}
		maker := storage.Options{Now: time.Now, Author: storage.Author{Name: "Maker"}}
		if sampleFile.err = samplefile.Make(path, maker, assets.Templates, world, "Sample"); sampleFile.err == nil {
			sampleFile.data, sampleFile.err = os.ReadFile(path)
		}
	})
	if sampleFile.err != nil {
		t.Fatalf("make the sample: %v", sampleFile.err)
	}
	path := filepath.Join(t.TempDir(), "sample"+Extension)
	if err := os.WriteFile(path, sampleFile.data, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// await runs what was put off until cond holds.
func (p *planner) await(what string, cond func() bool) {
	p.tb.Helper()
	limit := time.After(30 * time.Second)
	for !cond() {
		select {
		case f := <-p.later:
			f()
		case <-limit:
			p.tb.Fatalf("%s never came about", what)
		}
	}
}

// section is the grid in sight.
func (p *planner) section() *sectionView {
	p.tb.Helper()
	v, ok := p.view.(*sectionView)
	if !ok {
		p.tb.Fatalf("a %T is in sight, not a grid", p.view)
	}
	return v
}

// titles lists the titles of the rows shown, heads of groups as "[Title]".
func (p *planner) titles() []string {
	var titles []string
	for _, r := range p.section().table.Rows {
		if r.Object == nil {
			titles = append(titles, "["+r.Title+"]")
			continue
		}
		titles = append(titles, plan.NameOf(p.session.Doc, r.Object, nil))
	}
	return titles
}

// ids lists the objects shown.
func (p *planner) ids() []plan.ID { return p.section().table.IDs() }

func (p *planner) pick(ids ...plan.ID) {
	p.section().grid.SelectKeys(keysOf(ids)...)
	p.selectionChanged()
}

// get is a field of an object in canonical spelling.
func (p *planner) get(id plan.ID, field string) string {
	p.tb.Helper()
	o := p.session.Doc.Get(id)
	if o == nil {
		p.tb.Fatalf("object %s is gone", id)
	}
	return plan.KindFor(o).Field(field).Get(o)
}

// steps is how many edits the file knows that were not taken back.
func (p *planner) steps() int {
	p.tb.Helper()
	all, err := p.session.File.Recent(0)
	if err != nil {
		p.tb.Fatal(err)
	}
	return len(all)
}

// wantSteps checks that do writes exactly n steps into the log.
func (p *planner) wantSteps(n int, do func()) {
	p.tb.Helper()
	before := p.steps()
	do()
	if got := p.steps() - before; got != n {
		p.tb.Errorf("%d steps in the log, want %d", got, n)
	}
}

// see lists every object drawn in the window, from back to front.
func (p *planner) see() []fyne.CanvasObject {
	c := p.win.Canvas()
	all := visible(c.Content())
	for _, o := range c.Overlays().List() {
		all = append(all, visible(o)...)
	}
	return all
}

// visible lists an object and all it is made of, unless hidden.
func visible(o fyne.CanvasObject) []fyne.CanvasObject {
	if o == nil || !o.Visible() {
		return nil
	}
	all := []fyne.CanvasObject{o}
	switch o := o.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			all = append(all, visible(child)...)
		}
	case *container.ThemeOverride:
		all = append(all, visible(o.Content)...)
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(o).Objects() {
			all = append(all, visible(child)...)
		}
	}
	return all
}

// texts lists what can be read in the window.
func (p *planner) texts() []string {
	var texts []string
	for _, o := range p.see() {
		if t, ok := o.(*canvas.Text); ok && t.Text != "" {
			texts = append(texts, t.Text)
		}
	}
	return texts
}

// reads reports whether a text can be read in the window.
func (p *planner) reads(text string) bool {
	return strings.Contains(strings.Join(p.texts(), " "), text)
}

func (p *planner) wantText(text string) {
	p.tb.Helper()
	if !p.reads(text) {
		p.tb.Errorf("%q is not to be read in %q", text, p.texts())
	}
}

// overlay is what lies over the window, nil for nothing.
func (p *planner) overlay() fyne.CanvasObject { return p.win.Canvas().Overlays().Top() }

// closeOverlays takes away all dialogs and menus.
func (p *planner) closeOverlays() {
	for p.overlay() != nil {
		p.win.Canvas().Overlays().Remove(p.overlay())
	}
}

// press taps what carries a text: a link, a chip, a button, an entry of a menu.
func (p *planner) press(text string) {
	p.tb.Helper()
	objects := p.see()
	if top := p.overlay(); top != nil {
		objects = visible(top)
	}
	for _, o := range slices.Backward(objects) {
		switch o := o.(type) {
		case *parts.Press:
			if o.Text == text {
				o.Tapped(&fyne.PointEvent{})
				return
			}
		case *parts.Row:
			if o.Text == text {
				o.Tapped(&fyne.PointEvent{})
				return
			}
		case *parts.Push:
			if o.Text == text {
				if o.Disabled() {
					p.tb.Fatalf("%q cannot be pressed", text)
				}
				o.Tapped(&fyne.PointEvent{})
				return
			}
		case fyne.Tappable:
			if labelOf(o) == text {
				o.Tapped(&fyne.PointEvent{})
				return
			}
		}
	}
	p.tb.Fatalf("nothing to press says %q; to be read: %q", text, p.texts())
}

// labelOf is the text of an entry of a menu, which Fyne does not export.
func labelOf(o any) string {
	w, ok := o.(fyne.Widget)
	if !ok {
		return ""
	}
	for _, child := range test.WidgetRenderer(w).Objects() {
		if t, ok := child.(*canvas.Text); ok {
			return t.Text
		}
	}
	return ""
}

// found lists what is drawn of one type.
func found[T fyne.CanvasObject](p *planner) []T {
	objects := p.see()
	if top := p.overlay(); top != nil {
		objects = visible(top)
	}
	var of []T
	for _, o := range objects {
		if o, ok := o.(T); ok {
			of = append(of, o)
		}
	}
	return of
}

// under finds the control that stands below a label.
func under[T fyne.CanvasObject](p *planner, label string) T {
	p.tb.Helper()
	objects := p.see()
	if top := p.overlay(); top != nil {
		objects = visible(top)
	}
	labelled := false
	for _, o := range objects {
		if line, ok := o.(*parts.Line); ok {
			labelled = line.Text == label
		}
		if control, ok := o.(T); ok && labelled {
			return control
		}
	}
	p.tb.Fatalf("no control below %q; to be read: %q", label, p.texts())
	panic("not reached")
}

// fill types into the field below a label and leaves it.
func (p *planner) fill(label, text string) {
	p.tb.Helper()
	entry := under[*parts.Entry](p, label)
	entry.SetText(text)
	entry.Settle()
}

// choose picks an item of the list below a label by what it is called.
func (p *planner) choose(label, item string) {
	p.tb.Helper()
	picker := under[*parts.Picker](p, label)
	for _, i := range picker.Items {
		if i.Label == item {
			picker.Pick(i.Key)
			return
		}
	}
	p.tb.Fatalf("%q does not offer %q", label, item)
}

// key types keys without Control into what has the focus; "Shift+" before a name
// holds Shift.
func (p *planner) key(names ...fyne.KeyName) {
	p.tb.Helper()
	for _, name := range names {
		focused := p.win.Canvas().Focused()
		if focused == nil {
			p.tb.Fatalf("nothing has the focus to take %s", name)
		}
		bare, shift := strings.CutPrefix(string(name), "Shift+")
		if held, ok := focused.(desktop.Keyable); ok && shift {
			held.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
			defer held.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
		}
		focused.TypedKey(&fyne.KeyEvent{Name: fyne.KeyName(bare)})
	}
}

// types types characters into what has the focus.
func (p *planner) types(text string) {
	p.tb.Helper()
	for _, r := range text {
		p.win.Canvas().Focused().TypedRune(r)
	}
}

// dress gives the window another language and other colours.
func (p *planner) dress(language string, mode theme.Mode) {
	p.setMode(mode)
	p.setLanguage(language)
}

// reopened closes the window and opens the workspace in a new one.
func (p *planner) reopened() {
	path := p.session.File.Path()
	p.Leave()
	p.sitDown(p.app)
	p.open(path)
}

// readAsReader opens a workspace that somebody else has open for writing.
func readAsReader(t *testing.T) *planner {
	t.Helper()
	p := newPlanner(t)
	path := sampleCopy(t)
	holder, err := storage.Open(context.Background(), path, storage.Options{Author: storage.Author{Name: "Somebody else"}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { holder.Close() })
	p.open(path)
	return p
}
