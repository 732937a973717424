package features

import (
	"context"
	"slices"
	"strings"

	"jointplan/plan"
	"jointplan/plan/edit"
	"jointplan/plan/geo"
	"jointplan/plan/symbol"
)

// How says how features become objects.
type How struct {
	Operation plan.ID
	// Kind is what features that were not written here become; nil to go by what
	// each of them is, see Usual.
	Kind *plan.Kind
	// Single are the kinds of single ones, by their place in the collection.
	Single map[int]*plan.Kind
	// Mappings say for each kind what of their properties goes where.
	Mappings map[*plan.Kind]Mapping
	Symbols  *symbol.Library // that codes are read by; nil knows none
	Words    plan.Words
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
		p.Rows[i] = in.target(&c.Features[i], how.KindOf(c, i))
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
func (in *importing) target(f *Feature, k *plan.Kind) Row {
	r := Row{Feature: f, Kind: k, Fate: New, Notes: slices.Clone(f.Notes), Title: f.Name}
	switch {
	case r.Kind != nil:
		r.Title = in.titleOf(f, r.Kind)
	case r.Title == "":
		r.Title = called(f.Properties)
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
			name = in.how.Mappings[k][p.Name]
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
