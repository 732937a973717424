package screens

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"jointplan/exchange/chart"
	"jointplan/plan"
	"jointplan/plan/basemap"
	"jointplan/plan/edit"
	"jointplan/plan/geo"
	"jointplan/storage"
	"jointplan/ui"
	"jointplan/ui/mapview"
	"jointplan/ui/words"
)

// district is a sector of the map that the guide explains: a province, and who
// answers for it.
type district struct {
	at      geo.Point
	parties []int // places in the list of parties; two share it
}

// districts leave a province to nobody, and one reaches into its neighbour.
var districts = []district{
	{at: geo.Point{Lon: 69.2, Lat: 37.9}, parties: []int{1}},
	{at: geo.Point{Lon: 72.9, Lat: 38.3}, parties: []int{2, 3}},
	{at: geo.Point{Lon: 69.0, Lat: 40.1}, parties: []int{4}},
}

const country = "TJK"

// drawDistricts makes an operation on the map of a country, once, and gives it. What
// fails shows in the picture.
func drawDistricts(d *ui.Desk) (op plan.ID) {
	world, err := chart.World()
	if err != nil {
		return plan.NoID
	}
	var all []geo.Shape
	for _, p := range world.Of(world.Country(country)) {
		all = append(all, world.Shape(p))
	}
	whole, err := geo.UnionOf(all...)
	if err != nil {
		return plan.NoID
	}
	return drawOperation(d, "Border districts", func(op plan.ID, parties []*plan.Party) []edit.Row {
		rows := []edit.Row{{Kind: plan.KindOf[plan.Graphic](), Values: edit.Values{
			"operation": op.String(), "title": "Area of operations", "type": "area-of-operations", "geometry": string(whole.Text())}}}
		for _, s := range districts {
			rows = append(rows, edit.Row{Kind: plan.KindOf[plan.Sector](), Values: s.values(world.ProvinceAt(s.at), world, op, parties)})
		}
		return rows
	})
}

// drawOperation makes an operation of a title with all parties in it, if there is
// none, and what rows gives for it.
func drawOperation(d *ui.Desk, title string, rows func(op plan.ID, parties []*plan.Party) []edit.Row) plan.ID {
	doc := d.Session().Doc
	for _, o := range plan.All[plan.Operation](doc, plan.NoID) {
		if o.Title == title {
			return o.ID
		}
	}
	op := storage.NewID()
	parties := plan.All[plan.Party](doc, plan.NoID)
	list := []edit.Row{{Kind: plan.KindOf[plan.Operation](), ID: op, Values: edit.Values{"title": title}}}
	for _, p := range parties {
		list = append(list, edit.Row{Kind: plan.KindOf[plan.Participation](), Values: edit.Values{"operation": op.String(), "party": p.ID.String()}})
	}
	e, _, err := edit.Put(doc, plan.Say("plain", "Text", title), append(list, rows(op, parties)...), storage.NewID)
	d.Do(e, err)
	return op
}

func (s district) values(p *basemap.Province, world *basemap.Map, op plan.ID, parties []*plan.Party) edit.Values {
	v := edit.Values{
		"operation": op.String(), "title": p.Name.In("en"), "type": "area", "geometry": string(world.Shape(p).Text()),
	}
	if len(s.parties) == 1 {
		v["party"] = parties[s.parties[0]%len(parties)].ID.String()
		return v
	}
	var shares plan.Shares
	for _, n := range s.parties {
		shares = append(shares, plan.Share{Party: parties[n%len(parties)].ID, Percent: 100 / float64(len(s.parties))})
	}
	v["joint"] = shares.String()
	return v
}

// mapOf goes to the map of an operation; of the first when none is named.
func mapOf(d *ui.Desk, op plan.ID) *mapview.Map {
	if op == plan.NoID {
		section(plan.SectionSectors)(d)
	} else {
		d.Go(ui.Place{Operation: op, Section: plan.SectionSectors, Map: true, Kind: plan.KindOf[plan.Sector]().Name})
	}
	return d.Chart()
}

// worldMap shows the basemap from far.
func worldMap(d *ui.Desk) { mapOf(d, plan.NoID).SetView(geo.Point{Lon: 35, Lat: 30}, 1.9) }

// theatreMap shows the first operation as it opens.
func theatreMap(d *ui.Desk) { mapOf(d, plan.NoID) }

// gapMap shows what no sector covers.
func gapMap(d *ui.Desk) {
	op := drawDistricts(d)
	mapOf(d, op).Fit()
}

// jointMap shows a sector that two parties answer for.
func jointMap(d *ui.Desk) {
	op := drawDistricts(d)
	m := mapOf(d, op)
	for _, s := range plan.All[plan.Sector](d.Session().Doc, op) {
		if len(s.Joint) > 0 {
			d.Reveal(s.ID)
		}
	}
	m.SetView(districts[1].at, 6.4)
}

// pair are two sectors with an edge in common, which ends short of the border.
var pair = struct{ west, east, end, border geo.Point }{
	geo.Point{Lon: 68.90, Lat: 37.60}, geo.Point{Lon: 69.70, Lat: 37.85}, geo.Point{Lon: 69.24, Lat: 37.22}, geo.Point{Lon: 69.30, Lat: 37.12},
}

func drawPair(d *ui.Desk) plan.ID {
	top := geo.Point{Lon: (pair.west.Lon + pair.east.Lon) / 2, Lat: pair.east.Lat}
	return drawOperation(d, "Two sectors", func(op plan.ID, parties []*plan.Party) (rows []edit.Row) {
		for i, ring := range []geo.Line{
			{pair.west, {Lon: pair.west.Lon, Lat: 37.33}, pair.end, top},
			{pair.end, {Lon: 69.52, Lat: 37.40}, pair.east, top},
		} {
			shape := geo.Shape{Polygons: []geo.Polygon{{geo.Ring(append(ring, ring[0]))}}}
			rows = append(rows, edit.Row{Kind: plan.KindOf[plan.Sector](), Values: edit.Values{
				"operation": op.String(), "title": []string{"West", "East"}[i], "type": "area", "geometry": string(shape.Text()),
				"party": parties[(i+1)%len(parties)].ID.String(),
			}})
		}
		return rows
	})
}

// snapMap drags the corner that two sectors share onto the border.
func snapMap(d *ui.Desk) {
	op := drawPair(d)
	m := mapOf(d, op)
	for _, s := range plan.All[plan.Sector](d.Session().Doc, op)[:1] {
		d.Reveal(s.ID)
	}
	m.SetView(geo.Point{Lon: pair.border.Lon, Lat: 37.36}, 9.2)
}

// drag moves the corner that snapMap is about; the window has its size by now.
func drag(d *ui.Desk) {
	m := d.Chart()
	at := func(p geo.Point) fyne.Position {
		dot := m.View().To(p)
		return fyne.NewPos(float32(dot.X/m.View().Scale), float32(dot.Y/m.View().Scale))
	}
	press := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
	press.Position = at(pair.end)
	m.MouseDown(press)
	moved := &fyne.DragEvent{}
	moved.Position = at(pair.border)
	m.Dragged(moved)
}

// sheet draws the first operation's map as it comes out of a printer.
func sheet(d *ui.Desk) (image.Image, error) {
	world, err := chart.World()
	if err != nil {
		return nil, err
	}
	symbols, err := chart.Military()
	if err != nil {
		return nil, err
	}
	doc := d.Session().Doc.Snapshot()
	all := plan.All[plan.Operation](doc, plan.NoID)
	if len(all) == 0 {
		return image.NewRGBA(image.Rect(0, 0, 1, 1)), nil
	}
	scene := chart.NewScene(doc, chart.NewTraces(), chart.Options{
		Operation: all[0].ID, By: chart.ByParty, Look: chart.Print, Patterns: true, Words: words.New("en"),
	})
	page, err := chart.NewSheet(doc, scene, &chart.Base{Map: world, Look: chart.Print, Language: "en"}, geo.Box{})
	if err != nil {
		return nil, err
	}
	return page.Picture(chart.Papers[0].Lying(), 100, symbols), nil
}
