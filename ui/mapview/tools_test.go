package mapview

import (
	"errors"
	"testing"

	"jointplan/exchange/chart"
	"jointplan/plan/geo"
)

// world shows a degree as about 91 pixels, around 10 E 10 N.
var world = chart.View{Centre: geo.Point{Lon: 10, Lat: 10}, Zoom: 7, Width: 800, Height: 600, Scale: 1}

func at(lon, lat float64) Pointer {
	p := geo.Point{Lon: lon, Lat: lat}
	return Pointer{View: world, Dot: world.To(p), Ground: p}
}

func TestDrawing(t *testing.T) {
	corners := []Pointer{at(9, 9), at(11, 9), at(11, 11)}
	for _, c := range []struct {
		name string
		sort geo.Type
		do   func(t *Drawing)
		want int // points of what is handed over; 0 for nothing
	}{
		{"point at once", geo.Points, func(d *Drawing) { d.Click(corners[0], false) }, 1},
		{"line by Enter", geo.Lines, func(d *Drawing) { d.Click(corners[0], false); d.Click(corners[1], false); d.Key(Enter) }, 2},
		{"line by a double click", geo.Lines, func(d *Drawing) {
			d.Click(corners[0], false)
			d.Click(corners[1], false)
			d.Click(corners[1], true)
		}, 2},
		{"line too short", geo.Lines, func(d *Drawing) { d.Click(corners[0], false); d.Key(Enter) }, 0},
		{"one point twice", geo.Lines, func(d *Drawing) { d.Click(corners[0], false); d.Click(corners[0], false); d.Key(Enter) }, 0},
		{"area by its first point", geo.Areas, func(d *Drawing) {
			for _, p := range append(corners, corners[0]) {
				d.Click(p, false)
			}
		}, 3},
		{"area with a point taken back", geo.Areas, func(d *Drawing) {
			for _, p := range corners {
				d.Click(p, false)
			}
			d.Key(Back)
			d.Key(Enter)
		}, 0},
		{"typed", geo.Lines, func(d *Drawing) { d.Add(geo.Point{Lon: 1, Lat: 2}); d.Add(geo.Point{Lon: 3, Lat: 4}); d.Key(Enter) }, 2},
	} {
		got := 0
		d := &Drawing{Sort: c.sort, Done: func(s geo.Shape) {
			got = s.Count()
			if s.Type() != c.sort {
				t.Errorf("%s: %v was drawn", c.name, s.Type())
			}
		}}
		c.do(d)
		if got != c.want {
			t.Errorf("%s: %d points, want %d", c.name, got, c.want)
		}
	}
}

func TestDrawingAcross180(t *testing.T) {
	d := &Drawing{Sort: geo.Lines, Done: func(geo.Shape) {}}
	d.Add(geo.Point{Lon: 179, Lat: 0})
	d.Add(geo.Point{Lon: -179, Lat: 0})
	if km, _ := d.Size(); km > 250 {
		t.Errorf("2 degrees are %v km", km)
	}
}

func TestDrawingSnaps(t *testing.T) {
	corner := geo.Point{Lon: 9.01, Lat: 9.01}
	snap := func(p geo.Point, km float64) (geo.Point, bool) { return corner, geo.Distance(p, corner) <= km }
	d := &Drawing{Sort: geo.Areas, Snap: snap}
	d.Click(at(9, 9), false)
	free := at(9, 9)
	free.Free = true
	d.Click(free, false)
	d.Click(at(10, 10), false)
	want := []geo.Point{corner, {Lon: 9, Lat: 9}, {Lon: 10, Lat: 10}}
	for i, p := range d.Points() {
		if p != want[i] {
			t.Errorf("point %d at %v, want %v", i, p, want[i])
		}
	}
}

func TestDrawingAlongABorder(t *testing.T) {
	refused := 0
	d := &Drawing{Sort: geo.Lines, Refused: func(error) { refused++ }}
	d.Follow = func(from, to geo.Point) (geo.Line, error) {
		if to.Lat > 11 {
			return nil, errors.New("no border goes there")
		}
		return geo.Line{from, {Lon: 10, Lat: 9.5}, to}, nil
	}
	along := at(11, 9)
	along.Along = true
	d.Click(along, false) // the first point goes along nothing
	d.Key(Back)
	d.Click(at(9, 9), false)
	d.Click(along, false)
	far := at(11, 12)
	far.Along = true
	d.Click(far, false)
	if len(d.Points()) != 3 || refused != 1 {
		t.Errorf("points %v, refused %d", d.Points(), refused)
	}
}

func TestSizeFollowsTheMouse(t *testing.T) {
	d := &Drawing{Sort: geo.Areas}
	d.Click(at(9, 9), false)
	d.Click(at(11, 9), false)
	d.Hover(at(11, 11))
	want := geo.Ring{{Lon: 9, Lat: 9}, {Lon: 11, Lat: 9}, {Lon: 11, Lat: 11}}
	if _, km2 := d.Size(); km2 != want.Area() {
		t.Errorf("%v km², want %v", km2, want.Area())
	}
}

func square(west, south float64) geo.Shape {
	return geo.AreaOf(geo.Polygon{geo.Ring{{Lon: west, Lat: south}, {Lon: west + 1, Lat: south}, {Lon: west + 1, Lat: south + 1}, {Lon: west, Lat: south + 1}}})
}

// corners is the tool with two squares side by side, and what it did.
func corners() (tool *Vertices, changed *[]int, acts *[]Act, refused *int) {
	changed, acts, refused = new([]int), new([]Act), new(int)
	tool = &Vertices{
		Shapes: []geo.Shape{square(9, 9), square(10, 9)},
		Done: func(_ []geo.Shape, c []int, a Act) {
			*changed, *acts = c, append(*acts, a)
		},
		Refused: func(error) { *refused++ },
		Crossed: func([]geo.Shape, []int, error) { *refused++ },
	}
	return tool, changed, acts, refused
}

func TestNeighboursMoveTogether(t *testing.T) {
	tool, changed, acts, _ := corners()
	if tool.Grab(at(9.5, 9.5)) {
		t.Error("the inside is gripped")
	}
	if !tool.Grab(at(10, 10)) {
		t.Fatal("the common corner is not gripped")
	}
	tool.Hover(at(10.2, 10.3))
	tool.Drop(at(10.2, 10.3))
	if len(*changed) != 2 || (*acts)[0] != Moved {
		t.Errorf("%v changed by %v", *changed, *acts)
	}
	for i, s := range tool.Shapes {
		if _, ok := nearest(at(10.2, 10.3), func(visit func(geo.Point)) {
			for p := range s.All() {
				visit(p)
			}
		}); !ok {
			t.Errorf("shape %d has no corner there", i)
		}
	}
	tool.Grab(at(9, 9))
	tool.Hover(at(8.9, 9))
	tool.Drop(at(8.9, 9))
	if len(*changed) != 1 {
		t.Errorf("%v changed by a corner of one", *changed)
	}
}

func TestACornerIsInsertedInTheMiddleOfASide(t *testing.T) {
	tool, changed, acts, _ := corners()
	if !tool.Grab(at(10, 9.5)) {
		t.Fatal("the middle is not gripped")
	}
	tool.Hover(at(10.1, 9.5))
	tool.Drop(at(10.1, 9.5))
	if len(*changed) != 2 || (*acts)[0] != Inserted || tool.Shapes[0].Count() != 5 || tool.Shapes[1].Count() != 5 {
		t.Errorf("%v changed by %v to %d and %d corners", *changed, *acts, tool.Shapes[0].Count(), tool.Shapes[1].Count())
	}
}

func TestAGripWithoutAMoveChangesNothing(t *testing.T) {
	tool, _, acts, _ := corners()
	tool.Grab(at(10, 9.5))
	tool.Drop(at(10, 9.5))
	if len(*acts) > 0 || tool.Shapes[0].Count() != 4 {
		t.Errorf("did %v, %d corners", *acts, tool.Shapes[0].Count())
	}
}

func TestRemovingCorners(t *testing.T) {
	tool, _, acts, refused := corners()
	if tool.Key(Remove) {
		t.Error("nothing is chosen, yet something is removed")
	}
	for _, p := range []Pointer{at(9, 9), at(9, 10)} {
		if !tool.Click(p, false) {
			t.Fatal("no corner is chosen")
		}
		tool.Key(Remove)
	}
	if len(*acts) != 1 || *refused != 1 {
		t.Errorf("did %v, refused %d: a triangle keeps its corners", *acts, *refused)
	}
}

func TestAnOutlineMayNotCrossItself(t *testing.T) {
	tool, _, acts, refused := corners()
	tool.Grab(at(9, 9))
	tool.Hover(at(10.5, 9.4)) // over the side opposite
	tool.Drop(at(10.5, 9.4))
	if *refused != 1 || len(*acts) > 0 || tool.Shapes[0].Validate() != nil {
		t.Errorf("refused %d, did %v, now %v", *refused, *acts, tool.Shapes[0].Validate())
	}
}

func TestChoosing(t *testing.T) {
	var got []Choice
	tool := &Choosing{
		Find: func(p geo.Point) (Choice, bool) {
			key := "west"
			if p.Lon > 10 {
				key = "east"
			}
			return Choice{Key: key, Name: key, Shape: square(9, 9)}, p.Lat > 0
		},
		Done: func(c []Choice) { got = c },
	}
	tool.Key(Enter)
	if got != nil {
		t.Error("nothing is handed over")
	}
	for _, p := range []Pointer{at(9, 9), at(11, 9), at(9, 9), at(9, -1)} {
		tool.Click(p, false)
	}
	tool.Key(Enter)
	if len(got) != 1 || got[0].Key != "east" {
		t.Errorf("chosen %v: a second click leaves, the sea is nothing", got)
	}
}
