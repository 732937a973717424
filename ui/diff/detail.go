package diff

import (
	"strconv"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"jointplan/plan"
	"jointplan/plan/compare"
	"jointplan/ui/parts"
	"jointplan/ui/theme"
	"jointplan/ui/words"
)

// Detail is one difference in full: what each side says with the words marked
// that changed, and drawn where it can be drawn.
func (x *Set) Detail(i int, steps []fyne.CanvasObject) fyne.CanvasObject {
	w, r := x.reader, x.rows[i]
	what := w.t("compare.object")
	if r.Field != nil {
		what = w.t(r.Field.Label())
	}
	title, sub := parts.NewCut(what, parts.Plain), parts.NewCut(x.heading(r), parts.Second)
	title.Bold, title.Points = true, 15
	column := parts.Column(10, parts.Column(2, title, sub))
	if len(steps) > 0 {
		column.Add(parts.Column(6, steps...))
	}
	if picture := x.picture(r); picture != nil {
		column.Add(picture)
	}
	if r.Base.Exists {
		column.Add(x.voice(r, w.t("compare.before"), r.Base, false))
	}
	column.Add(x.voice(r, w.t(w.Ours), r.Ours, true))
	column.Add(x.voice(r, w.t(w.Theirs), r.Theirs, true))
	for _, s := range r.Others {
		column.Add(x.voice(r, w.t("compare.also"), s, true))
	}
	if text := x.shift(r); text != "" {
		column.Add(parts.Labelled(w.t("compare.difference"), parts.Paragraph(text, parts.Plain)))
	}
	if r.Field == nil {
		for _, o := range x.contents(r) {
			column.Add(o)
		}
	}
	return column
}

// voice is what one side says, who said it and when.
func (x *Set) voice(r compare.Row, label string, s compare.State, marked bool) fyne.CanvasObject {
	w := x.reader
	name := parts.NewCut(words.Join(" — ", label, words.Join(", ", s.By, s.Party, w.moment(s.At))), parts.Second)
	name.Points = theme.Small
	text := x.Show(r, s.Value)
	switch {
	case r.Field == nil:
		text = x.fate(r, s)
		if s.Exists && s == r.Base || !marked {
			text = w.t("compare.there")
		}
		if text == "" {
			text = w.t("compare.notthere")
		}
	case text == "":
		text = w.t("take.empty")
	}
	body := parts.Paragraph(text, parts.Plain)
	if marked && x.isText(r) {
		if found := pieces(r, s); len(found) > 1 {
			body = markedText(found)
		}
	}
	return parts.Column(2, name, body)
}

// markedText wraps a text with what was added in bold and what was removed struck
// out.
func markedText(pieces []compare.Piece) fyne.CanvasObject {
	var segments []widget.RichTextSegment
	for _, p := range pieces {
		style := widget.RichTextStyle{Inline: true, ColorName: fynetheme.ColorNameForeground}
		switch p.Op {
		case compare.Inserted:
			style.ColorName, style.TextStyle.Bold = fynetheme.ColorNameSuccess, true
		case compare.Removed:
			style.ColorName, style.TextStyle.Strikethrough = fynetheme.ColorNameError, true
		}
		segments = append(segments, &widget.TextSegment{Text: p.Text, Style: style})
	}
	text := widget.NewRichText(segments...)
	text.Wrapping = fyne.TextWrapWord
	return parts.Pulled(text)
}

// shift is by how much numbers and days moved: "+1 km", "12 days later".
func (x *Set) shift(r compare.Row) string {
	if r.Field == nil || r.Ours.Value == "" || r.Theirs.Value == "" {
		return ""
	}
	w := x.reader
	ours, okOurs := x.with(r, r.Ours.Value)
	theirs, okTheirs := x.with(r, r.Theirs.Value)
	if !okOurs || !okTheirs {
		return ""
	}
	f := r.Field
	switch f.Type {
	case plan.Number, plan.Whole:
		return w.signed(f.Number(theirs)-f.Number(ours), f.Unit, f.Number(ours))
	case plan.Amount:
		a, b := f.Money(ours), f.Money(theirs)
		if a.Currency == b.Currency {
			return w.signed(b.Units()-a.Units(), "", a.Units()) + " " + a.Currency
		}
	case plan.Period:
		a, b := f.Span(ours), f.Span(theirs)
		return words.Join(", ", w.moved("compare.start", a.Start, b.Start), w.moved("compare.finish", a.Finish, b.Finish))
	case plan.Day:
		a, errA := plan.ParseDate(r.Ours.Value)
		b, errB := plan.ParseDate(r.Theirs.Value)
		if errA == nil && errB == nil {
			return w.moved("compare.day", a, b)
		}
	}
	return ""
}

// with gives the object of a row with a value of the row's field.
func (x *Set) with(r compare.Row, value string) (plan.Object, bool) {
	o := x.Object(r)
	if o == nil {
		return nil, false
	}
	with, err := plan.With(o, plan.Change{Kind: r.Kind, Object: r.Object, Field: r.Field.Name, New: value})
	return with, err == nil
}

// signed writes a difference with its sign, its unit and what part of the former
// it is.
func (w Reader) signed(by float64, unit string, of float64) string {
	text := w.Words.Number(by, 2)
	if by > 0 {
		text = "+" + text
	}
	if unit != "" && unit != "people" {
		text += " " + w.t("unit."+unit)
	}
	if of > 0 {
		text += " (" + strconv.FormatFloat(by/of*100, 'f', 0, 64) + " %)"
	}
	return text
}

// moved says by how many days theirs is later or earlier than ours.
func (w Reader) moved(key string, ours, theirs plan.Date) string {
	by := int(theirs - ours)
	switch {
	case ours == 0 || theirs == 0 || by == 0:
		return ""
	case by > 0:
		return w.say(key+".later", "Count", by)
	}
	return w.say(key+".earlier", "Count", -by)
}

// contents lists the fields of an object that came or went.
func (x *Set) contents(r compare.Row) (lines []fyne.CanvasObject) {
	w, o := x.reader, x.Object(r)
	if o == nil || r.Conflict && len(r.Fields) > 0 {
		return nil
	}
	for _, f := range r.Kind.Fields {
		if f.Hidden || f.IsEmpty(o) || f.Name == "no" {
			continue
		}
		lines = append(lines, parts.Labelled(w.t(f.Label()), parts.Paragraph(plan.ShowField(x.names, o, f, w.Words), parts.Plain)))
	}
	return lines
}
