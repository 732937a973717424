package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"jointplan/plan"
	"jointplan/plan/check"
	"jointplan/ui/grid"
	"jointplan/ui/parts"
)

var severityTones = map[check.Severity]parts.Tone{
	check.Blocking: parts.Blocking, check.Serious: parts.Serious, check.Advice: parts.Second,
}

// findingsBar is the line below the view: how many findings there are and the
// worst of them.
type findingsBar struct {
	desk    *Desk
	content *fyne.Container
}

func newFindingsBar(d *Desk) *findingsBar {
	return &findingsBar{desk: d, content: container.NewStack()}
}

func (b *findingsBar) refresh() {
	d := b.desk
	total, _ := d.session.Report.Counts(d.place.Operation)
	left := parts.Flow(14)
	for severity := check.Blocking; severity <= check.Advice; severity++ {
		if total[severity] == 0 {
			continue
		}
		link := parts.NewLink(d.say("findings."+severityName(severity), "Count", total[severity]), func() { d.showFindings("", severity) })
		link.Tone = severityTones[severity]
		left.Add(link)
	}
	if n := len(d.session.Conflicts); n > 0 {
		link := parts.NewLink(d.say("conflicts.open", "Count", n), func() { d.run("view.conflicts") })
		link.Tone = parts.Serious
		left.Add(link)
	}
	var middle fyne.CanvasObject
	if d.session.Checking() {
		left.Add(parts.NewLine(d.t("findings.checking"), parts.Second))
	} else if total == (check.Count{}) {
		left.Add(parts.NewLine(d.t("findings.none"), parts.Fine))
	} else if worst := d.session.Report.Top(d.place.Operation, 1); len(worst) > 0 {
		f := worst[0]
		link := parts.NewLink(d.t("findings.go"), func() { d.goFinding(f) })
		sentence := parts.NewCut(d.app.Words.Say(f.Message), parts.Plain)
		middle = container.New(&tailLayout{}, sentence, link)
	}
	all := parts.NewLink(d.t("findings.all"), func() { d.run("view.findings") })
	all.Tone, all.Bold = parts.Second, false
	if middle == nil {
		middle = parts.Gap(1, 1)
	}
	b.content.Objects = []fyne.CanvasObject{
		parts.Pad(container.NewBorder(nil, nil, parts.Flow(16, left, parts.Gap(1, 1)), all, middle), 7, 12, 7, 12),
	}
	b.content.Refresh()
}

// tailLayout puts the second object right behind the text of the first, which
// is cut when both do not fit.
type tailLayout struct{}

func (tailLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	line, tail := objects[0].(*parts.Line), objects[1]
	after := tail.MinSize()
	want := fyne.MeasureText(line.Text, 13, fyne.TextStyle{}).Width + 1
	width := max(0, min(want, size.Width-after.Width-20))
	line.Resize(fyne.NewSize(width, line.MinSize().Height))
	line.Move(fyne.NewPos(0, (size.Height-line.MinSize().Height)/2))
	tail.Resize(after)
	tail.Move(fyne.NewPos(width+10, (size.Height-after.Height)/2))
}

func (tailLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	after := objects[1].MinSize()
	return fyne.NewSize(after.Width+60, max(after.Height, objects[0].MinSize().Height))
}

func severityName(s check.Severity) string { return [...]string{"blocking", "serious", "advice"}[s] }

// showFindings goes to the list of findings, narrowed to a section ("" for all)
// and a severity.
func (d *Desk) showFindings(section plan.Section, severity check.Severity) {
	d.goSection(placeFindings)
	if v, ok := d.view.(*findingsView); ok {
		v.section, v.severity, v.narrowed = section, severity, true
		v.rebuild()
	}
}

// showFindingsAbout goes to the list of findings, narrowed to some objects.
func (d *Desk) showFindingsAbout(ids []plan.ID) {
	d.goSection(placeFindings)
	if v, ok := d.view.(*findingsView); ok {
		v.about = ids
		v.rebuild()
	}
}

// findingsView lists all findings of the operation.
type findingsView struct {
	desk     *Desk
	grid     *grid.Grid
	found    []check.Finding
	section  plan.Section
	severity check.Severity
	narrowed bool
	about    []plan.ID // only these, when not nil
	content  *fyne.Container
	chips    *fyne.Container
	selected []plan.ID
}

func newFindingsView(d *Desk) *findingsView {
	v := &findingsView{desk: d, grid: d.newGrid(), chips: parts.Flow(8)}
	v.grid.SetColumns([]grid.Column{
		{ID: "severity", Title: d.t("findings.severity"), Width: 124, Unsorted: true},
		{ID: "section", Title: d.t("findings.section"), Width: 168, Unsorted: true},
		{ID: "what", Title: d.t("findings.what"), Width: 640, Unsorted: true},
		{ID: "why", Title: d.t("findings.why"), Width: 420, Unsorted: true},
	}, 0)
	v.grid.OnSelect = v.pick
	v.grid.OnOpen = func(key string) { v.open(key) }
	v.grid.Empty = grid.Empty{Title: d.t("findings.none"), Sentence: d.t("findings.none.sentence")}
	v.content = parts.Edges(parts.Panel(parts.Pad(v.chips, 8, 12, 8, 12)), nil, nil, nil, v.grid)
	v.rebuild()
	return v
}

func (v *findingsView) rebuild() {
	d := v.desk
	v.found = v.found[:0]
	for _, f := range d.session.Report.Findings(d.place.Operation) {
		if v.narrowed && (f.Rule.Severity != v.severity || (v.section != "" && f.Rule.Section != v.section)) {
			continue
		}
		if v.about != nil && !slices.Contains(v.about, f.Object) {
			continue
		}
		v.found = append(v.found, f)
	}
	v.chips.Objects = []fyne.CanvasObject{parts.NewChip(d.t("findings.every"), !v.narrowed && v.about == nil, func() { v.narrowed, v.about = false, nil; v.rebuild() })}
	for severity := check.Blocking; severity <= check.Advice; severity++ {
		on := v.narrowed && v.severity == severity
		v.chips.Add(parts.NewChip(d.t(severity.String()), on, func() {
			v.narrowed, v.section, v.severity = true, "", severity
			v.rebuild()
		}))
	}
	if v.narrowed && v.section != "" {
		v.chips.Add(parts.NewChip(d.t("section."+string(v.section)), true, func() { v.section = ""; v.rebuild() }))
	}
	if v.about != nil {
		v.chips.Add(parts.NewChip(d.say("filter.only", "Count", len(v.about)), true, func() { v.about = nil; v.rebuild() }))
	}
	v.chips.Add(parts.NewButton(d.t("findings.fixall"), false, v.fixSelected))
	v.chips.Refresh()
	v.grid.SetSource(findingRows{v})
}

func (v *findingsView) at(key string) (check.Finding, bool) {
	for _, f := range v.found {
		if findingKey(f) == key {
			return f, true
		}
	}
	return check.Finding{}, false
}

func (v *findingsView) pick(keys []string) {
	v.selected = nil
	for _, key := range keys {
		if f, ok := v.at(key); ok {
			v.selected = append(v.selected, f.Object)
		}
	}
	v.desk.selectionChanged()
}

func (v *findingsView) open(key string) {
	if f, ok := v.at(key); ok {
		v.desk.goFinding(f)
	}
}

// fixSelected mends what one step can mend among the selected findings, all in
// one step of undo.
func (v *findingsView) fixSelected() {
	var all plan.Edit
	n := 0
	for _, f := range v.found {
		if f.Rule.Fix == nil || !v.isSelected(findingKey(f)) {
			continue
		}
		e, err := f.Fix(v.desk.session.Doc)
		if err != nil {
			v.desk.complain(err)
			return
		}
		all.Changes = append(all.Changes, e.Changes...)
		all.Title = e.Title
		n++
	}
	if n == 0 {
		v.desk.inform("findings.nofix")
		return
	}
	if n > 1 {
		all.Title = plan.Say("do.fix.many", "Count", n)
	}
	v.desk.Do(all, nil)
}

func (v *findingsView) isSelected(key string) bool {
	for _, k := range v.grid.Selected() {
		if k == key {
			return true
		}
	}
	return false
}

// Content implements view.
func (v *findingsView) Content() fyne.CanvasObject { return v.content }

// Changed implements view.
func (v *findingsView) Changed([]plan.Change) { v.rebuild() }

// Selected implements view.
func (v *findingsView) Selected() []plan.ID { return sameKind(v.desk.session.Doc, v.selected) }

// Reveal implements view; findings always lead elsewhere.
func (v *findingsView) Reveal(plan.ID) bool { return false }

// Focus implements view.
func (v *findingsView) Focus() { v.grid.Focus() }

// findingRows feeds the grid.
type findingRows struct{ v *findingsView }

func findingKey(f check.Finding) string {
	return f.Rule.Name + "/" + f.Object.String() + "/" + plan.TextDigest(f.Message.String())
}

func (r findingRows) Rows() int                    { return len(r.v.found) }
func (r findingRows) Key(row int) string           { return findingKey(r.v.found[row]) }
func (r findingRows) Group(int) (grid.Group, bool) { return grid.Group{}, false }
func (r findingRows) Cell(row, col int) grid.Cell {
	f, d := r.v.found[row], r.v.desk
	switch col {
	case 0:
		tones := map[check.Severity]grid.Tone{check.Blocking: grid.ToneBad, check.Serious: grid.ToneWarn, check.Advice: grid.ToneSecond}
		return grid.Cell{Text: d.t(f.Rule.Severity.String()), Tone: tones[f.Rule.Severity], Bold: true}
	case 1:
		return grid.Cell{Text: d.t("section." + string(f.Rule.Section)), Tone: grid.ToneSecond}
	case 2:
		return grid.Cell{Text: d.app.Words.Say(f.Message)}
	}
	return grid.Cell{Text: d.app.Words.Say(f.Why()), Tone: grid.ToneSecond}
}

// sameKind keeps of several objects those of the kind of the first, once each.
func sameKind(d *plan.Document, ids []plan.ID) []plan.ID {
	var kept []plan.ID
	seen := map[plan.ID]bool{}
	var kind *plan.Kind
	for _, id := range ids {
		o := d.Get(id)
		if o == nil || seen[id] || (kind != nil && plan.KindFor(o) != kind) {
			continue
		}
		seen[id], kind = true, plan.KindFor(o)
		kept = append(kept, id)
	}
	return kept
}
