package plan

import (
	"strings"
	"unicode/utf8"
)

// NameOf is what people call an object: its title, or for an object that links
// others the names of what it links ("2nd Battalion, OPCON"), or its number.
// Choices appear as their translation when w is given, as their word otherwise.
func NameOf(d *Document, o Object, w Words) string { return nameOf(d, o, w, 0) }

// deepest is how far names are made of names; what links others may link what
// links it.
const deepest = 3

func nameOf(d *Document, o Object, w Words, depth int) string {
	if o == nil {
		return ""
	}
	k := KindFor(o)
	if k.title != nil {
		if s := k.title.Get(o); s != "" {
			return s
		}
		return o.Shared().Number()
	}
	var parts []string
	for _, f := range k.Fields {
		if f.Common || !f.Required || depth >= deepest {
			continue
		}
		if s := showField(d, o, f, w, depth); s != "" {
			parts = append(parts, s)
		}
	}
	if len(parts) == 0 {
		return o.Shared().Number()
	}
	return strings.Join(parts, " · ")
}

// ShortName is the short form of a party, the name of anything else.
func ShortName(d *Document, o Object, w Words) string {
	if p, ok := o.(*Party); ok && p.Short != "" {
		return p.Short
	}
	return NameOf(d, o, w)
}

// longName is how many letters of a party's name fit a map or a column.
const longName = 18

// Brief is the party's name where there is little room: its short form when the name
// is long.
func (p *Party) Brief() string {
	if p.Short != "" && utf8.RuneCountInString(p.Title) > longName {
		return p.Short
	}
	return p.Title
}

// ShowField writes the value of a field for a person: references by name, dates
// and numbers as w writes them (canonical without w), choices translated. A
// reference to an object that is gone shows as "?", and what a
// shared copy does not hold as "withheld".
func ShowField(d *Document, o Object, f *Field, w Words) string { return showField(d, o, f, w, 0) }

func showField(d *Document, o Object, f *Field, w Words, depth int) string {
	if f.IsEmpty(o) {
		if IsWithheld(o, f) {
			return GoneName(Withheld, w)
		}
		return ""
	}
	switch f.Type {
	case Reference, List:
		ids := f.Refs(o)
		names := make([]string, len(ids))
		for i, id := range ids {
			names[i] = nameOrMark(d, id, w, depth)
		}
		return strings.Join(names, ", ")
	case Labels:
		return showLabels(d, o, f, w, depth)
	case Portions:
		shares := f.value(o).Interface().(Shares)
		parts := make([]string, len(shares))
		for i, s := range shares {
			parts[i] = nameOrMark(d, s.Party, w, depth) + " " + formatNumber(s.Percent)
		}
		return strings.Join(parts, ", ")
	}
	if w == nil {
		return f.Get(o)
	}
	if named := f.named(o); named != nil {
		return w.T(named.Label())
	}
	return showPlain(o, f, w)
}

// showLabels writes "Amount: Secret, Poland; Basis: France".
func showLabels(d *Document, o Object, f *Field, w Words, depth int) string {
	if w == nil {
		return f.Get(o)
	}
	var all []string
	for _, one := range f.Labels(o) {
		var parts []string
		if one.Marking != "" {
			parts = append(parts, w.T("choice.marking."+string(one.Marking)))
		}
		for _, id := range one.To {
			parts = append(parts, nameOrMark(d, id, w, depth))
		}
		name := one.Field
		if of := KindFor(o).Field(one.Field); of != nil {
			name = w.T(of.Label())
		}
		all = append(all, name+": "+strings.Join(parts, ", "))
	}
	return strings.Join(all, "; ")
}

// named is the field that the value of a field with OfKind names; nil for other
// fields and names that are none.
func (f *Field) named(o Object) *Field {
	if f.OfKind == "" {
		return nil
	}
	k := KindNamed(f.Kind.Field(f.OfKind).Text(o))
	if k == nil {
		return nil
	}
	return k.Field(f.Text(o))
}

func nameOrMark(d *Document, id ID, w Words, depth int) string {
	o := d.Get(id)
	if o == nil {
		return GoneName(id, w)
	}
	return nameOf(d, o, w, depth+1)
}

// GoneName is what stands for an object that is not there: "?" or, where it is
// withheld, that word; canonical without w.
func GoneName(id ID, w Words) string {
	switch {
	case id != Withheld:
		return "?"
	case w == nil:
		return withheldWord
	}
	return w.T("name.withheld")
}

func showPlain(o Object, f *Field, w Words) string {
	v := f.value(o)
	switch f.Type {
	case Number:
		return w.Number(v.Float(), 2)
	case Whole:
		return w.Number(float64(v.Int()), 0)
	case Flag:
		return w.T("yes")
	case Day:
		return w.Date(Date(v.Int()))
	case Period:
		span := v.Interface().(Span)
		return w.Date(span.Start) + " – " + w.Date(span.Finish)
	case Amount:
		m := v.Interface().(Money)
		return w.Number(m.Units(), 2) + " " + m.Currency
	case OneOf:
		return w.T(f.ChoiceLabel(v.String()))
	}
	return f.Get(o)
}
