package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"jointplan/exchange/chart"
	"jointplan/plan"
)

func TestTheMapIsShownDayByDay(t *testing.T) {
	p, v := atMap(t)
	op := p.operation()
	sector := plan.All[plan.Sector](p.session.Doc, op.ID)[0]
	first := op.Period.Start
	p.set(sector.ID, "when", plan.Span{Start: first + 10, Finish: first + 20}.String())
	p.run("view.day")
	slider := v.days.slider
	if slider == nil || int(slider.Max) != op.Period.Days()-1 || len(slider.Marks) != len(chart.PhasesOf(p.session.Doc, op.ID)) {
		t.Fatalf("the slider is %+v", slider)
	}
	if p.win.Canvas().Focused() != fyne.Focusable(slider) {
		t.Error("the slider has not the keyboard")
	}
	shown := func(day plan.Date, there bool) {
		t.Helper()
		if v.options.On != day || (v.scene.Trace(sector.ID) != nil) != there {
			t.Errorf("on %s, want %s; the sector is shown: %v", v.options.On, day, v.scene.Trace(sector.ID) != nil)
		}
		p.wantText(p.app.Words.Date(day))
	}
	p.key(fyne.KeyHome)
	shown(first, false)
	p.key(fyne.KeyPageUp)
	p.key(fyne.KeyRight, fyne.KeyRight, fyne.KeyRight)
	shown(first+10, true)
	p.key(fyne.KeyPageDown)
	shown(first+3, false)
	p.key(fyne.KeyEnd)
	shown(op.Period.Finish, false)
	slider.SetValue(slider.Leap(15, 1))
	if month := (first + 15).Time().AddDate(0, 1, 0); v.options.On != plan.DateOf(month) {
		t.Errorf("a month on it is %s", v.options.On)
	}
	p.press(p.t("map.day.off"))
	if v.options.On != 0 || v.days.slider != nil || v.scene.Trace(sector.ID) == nil {
		t.Error("switched off, not everything is shown")
	}
	v.set(func(o *mapOptions) { o.By = chart.ByDensity })
	v.goDay(plan.MakeDate(2027, 1, 15))
	p.wantText(p.t("map.winter"))
	p.press(p.t("map.winter"))
	p.wantText(p.t("map.summer"))
}

func TestWithoutDaysTheMapAsksForOne(t *testing.T) {
	p, v := atMap(t)
	p.set(p.place.Operation, "period", "")
	for _, k := range []*plan.Kind{plan.KindOf[plan.Phase](), plan.KindOf[plan.Sector](), plan.KindOf[plan.Unit](), plan.KindOf[plan.Task]()} {
		for _, o := range p.session.Doc.Objects(k, p.place.Operation) {
			p.set(plan.IDFor(o), "when", "")
		}
	}
	p.run("view.day")
	p.wantText(p.t("map.day.bad"))
	p.fill(p.t("map.day"), "2027-07-01")
	p.press(p.t("map.show"))
	if v.options.On != plan.MakeDate(2027, 7, 1) || v.days.slider != nil {
		t.Errorf("on %s, %v", v.options.On, v.days.slider)
	}
	p.run("view.day")
	if v.options.On != 0 {
		t.Error("it cannot be switched off")
	}
}
