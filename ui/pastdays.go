package ui

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"jointplan/storage"
	"jointplan/ui/parts"
)

// dayStep is a step to another day of the plan that is being made; the next one
// ends it.
type dayStep struct {
	by     int
	cancel context.CancelFunc
}

// stepDay shows the plan as it stood some days on which something was done
// earlier or later.
func (d *Desk) stepDay(by int) {
	if d.stepping != nil {
		by += d.stepping.by
	}
	from := storage.Moment{}
	if d.past != nil {
		from = d.past.moment
	}
	d.goDay(by, func(days []storage.Moment) int { return dayOf(days, from) + by })
}

// dayOf finds the day of a moment among days; the last without one.
func dayOf(days []storage.Moment, m storage.Moment) int {
	if m.At.IsZero() {
		return len(days) - 1
	}
	for i, day := range days {
		if !day.At.Before(m.At) {
			return i
		}
	}
	return len(days) - 1
}

// goDay makes the plan of a chosen day off the goroutine of the user interface
// and shows it, unless another is asked for meanwhile. The last day is now.
func (d *Desk) goDay(by int, choose func(days []storage.Moment) int) {
	d.endStep()
	ctx, cancel := context.WithCancel(context.Background())
	step := &dayStep{by, cancel}
	d.stepping = step
	file := d.live().File
	go func() {
		s, m, err := daySession(ctx, file, choose)
		d.app.Later(func() {
			if ctx.Err() != nil || d.stepping != step || d.live() == nil || d.live().File != file {
				return
			}
			d.endStep()
			d.showDay(s, m, err)
		})
	}()
}

// errNoDay says that there is no such day.
var errNoDay = errors.New("before the first day")

// daySession makes the session of a chosen day; nil for now.
func daySession(ctx context.Context, file *storage.Workspace, choose func(days []storage.Moment) int) (*Session, pastMoment, error) {
	days, err := file.Days(ctx)
	if err != nil {
		return nil, pastMoment{}, err
	}
	i := choose(days)
	switch {
	case i < 0:
		return nil, pastMoment{}, errNoDay
	case i >= len(days)-1:
		return nil, pastMoment{}, nil
	}
	m := pastMoment{days[i], days}
	doc, err := file.AsOfStep(ctx, m.Step)
	if err != nil {
		return nil, m, err
	}
	s, err := pastSession(ctx, file.Glimpse(doc, m.Moment), m.Moment)
	return s, m, err
}

func (d *Desk) showDay(s *Session, m pastMoment, err error) {
	switch {
	case errors.Is(err, errNoDay):
		d.inform("past.first")
	case err != nil:
		d.complain(err)
	case s != nil:
		d.showPast(s, m)
	case d.past != nil:
		d.backToNow()
	}
}

// endStep gives up the step to another day that is being made.
func (d *Desk) endStep() {
	if d.stepping != nil {
		d.stepping.cancel()
		d.stepping = nil
	}
}

// dayStepper leads through the days of the plan: one earlier, one later, or by a
// slider to any. name is the line that says which day is in sight.
func (d *Desk) dayStepper(name *parts.Line) fyne.CanvasObject {
	days := d.past.days
	row := parts.Flow(12, parts.NewLink(d.t("past.earlier"), func() { d.run("view.earlier") }))
	if len(days) > 1 {
		slider := parts.NewSlider(0, float64(len(days)-1))
		slider.Value = float64(dayOf(days, d.past.moment))
		slider.OnChanged = func(at float64) {
			name.Text = d.say("banner.past", "When", days[int(at)].Name)
			name.Refresh()
		}
		slider.OnChangeEnded = func(at float64) {
			d.goDay(0, func(days []storage.Moment) int { return min(int(at), len(days)-1) })
		}
		row.Add(container.NewCenter(parts.Wide(slider, 180)))
	}
	row.Add(parts.NewLink(d.t("past.later"), func() { d.run("view.later") }))
	return row
}
