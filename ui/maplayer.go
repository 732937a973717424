package ui

import (
	"maps"
	"sync"

	"jointplan/exchange/chart"
	"jointplan/plan"
)

// mapLayer is the scene of an operation as the map draws it behind and asks it in
// front. The scene is only used by who holds the lock.
type mapLayer struct {
	mu    sync.Mutex
	scene *chart.Scene
	small *chart.Scene // areas and lines only, for the overview

	names, ground *chart.Base // of the basemap: over the scene, and under the overview

	next sync.Mutex // guards what is below, never held for long
	want *chart.Scene
}

// put has another scene drawn from now on.
func (l *mapLayer) put(scene, small *chart.Scene) {
	l.next.Lock()
	defer l.next.Unlock()
	l.want, l.small = scene, small
}

// Draw implements mapview.Layer.
func (l *mapLayer) Draw(c chart.Canvas, v chart.View) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.take()
	if l.scene != nil {
		l.scene.Draw(c, v)
		if l.names != nil {
			l.names.Names(c, v, l.scene.Taken())
		}
	}
}

func (l *mapLayer) take() {
	l.next.Lock()
	defer l.next.Unlock()
	if l.want != nil {
		l.scene, l.want = l.want, nil
	}
}

// setBase gives the basemap whose names go where the scene leaves room, and the one
// for the overview.
func (l *mapLayer) setBase(names, ground *chart.Base) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.names, l.ground = names, ground
	ground.Hidden = map[string]bool{"names": true, "provinces": true, "rivers": true}
}

// DrawSmall draws the overview, behind like the frames.
func (l *mapLayer) DrawSmall(c chart.Canvas, v chart.View) {
	l.mu.Lock()
	ground := l.ground
	l.mu.Unlock()
	l.next.Lock()
	small := l.small
	l.next.Unlock()
	if ground != nil {
		ground.Draw(c, v)
	}
	if small != nil {
		small.Draw(c, v)
	}
}

// hit asks what was drawn at a place. While a frame is being drawn the answer would
// have to wait: then hurried questions get none.
func (l *mapLayer) hit(v chart.View, at chart.Dot, hurried bool) []chart.Hit {
	if hurried && !l.mu.TryLock() {
		return nil
	}
	if !hurried {
		l.mu.Lock()
	}
	defer l.mu.Unlock()
	if l.scene == nil {
		return nil
	}
	return l.scene.Hit(v, at)
}

// mapOptions is how a user has the map.
type mapOptions struct {
	By       chart.Colouring
	On       plan.Date
	Winter   bool
	Patterns bool
	Lon, Lat float64
	Zoom     float64 // 0 when the map was never moved
	Hidden   map[string]bool
	List     bool // of parties and units beside the map
}

// scenes builds what is drawn.
func (v *mapView) scenes() (scene, small *chart.Scene) {
	d := v.desk
	o := chart.Options{
		Operation: d.place.Operation, By: v.options.By, On: v.options.On, Winter: v.options.Winter, Patterns: v.options.Patterns,
		Look: v.Look(), Words: d.app.Words, Selected: map[plan.ID]bool{}, Hidden: maps.Clone(v.options.Hidden), Pieces: v.pieces, Grave: v.grave(),
	}
	for _, id := range v.selected {
		o.Selected[id] = true
	}
	scene = chart.NewScene(d.session.Doc, v.traces, o)
	o.Hidden = map[string]bool{"words": true, "unit": true, "pieces": true}
	o.Selected, o.Pieces = nil, nil
	return scene, chart.NewScene(d.session.Doc, v.traces, o)
}

// grave is the worst that was found about each sector.
func (v *mapView) grave() map[plan.ID]int {
	if v.options.By != chart.ByReadiness {
		return nil
	}
	return chart.Grave(v.desk.session.Report.Findings(v.desk.place.Operation))
}
