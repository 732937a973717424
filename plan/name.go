package plan

import "strings"

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

// ShowField writes the value of a field for a person: references by name, dates
// and numbers as w writes them (canonical without w), choices translated. A
// reference to an object that is gone shows as "?".
func ShowField(d *Document, o Object, f *Field, w Words) string { return showField(d, o, f, w, 0) }

func showField(d *Document, o Object, f *Field, w Words, depth int) string {
	if f.IsEmpty(o) {
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
	return showPlain(o, f, w)
}

func nameOrMark(d *Document, id ID, w Words, depth int) string {
	o := d.Get(id)
	if o == nil {
		return "?"
	}
	return nameOf(d, o, w, depth+1)
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
