package ui

import (
	"jointplan/plan"
	"jointplan/plan/geo"
	"jointplan/ui/mapview"
)

// mapJob is what the tool in hand is used for.
type mapJob struct {
	name string       // of its words
	work mapview.Work // nil when nothing but the selection is in hand
	bar  *drawingBar  // above the map
}

// begin takes a drawing in hand; done gets what was drawn and says whether it was
// accepted, else the drawing stays to be mended.
func (v *mapView) begin(name string, sort geo.Type, done func(s geo.Shape) error) {
	t := &mapview.Drawing{Sort: sort, Snap: v.snapper(), Follow: v.along, Refused: v.desk.complain}
	t.Done = func(s geo.Shape) {
		if err := s.Validate(); err != nil {
			v.offerMend([]geo.Shape{s}, err, func(mended []geo.Shape) { v.finish(mended[0], done) })
			return
		}
		v.finish(s, done)
	}
	v.take(name, t)
}

// finish hands over what was drawn; what is not accepted stays in hand.
func (v *mapView) finish(s geo.Shape, done func(s geo.Shape) error) {
	job := v.job
	v.job = mapJob{} // what is done below hands the next tool
	if err := done(s); err != nil {
		v.job = job
		v.showTools()
		v.desk.complain(err)
		return
	}
	v.end(nil)
}

// take takes a work in hand.
func (v *mapView) take(name string, t mapview.Work) {
	if v.readOnly() {
		v.desk.complain(plan.Problem("error.map.readonly"))
		return
	}
	v.job = mapJob{name: name, work: t}
	v.job.bar = v.newDrawingBar()
	v.chart.SetTool(t)
	v.showTools()
	v.showEmpty()
	v.Focus()
}

// end lays the work down, unless it failed.
func (v *mapView) end(err error) {
	if err != nil {
		v.desk.complain(err)
		return
	}
	v.layDown()
}

// layDown takes the work out of the hand.
func (v *mapView) layDown() {
	v.job = mapJob{}
	v.handTool()
	v.showTools()
	v.showEmpty()
	v.Focus() // the field that had the keyboard may be gone
}

// Left implements mapview.Host: the tool is given up, or else the selection.
func (v *mapView) Left() {
	if v.job.work == nil {
		v.Pick(plan.NoID, false)
		return
	}
	v.layDown()
}
