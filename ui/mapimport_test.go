package ui

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"jointplan/exchange/chart"
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
	if text, err := os.ReadFile(out); err != nil || !strings.Contains(string(text), p.t("chart.disclaimer")) ||
		!strings.Contains(string(text), chart.Label(p.session.Doc, p.place.Operation, p.app.Words)) {
		t.Errorf("the file does not say how it is marked and what its boundaries mean: %v", err)
	}
	p.closeOverlays()
	p.run("edit.undo")
	if plan.Find[plan.Sector](p.session.Doc, sector.ID) != nil {
		t.Error("undo left the sector")
	}
}

const mixed = `{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"name":"Company","sidc":"SFGPUCI----E---","pop":7},"geometry":{"type":"Point","coordinates":[44.2,41.2]}},
{"type":"Feature","properties":{"name":"Well"},"geometry":{"type":"Point","coordinates":[44.3,41.2]}},
{"type":"Feature","properties":{"name":"Spring"},"geometry":{"type":"Point","coordinates":[44.4,41.2]}},
{"type":"Feature","properties":{"name":"Ground","sidc":"GFGPGLB----X","pop":9},"geometry":{"type":"Polygon","coordinates":[[[44,41],[44.5,41],[44.5,41.5],[44,41.5],[44,41]]]}}]}`

// Several sorts of features in one file become what each of them is; some can be made
// something else, and each kind has its own mapping.
func TestImportSeveralKinds(t *testing.T) {
	for _, language := range []string{"en", "ru"} {
		p := atTasks(t)
		p.setLanguage(language)
		path := filepath.Join(t.TempDir(), "mixed.geojson")
		if err := os.WriteFile(path, []byte(mixed), 0o666); err != nil {
			t.Fatal(err)
		}
		b := &mapImport{desk: p.Desk, path: path, stop: func() {}}
		b.read(false, b.open)
		p.await("the preview", func() bool { return p.canPress(p.t("mapimport.do")) })
		kinds := func() (names []string) {
			for _, r := range b.found.preview.Rows {
				names = append(names, r.Kind.Name)
			}
			return names
		}
		if got := kinds(); !slices.Equal(got, []string{"unit", "graphic", "graphic", "sector"}) {
			t.Fatalf("they become %v", got)
		}
		if row := (&mapRows{p.Desk, b.found.preview.Rows}); row.Cell(3, 3).Text != p.say("mapdata.symbol.none", "Code", "GFGPGLB----X") {
			t.Errorf("of a sector's symbol it says %q", row.Cell(3, 3).Text)
		}
		p.wantText(p.t("mapimport.fitting"))
		p.wantText(p.say("mapimport.mapping", "Kind", plan.Say(plan.KindOf[plan.Sector]().Plural())))

		b.list.SelectKeys("3")
		b.tell(b.list.Selected())
		p.wantText(p.say("mapdata.symbol.none", "Code", "GFGPGLB----X"))
		b.list.SelectKeys("1", "2")
		if e, ok := b.kindEditor("2", "kind"); !ok || e.Value != "graphic" || len(e.Options) != len(features.Layers()) {
			t.Errorf("the kind of a row is edited as %+v, %v", e, ok)
		}
		if err := b.setKind("2", "kind", "unit"); err != nil {
			t.Fatal(err)
		}
		p.await("the new preview", func() bool {
			return p.canPress(p.t("mapimport.do")) && slices.Equal(kinds(), []string{"unit", "unit", "unit", "sector"})
		})
		for _, k := range []*plan.Kind{plan.KindOf[plan.Unit](), plan.KindOf[plan.Sector]()} {
			b.mapping[k]["pop"] = map[string]string{"unit": "strength", "sector": "winter"}[k.Name]
		}
		b.draw()
		p.await("the mapped preview", func() bool { return p.canPress(p.t("mapimport.do")) })
		p.wantSteps(1, func() { p.press(p.t("mapimport.do")) })
		company, ground := p.object("Company").(*plan.Unit), p.object("Ground").(*plan.Sector)
		if company.Symbol != "SFGPUCI----E---" || company.Strength != 7 || ground.Winter != 9 {
			t.Errorf("the unit is %+v, the sector %+v", company, ground)
		}
		if _, is := p.object("Well").(*plan.Unit); !is {
			t.Error("the well is no unit")
		}
		p.run("edit.undo")
	}
}

// canPress reports whether a button of the dialog on top is there and enabled.
func (p *planner) canPress(text string) bool {
	return slices.ContainsFunc(visible(p.overlay()), func(o fyne.CanvasObject) bool {
		b, ok := o.(*parts.Push)
		return ok && b.Text == text && !b.Disabled()
	})
}
