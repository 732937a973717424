package ui

import (
	"maps"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"jointplan/plan"
	"jointplan/plan/check"
	"jointplan/ui/parts"
)

// inspector edits the selected objects, one or many of a kind, and shows what
// the checks found about them. The form of a kind is made once and filled anew
// for every selection, since making fields is slow and filling them is not.
type inspector struct {
	desk     *Desk
	content  *fyne.Container
	ids      []plan.ID
	kind     *plan.Kind // of the form in sight, nil for none
	heading  *parts.Line
	sub      *parts.Line
	label    *parts.Line // how far it may go
	notes    *fyne.Container
	fields   []*inspectorField
	restores []restoreLink // while an earlier time is in sight
	related  *fyne.Container
	scroll   *container.Scroll
}

func newInspector(d *Desk) *inspector {
	return &inspector{desk: d, content: container.NewStack()}
}

// show brings up the objects; without any it says what it is for.
func (p *inspector) show(ids []plan.ID) {
	d := p.desk
	if op := d.operation(); len(ids) == 0 && op != nil && d.place.Section == placeOverview {
		ids = []plan.ID{op.ID}
	}
	same := slices.Equal(ids, p.ids)
	p.ids = ids
	if len(ids) == 0 {
		p.kind, p.scroll = nil, nil
		p.content.Objects = []fyne.CanvasObject{parts.Pad(parts.Column(6, parts.NewTitle(d.t("inspector.none"), 15),
			parts.Paragraph(d.t("inspector.none.sentence"), parts.Second)), 12, 14, 14, 14)}
		p.content.Refresh()
		return
	}
	if k := plan.KindFor(d.session.Doc.Get(ids[0])); k != p.kind || p.scroll == nil {
		p.build(k)
		same = false
	}
	p.fill()
	if !same {
		p.scroll.ScrollToTop()
	}
}

// put shows something else than a form.
func (p *inspector) put(content fyne.CanvasObject) {
	p.ids, p.kind, p.scroll = nil, nil, nil
	scroll := container.NewVScroll(parts.Pad(content, 12, 14, 14, 14))
	p.content.Objects = []fyne.CanvasObject{scroll}
	p.content.Refresh()
	scroll.Refresh() // once more: see fill
}

// build makes the form of a kind.
func (p *inspector) build(k *plan.Kind) {
	p.kind = k
	p.heading = parts.NewCut("", parts.Plain)
	p.heading.Bold, p.heading.Points = true, 15
	p.sub = parts.NewCut("", parts.Second)
	p.label = parts.NewCut("", parts.Second)
	p.notes, p.related = parts.Column(9), parts.Column(3)
	p.fields, p.restores = nil, nil
	body := parts.Column(9, parts.Column(2, p.heading, p.sub, p.label), p.notes)
	for _, f := range k.Fields {
		if !f.Hidden && f.Name != "no" {
			body.Add(p.addField(f))
		}
	}
	body.Add(p.related)
	p.scroll = container.NewVScroll(parts.Pad(body, 12, 14, 14, 14))
	p.content.Objects = []fyne.CanvasObject{p.scroll}
	p.content.Refresh()
}

// fill puts the values of the selection into the form.
func (p *inspector) fill() {
	d := p.desk
	first := d.session.Doc.Get(p.ids[0])
	if len(p.ids) == 1 {
		p.heading.Set(plan.NameOf(d.session.Doc, first, d.app.Words))
		p.sub.Set(d.t(p.kind.Label()) + " " + first.Shared().Number())
		p.label.Set(d.labelOf(first))
		p.label.Show()
	} else {
		p.heading.Set(d.app.Words.Say(plan.CountOf(p.kind, len(p.ids))))
		p.sub.Set(d.t("inspector.many"))
		p.label.Hide()
	}
	p.notes.Objects = append(p.disputes(), p.findings()...)
	for _, f := range p.fields {
		f.fill(p.ids)
	}
	for _, l := range p.restores {
		l.fill(d, p.ids)
	}
	p.related.Objects = nil
	if len(p.ids) == 1 {
		p.related.Objects = p.links(first)
	}
	p.scroll.Content.Refresh()
	p.scroll.Refresh() // once more: wrapped texts know their height only when they know their width
}

// maxNotes is how many findings about one object the inspector shows, maxNotesOfMany
// how many about several, so that the fields stay in sight; maxNoted is how many
// objects are asked.
const maxNotes, maxNotesOfMany, maxNoted = 8, 2, 200

// focusFirst gives the first field the keyboard.
func (p *inspector) focusFirst() {
	for _, f := range p.fields {
		if f.entry != nil && !f.entry.Disabled() {
			p.desk.win.Canvas().Focus(f.entry)
			return
		}
	}
}

// findings are those about the selection, each with its one-step mend.
func (p *inspector) findings() []fyne.CanvasObject {
	most := maxNotes
	if len(p.ids) > 1 {
		most = maxNotesOfMany
	}
	var notes []fyne.CanvasObject
	more := 0
	for _, id := range p.ids[:min(len(p.ids), maxNoted)] {
		for _, f := range p.desk.session.Report.About(id) {
			if len(notes) < most {
				notes = append(notes, p.note(f))
			} else {
				more++
			}
		}
	}
	if more > 0 {
		ids := p.ids
		notes = append(notes, parts.NewLink(p.desk.say("inspector.more", "Count", more), func() { p.desk.showFindingsAbout(ids) }))
	}
	return notes
}

func (p *inspector) note(f check.Finding) fyne.CanvasObject {
	d := p.desk
	var links []fyne.CanvasObject
	if label, ok := f.FixLabel(); ok && d.session.File.ReadOnly() == nil {
		links = append(links, parts.NewLink(d.app.Words.Say(p.short(label, f)), func() {
			d.Do(f.Fix(d.session.Doc))
		}))
	}
	for _, other := range f.Others {
		if o := d.session.Doc.Get(other); o != nil && len(links) < 3 {
			links = append(links, parts.NewLink(plan.NameOf(d.session.Doc, o, d.app.Words), func() { d.Reveal(other) }))
		}
	}
	if _, ok := placeOnMap(f); ok {
		links = append(links, parts.NewLink(d.t("map.see"), func() { d.goFinding(f) }))
	}
	why := d.app.Words.Say(f.Why())
	return parts.Note(f.Rule.Severity != check.Blocking, d.app.Words.Say(f.Message)+" "+why, links...)
}

// short names the object of a step by its number: the note has said its name,
// and what follows must not be cut.
func (p *inspector) short(label plan.Message, f check.Finding) plan.Message {
	o := p.desk.session.Doc.Get(f.Object)
	if o == nil || o.Shared().Number() == "" {
		return label
	}
	args := maps.Clone(label.Args)
	args["Name"] = o.Shared().Number()
	return plan.Message{Key: label.Key, Args: args}
}

// links lead to what refers to the object, a sector's tasks, a unit's command
// relations, and to its history.
func (p *inspector) links(o plan.Object) []fyne.CanvasObject {
	d := p.desk
	var links []fyne.CanvasObject
	for _, f := range plan.ReferencesTo(p.kind) {
		if f.Target == "any" || f.Common || f == f.Kind.Operation() {
			continue
		}
		ids := d.session.Doc.Referring(f, plan.IDFor(o))
		if len(ids) == 0 {
			continue
		}
		text := d.app.Words.Say(plan.CountOf(f.Kind, len(ids))) + " (" + d.t(f.Label()) + ")"
		links = append(links, parts.NewLink(text, func() { d.showOnly(f.Kind, ids) }))
	}
	id := plan.IDFor(o)
	return append(links, parts.NewLink(d.t("inspector.history"), func() { d.showHistory(id) }))
}

// showOnly opens a grid with just these objects: what a number was counted from.
func (d *Desk) showOnly(k *plan.Kind, ids []plan.ID) {
	d.Go(Place{Operation: d.place.Operation, Section: k.Section, Kind: k.Name})
	if v, ok := d.view.(*sectionView); ok {
		v.spec.Widen()
		v.spec.Only = ids
		v.build()
	}
}
