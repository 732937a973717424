package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"jointplan/exchange/chart"
	"jointplan/plan"
	"jointplan/plan/check"
	"jointplan/ui/parts"
	"jointplan/ui/rows"
	"jointplan/ui/words"
)

// overview sums up an operation: what there is, how ready each section is, and
// what is to be done next. Every number leads to what it counts.
type overview struct {
	desk    *Desk
	content *fyne.Container
}

func newOverview(d *Desk) *overview {
	v := &overview{desk: d, content: container.NewStack()}
	v.draw()
	return v
}

func (v *overview) draw() {
	d := v.desk
	op := d.operation()
	title := parts.NewCut(op.Title, parts.Plain)
	title.Bold, title.Points = true, 20
	line := words.Join(" · ", op.Theatre, d.app.Words.Span(op.Period), choiceText(d, op, "status"), choiceText(d, op, "structure"))
	head := parts.Column(3, title, parts.NewCut(line, parts.Second))
	if op.Purpose != "" {
		head.Add(parts.Paragraph(string(op.Purpose), parts.Plain))
	}
	left := parts.Column(12, v.card("overview.next", v.nextPoints()), v.card("overview.parties", v.byParty()))
	right := parts.Column(12, v.card("overview.readiness", v.readiness()), v.card("overview.status", v.byStatus()))
	body := parts.Column(14, head, v.counts(), container.New(&halves{gap: 12}, left, right))
	v.content.Objects = []fyne.CanvasObject{container.NewVScroll(parts.Pad(body, 14, 18, 18, 18))}
	v.content.Refresh()
}

// halves puts two columns side by side, each as high as it needs.
type halves struct{ gap float32 }

func (l *halves) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := (size.Width - l.gap) / 2
	for i, o := range objects {
		o.Move(fyne.NewPos(float32(i)*(width+l.gap), 0))
		o.Resize(fyne.NewSize(width, o.MinSize().Height))
		o.Resize(fyne.NewSize(width, o.MinSize().Height)) // wrapped texts know their height only now
	}
}

func (l *halves) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(400, 0)
	for _, o := range objects {
		size.Height = max(size.Height, o.MinSize().Height)
	}
	return size
}

func choiceText(d *Desk, o plan.Object, field string) string {
	return plan.ShowField(d.session.Doc, o, plan.KindFor(o).Field(field), d.app.Words)
}

func (v *overview) card(title string, content fyne.CanvasObject) fyne.CanvasObject {
	return framed(parts.Pad(parts.Column(8, parts.NewTitle(v.desk.t(title), 13), content), 12, 14, 12, 14))
}

// counts is a line of numbers, each leading to its grid.
func (v *overview) counts() fyne.CanvasObject {
	d := v.desk
	boxes := container.NewGridWithColumns(7)
	for _, name := range []string{"phase", "sector", "task", "unit", "post", "instrument", "risk"} {
		k := plan.KindNamed(name)
		n := d.session.Doc.Count(k, d.place.Operation)
		number := parts.NewLink(d.app.Words.Number(float64(n), 0), func() {
			d.Go(Place{Operation: d.place.Operation, Section: k.Section, Kind: k.Name})
		})
		label := parts.NewCut(d.t(k.Plural()), parts.Second)
		boxes.Add(framed(parts.Pad(parts.Column(2, parts.Flow(0, number), label), 9, 12, 9, 12)))
	}
	return boxes
}

// nextPoints lists the worst findings with the way to each.
func (v *overview) nextPoints() fyne.CanvasObject {
	d := v.desk
	list := parts.Column(6)
	found := d.session.Report.Top(d.place.Operation, 10)
	if d.session.Checking() {
		return parts.NewLine(d.t("findings.checking"), parts.Hint)
	}
	if len(found) == 0 {
		return parts.NewLine(d.t("findings.none"), parts.Fine)
	}
	total, _ := d.session.Report.Counts(d.place.Operation)
	for _, f := range found {
		dot := parts.NewLine("•", severityTones[f.Rule.Severity])
		text := parts.NewCut(d.app.Words.Say(f.Message), parts.Plain)
		list.Add(container.NewBorder(nil, nil, dot, parts.NewLink(d.t("findings.go"), func() { d.goFinding(f) }), text))
	}
	list.Add(parts.NewLink(d.say("overview.all", "Count", total[0]+total[1]+total[2]), func() { d.run("view.findings") }))
	return list
}

// readiness shows per section how many findings of each severity it has.
func (v *overview) readiness() fyne.CanvasObject {
	d := v.desk
	_, bySection := d.session.Report.Counts(d.place.Operation)
	list := parts.Column(5)
	for _, section := range plan.Sections {
		counts := bySection[section]
		marks := parts.Flow(10)
		for severity := check.Blocking; severity <= check.Advice; severity++ {
			if n := counts[severity]; n > 0 {
				link := parts.NewLink(d.say("findings."+severityName(severity), "Count", n), func() { d.showFindings(section, severity) })
				link.Tone = severityTones[severity]
				marks.Add(link)
			}
		}
		if counts == (check.Count{}) {
			word, tone := "overview.ready", parts.Fine
			if d.session.Checking() {
				word, tone = "findings.checking", parts.Hint
			} else if v.isEmpty(section) {
				word, tone = "overview.empty", parts.Hint
			}
			marks.Add(parts.NewLine(d.t(word), tone))
		}
		name := parts.NewLink(d.t("section."+string(section)), func() { d.goSection(section) })
		name.Tone, name.Bold = parts.Plain, false
		list.Add(container.NewBorder(nil, nil, name, marks))
	}
	return list
}

func (v *overview) isEmpty(section plan.Section) bool {
	for _, k := range kindsAt(section) {
		if v.desk.session.Doc.Count(k, v.desk.place.Operation) > 0 {
			return false
		}
	}
	return true
}

// byParty draws how many tasks each party answers for.
func (v *overview) byParty() fyne.CanvasObject {
	d := v.desk
	colours := chart.PartyColours(d.session.Doc)
	return v.bars("party", d.t("cell.unassigned"), func(value string) color.Color {
		id, _ := plan.ParseID(value)
		if c, ok := colours[id]; ok {
			return c
		}
		return parts.Colours().Blocking
	})
}

// byStatus draws how many tasks are in which state.
func (v *overview) byStatus() fyne.CanvasObject {
	return v.bars("status", v.desk.t("group.unset"), func(value string) color.Color {
		if tone, ok := stateColours[value]; ok {
			return tone.Colour()
		}
		return parts.Colours().Hint
	})
}

// bars draws a bar for each value of a field of tasks, which leads to those
// tasks.
func (v *overview) bars(field, unset string, colour func(string) color.Color) fyne.CanvasObject {
	d := v.desk
	f := plan.KindOf[plan.Task]().Field(field)
	table := rows.Build(rows.Source{Doc: d.session.Doc, Operation: d.place.Operation, Words: d.app.Words, Unset: unset},
		rows.Spec{Kind: "task", Group: field})
	list := parts.Column(5)
	most := 1
	for _, r := range table.Rows {
		most = max(most, r.Count)
	}
	for _, r := range table.Rows {
		if r.Object != nil {
			continue
		}
		link := parts.NewLink(r.Title, func() { d.showTasksWith(f, r.Group) })
		link.Tone, link.Bold = parts.Plain, false
		bar := newBar(float32(r.Count)/float32(most), func() color.Color { return colour(r.Group) })
		number := parts.NewLine(d.app.Words.Number(float64(r.Count), 0), parts.Second)
		list.Add(container.New(&barRow{}, link, bar, number))
	}
	if len(list.Objects) == 0 {
		return parts.NewLine(d.t("empty.sentence.tasks"), parts.Hint)
	}
	return list
}

// showTasksWith opens the grid of tasks narrowed to one value of a field.
func (d *Desk) showTasksWith(f *plan.Field, value string) {
	d.goSection(plan.SectionTasks)
	if v, ok := d.view.(*sectionView); ok {
		v.spec.Widen()
		v.spec.SetFilter(f.Name, value)
		v.build()
	}
}

// Content implements view.
func (v *overview) Content() fyne.CanvasObject { return v.content }

// Changed implements view.
func (v *overview) Changed([]plan.Change) { v.draw() }

// Selected implements view.
func (v *overview) Selected() []plan.ID { return nil }

// Reveal implements view.
func (v *overview) Reveal(id plan.ID) bool { return id == v.desk.place.Operation }

// Focus implements view.
func (v *overview) Focus() {}
