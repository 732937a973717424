package ui

import (
	"jointplan/plan/edit"
	"jointplan/plan/geo"
)

// offerMend says what is wrong with outlines and what they would be mended, and hands
// these over if they are wanted. What cannot be mended is complained about.
func (v *mapView) offerMend(shapes []geo.Shape, fault error, accept func(mended []geo.Shape)) {
	d := v.desk
	mended := make([]geo.Shape, len(shapes))
	km2, areas := 0.0, 0
	for i, s := range shapes {
		m, _, err := geo.MendShape(s)
		if err != nil {
			d.complain(err)
			return
		}
		if m.Empty() {
			d.complain(fault)
			return
		}
		mended[i] = m
		km2, areas = km2+m.Area(), areas+len(m.Polygons)
	}
	sentence := d.app.Words.Error(fault) + "\n\n" + d.say("map.mend.makes", "Count", areas, "Size", v.sizeOf(0, km2))
	d.ask(d.t("dialog.problem"), sentence, d.t("map.mend"), func() { accept(mended) })
}

// offerReshape is offerMend for outlines of objects.
func (v *mapView) offerReshape(outlines []edit.Outline, fault error) {
	shapes := make([]geo.Shape, len(outlines))
	for i, o := range outlines {
		shapes[i] = o.Shape
	}
	v.offerMend(shapes, fault, func(mended []geo.Shape) {
		for i := range outlines {
			outlines[i].Shape = mended[i]
		}
		e, err := edit.Reshape(v.desk.session.Doc, outlines)
		v.desk.Do(e, err)
	})
}
