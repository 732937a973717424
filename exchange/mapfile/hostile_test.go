package mapfile

import (
	"archive/zip"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jointplan/exchange/chart"
	"jointplan/exchange/features"
	"jointplan/plan"
	"jointplan/plan/symbol"
	"jointplan/ui/words"
	"jointplan/ui/words/wordstest"
)

const (
	point  = `{"type":"Feature","properties":{"name":"A"},"geometry":{"type":"Point","coordinates":[44,41]}}`
	bombed = `<!DOCTYPE kml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>`
)

func collection(list ...string) string {
	return `{"type":"FeatureCollection","features":[` + strings.Join(list, ",") + `]}`
}

func placemark(inner string) string { return `<kml><Placemark>` + inner + `</Placemark></kml>` }

// hostile lists files that are made to harm, or are odd, and what is said of them:
// of the file as an error, of its first feature as a refusal, or as a note.
var hostile = []struct {
	name, file, content  string
	failure, refusal, on string
}{
	{"nothing at all", "x.geojson", "", "mapdata.cut", "", ""},
	{"no object", "x.geojson", "[1]", "mapdata.nogeojson", "", ""},
	{"more behind the end", "x.geojson", collection(point) + "}", "", "", ""},
	{"cut", "x.geojson", collection(point)[:60], "mapdata.cut", "", ""},
	{"NaN", "x.geojson", collection(`{"type":"Feature","geometry":{"type":"Point","coordinates":[NaN,1]}}`), "mapdata.json", "", ""},
	{"another JSON", "x.json", `{"a":1}`, "mapdata.nogeojson", "", ""},
	{"TopoJSON", "x.json", `{"type":"Topology","objects":{}}`, "mapdata.topology", "", ""},
	{"metres", "x.geojson", `{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:32638"}},"features":[]}`, "mapdata.reference", "", ""},
	{"nested for ever", "x.geojson", collection(`{"type":"Feature","geometry":` + strings.Repeat(`{"type":"GeometryCollection","geometries":[`, 40) + strings.Repeat("]}", 40) + `}`), "", "geo.json.nesting", ""},
	{"brackets for ever", "x.geojson", collection(`{"type":"Feature","geometry":{"type":"Point","coordinates":` + strings.Repeat("[", 100_000)), "mapdata.json", "", ""},
	{"no geometry", "x.geojson", collection(`{"type":"Feature","properties":{},"geometry":null}`), "", "mapdata.empty", ""},
	{"empty collection", "x.geojson", collection(), "", "", "mapdata.nothing"},
	{"a number as feature", "x.geojson", collection("3"), "", "mapdata.nofeature", ""},
	{"beyond the poles", "x.geojson", collection(`{"type":"Feature","geometry":{"type":"Point","coordinates":[41,144]}}`), "", "geo.swapped", ""},
	{"heights", "x.geojson", collection(`{"type":"Feature","geometry":{"type":"Point","coordinates":[44,41,1200]}}`), "", "", ""},
	{"wrong letters", "x.geojson", collection("{\"type\":\"Feature\",\"properties\":{\"name\":\"\xff\xfe\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":[44,41]}}"), "", "", "mapdata.letters"},
	{"no KML", "x.kml", "<html/>", "mapdata.nokml", "", ""},
	{"entities", "x.kml", bombed + placemark("<name>&b;</name>"), "mapdata.xml", "", ""},
	{"cut KML", "x.kml", "<kml><Placemark><name>", "mapdata.xml", "", ""},
	{"links", "x.kml", "<kml><NetworkLink><Link><href>http://example.org</href></Link></NetworkLink></kml>", "", "", "mapdata.links"},
	{"folders for ever", "x.kml", "<kml>" + strings.Repeat("<Folder>", 1000), "mapdata.folders", "", ""},
	{"NaN in KML", "x.kml", placemark("<Point><coordinates>NaN,41</coordinates></Point>"), "", "mapdata.place", ""},
	{"unknown letters", "x.kml", `<?xml version="1.0" encoding="EBCDIC-37"?><kml/>`, "mapdata.charset", "", ""},
	{"no archive", "x.kmz", "PK", "mapdata.nokmz", "", ""},
	{"no GPX", "x.gpx", "<kml/>", "mapdata.nogpx", "", ""},
	{"no place in GPX", "x.gpx", `<gpx><wpt lat="" lon="x"/></gpx>`, "", "mapdata.place", ""},
	{"no NVG", "x.nvg", "<svg/>", "mapdata.nonvg", "", ""},
	{"round NVG", "x.nvg", `<nvg><circle cx="1" cy="2" r="3"/></nvg>`, "", "", "mapdata.nvg.rounded"},
	{"groups for ever", "x.nvg", "<nvg>" + strings.Repeat("<g>", 1000), "mapdata.folders", "", ""},
	{"no map data", "x.docx", "PK", "mapdata.file.format", "", ""},
}

func TestHostileFiles(t *testing.T) {
	for _, c := range hostile {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), c.file)
			if err := os.WriteFile(path, []byte(c.content), 0o666); err != nil {
				t.Fatal(err)
			}
			got, err := Read(context.Background(), path, false)
			if c.failure != "" {
				wordstest.Problem(t, err, c.failure)
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if c.refusal != "" && (len(got.Features) == 0 || got.Features[0].Refused.Key != c.refusal) {
				t.Errorf("got %+v, want the refusal %s", got.Features, c.refusal)
			}
			if c.refusal == "" && len(got.Features) > 0 && got.Features[0].Refused.Key != "" {
				t.Errorf("refused: %v", got.Features[0].Refused)
			}
			if c.on != "" && (len(got.Notes) == 0 || got.Notes[0].Key != c.on) {
				t.Errorf("notes are %v, want %s", got.Notes, c.on)
			}
		})
	}
}

func TestPackedBomb(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.kmz")
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	archive := zip.NewWriter(file)
	entry, err := archive.Create("doc.kml")
	if err != nil {
		t.Fatal(err)
	}
	blank := []byte(strings.Repeat(" ", 1<<20))
	for range 32 {
		if _, err := entry.Write(blank); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(archive.Close(), file.Close()); err != nil {
		t.Fatal(err)
	}
	_, err = Read(context.Background(), path, false)
	wordstest.Problem(t, err, "mapdata.bomb")
}

func TestLargeFileIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.geojson")
	if err := os.WriteFile(path, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(path, features.MaxFile+1); err != nil { // takes no room
		t.Fatal(err)
	}
	_, err := Read(context.Background(), path, false)
	wordstest.Problem(t, err, "mapdata.file.large")
}

func TestOlderLettersAndSwappedAxes(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "x.kml")
	text := `<?xml version="1.0" encoding="ISO-8859-1"?>` + placemark("<name>For\xeat</name><description>&lt;b&gt;Bois&lt;/b&gt; dense</description><Point><coordinates>41.5,144</coordinates></Point>")
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	c, err := Read(context.Background(), path, false)
	if err != nil || !c.Swapped {
		t.Fatal("the axes are not doubted", err)
	}
	if c, err = Read(context.Background(), path, true); err != nil {
		t.Fatal(err)
	}
	f := c.Features[0]
	if f.Name != "Forêt" || f.Value("description") != "Bois dense" || f.Refused.Key != "" || f.Shape.Points[0].Lon != 144 {
		t.Errorf("%+v", f)
	}
}

func FuzzRead(f *testing.F) {
	for _, c := range hostile {
		for i, format := range Formats() {
			if strings.HasSuffix(c.file, format.Extensions[0]) && len(c.content) < 10_000 {
				f.Add(byte(i), []byte(c.content), false)
			}
		}
	}
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, format byte, content []byte, swap bool) {
		path := filepath.Join(dir, "x"+Formats()[int(format)%len(Formats())].Extensions[0])
		if err := os.WriteFile(path, content, 0o666); err != nil {
			t.Fatal(err)
		}
		c, err := Read(context.Background(), path, swap)
		var p *plan.ProblemError
		if err != nil && !errors.As(err, &p) {
			t.Fatalf("no sentence: %v", err)
		}
		if err != nil {
			return
		}
		d := plan.NewDocument()
		op := plan.KindOf[plan.Operation]().New(plan.ID{1})
		if err := d.Apply([]plan.Change{plan.Creation(op)}); err != nil {
			t.Fatal(err)
		}
		how := features.How{Operation: plan.ID{1}, Symbols: librarySymbols(t)}
		c.Guess(&how)
		preview, err := features.Import(t.Context(), d, c, how, ids())
		if err != nil {
			t.Fatal(err)
		}
		if err := d.Apply(preview.Edit.Changes); err != nil {
			t.Fatal(err)
		}
	})
}

func librarySymbols(t *testing.T) *symbol.Library {
	t.Helper()
	military, err := chart.Military()
	if err != nil {
		t.Fatal(err)
	}
	return military.Library()
}

func TestWhatIsOnlyRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.gpkg")
	_, err := Write(path, nil, Options{Words: words.New("en")})
	wordstest.Problem(t, err, "mapdata.file.format")
	if strings.Contains(err.Error(), ".gpkg,") {
		t.Errorf("it is offered: %v", err)
	}
	if _, ok := For(path); !ok {
		t.Error("it cannot be read")
	}
	if err := os.WriteFile(path, []byte("SQLite format 3\x00 and no more"), 0o666); err != nil {
		t.Fatal(err)
	}
	_, err = Read(context.Background(), path, false)
	wordstest.Problem(t, err, "mapdata.nogpkg")
}
