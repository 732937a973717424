package storage

import (
	"context"
	"slices"
	"strings"
	"time"

	"jointplan/plan"
)

// Moment is a state of the plan that can be gone back to, and how people call
// it. AsOfStep gives its document.
type Moment struct {
	Step TxnID
	At   time.Time
	Name plan.Message
}

// Moment finds the state of the plan that a person names: a version by its name,
// the end of a day, or a time of a day.
func (w *Workspace) Moment(ctx context.Context, text string, words plan.Words) (Moment, error) {
	text = strings.Join(strings.Fields(text), " ")
	all, err := w.Versions()
	if err != nil {
		return Moment{}, err
	}
	for _, v := range all {
		if strings.EqualFold(v.Title, text) {
			return v.Moment(), nil
		}
	}
	from, to, err := plan.ReadMoment(text, words, time.Local)
	if err != nil {
		return Moment{}, plan.Problem("error.asof.read", "Value", text).Because(err)
	}
	t, err := w.stepAt(ctx, to.Add(-time.Millisecond))
	if err != nil {
		return Moment{}, err
	}
	m := Moment{Step: t.id, At: t.time(), Name: plan.SayDay(from)}
	if to.Sub(from) == time.Minute {
		m.Name = plan.SayMoment(from)
	}
	return m, nil
}

// Moment is the state that the version names.
func (v Version) Moment() Moment {
	return Moment{Step: v.Step, At: v.At, Name: plan.Say("history.moment.version", "Title", v.Title)}
}

// Moment is the state right after the step.
func (s Step) Moment() Moment {
	return Moment{Step: s.ID, At: s.At, Name: plan.SayMoment(s.At.Local())}
}

// Glimpse is a workspace that shows an earlier state of this one: read-only,
// without a history of its own and without a hold on the file. A copy saved of it
// holds that state. d is what AsOfStep gave for the moment.
func (w *Workspace) Glimpse(d *plan.Document, m Moment) *Workspace {
	g := newWorkspace(w.path, w.options, w.layout)
	title := plan.Say("do.compact", "When", m.Name)
	g.doc, g.glimpse = d, &title
	g.options.ReadOnly = false
	g.refuse(plan.Say("banner.past", "When", m.Name))
	return g
}

// Days gives the states at which the plan stood at the end of each day on which
// something was done here, oldest first.
func (w *Workspace) Days(ctx context.Context) ([]Moment, error) {
	head, err := w.head()
	if err != nil {
		return nil, err
	}
	var days []Moment
	var last plan.Date
	err = w.eachOwn(ctx, head, func(t txn) bool {
		// Where a clock went back, the later state counts, as in stepAt.
		if day := plan.DateOf(t.time().Local()); len(days) == 0 || day < last {
			days, last = append(days, Moment{Step: t.id, At: t.time(), Name: plan.SayDay(t.time().Local())}), day
		}
		return true
	})
	slices.Reverse(days)
	return days, explain(err, w.path)
}
