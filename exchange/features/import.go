package features

import (
	"context"
	"slices"
	"strings"

	"jointplan/plan"
	"jointplan/plan/edit"
	"jointplan/plan/geo"
)

// How says how features become objects.
type How struct {
	Operation plan.ID
	// Kind is what features that were not written here become.
	Kind    *plan.Kind
	Mapping Mapping
	Words   plan.Words
}

// Fate is what an import does with a feature.
type Fate string

// The fates.
const (
	New     Fate = "new"
	Changed Fate = "changed"
	Same    Fate = "same"
	Refused Fate = "refused"
)

// Row is one feature of a preview.
type Row struct {
	Feature *Feature
	Kind    *plan.Kind
	Fate    Fate
	Object  plan.ID // that is made, changed or the same; NoID when refused
	Title   string
	Why     plan.Message   // of a refusal
	Notes   []plan.Message // what was put right or left out

	values edit.Values
}

// Preview is what an import will do; nothing is done yet.
type Preview struct {
	Edit plan.Edit
	Rows []Row
}

// Count is how many features have a fate.
func (p *Preview) Count(fate Fate) int {
	n := 0
	for _, r := range p.Rows {
		if r.Fate == fate {
			n++
		}
	}
	return n
}

// Import computes the edit that takes a collection into an operation of d, and says
// of each feature what becomes of it. A feature that was written here changes the
// object with its id; another one the only object of the kind that has its title,
// so that what a template named gets its place and a file can be taken in again.
// All else is new. What a file of ours says in references to its own new objects
// holds for those.
func Import(ctx context.Context, d *plan.Document, c *Collection, how How, newID edit.Maker) (*Preview, error) {
	in := importing{d: d, how: how, taken: map[plan.ID]bool{}, become: map[plan.ID]plan.ID{}, titles: map[*plan.Kind]map[string][]plan.ID{}, newID: newID}
	p := &Preview{Rows: make([]Row, len(c.Features))}
	for i := range c.Features {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		p.Rows[i] = in.target(&c.Features[i])
	}
	for i := range p.Rows { // references to what comes later in the file are known now
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		in.fill(&p.Rows[i])
	}
	var rows []edit.Row
	for i, r := range p.Rows {
		switch {
		case r.Fate == New:
			rows = append(rows, edit.Row{ID: r.Object, Kind: r.Kind, Values: r.values})
		case r.Fate == Changed && in.differs(r):
			rows = append(rows, edit.Row{ID: r.Object, Kind: r.Kind, Values: r.values})
		case r.Fate == Changed:
			p.Rows[i].Fate = Same
		}
	}
	var err error
	p.Edit, err = in.put(rows)
	return p, err
}

type importing struct {
	d      *plan.Document
	how    How
	taken  map[plan.ID]bool    // objects that a feature changes already
	become map[plan.ID]plan.ID // ids of the file by those of the plan, where they differ
	titles map[*plan.Kind]map[string][]plan.ID
	newID  edit.Maker
}

// target decides what a feature changes or makes.
func (in *importing) target(f *Feature) Row {
	r := Row{Feature: f, Kind: f.Kind, Fate: New, Notes: f.Notes, Title: f.Name}
	if r.Kind == nil {
		r.Kind = in.how.Kind
	}
	if r.Kind != nil {
		r.Title = in.titleOf(f, r.Kind)
	}
	switch {
	case f.Refused.Key != "":
		r.Fate, r.Why = Refused, f.Refused
		return r
	case r.Kind == nil:
		r.Fate, r.Why = Refused, plan.Say("mapdata.kind")
		return r
	case f.ID != plan.NoID && in.d.Get(f.ID) != nil:
		if plan.KindFor(in.d.Get(f.ID)) != r.Kind {
			r.Fate, r.Why = Refused, plan.Say("mapdata.otherkind", "Kind", plan.Say(plan.KindFor(in.d.Get(f.ID)).Label()))
			return r
		}
		r.Fate, r.Object = Changed, f.ID
	default:
		if id := in.byTitle(r.Kind, in.titleOf(f, r.Kind)); id != plan.NoID && !in.taken[id] {
			r.Fate, r.Object = Changed, id
		}
	}
	if err := in.accepts(f, r.Kind); err != nil {
		r.Fate, r.Object, r.Why = Refused, plan.NoID, messageOf(err)
		return r
	}
	if r.Fate == Changed {
		in.taken[r.Object] = true
	} else {
		r.Object = in.newID()
	}
	if f.ID != plan.NoID && f.ID != r.Object {
		in.become[f.ID] = r.Object
	}
	return r
}

// accepts says what forbids that a kind has the shape of a feature.
func (in *importing) accepts(f *Feature, k *plan.Kind) error {
	layer, ok := LayerOf(k)
	if !ok {
		return nil
	}
	return layer.Field.Accepts(string(f.Shape.Text()))
}

// titleOf is the title that a feature gives an object.
func (in *importing) titleOf(f *Feature, k *plan.Kind) string {
	if k.Title() == nil {
		return ""
	}
	for _, p := range f.Properties {
		name := p.Name
		if f.Kind == nil {
			name = in.how.Mapping[p.Name]
		}
		if name == k.Title().Name && p.Value != "" {
			return p.Value
		}
	}
	return f.Name
}

// byTitle finds the only object of a kind in the operation with a title.
func (in *importing) byTitle(k *plan.Kind, title string) plan.ID {
	if in.titles[k] == nil {
		in.titles[k] = map[string][]plan.ID{}
		for _, o := range in.d.Objects(k, in.how.Operation) {
			key := strings.ToLower(strings.TrimSpace(plan.NameOf(in.d, o, nil)))
			in.titles[k][key] = append(in.titles[k][key], plan.IDFor(o))
		}
	}
	found := in.titles[k][strings.ToLower(strings.TrimSpace(title))]
	if title == "" || len(found) != 1 {
		return plan.NoID
	}
	return found[0]
}

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
			name = in.how.Mapping[p.Name]
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
		if f.Symbol && r.Feature.Kind == nil && r.values[f.Name] == "" {
			r.values[f.Name] = r.Feature.Symbol
		}
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

// differs reports whether a row says anything that its object does not.
func (in *importing) differs(r Row) bool {
	o := in.d.Get(r.Object)
	for name, value := range r.values {
		f := r.Kind.Field(name)
		if has := f.Get(o); has != value && (f.Type != plan.Shape || drawnText(has) != value) {
			return true
		}
	}
	return false
}

// drawnText writes a geometry in the one way in which shapes are written.
func drawnText(text string) string {
	shape, err := geo.Parse(text)
	if err != nil {
		return text
	}
	return string(shape.Text())
}

func (in *importing) put(rows []edit.Row) (plan.Edit, error) {
	if len(rows) == 0 {
		return plan.Edit{}, nil
	}
	what := plan.Say("mapdata.features", "Count", len(rows))
	if !slices.ContainsFunc(rows, func(r edit.Row) bool { return r.Kind != rows[0].Kind }) {
		what = plan.CountOf(rows[0].Kind, len(rows))
	}
	e, _, err := edit.Put(in.d, plan.Say("do.import.map", "What", what), rows, in.newID)
	return e, err
}
