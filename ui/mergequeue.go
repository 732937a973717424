package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

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
	return []fyne.CanvasObject{parts.Note(true, sentence, sideways(links))}
}

// turnKey is what taking up another file is called.
func (c *comparison) turnKey() string {
	if c.only {
		return "compare.turn"
	}
	return "merge.turn"
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
