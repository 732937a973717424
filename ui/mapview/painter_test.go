package mapview

import (
	"fmt"
	"math"
	"runtime"
	"testing"

	"jointplan/assets"
	"jointplan/exchange/chart"
	"jointplan/plan"
	"jointplan/plan/basemap"
	"jointplan/plan/geo"
	"jointplan/plan/symbol"
)

// named is a scene with the names of the basemap where it leaves room.
type named struct {
	scene *chart.Scene
	names *chart.Base
}

func (l named) Draw(c chart.Canvas, v chart.View) {
	l.scene.Draw(c, v)
	l.names.Names(c, v, l.scene.Taken())
}

// crowded is an operation in Georgia with 500 sectors of 120 corners and 2,000
// units, of which every other one stands in a sector.
func crowded(b *testing.B) (*plan.Document, plan.ID) {
	b.Helper()
	id := func(n int) plan.ID { return plan.ID{1, byte(n >> 8), byte(n), 6: 0x40, 8: 0x80} }
	op := plan.KindOf[plan.Operation]().New(id(1))
	objects := []plan.Object{op}
	for i := range 4 {
		p := plan.KindOf[plan.Party]().New(id(10 + i)).(*plan.Party)
		p.Title, p.Order = fmt.Sprint("Party ", i), string(rune('a'+i))
		objects = append(objects, p)
	}
	const columns, rows, side = 25, 20, 30
	at := func(x, y int) geo.Point {
		wave := 0.002 * math.Sin(float64(x*7+y*13))
		return geo.Point{Lon: georgia.West + 4*float64(x)/(columns*side) + wave, Lat: georgia.South + 2*float64(y)/(rows*side) - wave}
	}
	for n := range columns * rows {
		s := plan.KindOf[plan.Sector]().New(id(100 + n)).(*plan.Sector)
		s.Operation, s.Title, s.Party, s.Order = id(1), fmt.Sprint("Sector ", n), id(10+n%4), fmt.Sprintf("%04d", n)
		x, y := n%columns*side, n/columns*side
		var ring geo.Ring
		for _, leg := range [][2]int{{1, 0}, {0, 1}, {-1, 0}, {0, -1}} {
			for range side {
				ring = append(ring, at(x, y))
				x, y = x+leg[0], y+leg[1]
			}
		}
		s.Geometry = geo.AreaOf(geo.Polygon{ring}).Text()
		objects = append(objects, s)
	}
	for n := range 2000 {
		u := plan.KindOf[plan.Unit]().New(id(5000 + n)).(*plan.Unit)
		u.Operation, u.Title, u.Party, u.Type, u.Echelon = id(1), fmt.Sprint("Unit ", n), id(10+n%4), "infantry", "company"
		if n%2 == 0 {
			u.Sector = id(100 + n/4)
		} else {
			p := geo.Point{Lon: georgia.West + 4*math.Mod(float64(n)*0.6180339, 1), Lat: georgia.South + 2*math.Mod(float64(n)*0.7548776, 1)}
			u.Geometry = geo.Shape{Points: []geo.Point{p.Rounded()}}.Text()
		}
		objects = append(objects, u)
	}
	d := plan.NewDocument()
	if err := d.Load(objects); err != nil {
		b.Fatal(err)
	}
	return d, id(1)
}

// BenchmarkKept tells what a map keeps: of the whole world, and of an operation that
// was drawn, besides its pictures.
func BenchmarkKept(b *testing.B) {
	heap := func() float64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return float64(m.HeapAlloc) / (1 << 20)
	}
	library, err := symbol.Load(assets.Symbols, assets.SymbolCatalogue)
	if err != nil {
		b.Fatal(err)
	}
	d, op := crowded(b)
	data := map[string]any{}
	before := heap()
	world, err := basemap.Load(assets.Basemap)
	if err != nil {
		b.Fatal(err)
	}
	data["world"] = world
	withWorld := heap()
	window := chart.View{Width: 1600, Height: 1000, Scale: 1}.Fit(georgia, fitMargin)
	for b.Loop() {
		scene := chart.NewScene(d, chart.NewTraces(), chart.Options{Operation: op, Look: chart.Light, Words: plainWords{}})
		base := &chart.Base{Map: world, Look: chart.Light, Language: "en"}
		p := &painter{symbols: chart.NewSymbols(library)}
		p.paint(job{view: window, look: chart.Light, ground: base, scene: named{scene, base}}, false)
		p.base, p.spare = nil, nil
		data["scene"], data["base"], data["painter"] = scene, base, p
	}
	b.ReportMetric(withWorld-before, "MB-world")
	b.ReportMetric(heap()-withWorld, "MB-operation")
	frame := around(window)
	b.ReportMetric(4*(3*frame.Width*frame.Height+window.Width*window.Height)/(1<<20), "MB-pictures")
	runtime.KeepAlive(data)
}

// BenchmarkPainter draws what a window of 1600 × 1000 asks for: 500 sectors and
// 2,000 symbols on the basemap. A frame is half as wide and high again as the
// window, so that moving it needs no other; "window" is one without that margin.
func BenchmarkPainter(b *testing.B) {
	world, err := chart.World()
	if err != nil {
		b.Fatal(err)
	}
	library, err := symbol.Load(assets.Symbols, assets.SymbolCatalogue)
	if err != nil {
		b.Fatal(err)
	}
	d, op := crowded(b)
	scene := chart.NewScene(d, chart.NewTraces(), chart.Options{Operation: op, Look: chart.Light, Words: plainWords{}})
	base := func() *chart.Base { return &chart.Base{Map: world, Look: chart.Light, Language: "en"} }
	ground := base()
	ground.Hidden = map[string]bool{"names": true}
	window := chart.View{Width: 1600, Height: 1000, Scale: 1}.Fit(georgia, fitMargin)
	for _, c := range []struct {
		name  string
		view  chart.View
		moves bool // or only the plan changes
	}{
		{"window moved", window, true},
		{"window changed", window, false},
		{"frame moved", around(window), true},
		{"frame changed", around(window), false},
	} {
		b.Run(c.name, func(b *testing.B) {
			p := &painter{symbols: chart.NewSymbols(library)}
			j := job{view: c.view, look: chart.Light, ground: ground, scene: named{scene, base()}}
			b.ReportMetric(c.view.Width*c.view.Height, "pixels")
			for b.Loop() {
				if c.moves {
					j.view = j.view.Pan(1, 0)
				}
				p.giveBack(p.paint(j, false).image)
			}
		})
	}
}
