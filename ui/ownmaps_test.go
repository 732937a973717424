package ui

import (
	"image/color"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	fynestorage "fyne.io/fyne/v2/storage"
	fynetheme "fyne.io/fyne/v2/theme"

	"jointplan/exchange/mbtiles/mbtilestest"
	"jointplan/plan/geo"
	"jointplan/ui/parts"
)

// writeTiles makes a map of one colour over the whole world.
func writeTiles(t *testing.T, name string, c color.NRGBA) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	mbtilestest.Write(t, path, map[string]string{"attribution": "Survey office"}, mbtilestest.Tile{Picture: mbtilestest.Plain(t, 256, c)})
	return path
}

func writeSurvey(t *testing.T, name string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(surveyed), 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

// readAllMaps waits until nothing is being read any more.
func (p *planner) readAllMaps() {
	p.tb.Helper()
	p.await("the maps", func() bool {
		return !slices.ContainsFunc(p.app.maps.List, func(m *ownMap) bool { return m.reading })
	})
}

func (p *planner) mapNames() (names []string) {
	for _, m := range p.app.maps.List {
		names = append(names, filepath.Base(m.Path))
	}
	return names
}

// pressIcon presses the n-th button with an icon that can be pressed or not.
func (p *planner) pressIcon(icon fyne.Resource, n int) {
	p.tb.Helper()
	for _, b := range found[*parts.Push](p) {
		if b.Icon == nil || b.Icon.Name() != icon.Name() {
			continue
		}
		if n == 0 {
			if !b.Disabled() {
				b.OnTapped()
			}
			return
		}
		n--
	}
	p.tb.Fatalf("no button with %s", icon.Name())
}

func TestTheListOfMaps(t *testing.T) {
	p, v := atMap(t)
	p.await("the basemap", func() bool { return p.app.world != nil })
	blue, green := writeTiles(t, "blue.mbtiles", color.NRGBA{B: 200, A: 255}), writeTiles(t, "green.mbtiles", color.NRGBA{G: 200, A: 255})
	p.AddMaps(blue, writeSurvey(t, "survey.geojson"), green, filepath.Join(t.TempDir(), "gone.mbtiles"))
	p.readAllMaps()
	p.wantSteps(0, func() { p.run("view.maps") })
	// One that could not be read is tried again. Map data is over pictures.
	p.readAllMaps()
	want := []string{"survey.geojson", "gone.mbtiles", "green.mbtiles", "blue.mbtiles"}
	if got := p.mapNames(); !slices.Equal(got, want) {
		t.Fatalf("the list is %v, want %v", got, want)
	}
	for _, text := range []string{"blue", "survey", "Survey office", p.t("ownmap.base"), "is not there"} {
		p.wantText(text)
	}
	p.pressIcon(fynetheme.MoveUpIcon(), 3)
	p.pressIcon(fynetheme.MoveUpIcon(), 1) // pictures stay under map data
	p.pressIcon(fynetheme.MoveDownIcon(), 1)
	want = []string{"survey.geojson", "blue.mbtiles", "gone.mbtiles", "green.mbtiles"}
	if got := p.mapNames(); !slices.Equal(got, want) {
		t.Errorf("moved, the list is %v, want %v", got, want)
	}
	own := p.app.maps.own()
	if len(own.Tiles) != 2 || len(own.Drawings) != 1 || own.Bare {
		t.Errorf("drawn are %d pictures and %d data", len(own.Tiles), len(own.Drawings))
	}
	p.pressIcon(fynetheme.DeleteIcon(), 2)
	checks := found[*parts.Tick](p)
	checks[2].SetChecked(false) // green
	checks = found[*parts.Tick](p)
	checks[len(checks)-1].SetChecked(false) // the built-in one
	own = p.app.maps.own()
	if len(own.Tiles) != 1 || !own.Bare || len(p.app.maps.List) != 3 || p.app.maps.List[2].opened != nil {
		t.Errorf("drawn are %d pictures, bare %v", len(own.Tiles), own.Bare)
	}
	p.closeOverlays()

	again := p.app.readOwnMaps()
	if !again.Bare || len(again.List) != 3 || !again.List[2].Hidden || again.List[0].Hidden || again.List[1].Opacity != 1 {
		t.Errorf("kept is %+v", again)
	}
	v.chart.ShowBox(geo.Box{West: 44, East: 45, South: 41, North: 42})
	p.reopened()
	p.Go(Place{Section: "sectors"})
	if len(p.app.maps.own().Tiles) != 1 {
		t.Error("the maps are gone with the window")
	}
}

func TestMapsAreDrawnBehind(t *testing.T) {
	p, _ := atMap(t)
	p.await("the basemap", func() bool { return p.app.world != nil })
	p.AddMaps(writeTiles(t, "blue.mbtiles", color.NRGBA{B: 200, A: 255}))
	p.readAllMaps()
	p.Go(Place{Section: "tasks"})
	p.Go(Place{Section: "sectors"})
	v := p.theMap()
	blue := func() bool {
		picture := v.chart.Compose(800, 500)
		n := 0
		for x := range 800 {
			if r, _, b, _ := picture.At(x, 120).RGBA(); r < 0x2000 && b > 0xA000 {
				n++
			}
		}
		return n > 400
	}
	v.chart.Resize(fyne.NewSize(800, 500))
	if blue() {
		t.Error("the window waited for the pictures of a map")
	}
	p.await("the map", blue)
}

func TestMapsThatAreDropped(t *testing.T) {
	p, _ := atMap(t)
	tiles, survey := writeTiles(t, "a.mbtiles", color.NRGBA{A: 255}), writeSurvey(t, "b.geojson")
	p.dropFiles([]fyne.URI{fynestorage.NewFileURI(tiles)})
	if p.reads(p.t("drop.map.import")) {
		t.Error("pictures can be imported")
	}
	p.press(p.t("drop.map.show"))
	p.dropFiles([]fyne.URI{fynestorage.NewFileURI(survey)})
	p.press(p.t("drop.map.show"))
	p.readAllMaps()
	if got := p.mapNames(); !slices.Equal(got, []string{"b.geojson", "a.mbtiles"}) {
		t.Errorf("shown are %v", got)
	}
	p.dropFiles([]fyne.URI{fynestorage.NewFileURI(survey)})
	p.press(p.t("drop.map.import"))
	p.await("the preview", func() bool { return p.reads("North valley") })
	p.closeOverlays()
	p.dropFiles([]fyne.URI{fynestorage.NewFileURI(filepath.Join(t.TempDir(), "x.docx"))})
	p.wantText(p.t("open.dropped"))
}

func TestPaperDoesNotLackAMapSilently(t *testing.T) {
	p, _ := atMap(t)
	p.AddMaps(writeTiles(t, "a.mbtiles", color.NRGBA{A: 255}))
	if own, err := p.app.maps.forPaper().own(t.Context()); err != nil || len(own.Tiles) != 1 || len(own.Credits) != 1 {
		t.Errorf("%+v, %v", own, err)
	}
	p.AddMaps(filepath.Join(t.TempDir(), "gone.mbtiles"))
	if _, err := p.app.maps.forPaper().own(t.Context()); problemKey(err) != "error.ownmap.print" {
		t.Errorf("%v", err)
	}
	p.readAllMaps()
}
