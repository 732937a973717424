package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"jointplan/plan"
	"jointplan/plan/release"
	"jointplan/ui/parts"
)

// marking shows, always, the highest marking of what is in sight, and who may
// have all of it.
type marking struct {
	desk    *Desk
	label   *canvas.Text
	shown   plan.Choice
	content *fyne.Container
}

var markingColours = map[plan.Choice]color.Color{
	"unclassified": color.NRGBA{0x2E, 0x7D, 0x4F, 0xFF},
	"restricted":   color.NRGBA{0x1F, 0x5F, 0xBF, 0xFF},
	"confidential": color.NRGBA{0x8F, 0x56, 0x00, 0xFF},
	"secret":       color.NRGBA{0xB3, 0x26, 0x1E, 0xFF},
}

func newMarking(d *Desk) *marking {
	m := &marking{desk: d, label: canvas.NewText("", color.White)}
	m.label.TextSize, m.label.TextStyle = 11, fyne.TextStyle{Bold: true}
	back := parts.NewFill(fyne.Size{}, func() color.Color { return markingColours[m.shown] })
	m.content = container.NewStack(back, parts.Pad(m.label, 3, 10, 3, 10))
	m.refresh()
	return m
}

// refresh brings it up to date; the bar grows and shrinks with it.
func (m *marking) refresh() {
	d := m.desk
	labels := release.NewLabels(d.session.Doc)
	banner := labels.Banner(d.place.Operation)
	shown := banner.Marking
	if shown == "" {
		shown = "unclassified"
	}
	text := d.t("choice.marking."+string(shown)) + " · " + d.t("marking.all")
	if banner.Limited {
		text = d.t("choice.marking."+string(shown)) + " · " + d.say("marking.to", "Names", d.names(banner.To))
	}
	if policy := policyOf(d.session.Doc); policy != "" {
		text = policy + " · " + text
	}
	if text == m.label.Text && shown == m.shown {
		return
	}
	m.shown, m.label.Text = shown, text
	m.content.Refresh()
	if d.body != nil {
		d.win.Content().Refresh()
	}
}

func policyOf(doc *plan.Document) string {
	if w := doc.Workspace(); w != nil {
		return w.Policy
	}
	return ""
}

// names lists objects by their short names.
func (d *Desk) names(ids plan.IDs) string {
	text := ""
	for i, id := range ids {
		if i > 0 {
			text += ", "
		}
		if o := d.session.Doc.Get(id); o != nil {
			text += plan.ShortName(d.session.Doc, o, d.app.Words)
		} else {
			text += plan.GoneName(id, d.app.Words)
		}
	}
	if text == "" {
		return d.t("label.nobody")
	}
	return text
}

// labelOf says how far an object may go and why: "Confidential, from the
// operation; releasable to Poland".
func (d *Desk) labelOf(o plan.Object) string {
	l := release.NewLabels(d.session.Doc).Of(o)
	m := l.Marking
	if m == "" {
		m = "unclassified"
	}
	text := d.t("choice.marking." + string(m))
	if l.MarkingFrom != release.Nowhere && l.MarkingFrom != release.Own {
		text += " " + d.app.Words.Say(l.MarkingFrom.Say())
	}
	to := d.t("marking.all")
	if l.Limited {
		to = d.say("marking.to", "Names", d.names(l.To))
		if l.ToFrom != release.Own {
			to += " " + d.app.Words.Say(l.ToFrom.Say())
		}
	}
	return text + " · " + to
}
