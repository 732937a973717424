package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"jointplan/ui/parts"
)

// A shared copy that comes back is merged by itself. Where a folder holds some, the
// other files are merged first, and these wait: each stands in the preview with a
// link that takes its turn, and after a merge the next is offered.

// waitingNotes name what waits, with links that take it up now.
func (v *mergeView) waitingNotes() []fyne.CanvasObject {
	d := v.desk
	if len(d.waiting) == 0 {
		return nil
	}
	const most = 3
	var names []string
	links := parts.Flow(14)
	for _, batch := range d.waiting {
		names = append(names, fileNames(batch))
	}
	for i, batch := range d.waiting[:min(len(names), most)] {
		links.Add(parts.NewLink(d.say(v.c.turnKey(), "Files", names[i]), func() { v.leaveFor(batch) }))
	}
	sentence := d.say("merge.waiting", "Count", len(names), "Files", strings.Join(names, ", "))
	return []fyne.CanvasObject{parts.Note(true, sentence, container.NewHScroll(parts.Pad(links, 0, 4, 0, 0)))}
}

// turnKey is what taking up another file is called.
func (c *comparison) turnKey() string {
	if c.only {
		return "compare.turn"
	}
	return "merge.turn.first"
}

// leaveFor takes up files that wait, and has those in sight wait for them. Decisions
// taken are lost, which is asked about.
func (v *mergeView) leaveFor(batch []string) {
	d, c := v.desk, v.c
	leave := func() { d.takeTurn(c, batch, c.merge.Files) }
	if len(c.decisions) == 0 {
		leave()
		return
	}
	d.ask(d.say(c.turnKey(), "Files", fileNames(batch)), d.say("merge.turn.lost", "Count", len(c.decisions), "Files", fileNames(c.merge.Files)), d.t("merge.turn.do"), leave)
}

// takeTurn prepares files that wait as the comparison that follows another; those
// put back wait again.
func (d *Desk) takeTurn(after *comparison, batch, back []string) {
	waiting := slices.DeleteFunc(slices.Clone(d.waiting), func(other []string) bool { return slices.Equal(other, batch) })
	if back != nil {
		waiting = append([][]string{back}, waiting...)
	}
	c := d.newComparison(after.only)
	c.options = after.options
	if back != nil {
		c.skipped = after.skipped
	}
	d.prepareFor(c, batch, waiting...)
}

// offerNext tells what a merge came to, and offers the first of what waits.
func (d *Desk) offerNext(c *comparison, told *fyne.Container) (box dialog.Dialog) {
	next := d.waiting[0]
	told.Add(parts.Paragraph(d.say("merge.waiting.after", "Count", len(d.waiting), "Files", fileNames(slices.Concat(d.waiting...))), parts.Plain))
	after := d.stopWaiting
	later := parts.NewPush(d.t("button.close"), func() { box.Hide() })
	now := parts.NewPush(d.say("merge.turn", "Files", fileNames(next)), func() {
		after = func() { d.takeTurn(c, next, nil) }
		box.Hide()
	})
	now.Importance = widget.HighImportance
	body := parts.Column(10, told, container.NewBorder(nil, nil, nil, parts.Flow(8, later, now)))
	box = dialog.NewCustomWithoutButtons(d.t("merge.done.title"), parts.Wide(body, 460), d.win)
	d.whileOpen(box, box.Hide, func() { after() })
	box.Show()
	return box
}

// stopWaiting gives up what still waits.
func (d *Desk) stopWaiting() {
	d.waiting = nil
	if d.comparison == nil {
		d.discardCompared()
	}
}

// leftOut says of a file that it was left out, and why; the reason often names it
// already.
func (d *Desk) leftOut(s skip) string {
	if strings.Contains(s.why, s.name) {
		return d.say("merge.skipped.why", "Why", s.why)
	}
	return d.say("merge.skipped", "File", s.name, "Why", s.why)
}
