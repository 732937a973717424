package ui

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"jointplan/exchange/chart"
	"jointplan/plan"
	"jointplan/plan/check"
	"jointplan/plan/compare"
	"jointplan/storage"
	"jointplan/ui/parts"
)

// outlook is what the checks would find after the merge that they do not find
// now. It is worked out in the background, once the user stops deciding.
type outlook struct {
	view  *mergeView
	fresh []check.Finding
	gone  int // findings that the merge would settle
	ready bool
	err   error
	stop  context.CancelFunc // of the work that goes on
}

// outlookPause is how long nobody decides before the work starts.
const outlookPause = 400 * time.Millisecond

func newOutlook(v *mergeView) *outlook { return &outlook{view: v, stop: func() {}} }

// later starts the work anew.
func (o *outlook) later() {
	v, d := o.view, o.view.desk
	o.stop()
	if v.c.only || v.c.merge.IsEmpty() || v.c.stale || d.session.Checking() {
		return
	}
	ctx, stop := context.WithCancel(d.session.open)
	o.stop, o.ready = stop, false
	now := map[string]int{}
	for _, f := range d.session.Report.Findings(plan.NoID) {
		now[matter(f)]++
	}
	merge, decisions, today := v.c.merge, v.c.agreed(), d.session.Today
	go func() {
		select {
		case <-ctx.Done():
			return
		case <-time.After(outlookPause):
		}
		found, err := foresee(ctx, merge, decisions, today)
		d.app.Later(func() {
			if ctx.Err() == nil && d.view == view(v) {
				o.take(found, now, err)
			}
		})
	}()
}

// foresee checks the plan as it would be.
func foresee(ctx context.Context, m *storage.Merge, decisions map[int]compare.Decision, today plan.Date) ([]check.Finding, error) {
	doc, err := m.Outcome(decisions)
	if err != nil {
		return nil, err
	}
	report, err := check.All(ctx, doc, today, chart.KnowsSymbol)
	if err != nil {
		return nil, err
	}
	return report.Findings(plan.NoID), nil
}

// matter is what a finding is about, whatever things are called.
func matter(f check.Finding) string {
	key := f.Rule.Name + f.Object.String()
	others := slices.Clone(f.Others)
	slices.SortFunc(others, func(a, b plan.ID) int { return slices.Compare(a[:], b[:]) })
	for _, id := range others {
		key += id.String()
	}
	return key
}

func (o *outlook) take(found []check.Finding, now map[string]int, err error) {
	o.fresh, o.gone, o.ready, o.err = nil, 0, true, err
	for _, f := range found {
		if now[matter(f)] > 0 {
			now[matter(f)]--
		} else {
			o.fresh = append(o.fresh, f)
		}
	}
	if err == nil {
		for _, n := range now {
			o.gone += n
		}
	}
	o.view.drawFoot()
	if o.view.findNew {
		o.view.desk.selectionChanged()
	}
}

// line sums up, above the foot.
func (o *outlook) line() fyne.CanvasObject {
	d := o.view.desk
	say := func(text string, tone parts.Tone) fyne.CanvasObject { return parts.NewCut(text, tone) }
	switch {
	case !o.ready:
		return say(d.t("merge.foresee"), parts.Hint)
	case o.err != nil:
		return say(d.app.Words.Error(o.err), parts.Second)
	}
	row := parts.Flow(12, parts.NewLine(d.t("merge.after"), parts.Second))
	var counts check.Count
	for _, f := range o.fresh {
		counts[f.Rule.Severity]++
	}
	for severity := check.Blocking; severity <= check.Advice; severity++ {
		if counts[severity] > 0 {
			link := parts.NewLink(d.say("merge.new."+severityName(severity), "Count", counts[severity]), o.show)
			link.Tone = severityTones[severity]
			row.Add(link)
		}
	}
	if len(o.fresh) == 0 {
		row.Add(parts.NewLine(d.t("merge.new.none"), parts.Fine))
	}
	if o.gone > 0 {
		row.Add(parts.NewLine(d.say("merge.gone", "Count", o.gone), parts.Second))
	}
	scroll := container.NewHScroll(row)
	return parts.Pad(scroll, 4, 8, 0, 0)
}

// show lists the new findings at the side.
func (o *outlook) show() {
	o.view.findNew = true
	o.view.desk.showInspector(true)
	o.view.desk.selectionChanged()
}

// mostForeseen is how many new findings are listed.
const mostForeseen = 40

// list is every new finding with the row it is about.
func (o *outlook) list() fyne.CanvasObject {
	d := o.view.desk
	column := parts.Column(9, parts.NewTitle(d.t("merge.after.title"), 15), parts.Paragraph(d.t("merge.after.sentence"), parts.Second))
	for _, f := range o.fresh[:min(len(o.fresh), mostForeseen)] {
		var links []fyne.CanvasObject
		if o.view.has(f.Object) {
			links = append(links, parts.NewLink(d.t("merge.after.row"), func() { o.view.show(f.Object) }))
		}
		column.Add(parts.Note(f.Rule.Severity != check.Blocking, d.app.Words.Say(f.Message), links...))
	}
	if more := len(o.fresh) - mostForeseen; more > 0 {
		column.Add(parts.NewLine(d.say("inspector.more", "Count", more), parts.Second))
	}
	return column
}

// has reports whether some row in sight is about an object.
func (v *mergeView) has(id plan.ID) bool {
	_, ok := v.rows.Find(about(id))
	return ok
}

func about(id plan.ID) func(compare.Row) bool {
	return func(r compare.Row) bool { return r.Object == id }
}
