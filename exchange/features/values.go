package features

import (
	"slices"
	"strings"

	"jointplan/plan"
	"jointplan/plan/edit"
	"jointplan/plan/geo"
)

// fill reads the values of a row. A value that cannot be read is left out with a
// note.
func (in *importing) fill(r *Row) {
	if r.Fate == Refused {
		return
	}
	layer, _ := LayerOf(r.Kind)
	r.values = edit.Values{layer.Field.Name: string(r.Feature.Shape.Text())}
	for _, p := range r.Feature.Properties {
		name := p.Name
		if r.Feature.Kind == nil {
			name = in.how.Mappings[r.Kind][p.Name]
		}
		f := r.Kind.Field(name)
		if f == nil || f == r.Kind.Operation() || r.Feature.Kind == nil && p.Value == "" {
			continue
		}
		value, err := in.read(f, p.Value)
		if err != nil {
			r.Notes = append(r.Notes, plan.Say("mapdata.value", "Field", plan.Say(f.Label()), "Why", messageOf(err)))
			continue
		}
		r.values[f.Name] = value
	}
	if r.Feature.Kind == nil {
		in.symbol(r)
	}
	if r.Fate == New {
		in.complete(r)
	}
	if title := r.Kind.Title(); title != nil && r.values[title.Name] != "" {
		r.Title = r.values[title.Name]
	}
}

// read turns a text of the file into a canonical value: it may be one already, or
// what a person wrote. Text on several lines goes into one where the field has one.
func (in *importing) read(f *plan.Field, text string) (string, error) {
	if f.Type == plan.Text {
		text = strings.Join(strings.Fields(text), " ")
	}
	value, err := f.Parse(text)
	if err != nil {
		value, err = plan.ReadField(in.d, in.how.Operation, f, text, in.how.Words)
	}
	if err != nil || value == "" || !f.IsReference() {
		return value, err
	}
	return in.relate(f, value)
}

// relate drops references to what neither the plan nor the file has, and leads
// those to objects that another one took the place of to it.
func (in *importing) relate(f *plan.Field, value string) (string, error) {
	o, err := plan.With(f.Kind.New(plan.NoID), plan.Change{Kind: f.Kind, Field: f.Name, New: value})
	if err != nil {
		return "", err
	}
	for _, id := range f.Refs(o) {
		if to := in.become[id]; to != plan.NoID {
			value = strings.ReplaceAll(value, id.String(), to.String())
			continue
		}
		target := in.d.Get(id)
		if target == nil || f.Target != "any" && plan.KindFor(target).Name != f.Target {
			return "", plan.Problem("mapdata.reference.gone")
		}
	}
	return f.Parse(value)
}

// symbol takes over the symbol of a foreign feature as it is written, and says so
// where it stands for nothing or the kind has none.
func (in *importing) symbol(r *Row) {
	code := r.Feature.Symbol
	f := symbolOf(r.Kind)
	if f != nil && r.values[f.Name] != "" {
		code = r.values[f.Name]
	}
	if code == "" {
		return
	}
	var err error
	if in.how.Symbols != nil {
		_, err = in.how.Symbols.Parse(code)
	}
	switch {
	case f == nil:
		r.Notes = append(r.Notes, plan.Say("mapdata.symbol.none", "Code", cut(code, mostSaid)))
		return
	case err != nil:
		r.Notes = append(r.Notes, plan.Say("mapdata.symbol.unknown", "Code", cut(code, mostSaid)))
	}
	if value, err := in.read(f, code); err == nil {
		r.values[f.Name] = value
	}
}

// mostSaid is how many letters of a foreign word stand in a note.
const mostSaid = 40

// symbolOf is the field of a kind that holds its symbol, nil without one.
func symbolOf(k *plan.Kind) *plan.Field {
	for _, f := range k.Fields {
		if f.Symbol {
			return f
		}
	}
	return nil
}

// complete gives a new object what it needs besides: its operation, a title, and
// the type that its shape suggests.
func (in *importing) complete(r *Row) {
	k := r.Kind
	if k.Operation() != nil {
		r.values[k.Operation().Name] = in.how.Operation.String()
	}
	if title := k.Title(); title != nil && r.values[title.Name] == "" {
		r.values[title.Name], _ = in.read(title, r.Feature.Name) // what cannot be one is replaced
		if r.values[title.Name] == "" {
			r.values[title.Name] = in.word(plan.Say("mapdata.unnamed", "Kind", plan.Say(k.Label())))
		}
	}
	for _, f := range k.Fields {
		suggested := map[geo.Type]string{geo.Areas: "area", geo.Lines: "line", geo.Points: "point"}[r.Feature.Shape.Type()]
		if f.Name == "type" && r.values[f.Name] == "" && slices.Contains(f.Choices, suggested) {
			r.values[f.Name] = suggested
		}
	}
}

func (in *importing) word(m plan.Message) string {
	if in.how.Words == nil {
		return m.String()
	}
	return in.how.Words.Say(m)
}
