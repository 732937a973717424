package mapview

import (
	"image/color"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"jointplan/assets"
	"jointplan/exchange/chart"
	"jointplan/plan"
	"jointplan/plan/geo"
	"jointplan/plan/symbol"
)

// fakeHost remembers what the map told it.
type fakeHost struct {
	later  chan func()
	hits   []chart.Hit
	picked []plan.ID
	added  bool
	told   []string
	home   geo.Box
	spot   Spot
	keys   []chart.LegendEntry // of the legend besides the first
}

func (h *fakeHost) Look() chart.Look   { return chart.Light }
func (h *fakeHost) Words() chart.Words { return plainWords{} }
func (h *fakeHost) Later(f func())     { h.later <- f }
func (h *fakeHost) Hit(chart.View, chart.Dot, bool) []chart.Hit {
	return h.hits
}
func (h *fakeHost) Card(plan.ID, geo.Point) []string { return []string{"West", "Sector"} }
func (h *fakeHost) Pick(id plan.ID, add bool) {
	h.picked, h.added = append(h.picked, id), add
}
func (h *fakeHost) Open()                        { h.told = append(h.told, "open") }
func (h *fakeHost) Next(step int)                { h.told = append(h.told, "next") }
func (h *fakeHost) Menu(_ fyne.Position, s Spot) { h.spot, h.told = s, append(h.told, "menu") }
func (h *fakeHost) Legend() []chart.LegendEntry {
	return append([]chart.LegendEntry{{Paint: chart.Paint{Colour: color.NRGBA{R: 9, A: 255}}, Text: "Poland"}}, h.keys...)
}
func (h *fakeHost) Home() (geo.Box, bool) { return h.home, true }
func (h *fakeHost) Worked()               { h.told = append(h.told, "worked") }
func (h *fakeHost) Write(text string)     { h.told = append(h.told, "write "+text) }
func (h *fakeHost) Left()                 { h.told = append(h.told, "left") }

type plainWords struct{}

func (plainWords) T(key string) string            { return key }
func (plainWords) Number(n float64, _ int) string { return time.Duration(n).String() }
func (plainWords) Say(m plan.Message) string      { return m.Key }

// plainLayer fills the canvas with a colour and counts how often.
type plainLayer struct {
	colour color.NRGBA
	drawn  int
}

func (l *plainLayer) Draw(c chart.Canvas, _ chart.View) {
	w, h := c.Size()
	c.Fill(chart.Rectangle(chart.Rect{Right: w, Bottom: h}), chart.Paint{Colour: l.colour})
	l.drawn++
}

var georgia = geo.Box{West: 43, East: 47, South: 41, North: 43}

// newTestMap is a map of 600 by 400 points in a window, drawn once.
func newTestMap(t testing.TB) (*Map, *fakeHost, *plainLayer) {
	t.Helper()
	test.NewTempApp(t)
	library, err := symbol.Load(assets.Symbols, assets.SymbolCatalogue)
	if err != nil {
		t.Fatal(err)
	}
	h := &fakeHost{later: make(chan func(), 10), home: georgia}
	m := New(h, chart.NewSymbols(library))
	layer := &plainLayer{colour: color.NRGBA{B: 200, A: 255}}
	m.SetScene(layer)
	w := test.NewTempWindow(t, m)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(600, 400))
	m.generate(600, 400)
	h.settle(t)
	m.generate(600, 400)
	return m, h, layer
}

// settle waits for the frame that was asked for.
func (h *fakeHost) settle(t testing.TB) {
	t.Helper()
	select {
	case f := <-h.later:
		f()
	case <-time.After(20 * time.Second):
		t.Fatal("no frame came")
	}
}
