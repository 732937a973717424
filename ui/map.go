package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"jointplan/exchange/chart"
	"jointplan/plan"
	"jointplan/plan/geo"
	"jointplan/ui/mapview"
	"jointplan/ui/parts"
	"jointplan/ui/theme"
)

// mapView shows the sectors, units and drawings of an operation on a map.
type mapView struct {
	desk     *Desk
	key      string // of its state
	options  mapOptions
	traces   *chart.Traces
	layer    *mapLayer
	scene    *chart.Scene // as last built; drawn through the layer only
	pieces   []chart.Piece
	search   pieceSearch
	selected []plan.ID
	chart    *mapview.Map
	job      mapJob          // of the tool in hand
	strip    *mapStrip       // over the map: what to do next
	carried  *fyne.Container // what is dragged from the list, under the mouse
	empty    *fyne.Container
	list     *fyne.Container // what can be dragged onto the map
	tools    *fyne.Container
	days     mapDays
	dayChip  *parts.Press
	content  *fyne.Container
}

func newMapView(d *Desk) *mapView {
	v := &mapView{desk: d, traces: chart.NewTraces(), layer: &mapLayer{}, tools: container.NewStack(), list: container.NewStack(), strip: newMapStrip(), carried: container.NewWithoutLayout()}
	v.key = "map " + d.place.Operation.String() // every operation's map has its own
	v.options = d.state.Views[v.key].Map
	v.days.line, v.days.last = parts.Column(0), v.options.On
	if v.options.By == "" {
		v.options.By = chart.ByParty
	}
	v.scene, _ = v.scenes()
	v.chart = mapview.New(v, loadSymbols())
	if v.options.Zoom > 0 {
		v.chart.SetView(geo.Point{Lon: v.options.Lon, Lat: v.options.Lat}, v.options.Zoom)
	}
	v.chart.SetScene(v.layer)
	v.showList()
	v.readGround()
	v.redraw()
	v.showDays()
	v.findPieces()
	head := parts.Panel(parts.Column(0, d.tabs(plan.KindOf[plan.Sector](), true), parts.Hair(), v.tools, parts.Hair(), v.days.line))
	ground := container.NewStack(v.chart, v.emptyState(), v.strip.content)
	v.content = container.NewStack(parts.Edges(head, nil, v.list, nil, ground), v.carried)
	return v
}

// redraw builds the scene anew and has it drawn, with all around it.
func (v *mapView) redraw() {
	v.drawScene()
	v.showTools()
	v.showEmpty()
}

// drawScene builds the scene anew and has it drawn.
func (v *mapView) drawScene() {
	scene, small := v.scenes()
	v.scene = scene
	v.layer.put(scene, small)
	v.chart.Redraw()
}

// Content implements view.
func (v *mapView) Content() fyne.CanvasObject { return v.content }

// Changed implements view.
func (v *mapView) Changed(changes []plan.Change) {
	doc := v.desk.session.Doc
	v.selected = slices.DeleteFunc(v.selected, func(id plan.ID) bool { return doc.Get(id) == nil })
	if touchesMap(changes) {
		v.findPieces()
	}
	if touchesList(changes) {
		v.showList()
	}
	if v.options.On != 0 && touchesDays(changes) {
		v.showDays()
	}
	v.redraw()
	v.handTool() // for the outlines as they are now
}

// touchesList reports whether changes may alter the list of parties and units.
func touchesList(changes []plan.Change) bool {
	return changes == nil || slices.ContainsFunc(changes, func(c plan.Change) bool {
		return c.Kind == plan.KindOf[plan.Unit]() || c.Kind == plan.KindOf[plan.Party]() || c.Field == plan.WholeObject
	})
}

// touchesMap reports whether changes may alter gaps and overlaps.
func touchesMap(changes []plan.Change) bool {
	return changes == nil || slices.ContainsFunc(changes, func(c plan.Change) bool {
		return c.Field == plan.WholeObject || c.Field == "geometry" || c.Field == "overlaps" || c.Field == "when"
	})
}

// touchesDays reports whether changes may alter the days that the map goes over.
func touchesDays(changes []plan.Change) bool {
	return changes == nil || slices.ContainsFunc(changes, func(c plan.Change) bool {
		return c.Kind == plan.KindOf[plan.Phase]() || c.Field == "period" || c.Field == "when" || c.Field == plan.WholeObject
	})
}

// Selected implements view.
func (v *mapView) Selected() []plan.ID { return sameKind(v.desk.session.Doc, v.selected) }

// Reveal implements view: it goes to what is on the map.
func (v *mapView) Reveal(id plan.ID) bool {
	o := v.desk.session.Doc.Get(id)
	if o == nil {
		return false
	}
	t := v.scene.Trace(id)
	if t == nil {
		return false
	}
	v.selectOnly(id)
	seen := v.chart.View().Box()
	if !seen.Holds(t.Middle) {
		v.chart.Centre(t.Middle)
	}
	return true
}

// Focus implements view.
func (v *mapView) Focus() { v.desk.win.Canvas().Focus(v.chart) }

func (v *mapView) selectOnly(ids ...plan.ID) {
	v.selected = ids
	v.handTool()
	v.redraw()
}

// Look implements mapview.Host.
func (v *mapView) Look() chart.Look { return lookNow() }

// lookNow is the colours of maps that go with those of the window.
func lookNow() chart.Look {
	if *parts.Colours() == theme.DarkPalette {
		return chart.Dark
	}
	return chart.Light
}

// Words implements mapview.Host.
func (v *mapView) Words() chart.Words { return v.desk.app.Words }

// Later implements mapview.Host.
func (v *mapView) Later(f func()) { v.desk.app.Later(f) }

// Hit implements mapview.Host.
func (v *mapView) Hit(at chart.View, dot chart.Dot, hurried bool) []chart.Hit {
	return v.layer.hit(at, dot, hurried)
}

// Pick implements mapview.Host.
func (v *mapView) Pick(id plan.ID, add bool) {
	switch {
	case id == plan.NoID:
		v.selectOnly()
	case !add:
		v.selectOnly(id)
	case slices.Contains(v.selected, id):
		v.selectOnly(slices.DeleteFunc(slices.Clone(v.selected), func(o plan.ID) bool { return o == id })...)
	default:
		v.selectOnly(append(slices.Clone(v.selected), id)...)
	}
	v.desk.selectionChanged()
}

// Open implements mapview.Host: the inspector takes the keyboard.
func (v *mapView) Open() {
	if len(v.selected) > 0 {
		v.desk.foldInspector(false)
		v.desk.inspect.focusFirst()
	}
}

// Next implements mapview.Host.
func (v *mapView) Next(step int) {
	ids := v.onMap()
	if len(ids) == 0 {
		return
	}
	at := -1
	if len(v.selected) > 0 {
		at = slices.Index(ids, v.selected[len(v.selected)-1])
	}
	if at < 0 && step < 0 {
		at = 0
	}
	id := ids[((at+step)%len(ids)+len(ids))%len(ids)]
	v.Reveal(id)
	v.desk.selectionChanged()
}

// onMap lists what can be selected: sectors, then drawings, then units.
func (v *mapView) onMap() []plan.ID {
	var ids []plan.ID
	for _, k := range mapKinds() {
		for _, o := range v.desk.session.Doc.Objects(k, v.desk.place.Operation) {
			if id := plan.IDFor(o); v.scene.Trace(id) != nil {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// mapKinds are the kinds with a place on the map.
func mapKinds() []*plan.Kind {
	return []*plan.Kind{plan.KindOf[plan.Sector](), plan.KindOf[plan.Graphic](), plan.KindOf[plan.Unit]()}
}

// Legend implements mapview.Host.
func (v *mapView) Legend() []chart.LegendEntry { return v.scene.Legend() }

// Home implements mapview.Host.
func (v *mapView) Home() (geo.Box, bool) { return v.scene.Box() }
