package ui

import (
	"slices"

	"fyne.io/fyne/v2"

	"jointplan/plan"
	"jointplan/plan/edit"
	"jointplan/plan/geo"
	"jointplan/storage"
	"jointplan/ui/mapview"
)

// readOnly reports whether nothing may be drawn.
func (v *mapView) readOnly() bool { return v.desk.session.File.ReadOnly() != nil }

// handTool takes in hand what the selection can be worked with: the corners of one
// object. A drawing that has begun goes on.
func (v *mapView) handTool() {
	if v.job.work != nil {
		return
	}
	v.chart.SetTool(nil)
	if v.readOnly() || len(v.selected) != 1 {
		return
	}
	if t := v.corners(v.selected[0]); t != nil {
		v.chart.SetTool(t)
	} else if t := v.carrier(); t != nil {
		v.chart.SetTool(t)
	}
}

// corners is the tool for the corners of an object and of those it shares them with.
func (v *mapView) corners(id plan.ID) mapview.Tool {
	mine := v.scene.Trace(id)
	if mine == nil || mine.Shape.Empty() || mine.Shape.Type() == geo.Mixed {
		return nil
	}
	ids, shapes := []plan.ID{id}, []geo.Shape{mine.Shape}
	if mine.Shape.Type() != geo.Points {
		for _, other := range v.onMap() {
			if t := v.scene.Trace(other); other != id && t.Shape.Type() != geo.Points && t.Box.Touches(mine.Box) {
				ids, shapes = append(ids, other), append(shapes, t.Shape)
			}
		}
	}
	return &mapview.Vertices{
		Shapes: shapes,
		Snap:   v.snapper(ids...),
		Done: func(after []geo.Shape, changed []int, _ mapview.Act) {
			var outlines []edit.Outline
			for _, i := range changed {
				outlines = append(outlines, edit.Outline{ID: ids[i], Shape: after[i]})
			}
			e, err := edit.Reshape(v.desk.session.Doc, outlines)
			if !v.desk.Do(e, err) {
				v.handTool()
			}
		},
		Refused: v.desk.complain,
		Crossed: func(after []geo.Shape, changed []int, err error) {
			var outlines []edit.Outline
			for _, i := range changed {
				outlines = append(outlines, edit.Outline{ID: ids[i], Shape: after[i]})
			}
			v.offerReshape(outlines, err)
		},
	}
}

// snapper snaps to what is drawn but the objects given.
func (v *mapView) snapper(but ...plan.ID) mapview.Snapper {
	var shapes []geo.Shape
	var boxes []geo.Box
	for _, id := range v.onMap() {
		if t := v.scene.Trace(id); !slices.Contains(but, id) {
			shapes, boxes = append(shapes, t.Shape), append(boxes, t.Box)
		}
	}
	return func(p geo.Point, km float64) (geo.Point, bool) {
		near := v.ground(p, km)
		var drawn []geo.Shape
		for i, b := range boxes {
			if b.Grow(km / 50).Holds(p) { // generous: a degree of longitude is 50 km at 63°
				drawn = append(drawn, shapes[i])
			}
		}
		s, ok := geo.SnapTo(p, drawn, km) // what is drawn comes before the ground
		if !ok {
			s, ok = geo.SnapTo(p, near, km)
		}
		return s.Point, ok
	}
}

// Worked implements mapview.Host: the tool's figures may have changed.
func (v *mapView) Worked() { v.showFigures() }

// drawObject draws a new sector or map object of a type.
func (v *mapView) drawObject(k *plan.Kind, kind string, sort geo.Type) {
	d := v.desk
	v.begin("draw", sort, func(s geo.Shape) error {
		values := d.newValues(k)
		values["geometry"] = string(s.Text())
		values["type"] = kind
		values["title"] = d.say("map.new", "Kind", d.t(k.Field("type").ChoiceLabel(kind)), "No", d.session.Doc.Count(k, d.place.Operation)+1)
		e, id, err := edit.Create(d.session.Doc, k, values, storage.NewID)
		if err != nil {
			return err
		}
		e.Title = plan.Say("do.draw", "Name", values["title"])
		if err := d.session.Do(e); err != nil {
			return err
		}
		v.selectOnly(id)
		d.selectionChanged()
		return nil
	})
}

// split cuts the selected sector along a line that is drawn.
func (v *mapView) split() {
	id, t := v.oneArea()
	if t == nil {
		v.desk.complain(plan.Problem("error.map.split"))
		return
	}
	v.begin("split", geo.Lines, func(s geo.Shape) error {
		parts, err := geo.Split(t.Shape, s.Lines[0])
		if err != nil {
			return err
		}
		e, ids, err := edit.SplitSector(v.desk.session.Doc, id, parts, storage.NewID)
		if err == nil {
			err = v.desk.session.Do(e)
		}
		if err != nil {
			return err
		}
		v.selectOnly(ids...)
		v.desk.selectionChanged()
		return nil
	})
}

// addPart draws a further part of the selected area, or a hole in it.
func (v *mapView) addPart(hole bool) {
	name, key, lay := "part", "do.part", geo.Union
	if hole {
		name, key, lay = "hole", "do.hole", geo.Difference
	}
	id, t := v.oneShape(geo.Areas)
	if t == nil {
		v.desk.complain(plan.Problem("error.map.area"))
		return
	}
	v.begin(name, geo.Areas, func(s geo.Shape) error {
		after, err := lay(t.Shape, s)
		if err != nil {
			return err
		}
		if after.Empty() {
			return plan.Problem("error.map.nothing")
		}
		e, err := edit.Reshape(v.desk.session.Doc, []edit.Outline{{ID: id, Shape: after}})
		e.Title = plan.Say(key, "Name", plan.NameOf(v.desk.session.Doc, v.desk.session.Doc.Get(id), nil))
		if err != nil {
			return err
		}
		return v.desk.session.Do(e)
	})
}

// join makes one sector of the two that are selected.
func (v *mapView) join() {
	if len(v.selected) != 2 {
		v.desk.complain(plan.Problem("error.map.join"))
		return
	}
	first := v.selected[0]
	e, err := edit.JoinSectors(v.desk.session.Doc, first, v.selected[1])
	if v.desk.Do(e, err) {
		v.selectOnly(first)
		v.desk.selectionChanged()
	}
}

// drawAnew replaces what the selected object is drawn as, or draws it at all.
func (v *mapView) drawAnew(id plan.ID, sort geo.Type) {
	v.begin("outline", sort, func(s geo.Shape) error { return v.put(id, s) })
}

// put draws an object in one step.
func (v *mapView) put(id plan.ID, s geo.Shape) error {
	e, err := edit.Reshape(v.desk.session.Doc, []edit.Outline{{ID: id, Shape: s}})
	if err == nil {
		err = v.desk.session.Do(e)
	}
	if err == nil {
		v.selectOnly(id)
		v.desk.selectionChanged()
	}
	return err
}

// oneShape is the one object that is selected if it is drawn as sort says.
func (v *mapView) oneShape(sort geo.Type) (plan.ID, *mapTrace) {
	if len(v.selected) != 1 {
		return plan.NoID, nil
	}
	if t := v.scene.Trace(v.selected[0]); t != nil && t.Shape.Type() == sort {
		return v.selected[0], t
	}
	return plan.NoID, nil
}

// oneArea is the one sector that is selected if it is an area.
func (v *mapView) oneArea() (plan.ID, *mapTrace) {
	id, t := v.oneShape(geo.Areas)
	if plan.Find[plan.Sector](v.desk.session.Doc, id) == nil {
		return plan.NoID, nil
	}
	return id, t
}

// popUnder opens a menu below a button.
func (v *mapView) popUnder(under fyne.CanvasObject, items []*fyne.MenuItem) {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(under)
	v.desk.popUp(fyne.NewMenu("", items...), at.AddXY(0, under.Size().Height))
}
