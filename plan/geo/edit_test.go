package geo_test

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"jointplan/plan/geo"
)

func total(shapes []geo.Shape) float64 {
	sum := 0.0
	for _, s := range shapes {
		sum += s.Area()
	}
	return sum
}

func TestSplit(t *testing.T) {
	one := square(44, 41, 1)
	holed := geo.AreaOf(geo.Polygon{one.Polygons[0][0], {{Lon: 44.4, Lat: 41.4}, {Lon: 44.4, Lat: 41.6}, {Lon: 44.6, Lat: 41.6}, {Lon: 44.6, Lat: 41.4}}})
	for _, c := range []struct {
		name  string
		area  geo.Shape
		line  geo.Line
		parts int
		key   string
	}{
		{"across", one, geo.Line{{Lon: 43, Lat: 41.5}, {Lon: 46, Lat: 41.6}}, 2, ""},
		{"from side to side", one, geo.Line{{Lon: 44, Lat: 41.5}, {Lon: 45, Lat: 41.5}}, 2, ""},
		{"from corner to corner", one, geo.Line{{Lon: 44, Lat: 41}, {Lon: 45, Lat: 42}}, 2, ""},
		{"zigzag", one, geo.Line{{Lon: 43, Lat: 41.3}, {Lon: 46, Lat: 41.5}, {Lon: 43, Lat: 41.7}}, 3, ""},
		{"through the hole", holed, geo.Line{{Lon: 43, Lat: 41.5}, {Lon: 46, Lat: 41.5}}, 2, ""},
		{"past the hole", holed, geo.Line{{Lon: 43, Lat: 41.2}, {Lon: 46, Lat: 41.2}}, 2, ""},
		{"around the hole", holed, geo.Line{{Lon: 43, Lat: 41.2}, {Lon: 44.8, Lat: 41.2}, {Lon: 44.8, Lat: 41.8}, {Lon: 43, Lat: 41.8}}, 2, ""},
		{"a loop within", one, geo.Line{{Lon: 44.2, Lat: 41.2}, {Lon: 44.4, Lat: 41.2}, {Lon: 44.4, Lat: 41.4}, {Lon: 44.2, Lat: 41.2}}, 2, ""},
		{"not across", one, geo.Line{{Lon: 43, Lat: 41.5}, {Lon: 44.5, Lat: 41.5}}, 0, "geo.split.across"},
		{"into the hole", holed, geo.Line{{Lon: 43, Lat: 41.5}, {Lon: 44.5, Lat: 41.5}}, 0, "geo.split.across"},
		{"away", one, geo.Line{{Lon: 50, Lat: 41.5}, {Lon: 51, Lat: 41.5}}, 0, "geo.split.across"},
		{"a point", one, geo.Line{{Lon: 44.5, Lat: 41.5}}, 0, "geo.split.nothing"},
	} {
		parts, err := geo.Split(c.area, c.line)
		if key(err) != c.key || len(parts) != c.parts {
			t.Errorf("%s: %d parts (%v), want %d", c.name, len(parts), err, c.parts)
			continue
		}
		for _, p := range parts {
			if err := p.Validate(); err != nil {
				t.Errorf("%s: %v", c.name, err)
			}
		}
		if c.parts > 0 && !near(total(parts), c.area.Area()) {
			t.Errorf("%s: parts of %v km², the whole has %v", c.name, total(parts), c.area.Area())
		}
	}
}

func TestSplitAndJoin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawBlobs(t, 1)[0]
		b, _ := s.Bounds()
		height := rapid.Float64Range(0.05, 0.95)
		line := geo.Line{{Lon: b.West - 0.1, Lat: b.South + (b.North-b.South)*height.Draw(t, "from")}, {Lon: b.East + 0.1, Lat: b.South + (b.North-b.South)*height.Draw(t, "to")}}
		parts, err := geo.Split(s, line)
		if err != nil {
			if key(err) == "geo.split.across" {
				return
			}
			t.Fatal(err)
		}
		if !near(total(parts), s.Area()) {
			t.Fatalf("parts of %v km², the whole has %v", total(parts), s.Area())
		}
		again, err := geo.UnionOf(parts...)
		if err != nil || math.Abs(again.Area()-s.Area()) > 1e-6*s.Area() {
			t.Fatalf("together they have %v km², not %v (%v)", again.Area(), s.Area(), err)
		}
	})
}

func TestJoin(t *testing.T) {
	joined, err := geo.Join(square(44, 41, 1), square(45, 41, 1))
	if err != nil || len(joined.Polygons) != 1 || !near(joined.Area(), square(44, 41, 1).Area()+square(45, 41, 1).Area()) {
		t.Error(joined, err)
	}
	for _, other := range []geo.Shape{square(46, 41, 1), square(45, 42, 1), {}} {
		if _, err := geo.Join(square(44, 41, 1), other); key(err) != "geo.join.apart" {
			t.Errorf("%v is joined: %v", other, err)
		}
	}
}

func TestCutLine(t *testing.T) {
	line := geo.Line{{Lon: 44, Lat: 41}, {Lon: 45, Lat: 42}, {Lon: 45.5, Lat: 41.5}}
	for _, n := range []int{2, 3, 7} {
		parts, err := geo.CutLine(line, n)
		if err != nil || len(parts) != n || parts[0][0] != line[0] || parts[n-1][len(parts[n-1])-1] != line[2] {
			t.Fatal(parts, err)
		}
		for i, p := range parts {
			if got := p.Length(); math.Abs(got-line.Length()/float64(n)) > 0.005 {
				t.Errorf("part %d of %d has %v km", i, n, got)
			}
			if i > 0 && p[0] != parts[i-1][len(parts[i-1])-1] {
				t.Errorf("part %d does not begin where the last ends", i)
			}
		}
	}
	if _, err := geo.CutLine(line, 1); key(err) != "geo.cut.parts" {
		t.Error(err)
	}
}

func TestSnapTo(t *testing.T) {
	shapes := []geo.Shape{square(44, 41, 1), square(45, 41, 1)}
	for _, c := range []struct {
		p    geo.Point
		want geo.Snap
		ok   bool
	}{
		{geo.Point{Lon: 44.001, Lat: 41.001}, geo.Snap{Point: geo.Point{Lon: 44, Lat: 41}, Shape: 0, Vertex: true}, true},
		{geo.Point{Lon: 44.5, Lat: 41.002}, geo.Snap{Point: geo.Point{Lon: 44.5, Lat: 41}, Shape: 0}, true},
		{geo.Point{Lon: 44.5, Lat: 41.5}, geo.Snap{}, false},
		{geo.Point{Lon: 46.001, Lat: 41.5}, geo.Snap{Point: geo.Point{Lon: 46, Lat: 41.5}, Shape: 1}, true},
	} {
		got, ok := geo.SnapTo(c.p, shapes, 1)
		if ok != c.ok || geo.Distance(got.Point, c.want.Point) > 1e-6 || got.Shape != c.want.Shape || got.Vertex != c.want.Vertex {
			t.Errorf("%v snaps to %v (%v), want %v", c.p, got, ok, c.want)
		}
	}
}

func TestMoveShared(t *testing.T) {
	shapes := []geo.Shape{square(44, 41, 1), square(45, 41, 1), square(50, 41, 1)}
	to := geo.Point{Lon: 45.1, Lat: 42.1}
	moved, changed := geo.MoveShared(shapes, geo.Point{Lon: 45 + 5e-8, Lat: 42}, to)
	if !slices.Equal(changed, []int{0, 1}) || shapes[0].Polygons[0][0][2] == to {
		t.Error(changed, shapes[0])
	}
	if _, km, err := geo.SharedEdge(moved[0], moved[1]); err != nil || math.Abs(km-geo.Distance(geo.Point{Lon: 45, Lat: 41}, to)) > 1e-6 {
		t.Error("no longer neighbours", km, err)
	}
}

// TestACornerOfOneOnASideOfBothMovesWithIt moves and makes corners where a sector was
// split beside a neighbour that was not: they stay without gap or overlap.
func TestACornerOfOneOnASideOfBothMovesWithIt(t *testing.T) {
	corners := geo.Polygon{{{Lon: 44, Lat: 41}, {Lon: 45, Lat: 41}, {Lon: 45, Lat: 41.3}, {Lon: 45, Lat: 41.7}, {Lon: 45, Lat: 42}, {Lon: 44, Lat: 42}}}
	shapes := []geo.Shape{geo.AreaOf(corners), square(45, 41, 1), square(46, 41, 1)}
	neighbours := func(what string, after []geo.Shape) {
		t.Helper()
		joined, err := geo.Join(after[0], after[1])
		if err != nil || len(joined.Polygons) != 1 || len(joined.Polygons[0]) != 1 || !near(joined.Area(), after[0].Area()+after[1].Area()) {
			t.Errorf("%s: no longer neighbours: %v, %v", what, joined, err)
		}
	}
	to := geo.Point{Lon: 45.2, Lat: 42.1}
	moved, changed := geo.MoveShared(shapes, geo.Point{Lon: 45, Lat: 42}, to)
	neighbours("a corner of both", moved)
	if !slices.Equal(changed, []int{0, 1}) || moved[1].Count() != 6 {
		t.Errorf("%v changed, %v", changed, moved[1])
	}
	middle := geo.Point{Lon: 45, Lat: 41.5}
	for _, side := range [][2]geo.Point{{{Lon: 45, Lat: 41}, {Lon: 45, Lat: 42}}, {{Lon: 45, Lat: 41.3}, {Lon: 45, Lat: 41.7}}} {
		after, changed := geo.InsertShared(shapes, side[0], side[1], middle)
		if !slices.Equal(changed, []int{0, 1}) {
			t.Errorf("%v changed by a corner in %v", changed, side)
		}
		after, _ = geo.MoveShared(after, middle, geo.Point{Lon: 45.2, Lat: 41.5})
		neighbours("a new corner", after)
	}
}

func TestInsertAndRemove(t *testing.T) {
	shapes := []geo.Shape{square(44, 41, 1), square(45, 41, 1)}
	vertex := geo.Point{Lon: 45.2, Lat: 41.5}
	after, changed := geo.InsertShared(shapes, geo.Point{Lon: 45, Lat: 41}, geo.Point{Lon: 45, Lat: 42}, vertex)
	if !slices.Equal(changed, []int{0, 1}) || after[0].Count() != 5 || after[1].Count() != 5 || !near(total(after), total(shapes)) {
		t.Fatal(after, changed)
	}
	back, changed, err := geo.RemoveVertex(after, vertex)
	if err != nil || !slices.Equal(changed, []int{0, 1}) || back[0].Text() != shapes[0].Text() || back[1].Text() != shapes[1].Text() {
		t.Fatal(back, changed, err)
	}
	three := []geo.Shape{geo.AreaOf(geo.Polygon{{{Lon: 1, Lat: 1}, {Lon: 2, Lat: 1}, {Lon: 2, Lat: 2}}})}
	if _, _, err := geo.RemoveVertex(three, geo.Point{Lon: 1, Lat: 1}); key(err) != "geo.vertex.last" {
		t.Error(err)
	}
}

func TestFollowBorder(t *testing.T) {
	a := geo.Line{{Lon: 44, Lat: 41}, {Lon: 45, Lat: 41.2}, {Lon: 46, Lat: 41}}
	b := geo.Line{{Lon: 45, Lat: 41.2}, {Lon: 45.1, Lat: 42}}
	way, err := geo.FollowBorder([]geo.Line{a, b}, geo.Point{Lon: 44.5, Lat: 41.101}, geo.Point{Lon: 45.1, Lat: 42}, 1)
	if err != nil || len(way) != 3 || way[1] != a[1] || way[2] != b[1] || geo.Distance(way[0], geo.Point{Lon: 44.5, Lat: 41.1}) > 0.2 {
		t.Error(way, err)
	}
	if _, err := geo.FollowBorder([]geo.Line{a}, a[0], geo.Point{Lon: 45.1, Lat: 42}, 1); key(err) != "geo.follow.away" {
		t.Error(err)
	}
	away := geo.Line{{Lon: 50, Lat: 41}, {Lon: 51, Lat: 41}}
	if _, err := geo.FollowBorder([]geo.Line{a, away}, a[0], away[0], 1); key(err) != "geo.follow.apart" {
		t.Error(err)
	}
}

func TestSnapTogether(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		off := rapid.Float64Range(-3e-4, 3e-4)
		wobble := func(p geo.Point) geo.Point {
			return geo.Point{Lon: p.Lon + off.Draw(t, "x"), Lat: p.Lat + off.Draw(t, "y")}
		}
		var left, right geo.Ring
		left = geo.Ring{{Lon: 44, Lat: 42}, {Lon: 44, Lat: 41}}
		right = geo.Ring{{Lon: 46, Lat: 41}, {Lon: 46, Lat: 42}}
		n := rapid.IntRange(2, 9).Draw(t, "points")
		for i := range n {
			p := geo.Point{Lon: 45, Lat: 41 + float64(i)/float64(n-1)}
			left = append(left, wobble(p))
			if i == 0 || i == n-1 || rapid.Bool().Draw(t, "both") {
				right = slices.Insert(right, 2, wobble(p))
			}
		}
		shapes := []geo.Shape{geo.AreaOf(geo.Polygon{left}), geo.AreaOf(geo.Polygon{right})}
		got := geo.SnapTogether(shapes, 0.2)
		if len(got.Failed) > 0 {
			t.Fatal("invalid", got.Failed)
		}
		again := geo.SnapTogether(got.Shapes, 0.2)
		if len(again.Changed) > 0 {
			t.Fatalf("snapped again: %v becomes %v", got.Shapes, again.Shapes)
		}
		if gaps, err := geo.Gaps(square(44.5, 41.001, 0.99), got.Shapes, 0.001); err != nil || geo.SumOf(gaps) > 0 {
			t.Fatalf("a gap is left: %v (%v)", gaps, err)
		}
		if overlaps, err := geo.Overlaps(got.Shapes, 1e-6); err != nil || len(overlaps) > 0 {
			t.Fatalf("an overlap is left: %v (%v)", overlaps, err)
		}
	})
}

func TestSimplify(t *testing.T) {
	// Two neighbours with a wavy border: 2,000 points on it, moved by up to 100 m.
	var border geo.Line
	for i := range 2001 {
		f := float64(i) / 2000
		border = append(border, geo.Point{Lon: 45 + 0.001*math.Sin(float64(i)) + 0.1*math.Sin(6*f), Lat: 41 + f})
	}
	west := append(geo.Ring{{Lon: 44, Lat: 42}, {Lon: 44, Lat: 41}}, border...)
	back := slices.Clone(border)
	slices.Reverse(back)
	east := append(geo.Ring{{Lon: 46, Lat: 41}, {Lon: 46, Lat: 42}}, back...)
	shapes := []geo.Shape{geo.AreaOf(geo.Polygon{west}), geo.AreaOf(geo.Polygon{east})}
	got := geo.Simplify(shapes, 0.3)
	if got.Before != shapes[0].Count()+shapes[1].Count() || got.After != got.Shapes[0].Count()+got.Shapes[1].Count() || got.After > got.Before/20 {
		t.Errorf("%d points became %d", got.Before, got.After)
	}
	if overlaps, err := geo.Overlaps(got.Shapes, 0); err != nil || len(overlaps) > 0 || len(got.Kept) > 0 {
		t.Error(overlaps, got.Kept, err)
	}
	if !near(total(got.Shapes), total(shapes)) {
		t.Errorf("%v km² became %v", total(shapes), total(got.Shapes))
	}
}
