// Package screens draws pictures of the workbench without a display: for the
// README and the guide, and to look at a plan on a machine without a screen.
package screens

import (
	"context"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"jointplan/exchange/chart"
	"jointplan/plan"
	"jointplan/plan/check"
	"jointplan/plan/release"
	"jointplan/storage"
	"jointplan/ui"
)

// size of the pictures in points, as of a common laptop.
var size = fyne.NewSize(1440, 900)

// Save draws every view of the workspace at path into dir as PNG files and
// gives their paths. They are taken of a copy; the workspace is not altered.
func Save(path, dir, version string) ([]string, error) {
	return save(path, dir, version, pictures)
}

func save(path, dir, version string, pictures []picture) ([]string, error) {
	if _, err := chart.World(); err != nil { // the map is not to be drawn without its ground
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	a := ui.New(test.NewApp(), version)
	a.SignAs(us)
	c := &camera{app: a, dir: dir, later: make(chan func(), 100)}
	a.Later = func(f func()) { c.later <- f }
	copied, err := aside(path)
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(filepath.Dir(copied))
	for _, picture := range pictures {
		if err := c.take(copied, picture); err != nil {
			return nil, fmt.Errorf("%s: %w", picture.name, err)
		}
	}
	return c.saved, nil
}

// aside copies a workspace to a place of its own.
func aside(path string) (string, error) {
	dir, err := os.MkdirTemp("", "jointplan-screens")
	if err != nil {
		return "", err
	}
	w, err := storage.Open(context.Background(), path, storage.Options{ReadOnly: true}, nil)
	if err != nil {
		return "", err
	}
	defer w.Close()
	copied := filepath.Join(dir, filepath.Base(path))
	return copied, w.SaveCopy(copied)
}

// camera takes pictures one by one.
type camera struct {
	app   *ui.App
	dir   string
	saved []string
	later chan func() // put off by what runs behind
	other string      // a colleague's copy, once it was made
}

// picture is a view to be drawn; pose brings it up.
type picture struct {
	name     string
	language string
	dark     bool
	empty    bool // without the workspace
	merge    bool // with what a colleague's copy holds
	guide    bool // small, to be built in
	pose     func(d *ui.Desk)
	then     func(d *ui.Desk)                      // once the window is laid out
	paper    func(d *ui.Desk) (image.Image, error) // instead of the window
}

var pictures = []picture{
	{name: "welcome", empty: true},
	{name: "new-operation", pose: func(d *ui.Desk) { d.Go(ui.Place{Section: "create"}) }},
	{name: "overview", pose: section("overview")},
	{name: "tasks", pose: section(plan.SectionTasks)},
	{name: "board", pose: func(d *ui.Desk) { show(d, ui.Place{Section: plan.SectionTasks, Kind: "task", Board: true}) }},
	{name: "inspector-finding", pose: worstTask},
	{name: "map", pose: firstSector},
	{name: "map-dark", dark: true, pose: firstSector},
	{name: "map-russian", language: "ru", pose: firstSector},
	{name: "sectors", pose: func(d *ui.Desk) { show(d, ui.Place{Section: plan.SectionSectors, Kind: "sector"}) }},
	{name: "findings", pose: section("findings")},
	{name: "history", pose: section("history")},
	{name: "share", pose: share},
	{name: "share-dark", dark: true, pose: share},
	{name: "share-ru", language: "ru", pose: share},
	{name: "merge", merge: true, pose: firstConflict},
	{name: "merge-dates", merge: true, dark: true, pose: firstOf(plan.Period)},
	{name: "merge-outline", merge: true, pose: firstOf(plan.Shape)},
	{name: "merge-russian", merge: true, language: "ru", pose: firstConflict},
	{name: "conflicts", merge: true, pose: conflicts},
	{name: "guide", pose: guideAt("share.png")},
	{name: "guide-french", language: "fr", pose: guideAt("merge.png")},
	{name: "guide-russian", language: "ru", dark: true, pose: guideAt("conflicts.png")},
	{name: "tasks-dark", dark: true, pose: section(plan.SectionTasks)},
	{name: "tasks-russian", language: "ru", pose: section(plan.SectionTasks)},
	{name: "overview-french", language: "fr", pose: section("overview")},
}

func section(s plan.Section) func(d *ui.Desk) {
	return func(d *ui.Desk) { show(d, ui.Place{Section: s}) }
}

// firstSector shows the map with a sector selected.
func firstSector(d *ui.Desk) {
	section(plan.SectionSectors)(d)
	doc := d.Session().Doc
	all := plan.All[plan.Operation](doc, plan.NoID)
	if len(all) == 0 {
		return
	}
	for _, s := range plan.All[plan.Sector](doc, all[0].ID) {
		if s.Geometry != "" {
			d.Reveal(s.ID)
			return
		}
	}
}

// share shows what the party would get for whom most stays.
func share(d *ui.Desk) {
	section(plan.SectionTasks)(d)
	doc := d.Session().Doc
	var chosen plan.ID
	most := -1
	for _, p := range plan.All[plan.Party](doc, plan.NoID) {
		r, err := release.For(doc, p.ID)
		if err != nil {
			continue
		}
		stays := 0
		for _, c := range r.Summary() {
			stays += c.Stays + c.Fields
		}
		if stays > most {
			chosen, most = p.ID, stays
		}
	}
	if most >= 0 {
		d.ShowShare(chosen)
	}
}

// show goes to a place of the first operation.
func show(d *ui.Desk, p ui.Place) {
	if all := plan.All[plan.Operation](d.Session().Doc, plan.NoID); len(all) > 0 {
		p.Operation = all[0].ID
	}
	d.Go(p)
}

// worstTask selects a task the checks have something to say about, one that a
// step can mend if there is one.
func worstTask(d *ui.Desk) {
	section(plan.SectionTasks)(d)
	s := d.Session()
	var chosen plan.ID
	for _, f := range s.Report.Findings(plan.NoID) {
		if plan.Find[plan.Task](s.Doc, f.Object) == nil || f.Rule.Severity == check.Advice {
			continue
		}
		if chosen == plan.NoID || f.Rule.Fix != nil {
			chosen = f.Object
		}
		if f.Rule.Fix != nil {
			break
		}
	}
	d.Reveal(chosen)
}

// settle waits until the map shows what it has to.
func (c *camera) settle(d *ui.Desk, win fyne.Window) {
	m := d.Chart()
	for end := time.Now().Add(patience); m != nil && time.Now().Before(end); {
		win.Canvas().Capture() // has it ask for what it lacks
		c.wait(false)
		if m.Settled() {
			return
		}
	}
}

func (c *camera) take(path string, p picture) error {
	language := p.language
	if language == "" {
		language = "en"
	}
	c.app.Dress(language, p.dark)
	d := c.app.NewDesk()
	win := d.Window()
	defer win.Close()
	size := size
	if p.guide {
		size = guideSize
	}
	win.Resize(size)
	if !p.empty {
		if p.merge && c.other == "" { // what comes before is seen as it was
			if err := c.colleague(path); err != nil {
				return err
			}
		}
		if err := d.OpenNow(path); err != nil {
			return err
		}
		defer d.Leave()
		if p.merge {
			if err := c.merge(d); err != nil {
				return err
			}
		}
		if p.pose != nil {
			p.pose(d)
		}
		c.wait(p.merge)
	}
	win.Canvas().Capture() // lays everything out; how high wrapped text is shows only then,
	win.Resize(size.SubtractWidthHeight(0, 1))
	win.Resize(size) // and what is around it finds its place in a second round
	c.settle(d, win)
	if p.then != nil {
		p.then(d)
	}
	img := win.Canvas().Capture()
	if p.paper != nil {
		var err error
		if img, err = p.paper(d); err != nil {
			return err
		}
	}
	return c.save(p, img)
}

func (c *camera) save(p picture, img image.Image) error {
	name := filepath.Join(c.dir, p.name+".png")
	out, err := os.Create(name)
	if err != nil {
		return err
	}
	if err := p.encode(out, img); err != nil {
		out.Close()
		return err
	}
	c.saved = append(c.saved, name)
	return out.Close()
}
