package ui

import (
	"context"
	"image/color"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"jointplan/plan"
	"jointplan/plan/geo"
	"jointplan/storage"
)

// sectorsOf reads the sectors of a file's first operation as it stands.
func sectorsOf(t *testing.T, path string) map[plan.ID]*plan.Sector {
	t.Helper()
	w, err := storage.Open(context.Background(), path, storage.Options{ReadOnly: true}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	found := map[plan.ID]*plan.Sector{}
	op := plan.All[plan.Operation](w.Document(), plan.NoID)[0]
	for _, s := range plan.All[plan.Sector](w.Document(), op.ID) {
		found[s.ID] = s
	}
	return found
}

// shows is how much of a part of the window has a colour.
func (s *seat) shows(c color.NRGBA, from, to fyne.Position) float64 {
	picture, n, all := s.pixels(), 0, 0
	for y := int(from.Y); y < int(to.Y); y += 3 {
		for x := int(from.X); x < int(to.X); x += 3 {
			all++
			if picture.RGBAAt(x, y) == (color.RGBA{R: c.R, G: c.G, B: c.B, A: 0xFF}) {
				n++
			}
		}
	}
	return float64(n) / float64(all)
}

// turns waits until something that is done changes what the window shows.
func (s *seat) turns(what string, do func()) {
	s.t.Helper()
	s.still()
	before := s.pixels()
	do()
	s.until(what, func() bool {
		changed := 0
		for i, b := range s.pixels().Pix {
			if b != before.Pix[i] {
				changed++
			}
		}
		return changed > 20000 // far more than a cursor or a button that lights up
	})
	s.still()
}

// TestMapInARealWindow draws a sector with the mouse in the real program: the sample,
// the map, nearer by wheel and key, corners, undo.
func TestMapInARealWindow(t *testing.T) {
	if testing.Short() {
		t.Skip("drives the real program, which takes its time")
	}
	s := sitDown(t)
	twin := s.twin

	s.click(s.place(twin.t("welcome.sample")))
	twin.open(sampleCopy(t))
	file := filepath.Join(s.home, "Jointplan sample"+Extension)
	start := twin.steps()
	s.comesTo(file, "the sample", start)
	s.until("the window of the sample", func() bool {
		return strings.HasPrefix(s.hand("search", "--onlyvisible", "--name", "Jointplan", "getwindowname"), twin.session.Doc.Workspace().Title+" – ")
	})
	before := sectorsOf(t, file)

	twin.run("view.map")
	s.layOut()
	chart := twin.theMap().chart
	at := func(x, y float32) fyne.Position {
		return fyne.CurrentApp().Driver().AbsolutePositionForObject(chart).AddXY(chart.Size().Width*x, chart.Size().Height*y)
	}
	s.command("view.map")
	s.until("the map", func() bool {
		return s.shows(twin.theMap().Look().Land, at(0, 0), at(1, 1)) > 0.3
	})
	s.turns("a nearer map", func() { s.wheel(at(0.5, 0.5), 3) })
	s.turns("a map still nearer", func() { s.press("plus") })
	s.shotIfAsked("map-1-near")

	s.click(s.place(twin.t("map.draw")))
	twin.press(twin.t("map.draw"))
	sector := plan.KindOf[plan.Sector]()
	entry := twin.t(sector.Label()) + ": " + twin.t(sector.Field("type").ChoiceLabel("area"))
	s.click(s.place(entry))
	twin.press(entry)
	for _, corner := range []fyne.Position{at(0.2, 0.6), at(0.5, 0.55), at(0.45, 0.85), at(0.22, 0.8)} {
		s.click(corner)
		s.still()
	}
	s.shotIfAsked("map-2-corners")
	s.press("Return")
	s.comesTo(file, "the sector", start+1)
	s.shotIfAsked("map-3-drawn")
	after := sectorsOf(t, file)
	for id, made := range after {
		if before[id] != nil {
			continue
		}
		shape, err := geo.Parse(made.Geometry)
		if err != nil || shape.Type() != geo.Areas || shape.Count() != 4 || made.Type != "area" {
			t.Errorf("drawn is %s, %s with %d corners, %v", made.Title, made.Type, shape.Count(), err)
		}
	}
	if len(after) != len(before)+1 {
		t.Errorf("%d sectors, %d before", len(after), len(before))
	}

	s.command("edit.undo")
	s.comesTo(file, "undo", start+2)
	if got := sectorsOf(t, file); len(got) != len(before) {
		t.Errorf("%d sectors after undo, %d before", len(got), len(before))
	}
}
