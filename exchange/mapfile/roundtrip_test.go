package mapfile

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"jointplan/exchange/chart"
	"jointplan/exchange/features"
	"jointplan/plan"
	"jointplan/plan/geo"
	"jointplan/plan/plantest"
	"jointplan/ui/words"
	"jointplan/ui/words/wordstest"
)

// drawAll gives every object of the layers a random shape, sound and as files keep
// it.
func drawAll(t *rapid.T, d *plan.Document) {
	var changes []plan.Change
	for _, l := range features.Layers() {
		for _, o := range d.Objects(l.Kind, plan.NoID) {
			shape := anyShape(t)
			if l.Field.OnePoint {
				shape = geo.Shape{Points: []geo.Point{{Lon: rapid.Float64Range(-180, 180).Draw(t, "lon"), Lat: 41}}}
				shape.Points[0] = shape.Points[0].Rounded()
			}
			c, ok, err := plan.SetField(o, l.Field, string(shape.Text()))
			if err != nil {
				t.Fatal(err)
			}
			if ok {
				changes = append(changes, c)
			}
		}
	}
	if err := d.Apply(changes); err != nil {
		t.Fatal(err)
	}
}

func anyShape(t *rapid.T) geo.Shape {
	west := rapid.SampledFrom([]float64{-179.5, -60.25, 0, 44.1234567, 178.25}).Draw(t, "west")
	south := rapid.SampledFrom([]float64{-80, -0.5, 41.7654321, 70}).Draw(t, "south")
	at := func(x, y float64) geo.Point { return geo.Point{Lon: west + x, Lat: south + y}.Rounded() }
	box := func(x, y, side float64) geo.Ring {
		return geo.Ring{at(x, y), at(x+side, y), at(x+side, y+side), at(x, y+side)}
	}
	var s geo.Shape
	switch rapid.IntRange(0, 6).Draw(t, "shape") {
	case 0:
		s.Points = []geo.Point{at(0, 0)}
	case 1:
		s.Points = []geo.Point{at(0, 0), at(1, 2)}
	case 2:
		s = geo.LineOf(at(0, 0), at(1, 0.5), at(3, -0.25))
	case 3:
		s.Lines = []geo.Line{{at(0, 0), at(1, 1)}, {at(2, 2), at(3, 1)}}
	case 4:
		s = geo.AreaOf(geo.Polygon{box(0, 0, 4), box(1, 1, 1)})
	case 5:
		s = geo.AreaOf(geo.Polygon{box(0, 0, 1)}, geo.Polygon{box(2, 0, 1.5)})
	case 6:
		s = geo.Shape{Points: []geo.Point{at(0, 0)}, Lines: []geo.Line{{at(0, 1), at(1, 1)}}, Polygons: []geo.Polygon{{box(2, 2, 1)}}}
	}
	return s
}

func ids() func() plan.ID {
	n := uint32(0)
	return func() plan.ID { n++; return plan.ID{0xE0, byte(n >> 16), byte(n >> 8), byte(n)} }
}

// What GeoJSON and KML hold changes nothing when it is taken in again: nothing of
// an object was lost.
func TestRoundTripChangesNothing(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		w := plantest.New(t)
		drawAll(t, w.Doc)
		list, notes := features.Of(w.Doc, features.Choice{Colours: chart.PartyColours(w.Doc)})
		if len(notes) > 0 {
			t.Fatal(notes)
		}
		op := plan.IDFor(w.Doc.Objects(plan.KindOf[plan.Operation](), plan.NoID)[0])
		for _, ending := range []string{".geojson", ".kml", ".kmz"} {
			c := throughFile(t, filepath.Join(dir, "x"+ending), list)
			p, err := features.Import(context.Background(), w.Doc, c, features.How{Operation: op}, ids())
			if err != nil {
				t.Fatal(ending, err)
			}
			for _, r := range p.Rows {
				if r.Fate != features.Same || len(r.Notes) > 0 && r.Notes[0].Key != "geo.mended.antimeridian" {
					t.Fatalf("%s: %s is %s: %v %v\n%v", ending, r.Title, r.Fate, r.Why, r.Notes, p.Edit.Changes)
				}
			}
			if len(p.Rows) != len(list) {
				t.Fatalf("%s: %d features of %d", ending, len(p.Rows), len(list))
			}
		}
	})
}

// Taken into an empty plan, what was exported has all its own values again.
func TestRoundTripMakesTheSame(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		w := plantest.New(t)
		drawAll(t, w.Doc)
		list, _ := features.Of(w.Doc, features.Choice{})
		path := filepath.Join(dir, rapid.SampledFrom([]string{"x.geojson", "x.kml"}).Draw(t, "file"))
		c := throughFile(t, path, list)
		empty := plan.NewDocument()
		op := plan.KindOf[plan.Operation]().New(plan.ID{1})
		if err := empty.Apply([]plan.Change{plan.Creation(op)}); err != nil {
			t.Fatal(err)
		}
		p, err := features.Import(context.Background(), empty, c, features.How{Operation: plan.ID{1}}, ids())
		if err != nil {
			t.Fatal(err)
		}
		if err := empty.Apply(p.Edit.Changes); err != nil {
			t.Fatal(err)
		}
		for i, r := range p.Rows {
			if got, want := content(empty.Get(r.Object)), content(w.Doc.Get(list[i].ID)); !cmp.Equal(got, want) {
				t.Fatal(cmp.Diff(want, got))
			}
		}
	})
}

// content is what an object says besides what refers to others, is internal, or
// may be given because it is new.
func content(o plan.Object) map[string]string {
	values := map[string]string{}
	for _, f := range plan.KindFor(o).Fields {
		if v := f.Get(o); v != "" && !f.IsReference() && !f.Own && f.Name != "no" && f.Name != "type" && !f.IsTitle {
			values[f.Name] = v
		}
	}
	return values
}

func throughFile(t *rapid.T, path string, list []features.Feature) *features.Collection {
	if _, err := Write(path, list, Options{Title: "Ridge <watch> & more", Marking: "Secret <all> & \"more\"", Words: words.New("fr")}); err != nil {
		t.Fatal(err)
	}
	c, err := Read(context.Background(), path, false)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// GPX and NVG give back points and lines with their fields, and NVG areas without
// holes.
func TestRoundTripOfPointsAndLines(t *testing.T) {
	k := plan.KindOf[plan.Graphic]()
	route := features.Feature{
		Kind: k, ID: plan.ID{7}, Name: "Route Amber", Shape: geo.LineOf(geo.Point{Lon: 44, Lat: 41}, geo.Point{Lon: 45, Lat: 42}),
		Properties: []features.Property{{Name: "title", Value: "Route Amber"}, {Name: "type", Value: "route"}, {Name: "remarks", Value: "a < b\nc"}},
	}
	posts := features.Feature{
		Kind: k, ID: plan.ID{8}, Name: "Posts", Shape: geo.Shape{Points: []geo.Point{{Lon: 44, Lat: 41}, {Lon: -45, Lat: 42}}},
		Symbol: "10032500001601000000", Properties: []features.Property{{Name: "title", Value: "Posts"}},
	}
	for _, ending := range []string{".gpx", ".nvg"} {
		path := filepath.Join(t.TempDir(), "x"+ending)
		if _, err := Write(path, []features.Feature{route, posts}, Options{}); err != nil {
			t.Fatal(err)
		}
		c, err := Read(context.Background(), path, false)
		if err != nil {
			t.Fatal(err)
		}
		found := map[plan.ID]*features.Feature{}
		for i := range c.Features {
			found[c.Features[i].ID] = &c.Features[i]
		}
		if len(c.Features) != 2 {
			t.Fatalf("%s: %d features: %+v", ending, len(c.Features), c.Features)
		}
		for _, want := range []features.Feature{route, posts} {
			got := found[want.ID]
			if got == nil {
				t.Fatalf("%s: %s is not there", ending, want.Name)
			}
			if got.Shape.Text() != want.Shape.Text() || got.Symbol != want.Symbol || got.Kind != want.Kind {
				t.Errorf("%s: %+v, want %+v", ending, got, want)
			}
			for _, p := range want.Properties {
				if got.Value(p.Name) != p.Value {
					t.Errorf("%s: %s is %q, want %q", ending, p.Name, got.Value(p.Name), p.Value)
				}
			}
		}
	}
}

// What stands at one point gets no line, and nothing else of the file is held back.
func TestALineIsNoPlaceOfAUnit(t *testing.T) {
	d := plan.NewDocument()
	unit := plan.KindOf[plan.Unit]()
	point, line := geo.Shape{Points: []geo.Point{{Lon: 44, Lat: 41}}}, geo.LineOf(geo.Point{Lon: 44, Lat: 41}, geo.Point{Lon: 45, Lat: 42})
	c := &features.Collection{Features: []features.Feature{
		{ID: plan.ID{8}, Name: "Along", Shape: line}, {ID: plan.ID{9}, Name: "There", Shape: point},
	}}
	preview, err := features.Import(context.Background(), d, c, features.How{Kind: unit}, ids())
	if err != nil {
		t.Fatal(err)
	}
	if r := preview.Rows[0]; r.Fate != features.Refused || r.Object != plan.NoID {
		t.Errorf("a line becomes %+v", r)
	}
	wordstest.Problem(t, plan.Problem(preview.Rows[0].Why.Key), "error.geometry.point")
	if preview.Rows[1].Fate != features.New || len(preview.Edit.Changes) != 1 {
		t.Errorf("a point becomes %+v", preview.Rows[1])
	}
}

// A border of more points than a plan should have is taken in, simplified, with a note.
func TestManyPointsAreSimplified(t *testing.T) {
	path := filepath.Join(t.TempDir(), "big.geojson")
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 2))
	fmt.Fprint(file, `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"Border"},"geometry":{"type":"LineString","coordinates":[[0,0]`)
	for i := range 400_000 {
		fmt.Fprintf(file, ",[%.6f,%.6f]", float64(i+1)*6e-5, 40+r.Float64()*1e-4)
	}
	fmt.Fprint(file, "]}}]}")
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	c, err := Read(context.Background(), path, false)
	if err != nil {
		t.Fatal(err)
	}
	if n := c.Features[0].Shape.Count(); n > 250_000 || n < 2 {
		t.Errorf("%d points are left", n)
	}
	if len(c.Notes) != 1 || c.Notes[0].Key != "mapdata.simplified" {
		t.Errorf("notes are %v", c.Notes)
	}
}
