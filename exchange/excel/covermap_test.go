package excel

import (
	"bytes"
	"image/png"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"jointplan/exchange/chart"
	"jointplan/plan"
	"jointplan/plan/edit"
)

// drawnDocument has one operation with a sector on the map and one without.
func drawnDocument(t *testing.T) (d *plan.Document, drawn, empty plan.ID) {
	a := newAuthor(t)
	add[plan.Workspace](a, edit.Values{"title": "Two operations"})
	osce := add[plan.Party](a, edit.Values{"title": "OSCE"})
	first := add[plan.Operation](a, edit.Values{"title": "On the map", "marking": "restricted"})
	second := add[plan.Operation](a, edit.Values{"title": "Not on the map"})
	ring := `{"type":"Polygon","coordinates":[[[44,42],[45,42],[45,43],[44,43],[44,42]]]}`
	add[plan.Sector](a, edit.Values{"operation": first, "title": "North", "type": "area", "party": osce, "geometry": ring})
	add[plan.Sector](a, edit.Values{"operation": second, "title": "South", "party": osce})
	d = a.done()
	drawn, _ = plan.ParseID(first)
	empty, _ = plan.ParseID(second)
	return d, drawn, empty
}

func withSymbols(t *testing.T, lang string) Options {
	t.Helper()
	o := options(t, lang)
	var err error
	if o.Symbols, err = chart.Military(); err != nil {
		t.Fatal(err)
	}
	return o
}

func TestCoverShowsTheMap(t *testing.T) {
	d, drawn, _ := drawnDocument(t)
	f := open(t, exported(t, d, drawn, withSymbols(t, "en")))
	cells, err := f.GetPictureCells("Read me")
	if err != nil || len(cells) != 1 {
		t.Fatalf("pictures at %v: %v", cells, err)
	}
	pictures, err := f.GetPictures("Read me", cells[0])
	if err != nil || len(pictures) != 1 {
		t.Fatalf("%d pictures: %v", len(pictures), err)
	}
	if alt := pictures[0].Format.AltText; !strings.Contains(alt, "On the map") || !strings.Contains(alt, "North (OSCE") {
		t.Errorf("described as %q", alt)
	}
	if _, err := png.Decode(bytes.NewReader(pictures[0].File)); err != nil {
		t.Error(err)
	}
	_, row, _ := excelize.CellNameToCoordinates(cells[0])
	rows, err := f.GetRows("Read me")
	if err != nil {
		t.Fatal(err)
	}
	if heading := strings.Join(rows[row-2], ""); heading != "Map" {
		t.Errorf("above the map stands %q", heading)
	}
	for i := row; i < row+mapRows; i++ {
		if text := strings.Join(rows[i-1], ""); text != "" {
			t.Errorf("the map covers %q", text)
		}
	}
}

func TestCoverWithoutAMap(t *testing.T) {
	d, _, empty := drawnDocument(t)
	cells, err := open(t, exported(t, d, empty, withSymbols(t, "ru"))).GetPictureCells("О книге")
	if err == nil && len(cells) != 0 {
		t.Errorf("nothing drawn: pictures at %v", cells)
	}
}

// A workbook of several operations has the map of each that is drawn, by its name.
func TestCoverOfSeveralOperations(t *testing.T) {
	d, _, _ := drawnDocument(t)
	f := open(t, exported(t, d, plan.NoID, withSymbols(t, "en")))
	cells, err := f.GetPictureCells("Read me")
	if err != nil || len(cells) != 1 {
		t.Fatalf("pictures at %v: %v", cells, err)
	}
	_, row, _ := excelize.CellNameToCoordinates(cells[0])
	rows, err := f.GetRows("Read me")
	if err != nil {
		t.Fatal(err)
	}
	if heading := strings.Join(rows[row-2], ""); heading != "Map: On the map" {
		t.Errorf("above the map stands %q", heading)
	}
}

func TestMapIsTheSameEachTime(t *testing.T) {
	d, drawn, _ := drawnDocument(t)
	o := withSymbols(t, "fr")
	sameParts(t, exported(t, d, drawn, o), exported(t, d, drawn, o))
}
