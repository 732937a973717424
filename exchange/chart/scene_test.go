package chart

import (
	"fmt"
	"image"
	"image/png"
	"math"
	"os"
	"testing"

	"jointplan/plan"
	"jointplan/plan/geo"
)

// plainWords give the key itself.
type plainWords struct{}

func (plainWords) T(key string) string                   { return key }
func (plainWords) Number(n float64, decimals int) string { return fmt.Sprintf("%.*f", decimals, n) }
func (plainWords) Say(m plan.Message) string             { return m.Key }

func id(n int) plan.ID { return plan.ID{1, byte(n >> 8), byte(n), 6: 0x40, 8: 0x80} }

func made[T any](n int) *T { return any(plan.KindOf[T]().New(id(n))).(*T) }

// theatre is an operation with sectors in rows and columns, each with some corners
// on its edges, and units in and on them.
func theatre(t testing.TB, columns, rows, corners, units int) (*plan.Document, plan.ID) {
	t.Helper()
	op := made[plan.Operation](1)
	objects := []plan.Object{op}
	for i := range 4 {
		p := made[plan.Party](10 + i)
		p.Title, p.Order = fmt.Sprint("Party ", i), string(rune('a'+i))
		objects = append(objects, p)
	}
	lon := func(c int) float64 { return 43 + 4*float64(c)/float64(columns) }
	lat := func(r int) float64 { return 41 + 2*float64(r)/float64(rows) }
	for n := range columns * rows {
		c, r := n%columns, n/columns
		s := made[plan.Sector](100 + n)
		s.Operation, s.Title, s.Party, s.Order = op.ID, fmt.Sprint("Sector ", n), id(10+n%4), fmt.Sprintf("%04d", n)
		if n%7 == 3 {
			s.Party, s.Joint = plan.NoID, plan.Shares{{Party: id(10), Percent: 60}, {Party: id(11), Percent: 40}}
		}
		s.Geometry = geo.AreaOf(geo.Polygon{wavy(lon(c), lat(r), lon(c+1), lat(r+1), corners)}).Text()
		objects = append(objects, s)
	}
	for n := range units {
		u := made[plan.Unit](5000 + n)
		u.Operation, u.Title, u.Party, u.Type, u.Echelon = op.ID, fmt.Sprint("Unit ", n), id(10+n%4), "infantry", "company"
		if n%2 == 0 {
			u.Geometry = plan.Geometry(fmt.Sprintf(`{"type":"Point","coordinates":[%.5f,%.5f]}`, 43+4*math.Mod(float64(n)*0.6180339, 1), 41+2*math.Mod(float64(n)*0.7548776, 1)))
		} else {
			u.Sector = id(100 + n%(columns*rows))
		}
		objects = append(objects, u)
	}
	d := plan.NewDocument()
	if err := d.Load(objects); err != nil {
		t.Fatal(err)
	}
	return d, op.ID
}

// wavy is a rectangle whose edges swing; neighbours swing alike.
func wavy(west, south, east, north float64, corners int) geo.Ring {
	var ring geo.Ring
	side := func(ax, ay, bx, by float64) {
		n := corners / 4
		for i := range n {
			f := float64(i) / float64(n)
			x, y := ax+(bx-ax)*f, ay+(by-ay)*f
			if i > 0 {
				swing := 0.004 * math.Sin(x*150+y*170)
				x, y = x+swing*math.Abs(by-ay)/(math.Abs(by-ay)+math.Abs(bx-ax)), y+swing*math.Abs(bx-ax)/(math.Abs(by-ay)+math.Abs(bx-ax))
			}
			ring = append(ring, geo.Point{Lon: x, Lat: y})
		}
	}
	side(west, south, east, south)
	side(east, south, east, north)
	side(east, north, west, north)
	side(west, north, west, south)
	return ring
}

func options(op plan.ID) Options { return Options{Operation: op, Look: Light, Words: plainWords{}} }

func fitted(s *Scene, width, height float64) View {
	box, _ := s.Box()
	return View{Width: width, Height: height}.Fit(box, 20)
}

func TestWhatIsHit(t *testing.T) {
	d, op := theatre(t, 4, 2, 8, 8)
	s := NewScene(d, NewTraces(), options(op))
	v := fitted(s, 800, 600)
	c := NewRaster(image.NewRGBA(image.Rect(0, 0, 800, 600)), 1, symbols(t))
	s.Draw(c, v)
	for n, want := range map[int]plan.ID{0: id(100), 5: id(105)} {
		at := v.To(s.areas[n].trace.Middle)
		at.Y += 40 // below names and units
		hits := s.Hit(v, at)
		if len(hits) == 0 || hits[len(hits)-1].Object != want {
			t.Errorf("in the middle of sector %d: %v", n, hits)
		}
	}
	unit := plan.Find[plan.Unit](d, id(5000))
	shape, _ := geo.Parse(unit.Geometry)
	if hits := s.Hit(v, v.To(shape.Points[0])); len(hits) == 0 || hits[0].Object != unit.ID {
		t.Errorf("at the unit's place: %v", hits)
	}
	if hits := s.Hit(v, Dot{2, 2}); len(hits) != 0 {
		t.Errorf("outside of all: %v", hits)
	}
}

func TestColoursTell(t *testing.T) {
	d, op := theatre(t, 4, 2, 8, 0)
	for _, by := range Colourings {
		o := options(op)
		o.By = by
		s := NewScene(d, NewTraces(), o)
		if len(s.Legend()) == 0 {
			t.Errorf("by %s nothing is explained", by)
		}
	}
	s := NewScene(d, NewTraces(), options(op))
	if got := len(s.areas[3].paint.Stripes); got != 2 {
		t.Errorf("a joint sector of two has %d stripes", got)
	}
	o := options(op)
	o.By, o.Grave = ByReadiness, map[plan.ID]int{id(101): 3}
	s = NewScene(d, NewTraces(), o)
	if s.areas[0].paint.Colour == s.areas[1].paint.Colour {
		t.Error("a sector that a finding blocks looks like one without findings")
	}
}

func TestDays(t *testing.T) {
	d, op := theatre(t, 2, 1, 8, 0)
	late := *plan.Find[plan.Sector](d, id(101))
	late.When = plan.Span{Start: plan.MakeDate(2027, 6, 1), Finish: plan.MakeDate(2027, 12, 31)}
	d2 := plan.NewDocument()
	if err := d2.Load([]plan.Object{d.Get(op), d.Get(id(100)), &late}); err != nil {
		t.Fatal(err)
	}
	for day, want := range map[plan.Date]int{0: 2, plan.MakeDate(2027, 1, 1): 1, plan.MakeDate(2027, 6, 1): 2, plan.MakeDate(2028, 1, 1): 1} {
		o := options(op)
		o.On = day
		if got := len(NewScene(d2, NewTraces(), o).areas); got != want {
			t.Errorf("on %s %d sectors, want %d", day, got, want)
		}
	}
}

// TestPicture draws a theatre into the file that JOINTPLAN_MAP names.
func TestPicture(t *testing.T) {
	d, op := theatre(t, 5, 3, 40, 40)
	o := options(op)
	o.Patterns = os.Getenv("JOINTPLAN_PATTERNS") != ""
	s := NewScene(d, NewTraces(), o)
	v := fitted(s, 1600, 1000)
	on := image.NewRGBA(image.Rect(0, 0, 1600, 1000))
	c := NewRaster(on, 1, symbols(t))
	c.Clear(Light.Land)
	s.Selected = map[plan.ID]bool{id(103): true}
	s.Draw(c, v)
	coloured := 0
	for i := 0; i < len(on.Pix); i += 4 {
		if on.Pix[i] != Light.Land.R || on.Pix[i+2] != Light.Land.B {
			coloured++
		}
	}
	if coloured < len(on.Pix)/4/3 {
		t.Errorf("%d of %d points are coloured", coloured, len(on.Pix)/4)
	}
	if file := os.Getenv("JOINTPLAN_MAP"); file != "" {
		f, err := os.Create(file)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if err := png.Encode(f, on); err != nil {
			t.Fatal(err)
		}
	}
}

// BenchmarkRedraw draws 500 sectors of 120 corners and 2,000 units at 1600 × 1000.
func BenchmarkRedraw(b *testing.B) {
	d, op := theatre(b, 25, 20, 120, 2000)
	traces := NewTraces()
	s := NewScene(d, traces, options(op))
	v := fitted(s, 1600, 1000)
	c := NewRaster(image.NewRGBA(image.Rect(0, 0, 1600, 1000)), 1, symbols(b))
	s.Draw(c, v)
	for b.Loop() {
		c.Clear(Light.Land)
		s.Draw(c, v)
	}
}

// BenchmarkScene builds what is drawn anew, with outlines known.
func BenchmarkScene(b *testing.B) {
	d, op := theatre(b, 25, 20, 120, 2000)
	traces := NewTraces()
	NewScene(d, traces, options(op))
	for b.Loop() {
		NewScene(d, traces, options(op))
	}
}

// Units at one place stand beside each other: each can be seen and taken hold of.
func TestSymbolsThatShareAPlace(t *testing.T) {
	d, op := theatre(t, 4, 2, 8, 12)
	place := plan.Find[plan.Unit](d, id(5000)).Geometry
	for n := range 6 {
		if err := d.Apply([]plan.Change{{Kind: plan.KindOf[plan.Unit](), Object: id(5000 + 2*n), Field: "geometry", New: string(place)}}); err != nil {
			t.Fatal(err)
		}
	}
	s := NewScene(d, NewTraces(), options(op))
	v := fitted(s, 800, 600)
	s.Draw(NewRaster(image.NewRGBA(image.Rect(0, 0, 800, 600)), 1, symbols(t)), v)
	shape, err := geo.Parse(place)
	if err != nil {
		t.Fatal(err)
	}
	spots := map[plan.ID]Rect{}
	for _, spot := range s.spots {
		spots[spot.Object] = spot.Rect
	}
	if !spots[id(5000)].Holds(v.To(shape.Points[0])) {
		t.Errorf("the first is not at its place but in %v", spots[id(5000)])
	}
	for n := range 6 {
		own := spots[id(5000+2*n)]
		for m := range n {
			if own.Meets(spots[id(5000+2*m)]) {
				t.Errorf("unit %d lies over unit %d", n, m)
			}
		}
		middle := Dot{(own.Left + own.Right) / 2, (own.Top + own.Bottom) / 2}
		if hits := s.Hit(v, middle); len(hits) == 0 || hits[0].Object != id(5000+2*n) {
			t.Errorf("in the middle of unit %d: %v", n, hits)
		}
	}
}
