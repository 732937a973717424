package ui

import (
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"jointplan/plan"
	"jointplan/plan/compare"
	"jointplan/ui/parts"
)

// drawHead says what would come in from where, and how it is arranged.
func (v *mergeView) drawHead() {
	column := parts.Column(6, v.headline(), sideways(v.chips()))
	for _, note := range v.notes() {
		column.Add(note)
	}
	v.head.Objects = []fyne.CanvasObject{parts.Column(0, parts.Pad(container.NewBorder(nil, nil, parts.NewTab(v.c.title(), true, nil), nil), 2, 12, 0, 14),
		parts.Hair(), parts.Pad(column, 9, 12, 8, 14))}
	v.head.Refresh()
}

// title names the comparison.
func (c *comparison) title() string {
	key := "merge.title"
	if c.only {
		key = "compare.title"
	}
	return c.desk.say(key, "Files", fileNames(c.merge.Files))
}

// fileNames names a few files, and counts the rest.
func fileNames(paths []string) string {
	const most = 3
	names := make([]string, 0, most)
	for _, path := range paths[:min(len(paths), most)] {
		names = append(names, filepath.Base(path))
	}
	if len(paths) > most {
		names = append(names, "…")
	}
	return strings.Join(names, ", ")
}

// headline sums up: how many changes by how many, how many conflicts.
func (v *mergeView) headline() fyne.CanvasObject {
	d, c := v.desk, v.c
	n := c.diff.Count(comesIn)
	changes, people := plan.Say("compare.changed", "Count", n), plan.Say("merge.people", "Count", len(c.merge.Authors))
	sentence := plan.Say("merge.headline", "Changes", changes, "People", people)
	switch {
	case c.merge.IsEmpty() || len(c.merge.Rows) == 0:
		sentence = plan.Say("merge.nothing", "Files", fileNames(c.merge.Files))
	case c.merge.Unrelated():
		sentence = plan.Say("merge.unrelated", "Count", c.diff.Count(compare.Row.Added))
	case c.only:
		sentence = plan.Say("compare.headline", "Theirs", changes, "Ours", plan.Say("compare.changed", "Count", c.diff.Count(onlyOurs)))
	case c.merge.Again:
		sentence = plan.Say("merge.again", "Changes", changes, "People", people)
	}
	tail := parts.Flow(12)
	if open, all := c.openConflicts(); all > 0 {
		text := d.say("compare.conflicts", "Count", all)
		if open != all {
			text = d.say("merge.open.of", "Open", open, "All", all)
		}
		link := parts.NewLink(text, func() { c.spec.Conflicts = !c.spec.Conflicts; v.arrange() })
		link.Tone = parts.Serious
		tail.Add(link)
	}
	if !c.only && !c.merge.IsEmpty() {
		tail.Add(parts.NewLine(d.t("merge.unwritten"), parts.Second))
	}
	line := parts.NewCut(d.app.Words.Say(sentence), parts.Plain)
	return container.New(&tailLayout{}, line, tail)
}

// onlyOurs reports whether a row of substance was changed by us alone.
func onlyOurs(r compare.Row) bool { return r.Side == compare.Ours && !r.Arranges() }

// chips choose what is shown and how.
func (v *mergeView) chips() fyne.CanvasObject {
	d, c := v.desk, v.c
	chips := parts.Flow(6)
	for _, g := range v.groupings() {
		chips.Add(parts.NewChip(d.t("compare.by."+string(g)), c.spec.Group == g, func() { c.spec.Group = g; v.arrange() }))
	}
	chips.Add(parts.Gap(8, 1))
	toggle := func(key string, n int, on *bool) {
		if n > 0 || *on {
			chips.Add(parts.NewChip(d.t(key)+" "+d.app.Words.Number(float64(n), 0), *on, func() { *on = !*on; v.arrange() }))
		}
	}
	_, all := c.openConflicts()
	toggle("compare.only", all, &c.spec.Conflicts)
	toggle("compare.oursonly", c.diff.Count(onlyOurs), &c.spec.Ours)
	toggle("compare.arranging", c.diff.Count(func(r compare.Row) bool { return r.Arranges() }), &c.spec.Arranging)
	if !c.only && !c.merge.IsEmpty() {
		take := parts.NewChip(d.t("take.many"), false, nil)
		take.Do = func() { v.popUnder(take, v.takeItems()) }
		chips.Add(take)
	}
	return chips
}

// sideways has a line of chips or buttons scroll where there is no room for all.
func sideways(line fyne.CanvasObject) fyne.CanvasObject {
	return container.NewHScroll(parts.Pad(line, 0, 4, 0, 4))
}

func (v *mergeView) popUnder(under fyne.CanvasObject, items []*fyne.MenuItem) {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(under)
	v.desk.popUp(fyne.NewMenu("", items...), at.AddXY(0, under.Size().Height))
}

// mostNotes is how many lines of trouble the head shows.
const mostNotes = 3

// notes say what was left out: values that no field takes, files.
func (v *mergeView) notes() []fyne.CanvasObject {
	d := v.desk
	var lines []string
	for _, said := range v.c.merge.Notes() {
		lines = append(lines, d.app.Words.Say(said))
	}
	for _, s := range v.c.skipped {
		lines = append(lines, d.leftOut(s))
	}
	waiting := v.waitingNotes()
	if len(lines) == 0 {
		return waiting
	}
	shown := lines[:min(len(lines), mostNotes)]
	var links []fyne.CanvasObject
	if len(lines) > mostNotes {
		links = append(links, parts.NewLink(d.say("inspector.more", "Count", len(lines)-mostNotes), func() {
			d.showLines(d.t("merge.leftout"), lines)
		}))
	}
	return append(waiting, parts.Note(true, strings.Join(shown, "\n"), links...))
}

// drawFoot says what a merge does and offers it.
func (v *mergeView) drawFoot() {
	d, c := v.desk, v.c
	cancel := parts.NewButton(d.t("button.close"), false, d.endComparison)
	if c.only || c.merge.IsEmpty() {
		left := fyne.CanvasObject(parts.NewCut("", parts.Second))
		buttons := parts.Flow(8, cancel)
		if c.only && !c.merge.IsEmpty() && d.session.File.ReadOnly() == nil {
			buttons.Add(parts.NewButton(d.t("compare.merge"), true, func() { c.only = false; d.Go(d.place) }))
		} else if why := d.session.File.ReadOnly(); why != nil {
			left = parts.NewCut(d.t("compare.readonly"), parts.Second)
		}
		v.setFoot(nil, container.NewBorder(nil, nil, nil, buttons, left))
		return
	}
	cancel.Text = d.t("button.cancel")
	merge := parts.NewButton(d.say("merge.do", "Count", c.takes()), true, d.applyMerge)
	text := parts.NewCut(d.t("merge.promise"), parts.Second)
	v.setFoot(text, container.NewBorder(nil, nil, nil, parts.Flow(8, cancel, merge), v.checked.line()))
}

func (v *mergeView) setFoot(above, line fyne.CanvasObject) {
	foot := parts.Column(6)
	if above != nil {
		foot.Add(above)
	}
	foot.Add(line)
	v.foot.Objects = []fyne.CanvasObject{parts.Column(0, parts.Hair(), parts.Pad(foot, 9, 12, 9, 14))}
	v.foot.Refresh()
}
