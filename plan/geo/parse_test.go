package geo_test

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"jointplan/plan"
	"jointplan/plan/geo"
)

func mustParse(t testing.TB, text string) geo.Shape {
	t.Helper()
	s, err := geo.Parse(text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return s
}

// key is the key of a problem, "" for none.
func key(err error) string {
	var p *plan.ProblemError
	if errors.As(err, &p) {
		return p.Key
	}
	return ""
}

func TestTextIsCanonical(t *testing.T) {
	for _, c := range []struct{ name, in, out string }{
		{"empty", ``, ``},
		{"no coordinates", `{"type":"Polygon","coordinates":[]}`, ``},
		{"point with height", `{"type":"Point","coordinates":[44.8, 41.7, 400]}`, `{"type":"Point","coordinates":[44.8,41.7]}`},
		{"rounded", `{"type":"Point","coordinates":[44.123456789,-0.00000001]}`, `{"type":"Point","coordinates":[44.1234568,0]}`},
		{"one of several", `{"type":"MultiPoint","coordinates":[[1,2]]}`, `{"type":"Point","coordinates":[1,2]}`},
		{"line repeats", `{"type":"LineString","coordinates":[[1,2],[1,2],[3,4],[3,4]]}`, `{"type":"LineString","coordinates":[[1,2],[3,4]]}`},
		{"clockwise", `{"type":"Polygon","coordinates":[[[0,0],[0,2],[2,2],[2,0],[0,0]]]}`,
			`{"type":"Polygon","coordinates":[[[2,0],[2,2],[0,2],[0,0],[2,0]]]}`},
		{"unclosed", `{"type":"Polygon","coordinates":[[[0,0],[2,0],[2,2]]]}`, `{"type":"Polygon","coordinates":[[[0,0],[2,0],[2,2],[0,0]]]}`},
		{"hole", `{"type":"Polygon","coordinates":[[[0,0],[9,0],[9,9],[0,0]],[[5,2],[6,2],[6,3],[5,2]]]}`,
			`{"type":"Polygon","coordinates":[[[0,0],[9,0],[9,9],[0,0]],[[6,3],[6,2],[5,2],[6,3]]]}`},
		{"collection", `{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]},{"type":"LineString","coordinates":[[1,2],[3,4]]}]}`,
			`{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]},{"type":"LineString","coordinates":[[1,2],[3,4]]}]}`},
		{"collection of one sort", `{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]}]}`, `{"type":"Point","coordinates":[1,2]}`},
		{"line across the antimeridian", `{"type":"LineString","coordinates":[[179,0],[-179,2]]}`,
			`{"type":"MultiLineString","coordinates":[[[179,0],[180,1]],[[-180,1],[-179,2]]]}`},
		{"area across the antimeridian", `{"type":"Polygon","coordinates":[[[179,0],[-179,0],[-179,2],[179,2],[179,0]]]}`,
			`{"type":"MultiPolygon","coordinates":[[[[179,0],[180,0],[180,2],[179,2],[179,0]]],[[[-180,0],[-179,0],[-179,2],[-180,2],[-180,0]]]]}`},
		{"longitudes to 360", `{"type":"Point","coordinates":[350,2]}`, `{"type":"Point","coordinates":[-10,2]}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := mustParse(t, c.in)
			got := string(s.Text())
			if sameRings(got) != sameRings(c.out) {
				t.Fatalf("got  %s\nwant %s", got, c.out)
			}
			if again := string(mustParse(t, got).Text()); sameRings(again) != sameRings(got) {
				t.Errorf("read again %s", again)
			}
		})
	}
}

// sameRings is the text with the corners of each ring sorted, as rings may begin
// anywhere.
func sameRings(text string) string {
	parts := strings.Split(text, "]]")
	for i, part := range parts {
		points := strings.Split(part, "],[")
		for k := range points {
			points[k] = strings.Trim(points[k], "[]")
		}
		slices.Sort(points)
		parts[i] = strings.Join(slices.Compact(points), " ")
	}
	return strings.Join(parts, "|")
}

func TestParseRefuses(t *testing.T) {
	for _, c := range []struct{ text, key string }{
		{`{`, "geo.json"},
		{`[1,2]`, "geo.json"},
		{`{"type":"Circle","coordinates":[1,2]}`, "geo.json.type"},
		{`{"type":"Point","coordinates":[1]}`, "geo.json.nesting"},
		{`{"type":"Point","coordinates":[[1,2]]}`, "geo.json.nesting"},
		{`{"type":"Point","coordinates":["1",2]}`, "geo.json.nesting"},
		{`{"type":"Polygon","coordinates":[[1,2],[3,4]]}`, "geo.json.nesting"},
		{`{"type":"Point","coordinates":[400,100]}`, "geo.range"},
		{`{"type":"Point","coordinates":[41.7,144.8]}`, "geo.swapped"},
		{`{"type":"Point","coordinates":[1e999,2]}`, "geo.json.nesting"},
		{`{"type":"LineString","coordinates":[[1,2],[1,2]]}`, "geo.line.short"},
		{`{"type":"Polygon","coordinates":[[[1,2],[3,4],[1,2]]]}`, "geo.ring.short"},
		{strings.Repeat(`{"type":"GeometryCollection","geometries":[`, 20) + strings.Repeat("]}", 20), "geo.json.nesting"},
	} {
		if _, err := geo.Parse(c.text); key(err) != c.key {
			t.Errorf("%s: %v, want %s", c.text, err, c.key)
		}
	}
}

func TestValidate(t *testing.T) {
	for _, c := range []struct{ name, text, key string }{
		{"square", `{"type":"Polygon","coordinates":[[[0,0],[2,0],[2,2],[0,2]]]}`, ""},
		{"bow-tie", `{"type":"Polygon","coordinates":[[[0,0],[2,2],[2,0],[0,2]]]}`, "geo.crosses"},
		{"spike", `{"type":"Polygon","coordinates":[[[0,0],[2,0],[2,2],[2,3],[2,2],[0,2]]]}`, "geo.crosses"},
		{"hole outside", `{"type":"Polygon","coordinates":[[[0,0],[2,0],[2,2],[0,2]],[[5,5],[6,5],[6,6]]]}`, "geo.holes"},
		{"parts over each other", `{"type":"MultiPolygon","coordinates":[[[[0,0],[2,0],[2,2],[0,2]]],[[[1,1],[3,1],[3,3],[1,3]]]]}`, "geo.parts.overlap"},
		{"parts side by side at a corner", `{"type":"MultiPolygon","coordinates":[[[[0,0],[2,0],[2,2],[0,2]]],[[[2,2],[3,2],[3,3],[2,3]]]]}`, ""},
	} {
		if err := mustParse(t, c.text).Validate(); key(err) != c.key {
			t.Errorf("%s: %v, want %q", c.name, err, c.key)
		}
	}
}

func TestMend(t *testing.T) {
	for _, c := range []struct {
		name, text string
		told       []string
		parts      int
		degrees    float64 // area in square degrees, roughly
	}{
		{"in order", `{"type":"Polygon","coordinates":[[[0,0],[2,0],[2,2],[0,2],[0,0]]]}`, nil, 1, 4},
		{"unclosed", `{"type":"Polygon","coordinates":[[[0,0],[2,0],[2,2],[0,2]]]}`, []string{"geo.mended.closed"}, 1, 4},
		{"winding", `{"type":"Polygon","coordinates":[[[0,0],[0,2],[2,2],[2,0],[0,0]]]}`, []string{"geo.mended.winding"}, 1, 4},
		{"bow-tie", `{"type":"Polygon","coordinates":[[[0,0],[2,2],[2,0],[0,2],[0,0]]]}`, []string{"geo.mended.crossing"}, 2, 2},
		{"spike", `{"type":"Polygon","coordinates":[[[0,0],[2,0],[2,2],[2,3],[2,2],[0,2],[0,0]]]}`, []string{"geo.mended.crossing"}, 1, 4},
		{"overlap", `{"type":"MultiPolygon","coordinates":[[[[0,0],[2,0],[2,2],[0,2],[0,0]]],[[[1,1],[3,1],[3,3],[1,3],[1,1]]]]}`,
			[]string{"geo.mended.overlap"}, 1, 7},
		{"heights and repeats", `{"type":"Polygon","coordinates":[[[0,0,1],[0,0,1],[2,0,1],[2,2,1],[0,2,1],[0,0,1]]]}`,
			[]string{"geo.mended.repeated", "geo.mended.heights"}, 1, 4},
		{"no extent", `{"type":"MultiPolygon","coordinates":[[[[0,0],[2,0],[0,0]]],[[[0,0],[2,0],[2,2],[0,2],[0,0]]]]}`, []string{"geo.mended.dropped"}, 1, 4},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, told, err := geo.Mend(c.text)
			if err != nil {
				t.Fatal(err)
			}
			var keys []string
			for _, m := range told {
				keys = append(keys, m.Key)
			}
			if !slices.Equal(keys, c.told) {
				t.Errorf("told %v, want %v", keys, c.told)
			}
			if err := s.Validate(); err != nil {
				t.Error(err)
			}
			const degree = 110.57 * 111.2 // km² in a square degree near the equator
			if got := s.Area() / degree; len(s.Polygons) != c.parts || math.Abs(got-c.degrees) > 0.05 {
				t.Errorf("%d parts of %.2f square degrees, want %d of %.2f", len(s.Polygons), got, c.parts, c.degrees)
			}
			if _, told, err := geo.Mend(s.Text()); err != nil || len(told) > 0 {
				t.Errorf("mended once more: %v %v", told, err)
			}
		})
	}
}

func TestLooksSwapped(t *testing.T) {
	georgia := geo.Box{West: 40, South: 41, East: 47, North: 44}
	right := mustParse(t, `{"type":"Point","coordinates":[45.5,41.7]}`)
	if geo.LooksSwapped(right, georgia) || !geo.LooksSwapped(right.Swapped(), georgia) {
		t.Error("a point in Georgia is taken for a swapped one, or a swapped one for right")
	}
	if geo.LooksSwapped(mustParse(t, `{"type":"Point","coordinates":[2,48]}`), georgia) {
		t.Error("Paris is not Georgia swapped")
	}
}

// TestLooksSwappedNearBothWays has theatres where latitudes and longitudes are much
// the same, so that what was exchanged lies near them too.
func TestLooksSwappedNearBothWays(t *testing.T) {
	for _, c := range []struct {
		name           string
		theatre, drawn geo.Box
	}{
		{"the northern border of Georgia", geo.Box{West: 43.67, South: 41.04, East: 46.69, North: 42.76}, geo.Box{West: 43.67, South: 41.04, East: 46.69, North: 42.76}},
		{"a post on it", geo.Box{West: 43.67, South: 41.04, East: 46.69, North: 42.76}, geo.Box{West: 45.6, South: 42.3, East: 45.6, North: 42.3}},
		{"one degree by one", geo.Box{West: 44, South: 41, East: 45, North: 42}, geo.Box{West: 44, South: 41, East: 45, North: 42}},
		{"half beyond it", geo.Box{West: 44, South: 41, East: 45, North: 42}, geo.Box{West: 44.5, South: 41, East: 46, North: 43}},
		{"all around it", geo.Box{West: 44, South: 41, East: 45, North: 42}, geo.Box{West: 43, South: 40, East: 46, North: 43}},
	} {
		b := c.drawn
		right := geo.AreaOf(geo.Polygon{{{Lon: b.West, Lat: b.South}, {Lon: b.East, Lat: b.South}, {Lon: b.East, Lat: b.North}, {Lon: b.West, Lat: b.North}}})
		if geo.LooksSwapped(right, c.theatre) {
			t.Errorf("%s is taken for swapped", c.name)
		}
		if !geo.LooksSwapped(right.Swapped(), c.theatre) {
			t.Errorf("%s swapped is taken for right", c.name)
		}
	}
	beside := mustParse(t, `{"type":"Point","coordinates":[43.5,42.5]}`) // in the theatre neither way
	if theatre := (geo.Box{West: 44, South: 41, East: 45, North: 42}); geo.LooksSwapped(beside, theatre) || geo.LooksSwapped(beside.Swapped(), theatre) {
		t.Error("what is beside the theatre both ways is taken for swapped")
	}
}

func TestPole(t *testing.T) {
	cap := `{"type":"Polygon","coordinates":[[[0,80],[60,80],[120,80],[180,80],[-120,80],[-60,80],[0,80]]]}`
	s, told, err := geo.Mend(cap)
	if err != nil || len(told) == 0 {
		t.Fatal(told, err)
	}
	whole := mustParse(t, `{"type":"Polygon","coordinates":[[[-180,80],[-90,80],[0,80],[90,80],[180,80],[180,90],[-180,90],[-180,80]]]}`)
	if a, b := s.Area(), whole.Area(); math.Abs(a-b) > 1 || math.Abs(a-3.88e6) > 0.05e6 {
		t.Errorf("the cap north of 80° has %.0f km², %.0f km² when drawn to the pole", a, b)
	}
	if again := mustParse(t, string(s.Text())); math.Abs(again.Area()-s.Area()) > 1 || again.Validate() != nil {
		t.Errorf("read again it has %.0f km², not %.0f (%v): %s", again.Area(), s.Area(), again.Validate(), s.Text())
	}
}

func FuzzMend(f *testing.F) {
	for _, s := range []string{
		`{"type":"Polygon","coordinates":[[[0,0],[2,2],[2,0],[0,2],[0,0]]]}`,
		`{"type":"MultiPolygon","coordinates":[[[[179,0],[-179,0],[-179,2],[179,2]]],[[[1,1],[3,1],[3,3]]]]}`,
		`{"type":"Polygon","coordinates":[[[0,80],[60,80],[120,80],[180,80],[-120,80],[-60,80],[0,80]]]}`,
		`{"type":"Polygon","coordinates":[[[-180,-90],[180,-90],[180,90],[-180,90]]]}`,
		`{"type":"LineString","coordinates":[[179,0],[-179,2],[179,3]]}`,
		`{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2,3]}]}`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, _, err := geo.Mend(text)
		if err != nil {
			if key(err) == "" {
				t.Fatalf("not a problem for people: %v", err)
			}
			return
		}
		if err := s.Validate(); err != nil {
			t.Fatalf("mended, and still %v: %s", err, s.Text())
		}
		written := s.Text()
		again, err := geo.Parse(written)
		if err != nil {
			t.Fatalf("written %s, which is %v", written, err)
		}
		if a, b := s.Area(), again.Area(); math.Abs(a-b) > 0.01+1e-3*a {
			t.Fatalf("%v km² became %v: %s", a, b, written)
		}
	})
}
