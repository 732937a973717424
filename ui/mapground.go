package ui

import (
	"context"

	"jointplan/exchange/chart"
	"jointplan/plan"
	"jointplan/plan/basemap"
	"jointplan/plan/edit"
	"jointplan/plan/geo"
	"jointplan/storage"
	"jointplan/ui/mapview"
)

// readGround brings the basemap under the map; it is read behind the first time.
func (v *mapView) readGround() {
	a := v.desk.app
	v.desk.readMaps()
	if a.world != nil {
		v.setGround(a.world)
		return
	}
	go func() {
		world, err := chart.World()
		if err != nil {
			return // built in: a test reads it; without it the map has plain ground
		}
		a.Later(func() {
			a.world = world
			v.setGround(world)
		})
	}()
}

func (v *mapView) setGround(world *basemap.Map) {
	v.layMaps()
	v.showTools()
}

// layMaps puts the user's own maps under the plan as they are now.
func (v *mapView) layMaps() {
	a := v.desk.app
	if a.world == nil {
		return // they come with the basemap
	}
	own := a.maps.own()
	ground, names := v.newBase(a.world), v.newBase(a.world)
	ground.Hidden = map[string]bool{"names": true}
	ground.Own, names.Own = own, own
	v.layer.setBase(names, v.newBase(a.world))
	v.chart.SetCredit(a.maps.credit())
	v.chart.SetGround(ground)
	for _, m := range a.maps.List {
		if m.fresh && m.opened != nil {
			m.fresh = false
			v.bringIntoSight(m)
		}
	}
}

// bringIntoSight goes to a map that is not to be seen at all.
func (v *mapView) bringIntoSight(m *ownMap) {
	if box := m.opened.Box; v.chart.View().Width > 1 && !v.chart.View().Box().Touches(box) {
		v.chart.ShowBox(box)
	}
}

// newBase makes a basemap of one goroutine's own.
func (v *mapView) newBase(world *basemap.Map) *chart.Base {
	return &chart.Base{Map: world, Look: v.Look(), Language: v.desk.app.Words.Language()}
}

// ground lists the lines of the basemap near a place, to snap to.
func (v *mapView) ground(p geo.Point, km float64) []geo.Shape {
	world := v.desk.app.world
	if world == nil {
		return nil
	}
	var shapes []geo.Shape
	for _, s := range world.Near(p, km) {
		shapes = append(shapes, geo.LineOf(s.Line...))
	}
	return shapes
}

// along gives the way along the basemap's borders and coasts, or along lines that are
// drawn.
func (v *mapView) along(from, to geo.Point) (geo.Line, error) {
	reach := geo.Distance(from, to)
	middle := geo.Point{Lon: (from.Lon + to.Lon) / 2, Lat: (from.Lat + to.Lat) / 2}
	var lines []geo.Line
	for _, s := range v.ground(middle, reach) {
		lines = append(lines, s.Lines...)
	}
	for _, id := range v.onMap() {
		lines = append(lines, v.scene.Trace(id).Shape.Lines...)
	}
	return geo.FollowBorder(lines, from, to, max(reach/50, 0.5))
}

// fromProvinces makes sectors of provinces that are clicked: one of all, or one of
// each.
func (v *mapView) fromProvinces() {
	world := v.desk.app.world
	if world == nil {
		return
	}
	language := v.desk.app.Words.Language()
	t := &mapview.Choosing{Find: func(p geo.Point) (mapview.Choice, bool) {
		found := world.ProvinceAt(p)
		if found == nil {
			return mapview.Choice{}, false
		}
		return mapview.Choice{Key: found.Code, Name: found.Name.In(language), Shape: world.Shape(found)}, true
	}}
	t.Done = v.joinProvinces
	v.take("provinces", t)
}

// joinProvinces makes one sector of all that are chosen. Provinces of a large country
// take a second to be joined, so that is done behind.
func (v *mapView) joinProvinces(chosen []mapview.Choice) {
	if len(chosen) < 2 {
		v.end(v.makeSectors(chosen))
		return
	}
	shapes := make([]geo.Shape, len(chosen))
	for i, c := range chosen {
		shapes[i] = c.Shape
	}
	var all geo.Shape
	v.desk.workAlone(v.desk.t("map.joining"), func(context.Context, func(done, total int)) (err error) {
		all, err = geo.UnionOf(shapes...)
		return err
	}, func(err error) {
		if err == nil {
			err = v.makeSectors([]mapview.Choice{{Name: chosen[0].Name, Shape: all}})
		}
		v.end(err)
	})
}

// makeSectors makes a sector of each area.
func (v *mapView) makeSectors(chosen []mapview.Choice) error {
	if len(chosen) == 0 {
		return plan.Problem("error.map.provinces")
	}
	d := v.desk
	k := plan.KindOf[plan.Sector]()
	numbers := edit.NewNumbers(d.session.Doc)
	e := plan.Edit{Title: plan.Say("do.provinces", "Name", chosen[0].Name, "Count", len(chosen))}
	var ids []plan.ID
	for _, c := range chosen {
		values := d.newValues(k)
		values["geometry"], values["type"], values["title"] = string(c.Shape.Text()), "area", c.Name
		o, err := edit.Fill(k, storage.NewID(), values)
		if err == nil {
			o, err = numbers.Place(o)
		}
		if err != nil {
			return err
		}
		ids = append(ids, plan.IDFor(o))
		e.Changes = append(e.Changes, plan.Creation(o))
	}
	if err := d.session.Do(e); err != nil {
		return err
	}
	v.selectOnly(ids...)
	d.selectionChanged()
	return nil
}
