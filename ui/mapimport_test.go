package ui

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"jointplan/exchange/features"
	"jointplan/plan"
	"jointplan/ui/parts"
)

const surveyed = `{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"NAME_EN":"North valley","desc":"From a survey","pop":7},"geometry":{"type":"Polygon","coordinates":[[[44,41],[44.5,41],[44.5,41.5],[44,41.5],[44,41]]]}},
{"type":"Feature","properties":{"NAME_EN":"Nowhere"},"geometry":{"type":"Point","coordinates":[400,200]}}]}`

func TestImportAndExportMapData(t *testing.T) {
	p := atTasks(t)
	dir := t.TempDir()
	path := filepath.Join(dir, "survey.geojson")
	if err := os.WriteFile(path, []byte(surveyed), 0o666); err != nil {
		t.Fatal(err)
	}
	p.ImportMap(path)
	counts := p.say("mapimport.counts", "New", 1, "Changed", 0, "Same", 0, "Refused", 1)
	p.await("the preview", func() bool { return p.reads(counts) })
	p.choose("pop", p.t("field.sector.summer"))
	p.await("the new preview", func() bool { return p.canPress(p.t("mapimport.do")) })
	p.wantSteps(1, func() { p.press(p.t("mapimport.do")) })
	sector := p.object("North valley").(*plan.Sector)
	if sector.Summer != 7 || sector.Remarks != "From a survey" || sector.Geometry == "" {
		t.Errorf("the sector is %+v", sector)
	}
	out := filepath.Join(dir, "out.kml")
	p.ExportMap(out, nil)
	drawn, _ := features.Of(p.session.Doc, features.Choice{Operation: p.place.Operation})
	done := p.say("mapdata.export.done", "Path", out, "Count", len(drawn))
	p.await("the export", func() bool { return p.reads(done) })
	p.closeOverlays()
	p.run("edit.undo")
	if plan.Find[plan.Sector](p.session.Doc, sector.ID) != nil {
		t.Error("undo left the sector")
	}
}

// canPress reports whether a button of the dialog on top is there and enabled.
func (p *planner) canPress(text string) bool {
	return slices.ContainsFunc(visible(p.overlay()), func(o fyne.CanvasObject) bool {
		b, ok := o.(*parts.Push)
		return ok && b.Text == text && !b.Disabled()
	})
}
