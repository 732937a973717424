package ui

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"jointplan/plan"
	"jointplan/plan/basemap"
	"jointplan/plan/edit"
	"jointplan/plan/geo"
	"jointplan/storage"
	"jointplan/ui/parts"
)

// cutItems are the ways to cut a line.
func (v *mapView) cutItems(id plan.ID) []*fyne.MenuItem {
	d := v.desk
	return []*fyne.MenuItem{
		fyne.NewMenuItem(d.t("map.cut.equal"), func() { v.askCut(id) }),
		fyne.NewMenuItem(d.t("map.cut.provinces"), func() { v.askCutByProvince(id) }),
	}
}

// askCut asks into how many stretches a line is cut.
func (v *mapView) askCut(id plan.ID) {
	d := v.desk
	n := parts.NewEntry("3", nil)
	content := parts.Column(10, parts.Labelled(d.t("map.cut.count"), n), parts.Paragraph(d.t("map.cut.help"), parts.Second))
	d.form(d.t("map.cut.title"), d.t("map.cut.menu"), content, 400, func() error {
		count, err := strconv.Atoi(n.Text)
		if err != nil || count < 2 {
			return plan.Problem("error.map.stretches")
		}
		return v.cutInto(edit.CutBorder(d.session.Doc, id, count, storage.NewID))
	})
	d.win.Canvas().Focus(n)
}

// cutInto does an edit that cuts a line and selects the stretches.
func (v *mapView) cutInto(e plan.Edit, ids []plan.ID, err error) error {
	if err == nil {
		err = v.desk.session.Do(e)
	}
	if err == nil {
		v.selectOnly(ids...)
		v.desk.selectionChanged()
	}
	return err
}

// askCutByProvince asks on which side the provinces are that a line is cut by, and
// says which they are.
func (v *mapView) askCutByProvince(id plan.ID) {
	d := v.desk
	line, err := v.lineOf(id)
	if err != nil {
		d.complain(err)
		return
	}
	sides := d.app.world.Sides(line)
	if len(sides) == 0 {
		d.complain(plan.Problem("error.map.cut.away"))
		return
	}
	language := d.app.Words.Language()
	side := &parts.Picker{FilterHint: d.t("picker.filter"), NoMatch: d.t("picker.none")}
	for _, c := range sides {
		side.Items = append(side.Items, parts.Item{Key: c.Code, Label: c.Name.In(language)})
	}
	preview := container.NewStack()
	var stretches []edit.Stretch
	side.Pick = func(code string) {
		choosePicker(side, code)
		stretches = stretchesOf(d.app.world.Runs(line, d.app.world.Country(code)), language)
		preview.Objects = []fyne.CanvasObject{parts.Paragraph(d.namesOfStretches(stretches), parts.Plain)}
		preview.Refresh()
	}
	side.ExtendBaseWidget(side)
	side.Pick(sides[0].Code)
	content := parts.Column(10, parts.Labelled(d.t("map.cut.side"), side), preview, parts.Paragraph(d.t("map.cut.provinces.help"), parts.Second))
	d.form(d.t("map.cut.provinces.title"), d.t("map.cut.menu"), content, 460, func() error {
		if err := enough(stretches); err != nil {
			return err
		}
		return v.cutInto(edit.CutInto(d.session.Doc, id, stretches, storage.NewID))
	})
	d.win.Canvas().Focus(side)
}

// lineOf is the line that an object is drawn as, once the basemap is there.
func (v *mapView) lineOf(id plan.ID) (geo.Line, error) {
	t := v.scene.Trace(id)
	switch {
	case v.desk.app.world == nil:
		return nil, plan.Problem("error.map.cut.ground")
	case t == nil || t.Shape.Type() != geo.Lines || len(t.Shape.Lines) != 1:
		return nil, plan.Problem("error.map.cut")
	}
	return t.Shape.Lines[0], nil
}

// stretchesOf names runs along provinces after them.
func stretchesOf(runs []basemap.Run, language string) []edit.Stretch {
	stretches := make([]edit.Stretch, len(runs))
	for i, r := range runs {
		stretches[i].Line = r.Line
		if r.Province != nil {
			stretches[i].Title = r.Province.Name.In(language)
		}
	}
	return stretches
}

// enough says why stretches along provinces are too few to cut a line into.
func enough(stretches []edit.Stretch) error {
	if len(stretches) == 1 && stretches[0].Title != "" {
		return plan.Problem("error.map.cut.one", "Name", stretches[0].Title)
	}
	if len(stretches) < 2 {
		return plan.Problem("error.map.cut.away")
	}
	return nil
}

// mostStretches is how many stretches are named before a line is cut.
const mostStretches = 12

// namesOfStretches says into what a line would be cut.
func (d *Desk) namesOfStretches(stretches []edit.Stretch) string {
	var names []string
	for _, s := range stretches[:min(len(stretches), mostStretches)] {
		name := s.Title
		if name == "" {
			name = d.t("map.cut.none")
		}
		names = append(names, name+" ("+d.app.Words.Number(s.Line.Length(), 0)+" "+d.t("unit.km")+")")
	}
	if len(stretches) > mostStretches {
		names = append(names, "…")
	}
	return d.say("map.cut.preview", "Count", len(stretches), "Names", strings.Join(names, ", "))
}
