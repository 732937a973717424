package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"jointplan/plan"
	"jointplan/ui/parts"
)

// statusBar is the last line of the window: what is saved, what undo would
// undo, who edits, and how much is in sight.
type statusBar struct {
	desk    *Desk
	saved   *parts.Line
	undo    *parts.Press
	author  *parts.Press
	lang    *parts.Press
	counts  *parts.Line
	content fyne.CanvasObject
	drawn   string
}

func newStatusBar(d *Desk) *statusBar {
	s := &statusBar{desk: d, saved: parts.NewLine("", parts.Second), counts: parts.NewLine("", parts.Second)}
	s.undo = parts.NewLink("", func() { d.run("edit.undo") })
	s.author = parts.NewLink("", d.showSettings)
	s.lang = parts.NewLink("", d.nextLanguage)
	for _, p := range []*parts.Press{s.undo, s.author, s.lang} {
		p.Tone, p.Bold = parts.Second, false
	}
	left := parts.Flow(18, s.saved, s.undo)
	right := parts.Flow(18, s.author, s.lang, s.counts)
	s.content = parts.Pad(container.NewBorder(nil, nil, left, right), 5, 12, 5, 12)
	return s
}

func (s *statusBar) refresh() {
	d := s.desk
	if at, _ := d.session.File.LastSaved(); !at.IsZero() {
		s.saved.Set(d.say("status.saved", "Time", at.Local().Format("15:04:05")))
	}
	if d.session.File.ReadOnly() != nil {
		s.saved.Set(d.t("status.readonly"))
	}
	undo := ""
	if title, ok := d.session.File.UndoTitle(); ok {
		undo = d.say("command.edit.undo.what", "What", title)
	}
	s.undo.Set(undo, false)
	author := d.app.Author()
	name := author.Name
	if author.Party != "" {
		name += ", " + author.Party
	}
	if name == "" {
		name = d.t("status.noname")
	}
	s.author.Set(name, false)
	s.lang.Set(map[string]string{"en": "EN", "fr": "FR", "ru": "RU"}[d.app.Words.Language()], false)
	s.counts.Set(s.count())
	if texts := s.saved.Text + s.undo.Text + s.author.Text + s.counts.Text; texts != s.drawn {
		s.drawn = texts
		s.content.Refresh() // other widths: lay out anew
	}
}

func (s *statusBar) count() string {
	d := s.desk
	k := plan.KindNamed(d.place.Kind)
	if k == nil {
		return d.say("status.objects", "Count", d.session.Doc.Len())
	}
	op := d.place.Operation
	if k.Operation() == nil {
		op = plan.NoID
	}
	text := d.app.Words.Say(plan.CountOf(k, d.session.Doc.Count(k, op)))
	if n := len(d.view.Selected()); n > 0 {
		text += " · " + d.say("status.selected", "Count", n)
	}
	return text
}

// nextLanguage goes round the languages.
func (d *Desk) nextLanguage() {
	next := map[string]string{"en": "fr", "fr": "ru", "ru": "en"}
	d.setLanguage(next[d.app.Words.Language()])
}
