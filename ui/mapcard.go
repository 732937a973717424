package ui

import (
	"strings"

	"jointplan/exchange/chart"
	"jointplan/plan"
	"jointplan/plan/check"
	"jointplan/plan/geo"
)

// Card implements mapview.Host.
func (v *mapView) Card(id plan.ID, at geo.Point) []string {
	d := v.desk
	o := d.session.Doc.Get(id)
	if o == nil {
		return v.pieceLines(id, at)
	}
	k := plan.KindFor(o)
	lines := []string{plan.NameOf(d.session.Doc, o, d.app.Words)}
	about := d.t(k.Label())
	for _, name := range []string{"type", "party"} {
		if f := k.Field(name); f != nil && !f.IsEmpty(o) {
			about += " · " + plan.ShowField(d.session.Doc, o, f, d.app.Words)
		}
	}
	lines = append(lines, about)
	if f := k.Field("joint"); f != nil && !f.IsEmpty(o) {
		lines = append(lines, plan.ShowField(d.session.Doc, o, f, d.app.Words))
	}
	if t := v.scene.Trace(id); t != nil && k.Name != "unit" {
		if size := v.sizeOf(t.Length, t.Area); size != "" {
			lines = append(lines, size)
		}
	}
	if s, ok := o.(*plan.Sector); ok {
		lines = append(lines, v.sectorLines(s)...)
	}
	return append(lines, v.pieceLines(id, at)...)
}

// mostNamed is how many tasks of a sector its card names.
const mostNamed = 3

// sectorLines tell of the people and tasks of a sector, in the season in sight; on a
// day of those that are under way, which are named.
func (v *mapView) sectorLines(s *plan.Sector) []string {
	d := v.desk
	var lines []string
	people, key := s.Summer, "map.people.summer"
	if v.options.Winter {
		people, key = s.Winter, "map.people.winter"
	}
	if people > 0 {
		lines = append(lines, d.say(key, "Count", people))
	}
	if per := v.densityLine(s); per != "" {
		lines = append(lines, per)
	}
	tasks := chart.TasksOn(d.session.Doc, s.ID, v.options.On)
	if len(tasks) > 0 {
		lines = append(lines, d.say("map.tasks", "Count", len(tasks)))
	}
	if v.options.On == 0 {
		return lines
	}
	for _, t := range tasks[:min(len(tasks), mostNamed)] {
		lines = append(lines, "· "+cutShort(t.Title))
	}
	if len(tasks) > mostNamed {
		lines = append(lines, "· …")
	}
	return lines
}

// densityLine tells of the people, posts and patrols of a sector per km or per 100 km²;
// nothing where none are planned.
func (v *mapView) densityLine(s *plan.Sector) string {
	t := v.scene.Trace(s.ID)
	if t == nil {
		return ""
	}
	km2 := 0.0
	if t.Shape.Type() == geo.Areas {
		km2 = t.Area
	}
	per, ok := check.DensityOf(s, t.Length, km2, v.options.Winter)
	if !ok || per.People+per.Posts+per.Patrols == 0 {
		return ""
	}
	key := "map.per.line"
	if per.OfArea {
		key = "map.per.area"
	}
	w := v.desk.app.Words
	return v.desk.say(key, "People", w.Number(per.People, 2), "Posts", w.Number(per.Posts, 2), "Patrols", w.Number(per.Patrols, 2))
}

// cutShort keeps a name short enough for a card.
func cutShort(name string) string {
	const most = 44
	if letters := []rune(name); len(letters) > most {
		return strings.TrimSpace(string(letters[:most-1])) + "…"
	}
	return name
}

// pieceLines tell of the gap or the overlap at a place.
func (v *mapView) pieceLines(id plan.ID, at geo.Point) []string {
	p, ok := v.scene.PieceAt(at)
	d := v.desk
	switch {
	case !ok:
		return nil
	case !p.Overlap && id == plan.NoID:
		return []string{d.t("map.piece.gap"), v.sizeOf(0, p.Area)}
	case !p.Overlap || !p.Sectors.Has(id):
		return nil
	}
	other, key := p.Sectors[0], "map.piece.overlap"
	if other == id {
		other = p.Sectors[1]
	}
	if p.Accepted {
		key = "map.piece.accepted"
	}
	return []string{d.say(key, "Other", d.nameOf(other), "Size", v.sizeOf(0, p.Area))}
}

// sizeOf writes a length in km and an area in km².
func (v *mapView) sizeOf(km, km2 float64) string {
	w := v.desk.app.Words
	decimals := func(n float64) int {
		if n < 100 {
			return 1
		}
		return 0
	}
	length, area := w.Number(km, decimals(km))+" "+w.T("unit.km"), w.Number(km2, decimals(km2))+" "+w.T("unit.km2")
	switch {
	case km2 > 0 && km > 0:
		return area + " · " + w.T("map.outline") + " " + length
	case km2 > 0:
		return area
	case km > 0:
		return length
	}
	return ""
}
