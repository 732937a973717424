package mapview

import (
	"bytes"
	"fmt"
	"image/color"
	"testing"

	"fyne.io/fyne/v2"

	"jointplan/assets"
	"jointplan/exchange/chart"
	"jointplan/plan"
	"jointplan/plan/geo"
	"jointplan/plan/symbol"
)

// teams is a scene of named units all over the map.
func teams(t *testing.T, hidden map[string]bool) *chart.Scene {
	t.Helper()
	id := func(n int) plan.ID { return plan.ID{1, byte(n >> 8), byte(n), 6: 0x40, 8: 0x80} }
	op := plan.KindOf[plan.Operation]().New(id(1))
	objects := []plan.Object{op}
	for n := range 400 {
		u := plan.KindOf[plan.Unit]().New(id(100 + n)).(*plan.Unit)
		u.Operation, u.Title, u.Type = id(1), fmt.Sprint("Team ", n), "infantry"
		p := geo.Point{Lon: 42 + float64(n%20)*0.3, Lat: 40.5 + float64(n/20)*0.15}
		u.Geometry = geo.Shape{Points: []geo.Point{p.Rounded()}}.Text()
		objects = append(objects, u)
	}
	d := plan.NewDocument()
	if err := d.Load(objects); err != nil {
		t.Fatal(err)
	}
	return chart.NewScene(d, chart.NewTraces(), chart.Options{Operation: id(1), Look: chart.Light, Words: plainWords{}, Hidden: hidden})
}

// part is the pixels of a frame under a place of the window, or all of them.
func (f *frame) part(r chart.Rect) []byte {
	if r == (chart.Rect{}) {
		return f.image.Pix
	}
	var pix []byte
	for y := int(r.Top); y < int(r.Bottom); y++ {
		row := f.image.Pix[y*f.image.Stride:]
		pix = append(pix, row[4*int(r.Left):4*int(r.Right)]...)
	}
	return pix
}

// Names keep out of what stands along the edges of the window, also after the map was
// moved.
func TestWordsKeepOutOfTheEdges(t *testing.T) {
	draw := func(hidden map[string]bool) (*Map, *fakeHost) {
		m, h, _ := newTestMap(t)
		m.SetView(geo.Point{Lon: 45, Lat: 42}, 9)
		m.SetScene(teams(t, hidden))
		for range 3 { // a frame and an overview
			m.generate(600, 400)
			if !m.Settled() {
				h.settle(t)
			}
		}
		return m, h
	}
	m, h := draw(nil)
	bare, bareHost := draw(map[string]bool{"words": true})
	same := func(when string) {
		t.Helper()
		if bytes.Equal(m.frame.part(chart.Rect{}), bare.frame.part(chart.Rect{})) {
			t.Fatalf("%s: nothing is named", when)
		}
		for i, r := range m.stands.within(m.frame.view, m.view) {
			if r == (chart.Rect{}) {
				t.Fatalf("%s: edge %d is not there", when, i)
			}
			if !bytes.Equal(m.frame.part(r), bare.frame.part(r)) {
				t.Errorf("%s: words stand under edge %d", when, i)
			}
		}
	}
	same("at first")
	for _, step := range []struct {
		m *Map
		h *fakeHost
	}{{m, h}, {bare, bareHost}} {
		step.m.view = step.m.view.Pan(-31, -17) // not so far that another frame is needed
		step.m.generate(600, 400)
		step.h.settle(t)
	}
	same("moved")
	m.mouse.down = true
	m.view = m.view.Pan(20, 0)
	was := m.asked
	m.generate(600, 400)
	if m.asked != was {
		t.Error("while the hand moves the map it is drawn anew for its words")
	}
}

// smallScene has an overview with a symbol and words on it.
type smallScene struct {
	plainLayer
	teams *chart.Scene
}

func (l *smallScene) DrawSmall(c chart.Canvas, v chart.View) {
	l.Draw(c, v)
	c.Symbol(chart.Dot{X: 40, Y: 40}, symbol.NewCode(symbol.Friend, symbol.LandUnit, "121100", ""), 19, symbol.Style{})
	l.teams.Draw(c, v)
	c.Text(chart.Dot{X: 20, Y: 80}, "Sector", chart.Type{Size: 12, Colour: color.NRGBA{A: 255}})
}

// The overview shows neither symbols nor words, which would hide the sectors.
func TestOverviewHasOutlinesOnly(t *testing.T) {
	library, err := symbol.Load(assets.Symbols, assets.SymbolCatalogue)
	if err != nil {
		t.Fatal(err)
	}
	p := &painter{symbols: chart.NewSymbols(library)}
	scene := &smallScene{plainLayer{colour: color.NRGBA{B: 200, A: 255}}, teams(t, nil)}
	on := p.paintSmall(smallJob{view: chart.View{Width: 150, Height: 100, Scale: 1, Zoom: 6, Centre: geo.Point{Lon: 45, Lat: 42}}, scene: scene})
	for i := 0; i < len(on.Pix); i += 4 {
		if on.Pix[i] != 0 || on.Pix[i+2] != 200 {
			t.Fatalf("pixel %d of the overview is %v", i/4, on.Pix[i:i+4])
		}
	}
}

// On a low window the legend tells how many of its lines it leaves out.
func TestLegendOnALowMap(t *testing.T) {
	m, h, _ := newTestMap(t)
	for n := range 30 {
		h.keys = append(h.keys, chart.LegendEntry{Paint: chart.Paint{Colour: color.NRGBA{R: 9, A: 255}}, Text: fmt.Sprint("Party ", n)})
	}
	for high, want := range map[int]int{400: 14, 200: 6, 1000: mostKeys} {
		m.Resize(fyne.NewSize(600, float32(high)))
		m.generate(600, high)
		entries, box := m.legendBox(chart.NewRaster(m.shown, 1, m.painter.symbols))
		if len(entries) != want || entries[want-1].Text != "chart.more" || box.Bottom > 0.7*float64(high) {
			t.Errorf("%d high: %d lines down to %.0f, want %d", high, len(entries), box.Bottom, want)
		}
	}
}
