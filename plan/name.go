package plan

import "strings"

// NameOf is what people call an object: its title, or for an object that links
// others the names of what it links ("2nd Battalion, OPCON"), or its number.
// Choices appear as their translation when w is given, as their word otherwise.
func NameOf(d *Document, o Object, w Words) string {
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
		if f.Common || !f.Required {
			continue
		}
		if s := ShowField(d, o, f, w); s != "" {
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
func ShowField(d *Document, o Object, f *Field, w Words) string {
	if f.IsEmpty(o) {
		return ""
	}
	switch f.Type {
	case Reference, List:
		ids := f.Refs(o)
		names := make([]string, len(ids))
		for i, id := range ids {
			names[i] = nameOrMark(d, id, w)
		}
		return strings.Join(names, ", ")
	case Portions:
		shares := f.value(o).Interface().(Shares)
		parts := make([]string, len(shares))
		for i, s := range shares {
			parts[i] = nameOrMark(d, s.Party, w) + " " + formatNumber(s.Percent)
		}
		return strings.Join(parts, ", ")
	}
	if w == nil {
		return f.Get(o)
	}
	return showPlain(o, f, w)
}

func nameOrMark(d *Document, id ID, w Words) string {
	o := d.Get(id)
	if o == nil {
		return "?"
	}
	return NameOf(d, o, w)
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
