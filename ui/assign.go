package ui

import (
	"fyne.io/fyne/v2/container"

	"jointplan/plan"
	"jointplan/plan/edit"
	"jointplan/ui/parts"
)

// showAssign gives the selected tasks a party, sector, unit, phase, line or
// dates in one step.
func (d *Desk) showAssign() {
	tasks := d.view.Selected()
	op := d.place.Operation
	var a edit.Assignment
	start, finish := parts.NewEntry("", nil), parts.NewEntry("", nil)
	start.SetPlaceHolder(d.t("hint.date"))
	finish.SetPlaceHolder(d.t("hint.date"))
	pick := func(k *plan.Kind, to *plan.ID) *parts.Picker {
		return d.pickerFor(k, op, func(id plan.ID) { *to = id })
	}
	party := pick(plan.KindOf[plan.Party](), &a.Party)
	content := container.NewGridWithColumns(2,
		parts.Labelled(d.t("field.task.party"), party),
		parts.Labelled(d.t("field.sector"), pick(plan.KindOf[plan.Sector](), &a.Sector)),
		parts.Labelled(d.t("field.unit"), pick(plan.KindOf[plan.Unit](), &a.Unit)),
		parts.Labelled(d.t("field.phase"), pick(plan.KindOf[plan.Phase](), &a.Phase)),
		parts.Labelled(d.t("field.line"), pick(plan.KindOf[plan.Line](), &a.Line)),
		parts.Gap(1, 1),
		parts.Labelled(d.t("field.start"), start),
		parts.Labelled(d.t("field.finish"), finish),
	)
	title := d.say("assign.title", "What", plan.CountOf(plan.KindOf[plan.Task](), len(tasks)))
	d.form(title, d.t("button.assign"), content, 520, func() error {
		span, err := d.readEnds(start.Text, finish.Text)
		if err != nil {
			return err
		}
		a.When = span
		if a == (edit.Assignment{}) {
			return plan.Problem("error.assign.nothing")
		}
		e, err := edit.Assign(d.session.Doc, tasks, a)
		if err != nil {
			return err
		}
		return d.session.Do(e)
	})
	d.win.Canvas().Focus(party)
}

// readEnds reads two days as a period; both or none.
func (d *Desk) readEnds(start, finish string) (plan.Span, error) {
	f := plan.KindOf[plan.Task]().Field("when")
	text := ""
	for _, end := range []struct {
		which edit.End
		text  string
	}{{edit.Start, start}, {edit.Finish, finish}} {
		if end.text == "" {
			continue
		}
		var err error
		if text, err = edit.SetEnd(d.session.Doc, d.place.Operation, edit.Slot{Field: f, End: end.which}, text, end.text, d.app.Words); err != nil {
			return plan.Span{}, err
		}
	}
	return plan.ParseSpan(text)
}
