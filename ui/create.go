package ui

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"jointplan/assets"
	"jointplan/plan"
	"jointplan/plan/template"
	"jointplan/ui/parts"
)

// createView makes an operation from a template: the templates at the left,
// what the planner has to say in the middle, what will be made at the right.
type createView struct {
	desk      *Desk
	templates []*template.Template
	chosen    *template.Template
	brief     template.Brief
	parties   []*partyLine
	sectors   *parts.Entry
	place     *parts.Picker // of the theatre
	list      *fyne.Container
	form      *fyne.Container
	preview   *fyne.Container
	ending    *fyne.Container // what is missing, and the button
	content   fyne.CanvasObject
}

// shippedTemplates reads the templates once: that takes a tenth of a second,
// which nobody should wait for at every visit.
var shippedTemplates = sync.OnceValues(func() ([]*template.Template, error) { return template.LoadAll(assets.Templates) })

// partyLine is a party in the form with its role.
type partyLine struct {
	role string
	id   plan.ID
	name *parts.Entry
}

func newCreateView(d *Desk) *createView {
	v := &createView{desk: d, list: parts.Column(1), form: container.NewStack(), preview: container.NewStack(), ending: container.NewStack()}
	shipped, err := shippedTemplates()
	if err != nil {
		d.complain(err)
	}
	v.templates = slices.Concat(shipped, d.app.ownTemplates())
	if len(v.templates) > 0 {
		v.choose(v.templates[0])
	}
	left := container.NewBorder(parts.Pad(parts.NewTitle(d.t("create.templates"), 15), 12, 14, 8, 14), v.foot(), nil, nil, container.NewVScroll(v.list))
	middle := container.NewVScroll(parts.Pad(v.form, 12, 18, 18, 18))
	right := parts.Edges(nil, parts.Panel(v.ending), nil, nil, container.NewVScroll(parts.Pad(v.preview, 12, 18, 18, 18)))
	split := container.NewHSplit(middle, right)
	split.SetOffset(0.58)
	v.content = container.NewBorder(nil, nil, container.NewBorder(nil, nil, nil, vertical(), parts.Panel(parts.Wide(left, 270))), nil, split)
	return v
}

func vertical() fyne.CanvasObject {
	return parts.NewFill(fyne.NewSize(1, 1), lineColour)
}

// foot offers a template from a file.
func (v *createView) foot() fyne.CanvasObject {
	return parts.Pad(parts.NewLink(v.desk.t("command.operation.load"), func() { v.desk.run("operation.load") }), 8, 14, 12, 14)
}

func (v *createView) choose(t *template.Template) {
	v.chosen = t
	v.brief = template.Brief{
		Title: t.Name.In(v.desk.app.Words.Language()), Theatre: t.Theatre, Start: firstDay(v.desk.session.Today, t.LeadTime()),
	}
	v.parties, v.sectors = nil, nil
	for _, role := range t.Roles {
		for range max(role.Min, 1) {
			v.parties = append(v.parties, &partyLine{role: role.Key})
		}
	}
	v.drawList()
	v.drawForm()
	v.drawPreview()
}

// firstDay leaves time for what a template does before the first day, with a
// week to spare, and starts on a first of the month.
func firstDay(today plan.Date, lead int) plan.Date {
	soonest := today + plan.Date(max(lead+7, 60))
	y, m, _ := soonest.Time().Date()
	return plan.MakeDate(y, int(m)+1, 1)
}

func (v *createView) drawList() {
	v.list.Objects = nil
	for _, t := range v.templates {
		row := parts.NewRow(t.Name.In(v.desk.app.Words.Language()), "", func() { v.choose(t) })
		row.Selected = t == v.chosen
		v.list.Add(row)
	}
	v.list.Refresh()
}

func (v *createView) drawForm() {
	d, t := v.desk, v.chosen
	lang := d.app.Words.Language()
	title := v.entry(v.brief.Title, &v.brief.Title)
	theatre := v.entry(v.brief.Theatre, &v.brief.Theatre)
	start := parts.NewEntry(d.app.Words.Date(v.brief.Start), nil)
	start.SetPlaceHolder(d.t("hint.date"))
	start.Changed = func(s string) {
		v.brief.Start = 0
		if span, err := d.readEnds(s, s); err == nil {
			v.brief.Start = span.Start
		}
		v.drawPreview()
	}
	body := parts.Column(12,
		parts.Column(4, parts.NewTitle(t.Name.In(lang), 20), parts.Paragraph(t.Summary.In(lang), parts.Plain),
			parts.Paragraph(d.say("create.source", "Source", t.Source), parts.Hint)),
		parts.Hair(),
		parts.Labelled(d.t("field.title"), title),
		container.NewGridWithColumns(2, parts.Labelled(d.t("field.theatre"), theatre), parts.Labelled(d.t("create.start"), start)))
	if len(t.Theatres) > 0 {
		body.Add(v.theatres())
	}
	body.Add(v.roles())
	if t.Sectors != nil {
		body.Add(v.sectorFields())
	}
	v.form.Objects = []fyne.CanvasObject{body}
	v.form.Refresh()
}

func (v *createView) entry(text string, to *string) *parts.Entry {
	e := parts.NewEntry(text, nil)
	e.Changed = func(s string) { *to = strings.TrimSpace(s); v.drawPreview() }
	return e
}

// roles is a field for each party with its role; a role that may be taken by
// several has a link to add one more.
func (v *createView) roles() fyne.CanvasObject {
	d := v.desk
	box := parts.Column(8, parts.NewTitle(d.t("create.parties"), 13))
	for _, role := range v.chosen.Roles {
		lines := parts.Column(4)
		count := 0
		for _, line := range v.parties {
			if line.role == role.Key {
				lines.Add(v.partyField(line))
				count++
			}
		}
		label := role.Name.In(d.app.Words.Language())
		if role.Min == 0 {
			label += " · " + d.t("create.optional")
		}
		field := parts.Labelled(label, lines)
		if count < role.Max {
			field = parts.Column(2, field, parts.NewLink(d.t("create.addparty"), func() {
				v.parties = append(v.parties, &partyLine{role: role.Key})
				v.drawForm()
			}))
		}
		box.Add(field)
	}
	return box
}

// partyField takes the name of a party; those of the workspace are offered.
func (v *createView) partyField(line *partyLine) fyne.CanvasObject {
	d := v.desk
	text := ""
	if line.name != nil {
		text = line.name.Text
	}
	line.name = parts.NewEntry(text, nil)
	line.name.SetPlaceHolder(d.t("create.party.hint"))
	line.name.Changed = func(string) { line.id = plan.NoID; v.drawPreview() }
	known := parts.NewPush(d.t("create.known"), nil)
	known.OnTapped = func() {
		p := d.pickerFor(plan.KindOf[plan.Party](), plan.NoID, func(id plan.ID) {
			if o := d.session.Doc.Get(id); o != nil {
				line.name.Put(plan.NameOf(d.session.Doc, o, nil))
				line.id = id
				v.drawPreview()
			}
		})
		p.Items = p.Items[1:]
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(known)
		parts.OpenList(d.win.Canvas(), at.AddXY(0, known.Size().Height), 240, "", p)
	}
	if d.session.Doc.Count(plan.KindOf[plan.Party](), plan.NoID) == 0 {
		return line.name
	}
	return container.NewBorder(nil, nil, nil, known, line.name)
}

func (v *createView) sectorFields() fyne.CanvasObject {
	d, rule := v.desk, v.chosen.Sectors
	if v.sectors == nil {
		v.sectors = parts.NewLongEntry(strings.Join(v.chosen.SectorNames(v.brief.TheatreKey, 0), "\n"), 4, nil)
	}
	count := parts.NewEntry(strconv.Itoa(len(v.sectorList())), nil)
	count.Changed = func(s string) {
		if n, err := strconv.Atoi(strings.TrimSpace(s)); err == nil && n >= 0 && n <= rule.Max {
			v.sectors.Put(strings.Join(v.chosen.SectorNames(v.brief.TheatreKey, n), "\n"))
			v.drawPreview()
		}
	}
	v.sectors.Changed = func(string) {
		count.Put(strconv.Itoa(len(v.sectorList())))
		v.drawPreview()
	}
	return parts.Column(8, parts.NewTitle(d.t("section.sectors"), 13),
		container.NewBorder(nil, nil, parts.Wide(parts.Labelled(d.t("create.count"), count), 110), nil,
			parts.Labelled(d.t("create.names"), v.sectors)))
}

func (v *createView) sectorList() []string {
	var names []string
	if v.sectors == nil {
		return nil
	}
	for _, line := range strings.Split(v.sectors.Text, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			names = append(names, line)
		}
	}
	return names
}

// complete gathers the form into the brief.
func (v *createView) complete() template.Brief {
	b := v.brief
	byName := map[string]int{}
	for _, line := range v.parties {
		if line.name == nil {
			continue
		}
		name := strings.TrimSpace(line.name.Text)
		if name == "" {
			continue
		}
		key := strings.ToLower(name)
		if i, ok := byName[key]; ok {
			b.Parties[i].Roles = append(b.Parties[i].Roles, line.role)
			continue
		}
		byName[key] = len(b.Parties)
		b.Parties = append(b.Parties, template.BriefParty{Party: line.id, Name: name, Roles: []string{line.role}})
	}
	if v.chosen.Sectors != nil {
		b.Sectors = v.sectorList()
	}
	return b
}

// drawPreview says what will be made, or what is still missing.
func (v *createView) drawPreview() {
	d := v.desk
	if v.chosen == nil {
		return
	}
	b := v.complete()
	box := parts.Column(6, parts.NewTitle(d.t("create.preview"), 15))
	lack := v.chosen.Check(d.session.Doc, b)
	button := parts.NewPush(d.t("create.make"), v.create)
	button.Importance = widget.HighImportance
	end := parts.Column(8)
	if lack != nil {
		button.Disable()
		end.Add(parts.Note(true, d.app.Words.Error(lack)))
	}
	end.Add(container.NewBorder(nil, nil, nil, button))
	v.ending.Objects = []fyne.CanvasObject{parts.Column(0, parts.Hair(), parts.Pad(end, 10, 18, 12, 18))}
	v.ending.Refresh()
	for _, n := range v.chosen.Preview(b) {
		box.Add(container.NewBorder(nil, nil, nil, parts.NewLine(d.app.Words.Number(float64(n.Count), 0), parts.Second),
			parts.NewCut(d.t(n.Kind.Plural()), parts.Plain)))
	}
	v.preview.Objects = []fyne.CanvasObject{box}
	v.preview.Refresh()
}

// Content implements view.
func (v *createView) Content() fyne.CanvasObject { return v.content }

// Changed implements view.
func (v *createView) Changed([]plan.Change) {}

// Selected implements view.
func (v *createView) Selected() []plan.ID { return nil }

// Reveal implements view.
func (v *createView) Reveal(plan.ID) bool { return false }

// Focus implements view.
func (v *createView) Focus() {}
