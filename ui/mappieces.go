package ui

import (
	"fyne.io/fyne/v2"

	"jointplan/exchange/chart"
	"jointplan/plan"
	"jointplan/plan/edit"
	"jointplan/plan/geo"
	"jointplan/storage"
)

// pieceSearch is the search for gaps and overlaps that goes on behind the map.
type pieceSearch struct {
	running bool
	again   bool   // what it is about has changed meanwhile
	ground  string // what was laid over each other last, see chart.GroundOn
}

// findPieces looks for gaps and overlaps off the goroutine of the user interface. One
// search runs at a time; what changes meanwhile is looked for behind it.
func (v *mapView) findPieces() {
	d := v.desk
	if v.search.running {
		v.search.again = true
		return
	}
	v.search.running, v.search.again = true, false
	doc, op, on := d.session.Doc.Snapshot(), d.place.Operation, v.options.On
	v.search.ground = chart.GroundOn(d.session.Doc, op, on)
	go func() {
		pieces, err := chart.FindPieces(doc, v.traces, op, on)
		d.app.Later(func() {
			v.search.running = false
			if d.view != view(v) {
				return
			}
			if err == nil { // else a finding tells which outline is at fault
				v.pieces = pieces
				v.drawScene()
			}
			if v.search.again {
				v.findPieces()
			}
		})
	}()
}

// findPiecesOfDay looks for gaps and overlaps if they are others on the day in sight.
func (v *mapView) findPiecesOfDay() {
	if chart.GroundOn(v.desk.session.Doc, v.desk.place.Operation, v.options.On) != v.search.ground {
		v.findPieces()
	}
}

// pieceItems are for the gap or the overlap at a place.
func (v *mapView) pieceItems(at geo.Point) []*fyne.MenuItem {
	p, ok := v.scene.PieceAt(at)
	if !ok {
		return nil
	}
	d := v.desk
	if !p.Overlap {
		return []*fyne.MenuItem{fyne.NewMenuItem(d.t("map.gap.sector"), func() { v.fillGap(p) })}
	}
	// The pair is named after the one that is not selected.
	a, b := p.Sectors[0], p.Sectors[1]
	if v.isSelected(b) {
		a, b = b, a
	}
	key, do := "map.overlap.accept", edit.AcceptOverlap
	if p.Accepted {
		key, do = "map.overlap.back", edit.RejectOverlap
	}
	return []*fyne.MenuItem{fyne.NewMenuItem(d.say(key, "Other", d.nameOf(b)), func() { d.Do(do(d.session.Doc, a, b)) })}
}

// fillGap makes a sector of a gap.
func (v *mapView) fillGap(p chart.Piece) {
	d := v.desk
	k := plan.KindOf[plan.Sector]()
	values := d.newValues(k)
	values["geometry"], values["type"] = string(p.Trace.Shape.Text()), "area"
	values["title"] = d.say("map.gap.new", "No", d.session.Doc.Count(k, d.place.Operation)+1)
	e, id, err := edit.Create(d.session.Doc, k, values, storage.NewID)
	e.Title = plan.Say("do.gap", "Name", values["title"])
	if d.Do(e, err) {
		v.Pick(id, false)
	}
}

func (d *Desk) nameOf(id plan.ID) string {
	return plan.NameOf(d.session.Doc, d.session.Doc.Get(id), d.app.Words)
}
