package ui

import (
	"context"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"jointplan/plan"
	"jointplan/plan/edit"
	"jointplan/storage"
	"jointplan/ui/parts"
)

// pastView says that the window shows the plan as it stood: the session in sight
// is of that time and read-only, the open file waits behind it.
type pastView struct {
	live   *Session
	moment storage.Moment
	days   []storage.Moment // to step through, see dayStepper
}

// pastMoment is a state of the plan among the days that lead to it.
type pastMoment struct {
	storage.Moment
	days []storage.Moment
}

// live is the session of the open file, whichever time is in sight.
func (d *Desk) live() *Session {
	if d.past != nil {
		return d.past.live
	}
	return d.session
}

// askPast asks for a day, a time or a version and shows the plan as it stood.
func (d *Desk) askPast() {
	when := parts.NewEntry("", nil)
	content := parts.Column(10, parts.Labelled(d.t("past.when"), when), parts.Paragraph(d.t("past.when.help"), parts.Second))
	var m storage.Moment
	d.formThen(d.t("past.title"), d.t("past.show"), content, 440, func() (err error) {
		m, err = d.live().File.Moment(context.Background(), when.Text, d.app.Words)
		return err
	}, func() { d.lookBack(m) }, nil)
	d.win.Canvas().Focus(when)
}

// lookBack shows the plan as it stood at a moment.
func (d *Desk) lookBack(m storage.Moment) {
	var s *Session
	d.endStep()
	past := pastMoment{Moment: m}
	file := d.live().File
	d.work(d.say("past.making", "When", m.Name), func(ctx context.Context, progress func(done, total int)) error {
		doc, err := file.AsOfStep(ctx, m.Step)
		if err == nil {
			past.days, err = file.Days(ctx)
		}
		if err == nil {
			s, err = pastSession(ctx, file.Glimpse(doc, m), m)
		}
		return err
	}, func(err error) {
		if err != nil {
			d.complain(err)
			return
		}
		if d.live() != nil && d.live().File == file {
			d.showPast(s, past)
		}
	})
}

// pastSession is the session of an earlier time; a large plan is checked behind.
func pastSession(ctx context.Context, file *storage.Workspace, m storage.Moment) (*Session, error) {
	if file.Document().Len() > atOnce {
		return lateSession(file, m.At)
	}
	return newSession(ctx, file, m.At)
}

func (d *Desk) showPast(s *Session, m pastMoment) {
	live := d.live()
	d.keepViewState()
	d.endPast()
	d.session, d.past = s, &pastView{live, m.Moment, m.days}
	s.Watch(d.changed)
	if d.place.Section == placeHistory {
		d.place.Section = placeOverview
	}
	d.rebuild()
	s.CheckBehind(d.app.Later)
}

// endPast gives up the session of an earlier time, if there is one.
func (d *Desk) endPast() {
	d.endStep()
	if d.past != nil {
		d.session.close()
		d.session, d.past = d.past.live, nil
	}
}

// backToNow shows the plan as it is.
func (d *Desk) backToNow() {
	d.keepViewState()
	d.endPast()
	d.rebuild()
}

// pastBanner stands above everything while an earlier time is in sight.
func (d *Desk) pastBanner() fyne.CanvasObject {
	links := parts.Flow(18, parts.NewLink(d.t("past.back"), func() { d.run("view.now") }))
	if d.past.live.File.ReadOnly() == nil {
		links.Add(parts.NewLink(d.t("past.restore"), func() {
			if len(d.view.Selected()) == 0 {
				d.inform("past.restore.none")
				return
			}
			d.run("edit.restore")
		}))
	}
	m := d.past.moment
	links.Add(parts.NewLink(d.t("past.compare"), func() { d.compareMoments(m, nil) }))
	text := parts.NewCut(d.say("banner.past", "When", m.Name), parts.Plain)
	text.Bold = true
	line := container.NewBorder(nil, nil, nil, parts.Flow(24, d.dayStepper(text), links), text)
	return container.NewStack(
		parts.NewFill(fyne.Size{}, func() color.Color { return parts.Colours().SeriousBack }),
		container.NewBorder(nil, nil, parts.NewFill(fyne.NewSize(3, 1), func() color.Color { return parts.Colours().Serious }), nil, parts.Pad(line, 7, 14, 7, 11)),
	)
}

// canRestore reports whether what is selected in the past can be brought back.
func (d *Desk) canRestore() bool {
	return d.past != nil && d.past.live.File.ReadOnly() == nil && d.view != nil && len(d.view.Selected()) > 0
}

// restoreSelected brings the objects selected in the past back into the plan as
// it is.
func (d *Desk) restoreSelected() {
	ids := d.view.Selected()
	e, err := edit.RestoreAll(d.past.live.Doc, d.session.Doc, ids, d.past.moment.Name)
	d.restore(e, err, ids[0])
}

// restoreField brings one field of several objects back.
func (d *Desk) restoreField(ids []plan.ID, f *plan.Field) {
	var all plan.Edit
	for _, id := range ids {
		e, err := edit.Restore(d.past.live.Doc, d.session.Doc, id, d.past.moment.Name, f)
		if err != nil {
			d.complain(err)
			return
		}
		all.Title, all.Changes = e.Title, append(all.Changes, e.Changes...)
	}
	if len(ids) > 1 {
		all.Title = plan.Say("do.restore.field", "Field", plan.Say(f.Label()), "What", plan.CountOf(f.Kind, len(ids)), "When", d.past.moment.Name)
	}
	d.restore(all, nil, ids[0])
}

// restore goes back to the plan as it is and makes the edit there.
func (d *Desk) restore(e plan.Edit, err error, id plan.ID) {
	switch {
	case err != nil:
		d.complain(err)
	case e.IsEmpty():
		d.inform("past.restore.same")
	default:
		if d.past != nil {
			d.backToNow()
		}
		if d.Do(e, nil) && d.place.Section != placeHistory {
			d.Reveal(id)
		}
	}
}
