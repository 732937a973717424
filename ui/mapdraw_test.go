package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"jointplan/plan"
	"jointplan/plan/geo"
	"jointplan/ui/mapview"
)

// enters types a text into what has the keyboard and presses Enter.
func (p *planner) enters(text string) {
	p.tb.Helper()
	p.types(text)
	p.key(fyne.KeyReturn)
}

// TestASectorIsDrawnByKeyboardAlone types coordinates: Tab or a digit leads to their
// field, Enter adds a corner, Escape goes back to the map, and the selection stays.
func TestASectorIsDrawnByKeyboardAlone(t *testing.T) {
	p, v := atMap(t)
	before := v.onMap()[0]
	v.Pick(before, false)
	p.run("operation.draw")
	p.key(fyne.KeyDown, fyne.KeyReturn)
	if _, ok := v.chart.Tool().(*mapview.Drawing); !ok {
		t.Fatalf("%T is in hand", v.chart.Tool())
	}
	p.key(fyne.KeyTab)
	p.enters("41.5 44")
	p.enters("41.5 45")
	p.key(fyne.KeyEscape)
	if p.win.Canvas().Focused() != fyne.Focusable(v.chart) || v.job.work == nil {
		t.Fatal("Escape does not go back to the map")
	}
	p.key(fyne.KeyBackspace)
	p.types("4") // leads there, and is the first digit
	p.enters("1.5 45")
	p.enters("42 45")
	if !v.isSelected(before) {
		t.Error("the selection is another one")
	}
	p.wantSteps(1, func() { p.key(fyne.KeyReturn) })
	if len(v.selected) != 1 || v.isSelected(before) {
		t.Fatalf("%v is selected", v.selected)
	}
	s, err := geo.Parse(p.get(v.selected[0], "geometry"))
	if err != nil || s.Count() != 3 || !hasCorner(s, sw) || !hasCorner(s, se) || !hasCorner(s, ne) {
		t.Errorf("drawn: %v, %v", s, err)
	}
	if p.win.Canvas().Focused() != fyne.Focusable(v.chart) {
		t.Error("the map has no keyboard after the end")
	}
}

func TestWhatIsTypedSurvivesAChangeElsewhere(t *testing.T) {
	p, v := atMap(t)
	v.drawObject(plan.KindOf[plan.Sector](), "area", geo.Areas)
	p.key(fyne.KeyTab)
	p.types("41.5")
	v.redraw()
	p.enters(" 44")
	if d := v.job.work.(*mapview.Drawing); len(d.Points()) != 1 || d.Points()[0] != sw {
		t.Errorf("points %v", d.Points())
	}
}

// TestAWrongCoordinateIsToldWhole looks for the message with its examples, in a small
// window and in each language.
func TestAWrongCoordinateIsToldWhole(t *testing.T) {
	for _, language := range []string{"en", "fr", "ru"} {
		p, _ := atMap(t)
		p.setLanguage(language)
		v := p.theMap()
		p.win.Resize(fyne.NewSize(1280, 800))
		v.drawObject(plan.KindOf[plan.Sector](), "area", geo.Areas)
		p.notCut(v)
		p.key(fyne.KeyTab)
		p.notCut(v)
		p.enters("hello")
		want := p.app.Words.Error(plan.Problem("geo.coordinate", "Value", "hello"))
		if got := strings.Join(strings.Fields(p.shownIn(v.strip.content)), " "); got != want {
			t.Errorf("%s: %q is read, want %q", language, got, want)
		}
		if box := v.strip.box; box.Size().Height < box.MinSize().Height || box.Size().Width > v.chart.Size().Width {
			t.Errorf("%s: the message has %v, needs %v", language, box.Size(), box.MinSize())
		}
		if len(v.job.work.(*mapview.Drawing).Points()) > 0 {
			t.Error("a corner was added")
		}
		p.types("0")
		if p.reads(want[:20]) {
			t.Error("the message stays while it is put right")
		}
	}
}

// A coordinate that names a square places the corner in its middle, and that is said
// until the next is typed.
func TestACoordinateThatNamesASquareIsTold(t *testing.T) {
	p, v := atMap(t)
	v.drawObject(plan.KindOf[plan.Sector](), "area", geo.Areas)
	p.key(fyne.KeyTab)
	p.enters("38T MM 83 16")
	told := p.say("geo.square", "Metres", 1000)
	if got := strings.Join(strings.Fields(p.shownIn(v.strip.content)), " "); got != told {
		t.Errorf("%q is read, want %q", got, told)
	}
	p.types("38T MM 83358 16487")
	if p.reads(told) {
		t.Error("it is still told while the next is typed")
	}
	p.enters("")
	if p.reads(told) || len(v.job.work.(*mapview.Drawing).Points()) != 2 {
		t.Error("an exact corner is told as a square, or was not added")
	}
}

// notCut checks that no text above or on the map is cut.
func (p *planner) notCut(v *mapView) {
	p.tb.Helper()
	p.win.Canvas().Capture()
	for _, o := range []fyne.CanvasObject{v.tools, v.strip.content} {
		if text := p.shownIn(o); strings.Contains(text, "…") {
			p.tb.Errorf("cut: %q", text)
		}
	}
	if v.tools.Size().Width < v.tools.MinSize().Width {
		p.tb.Errorf("the bar has %v, needs %v", v.tools.Size(), v.tools.MinSize())
	}
}

// shownIn is the text that an object shows.
func (p *planner) shownIn(o fyne.CanvasObject) string {
	var texts []string
	for _, o := range visible(o) {
		if text, ok := o.(*canvas.Text); ok && text.Text != "" {
			texts = append(texts, text.Text)
		}
	}
	return strings.Join(texts, " ")
}

// TestTheMapStaysWhenADrawingBegins measures where the ground is in the window, from
// opening the map on: while something is drawn, is written wrongly, and ends.
func TestTheMapStaysWhenADrawingBegins(t *testing.T) {
	for _, size := range []fyne.Size{{Width: 1440, Height: 900}, {Width: 1280, Height: 800}} {
		p, v := atMap(t)
		p.win.Resize(size)
		place := func() fyne.Position {
			p.win.Canvas().Capture()
			dot := v.chart.View().To(sw)
			return fyne.CurrentApp().Driver().AbsolutePositionForObject(v.chart).AddXY(float32(dot.X), float32(dot.Y))
		}
		before, high := place(), v.tools.MinSize().Height
		stays := func(when string) {
			t.Helper()
			if got := place(); got != before {
				t.Errorf("%v, %s: the ground goes from %v to %v", size, when, before, got)
			}
			if got := v.tools.MinSize().Height; got != high { // the window would give it more or less
				t.Errorf("%v, %s: the bar asks for %v, not %v", size, when, got, high)
			}
		}
		v.drawObject(plan.KindOf[plan.Sector](), "area", geo.Areas)
		stays("drawing")
		p.key(fyne.KeyTab)
		p.enters("hello")
		stays("with a message")
		p.key(fyne.KeyEscape, fyne.KeyEscape)
		if v.job.work != nil {
			t.Fatal("the drawing goes on")
		}
		stays("given up")
		v.fromProvinces()
		stays("choosing provinces")
	}
}

func TestACrossedOutlineIsMendedFromItsDialog(t *testing.T) {
	p, v := atMap(t)
	v.drawObject(plan.KindOf[plan.Sector](), "area", geo.Areas)
	v.drawThrough(t, sw, ne, se, nw)
	p.wantSteps(1, func() { p.press(p.t("map.mend")) })
	if v.job.work != nil || len(v.selected) != 1 {
		t.Fatal("the drawing is still in hand")
	}
	if s, err := geo.Parse(p.get(v.selected[0], "geometry")); err != nil || len(s.Polygons) != 2 || s.Validate() != nil {
		t.Errorf("mended to %v, %v", s, err)
	}
}

func TestACornerOverTheOtherSideIsMendedFromItsDialog(t *testing.T) {
	p, v := atMap(t)
	id := p.drawSector(v, sw, se, ne, nw)
	tool := v.chart.Tool().(*mapview.Vertices)
	p.wantSteps(0, func() { tool.Move(sw, geo.Point{Lon: 45.5, Lat: 41.7}) })
	p.wantSteps(1, func() { p.press(p.t("map.mend")) })
	if s, err := geo.Parse(p.get(id, "geometry")); err != nil || s.Validate() != nil || hasCorner(s, sw) {
		t.Errorf("mended to %v, %v", s, err)
	}
}

// TestACornerMovesToACoordinate writes one that is wrong, one that makes the outline
// cross itself, and one that is right.
func TestACornerMovesToACoordinate(t *testing.T) {
	p, v := atMap(t)
	id := p.drawSector(v, sw, se, ne, nw)
	moveTo := func(coordinate string) {
		v.askCorner(v.chart.Tool().(*mapview.Vertices), sw)
		p.fill(p.t("map.coordinate"), coordinate)
		p.press(p.t("button.save"))
	}
	p.wantSteps(0, func() { moveTo("hello") })
	p.wantText("hello")
	p.press(p.t("button.cancel"))
	p.wantSteps(0, func() { moveTo("41.7 45.5") })
	p.wantText(p.t("map.mend"))
	p.press(p.t("button.cancel"))
	p.wantSteps(1, func() { moveTo("41.4 43.9") })
	if s, err := geo.Parse(p.get(id, "geometry")); err != nil || !hasCorner(s, geo.Point{Lon: 43.9, Lat: 41.4}) {
		t.Errorf("the sector is %v, %v", s, err)
	}
	if p.overlay() != nil {
		t.Errorf("something is still open: %q", p.texts())
	}
}
