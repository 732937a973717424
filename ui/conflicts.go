package ui

import (
	"cmp"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"jointplan/plan"
	"jointplan/plan/compare"
	"jointplan/ui/diff"
	"jointplan/ui/parts"
)

// menu offers the ways to settle what is selected; where one conflict is, each of
// its values by itself.
func (v *conflictsView) menu() *fyne.Menu {
	d := v.desk
	rows := v.picked()
	key, _ := v.grid.Active()
	there := fyne.NewMenuItem(d.t("findings.go"), func() { v.goThere(key) })
	if d.session.File.ReadOnly() != nil {
		return fyne.NewMenu("", there)
	}
	var items []*fyne.MenuItem
	for _, take := range settleTakes {
		item := fyne.NewMenuItem(d.t(settleKeys[take]), func() { v.settle(rows, compare.Decision{Take: take}) })
		item.Disabled = !v.can(rows, take)
		items = append(items, item)
	}
	if len(rows) == 1 {
		for _, s := range v.open[rows[0]].Values[2:] {
			label := v.diff.Quote(asRow(v.open[rows[0]]), s, menuQuote)
			items = append(items, fyne.NewMenuItem(label, func() {
				v.settle(rows, compare.Decision{Take: compare.TakeOther, Value: s.Value})
			}))
		}
	}
	items = append(items, fyne.NewMenuItem(d.t("settle.own"), v.writeOwn), fyne.NewMenuItemSeparator(), there)
	return fyne.NewMenu("", items...)
}

// can reports whether some of the rows can be settled like that.
func (v *conflictsView) can(rows []int, take compare.Take) bool {
	return slices.ContainsFunc(rows, func(i int) bool { return take != compare.TakeBoth || compare.CanBracket(v.open[i].Field) })
}

// dim greys what cannot be done to the rows selected; pressed nevertheless, it says
// why.
func (v *conflictsView) dim() {
	rows := v.picked()
	for take, button := range v.buttons {
		button.Tone = parts.Plain
		if !v.can(rows, take) {
			button.Tone = parts.Hint
		}
		button.Refresh()
	}
}

// How much of a value is quoted in a menu and in a link at the side, in
// characters.
const (
	menuQuote = 60
	linkQuote = 24
)

// goThere shows the object of a conflict where it lives.
func (v *conflictsView) goThere(key string) {
	if i := v.rows.At(key); i >= 0 {
		v.desk.Reveal(v.open[i].Object)
	}
}

// Content implements view.
func (v *conflictsView) Content() fyne.CanvasObject { return v.content }

// Changed implements view.
func (v *conflictsView) Changed([]plan.Change) { v.build() }

// Selected implements view; what is selected are fields, not objects.
func (v *conflictsView) Selected() []plan.ID { return nil }

// Reveal implements view: an object leads to where it is edited.
func (v *conflictsView) Reveal(plan.ID) bool { return false }

// Focus implements view.
func (v *conflictsView) Focus() { v.grid.Focus() }

// Aside is the conflict selected in full.
func (v *conflictsView) Aside() fyne.CanvasObject {
	d := v.desk
	keys := v.grid.Selected()
	if len(keys) != 1 || v.rows.At(keys[0]) < 0 {
		return parts.Column(6, parts.NewTitle(d.t("compare.select"), 15), parts.Paragraph(d.t("conflicts.sentence"), parts.Second))
	}
	i := v.rows.At(keys[0])
	c := &v.open[i]
	var steps []fyne.CanvasObject
	if d.session.File.ReadOnly() == nil {
		steps = append([]fyne.CanvasObject{parts.NewCut(d.t("settle.with"), parts.Second)}, d.settleLinks(c, v.diff)...)
	}
	return v.diff.Detail(i, append(steps, parts.NewLink(d.t("findings.go"), func() { d.Reveal(c.Object) })))
}

// settleLinks are the ways to settle one conflict, each in one step.
func (d *Desk) settleLinks(c *compare.Conflict, x *diff.Set) []fyne.CanvasObject {
	r, one := asRow(*c), []*compare.Conflict{c}
	link := func(text string, decision compare.Decision) *parts.Press {
		return parts.NewLink(text, func() { d.settle(one, decision) })
	}
	if c.Field == nil {
		return []fyne.CanvasObject{link(d.t("settle.keep"), compare.Decision{Take: compare.TakeOurs}), link(d.t("settle.delete"), compare.Decision{Take: compare.TakeTheirs})}
	}
	var links []fyne.CanvasObject
	for i, s := range c.Values {
		decision := compare.Decision{Take: compare.TakeOther, Value: s.Value}
		if i == 0 {
			decision = compare.Decision{Take: compare.TakeOurs}
		}
		links = append(links, link(x.Quote(r, s, linkQuote), decision))
	}
	if compare.CanBracket(c.Field) {
		links = append(links, link(d.t("settle.both"), compare.Decision{Take: compare.TakeBoth}))
	}
	return append(links, parts.NewLink(d.t("settle.own"), func() { d.writeOwn(c) }))
}

// disputes are the open conflicts of the one object selected, each with the steps
// that settle it.
func (p *inspector) disputes() []fyne.CanvasObject {
	if len(p.ids) != 1 {
		return nil
	}
	d := p.desk
	var notes []fyne.CanvasObject
	for _, c := range d.session.ConflictsOf(p.ids[0]) {
		x := diff.New(d.settler(), nil, d.session.Doc)
		var who []string
		for _, s := range c.Values {
			who = append(who, cmp.Or(s.By, d.t("compare.unknown")))
		}
		sentence := d.say("conflicts.note", "Field", plan.Say(fieldLabel(c.Field)), "Who", strings.Join(who, ", "))
		if c.Field == nil {
			sentence = d.t("conflicts.note.object")
		}
		links := []fyne.CanvasObject{parts.NewLink(d.t("conflicts.show"), func() { d.run("view.conflicts") })}
		if d.session.File.ReadOnly() == nil {
			links = append(d.settleLinks(c, x), links...)
		}
		notes = append(notes, parts.Note(true, sentence, links...))
	}
	return notes
}
