package diff

import (
	"encoding/json"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"jointplan/plan"
	"jointplan/plan/compare"
	"jointplan/ui/parts"
	"jointplan/ui/theme"
)

// picture draws what can be seen better than read: periods on one scale of time,
// outlines over each other. It is nil for other fields.
func (x *Set) picture(r compare.Row) fyne.CanvasObject {
	if r.Field == nil {
		return nil
	}
	switch r.Field.Type {
	case plan.Period, plan.Day:
		return x.bars(r)
	case plan.Shape:
		return x.outlines(r)
	}
	return nil
}

// stance is one side of a picture.
type stance struct {
	key    string
	value  string
	colour color.Color
}

func (x *Set) stances(r compare.Row) []stance {
	c := parts.Colours()
	list := []stance{{"compare.before", r.Base.Value, c.Hint}, {x.reader.Ours, r.Ours.Value, c.Accent}, {x.reader.Theirs, r.Theirs.Value, c.Fine}}
	if !r.Base.Exists {
		list = list[1:]
	}
	return list
}

// bars draws the periods of both sides, and of before, on one scale.
func (x *Set) bars(r compare.Row) fyne.CanvasObject {
	w := x.reader
	l := &spanLayout{}
	box := container.New(l)
	for _, s := range x.stances(r) {
		span, ok := spanOf(r.Field, s.value)
		if !ok {
			continue
		}
		name := parts.NewCut(w.t(s.key), parts.Second)
		name.Points = theme.Small
		bar := canvas.NewRectangle(s.colour)
		bar.CornerRadius = 3
		l.spans = append(l.spans, span)
		box.Objects = append(box.Objects, name, bar)
	}
	if len(l.spans) < 2 {
		return nil
	}
	l.scale = l.spans[0]
	for _, s := range l.spans {
		l.scale.Start, l.scale.Finish = min(l.scale.Start, s.Start), max(l.scale.Finish, s.Finish)
	}
	first, last := parts.NewLine(w.Words.Date(l.scale.Start), parts.Hint), parts.NewLine(w.Words.Date(l.scale.Finish), parts.Hint)
	first.Points, last.Points = theme.Small, theme.Small
	box.Objects = append(box.Objects, first, last)
	return box
}

func spanOf(f *plan.Field, value string) (plan.Span, bool) {
	if f.Type == plan.Day {
		day, err := plan.ParseDate(value)
		return plan.Span{Start: day, Finish: day}, err == nil && day != 0
	}
	span, err := plan.ParseSpan(value)
	if span.Start == 0 {
		span.Start = span.Finish
	}
	if span.Finish == 0 {
		span.Finish = span.Start
	}
	return span, err == nil && span.Start != 0
}

// spanLayout puts a name and a bar for each span in a line, the ends of the scale
// below.
type spanLayout struct {
	spans []plan.Span
	scale plan.Span
}

const spanName, spanLine float32 = 84, 20

// Layout implements fyne.Layout.
func (l *spanLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	room := max(size.Width-spanName, 10)
	at := func(day plan.Date) float32 {
		return spanName + room*float32(day-l.scale.Start)/float32(l.scale.Finish-l.scale.Start+1)
	}
	for i, s := range l.spans {
		name, bar := objects[2*i], objects[2*i+1]
		top := float32(i) * spanLine
		name.Move(fyne.NewPos(0, top+2))
		name.Resize(fyne.NewSize(spanName-6, spanLine-4))
		bar.Move(fyne.NewPos(at(s.Start), top+4))
		bar.Resize(fyne.NewSize(max(at(s.Finish+1)-at(s.Start), 3), spanLine-9))
	}
	below := float32(len(l.spans)) * spanLine
	first, last := objects[len(objects)-2], objects[len(objects)-1]
	first.Move(fyne.NewPos(spanName, below))
	first.Resize(first.MinSize())
	last.Move(fyne.NewPos(size.Width-last.MinSize().Width, below))
	last.Resize(last.MinSize())
}

// MinSize implements fyne.Layout.
func (l *spanLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(spanName+120, float32(len(l.spans)+1)*spanLine)
}

// point is a place in degrees: longitude, latitude.
type point struct{ x, y float64 }

// outlinesOf reads the lines and rings of a GeoJSON geometry.
func outlinesOf(text string) [][]point {
	var g struct {
		Coordinates any               `json:"coordinates"`
		Geometries  []json.RawMessage `json:"geometries"`
	}
	if json.Unmarshal([]byte(text), &g) != nil {
		return nil
	}
	lines := linesIn(g.Coordinates)
	for _, part := range g.Geometries {
		lines = append(lines, outlinesOf(string(part))...)
	}
	return lines
}

func linesIn(coordinates any) (lines [][]point) {
	list, _ := coordinates.([]any)
	var line []point
	for _, c := range list {
		if p, ok := pointIn(c); ok {
			line = append(line, p)
		} else {
			lines = append(lines, linesIn(c)...)
		}
	}
	if p, ok := pointIn(coordinates); ok {
		line = []point{p}
	}
	if line != nil {
		lines = append(lines, line)
	}
	return lines
}

func pointIn(c any) (point, bool) {
	pair, ok := c.([]any)
	if !ok || len(pair) < 2 {
		return point{}, false
	}
	x, okX := pair[0].(float64)
	y, okY := pair[1].(float64)
	return point{x, y}, okX && okY
}

// pointsOf lists all corners of a geometry.
func pointsOf(text string) (all []point) {
	for _, line := range outlinesOf(text) {
		all = append(all, line...)
	}
	return all
}

// mostCorners is how many corners of one side are drawn; the rest would not be
// seen at this size.
const mostCorners = 400

// outlines draws the geometries over each other, theirs on top.
func (x *Set) outlines(r compare.Row) fyne.CanvasObject {
	w := x.reader
	l := &outlineLayout{low: point{math.Inf(1), math.Inf(1)}, high: point{math.Inf(-1), math.Inf(-1)}}
	box := container.New(l)
	legend := parts.Flow(12)
	for _, s := range x.stances(r) {
		lines := outlinesOf(s.value)
		if len(lines) == 0 {
			continue
		}
		step := 1 + len(pointsOf(s.value))/mostCorners
		for _, line := range lines {
			l.add(box, line, step, s.colour)
		}
		legend.Add(parts.Flow(5, parts.NewFill(fyne.NewSize(10, 3), func() color.Color { return s.colour }), parts.NewLine(w.t(s.key), parts.Second)))
	}
	if len(l.from) == 0 {
		return nil
	}
	return parts.Column(6, legend, box)
}

// outlineLayout puts lines between corners where a map would: true to shape in the
// middle of what is drawn.
type outlineLayout struct {
	low, high point
	from, to  []point
}

func (l *outlineLayout) add(box *fyne.Container, line []point, step int, colour color.Color) {
	last := line[0]
	for i, p := range line {
		l.low, l.high = point{min(l.low.x, p.x), min(l.low.y, p.y)}, point{max(l.high.x, p.x), max(l.high.y, p.y)}
		if i == 0 && len(line) > 1 || i%step != 0 && i != len(line)-1 {
			continue
		}
		l.from, l.to = append(l.from, last), append(l.to, p)
		last = p
		stroke := canvas.NewLine(colour)
		stroke.StrokeWidth = 2
		box.Objects = append(box.Objects, stroke)
	}
}

const outlineHeight float32 = 180

// Layout implements fyne.Layout.
func (l *outlineLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	narrow := math.Cos((l.low.y + l.high.y) / 2 * math.Pi / 180)
	width, height := (l.high.x-l.low.x)*narrow, l.high.y-l.low.y
	scale := min(float64(size.Width-8)/max(width, 1e-9), float64(size.Height-8)/max(height, 1e-9))
	left, top := (float64(size.Width)-width*scale)/2, (float64(size.Height)-height*scale)/2
	at := func(p point) fyne.Position {
		return fyne.NewPos(float32(left+(p.x-l.low.x)*narrow*scale), float32(top+(l.high.y-p.y)*scale))
	}
	for i, o := range objects {
		line := o.(*canvas.Line)
		line.Position1, line.Position2 = at(l.from[i]), at(l.to[i])
		if l.from[i] == l.to[i] { // a single place
			line.Position2 = line.Position2.AddXY(3, 3)
		}
	}
}

// MinSize implements fyne.Layout.
func (l *outlineLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(120, outlineHeight)
}
