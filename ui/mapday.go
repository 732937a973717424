package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"jointplan/exchange/chart"
	"jointplan/plan"
	"jointplan/ui/parts"
)

// mapDays is the line under the tools with which a day of the map is chosen.
type mapDays struct {
	line    *fyne.Container
	slider  *parts.Slider // nil while all days are shown
	name    *parts.Line
	from    plan.Date // the day at the start of the slider
	last    plan.Date // that was shown, 0 before there was one
	waiting bool      // the map is about to be drawn for the day
}

// dayName is what the map shows: a day, or all.
func (v *mapView) dayName() string {
	if v.options.On == 0 {
		return v.desk.t("map.day.all")
	}
	return v.desk.app.Words.Date(v.options.On)
}

// toggleDay shows one day, or all there ever is again.
func (v *mapView) toggleDay() {
	d := v.desk
	if v.options.On != 0 {
		v.toDay(0)
		v.endDay()
		v.showDays()
		return
	}
	span := chart.DaysOf(d.session.Doc, d.place.Operation)
	if span == (plan.Span{}) {
		v.askDay()
		return
	}
	day := v.days.last
	if day == 0 {
		day = min(max(plan.DateOf(d.app.Now()), span.Start), span.Finish)
	}
	v.goDay(day)
}

// goDay shows a day, with the slider.
func (v *mapView) goDay(day plan.Date) {
	v.toDay(day)
	v.endDay()
	v.showDays()
	if v.days.slider != nil {
		v.desk.win.Canvas().Focus(v.days.slider)
	}
}

// showDays brings the slider up to date with the plan, or hides it.
func (v *mapView) showDays() {
	d, days := v.desk, &v.days
	days.line.Objects, days.slider = nil, nil
	span := chart.DaysOf(d.session.Doc, d.place.Operation)
	if on := v.options.On; on != 0 && span != (plan.Span{}) {
		days.from = min(span.Start, on)
		days.slider = parts.NewSlider(0, float64(max(span.Finish, on)-days.from))
		days.slider.Value = float64(on - days.from)
		for _, p := range chart.PhasesOf(d.session.Doc, d.place.Operation) {
			days.slider.Marks = append(days.slider.Marks, parts.Mark{At: float64(p.When.Start - days.from), Text: p.Title})
		}
		days.slider.Leap = func(at, by float64) float64 { // by a month
			day := (days.from + plan.Date(at)).Time()
			return float64(plan.DateOf(day.AddDate(0, int(by), 0)) - days.from)
		}
		days.slider.Left = v.Focus
		days.slider.OnChanged = func(at float64) { v.toDay(days.from + plan.Date(at)) }
		days.slider.OnChangeEnded = func(float64) { v.endDay() }
		days.name = parts.NewTitle(v.dayName(), 13)
		right := parts.Flow(14, parts.NewLink(d.t("map.day.type"), v.askDay), parts.NewLink(d.t("map.day.off"), v.toggleDay))
		days.line.Add(parts.Pad(container.NewBorder(nil, nil, parts.Wide(days.name, 110), right, days.slider), 2, 14, 4, 14))
		days.line.Add(parts.Hair())
	}
	days.line.Refresh()
}

// toDay shows a day while it is being chosen: the map alone is drawn anew, once for
// all moves of the mouse that came in meanwhile.
func (v *mapView) toDay(day plan.Date) {
	v.options.On = day
	if day != 0 {
		v.days.last = day
		v.options.Winter = chart.IsWinter(day)
	}
	if v.days.name != nil {
		v.days.name.Set(v.dayName())
	}
	if v.days.waiting {
		return
	}
	v.days.waiting = true
	v.desk.app.Later(func() {
		v.days.waiting = false
		v.drawScene()
		v.findPiecesOfDay()
	})
}

// endDay brings all that depends on the day up to date once it is chosen.
func (v *mapView) endDay() {
	v.drawScene()
	v.handTool()
	v.dayChip.Set(v.dayName(), v.options.On != 0)
	if v.options.By == chart.ByDensity {
		v.showTools()
	}
	v.showEmpty()
}

// askDay asks for the day that is shown; none shows all there ever is.
func (v *mapView) askDay() {
	d := v.desk
	day := parts.NewEntry(d.app.Words.Date(v.options.On), nil)
	day.SetPlaceHolder(d.t("hint.date"))
	help := "map.day.help"
	if chart.DaysOf(d.session.Doc, d.place.Operation) == (plan.Span{}) {
		help = "map.day.bad"
	}
	content := parts.Column(10, parts.Labelled(d.t("map.day"), day), parts.Paragraph(d.t(help), parts.Second))
	d.form(d.t("map.day.title"), d.t("map.show"), content, 400, func() error {
		span, err := d.readEnds(day.Text, "")
		if err == nil {
			v.goDay(span.Start)
		}
		return err
	})
	d.win.Canvas().Focus(day)
}
