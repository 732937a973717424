package features

import (
	"image/color"
	"strings"

	"jointplan/plan"
	"jointplan/plan/geo"
	"jointplan/plan/symbol"
)

// Feature is an object with a place on the map, on its way to a file or out of
// one. Out of a foreign file it has no kind and no id.
type Feature struct {
	Kind       *plan.Kind
	ID         plan.ID
	Name       string
	Group      string // the folder or layer that a foreign file has it in
	Properties []Property
	Shape      geo.Shape
	Colour     color.NRGBA // of the party; nothing where A is 0
	Symbol     string      // its code as it is written, chosen or not; "" for lines and areas

	Refused plan.Message   // why it cannot be taken over; no key when it can
	Notes   []plan.Message // what was put right on reading
}

// Property is a value by its name: of a field the canonical text, and Shown for
// people where that says nothing to them.
type Property struct {
	Name, Value string
	Shown       string
	Numeric     bool // a number of the format, where it has such
}

// The properties by which a file that was written here is known again, whatever
// program it went through.
const (
	kindProperty = "jointplan_kind"
	idProperty   = "jointplan_id"
	shownSuffix  = "_name"
	// SymbolProperty holds the symbol code in formats without a place for it.
	SymbolProperty = "sidc"
)

// Layer is a kind that is drawn on the map, with the field of its shape.
type Layer struct {
	Kind  *plan.Kind
	Field *plan.Field
}

// Layers lists the kinds that have a shape, in the order of declaration.
func Layers() []Layer {
	var list []Layer
	for _, k := range plan.Kinds() {
		if l, ok := LayerOf(k); ok {
			list = append(list, l)
		}
	}
	return list
}

// LayerOf gives the layer of a kind; false when it is not drawn on the map.
func LayerOf(k *plan.Kind) (Layer, bool) {
	for _, f := range k.Fields {
		if f.Type == plan.Shape {
			return Layer{k, f}, true
		}
	}
	return Layer{}, false
}

// travels lists the fields of a kind that go into files besides the shape: what
// people see, and the operation so that a file tells where it came from.
func travels(k *plan.Kind) []*plan.Field {
	var list []*plan.Field
	for _, f := range k.Fields {
		if f == k.Operation() || !f.Hidden && !f.Own && f.Type != plan.Shape {
			list = append(list, f)
		}
	}
	return list
}

// Choice says what of a plan becomes features.
type Choice struct {
	Operation plan.ID // NoID for all
	Layers    []Layer // nil for all
	Words     plan.Words
	Colours   map[plan.ID]color.NRGBA // of parties
}

// Of makes features of all objects of a plan that are drawn. What could not be
// read, or has no shape, is left out; notes say so.
func Of(d *plan.Document, c Choice) (list []Feature, notes []plan.Message) {
	layers := c.Layers
	if layers == nil {
		layers = Layers()
	}
	for _, l := range layers {
		for _, o := range d.Objects(l.Kind, c.Operation) {
			if l.Field.IsEmpty(o) {
				continue
			}
			shape, err := geo.Parse(l.Field.Get(o))
			switch {
			case err != nil:
				notes = append(notes, plan.Say("mapdata.unreadable", "Name", plan.NameOf(d, o, c.Words), "Why", messageOf(err)))
			case !shape.Empty():
				list = append(list, one(d, o, shape, c))
			}
		}
	}
	return list, notes
}

func one(d *plan.Document, o plan.Object, shape geo.Shape, c Choice) Feature {
	k := plan.KindFor(o)
	f := Feature{Kind: k, ID: plan.IDFor(o), Name: plan.NameOf(d, o, c.Words), Shape: shape}
	for _, field := range travels(k) {
		if field.IsEmpty(o) || plan.IsWithheld(o, field) || namesWithheld(o, field) {
			continue
		}
		p := Property{Name: field.Name, Value: field.Get(o), Numeric: field.Type == plan.Number || field.Type == plan.Whole}
		if field.IsReference() {
			p.Shown = plan.ShowField(d, o, field, c.Words)
		}
		if party := field.Target == "party" && field.Type == plan.Reference; party && f.Colour.A == 0 {
			f.Colour = c.Colours[field.Ref(o)]
		}
		if field.Symbol {
			f.Symbol = p.Value
		}
		f.Properties = append(f.Properties, p)
	}
	if shape.Type() == geo.Points && f.Symbol == "" {
		f.Symbol = string(usual(o))
	}
	return f
}

// usual is the symbol that an object has where none was chosen.
func usual(o plan.Object) symbol.Code {
	switch o := o.(type) {
	case *plan.Unit:
		return symbol.ForUnit(o)
	case *plan.Graphic:
		return symbol.ForGraphic(o.Type)
	}
	return ""
}

// namesWithheld reports whether a value names what a shared copy does not hold.
func namesWithheld(o plan.Object, f *plan.Field) bool {
	for _, id := range f.Refs(o) {
		if id == plan.Withheld {
			return true
		}
	}
	return false
}

// Attributes lists what a file says of a feature: what it is known again by, its
// fields, and behind each reference its name for people. Without title it is left out
// where it is the name, for which the format has a place of its own.
func (f *Feature) Attributes(title bool) []Property {
	var list []Property
	if f.Kind != nil {
		list = append(list, Property{Name: kindProperty, Value: f.Kind.Name}, Property{Name: idProperty, Value: f.ID.String()})
		if t := f.Kind.Title(); !title && t != nil && f.Value(t.Name) == "" {
			list = append(list, Property{Name: t.Name}) // its name is no title
		}
	}
	for _, p := range f.Properties {
		if !title && f.isTitle(p.Name) && p.Value == f.Name {
			continue
		}
		list = append(list, p)
		if p.Shown != "" {
			list = append(list, Property{Name: p.Name + shownSuffix, Value: p.Shown})
		}
	}
	return list
}

func (f *Feature) isTitle(name string) bool {
	return f.Kind != nil && f.Kind.Title() != nil && f.Kind.Title().Name == name
}

// Value gives the value of a property, "" where there is none.
func (f *Feature) Value(name string) string {
	for _, p := range f.Properties {
		if p.Name == name {
			return p.Value
		}
	}
	return ""
}

// recognise finds out whether a feature was written here, and takes what says so
// and the names for people out of its properties.
func (f *Feature) recognise() {
	f.Kind = plan.KindNamed(f.Value(kindProperty))
	if f.Kind != nil {
		if _, drawn := LayerOf(f.Kind); !drawn {
			f.Kind = nil
		}
	}
	if f.Kind == nil {
		return
	}
	if id, err := plan.ParseID(f.Value(idProperty)); err == nil && id != plan.Withheld {
		f.ID = id
	}
	var kept []Property
	titled := false
	for _, p := range f.Properties {
		field := f.Kind.Field(p.Name)
		if field == nil || field.Type == plan.Shape || field.Own || strings.EqualFold(p.Name, "no") {
			continue
		}
		titled = titled || field.IsTitle
		kept = append(kept, p)
	}
	if title := f.Kind.Title(); title != nil && !titled && f.Name != "" {
		kept = append([]Property{{Name: title.Name, Value: f.Name}}, kept...)
	}
	f.Properties = kept
}

// ProbableName is what a foreign feature is probably called: the first of the usual
// properties for it that says something.
func ProbableName(list []Property) string {
	for _, wanted := range []string{"name", "title", "label", "nom", "название", "titre"} {
		for _, p := range list {
			if strings.EqualFold(p.Name, wanted) && p.Value != "" {
				return p.Value
			}
		}
	}
	return ""
}

// Why is what an error says of a feature that cannot be used.
func Why(err error) plan.Message { return messageOf(err) }

func messageOf(err error) plan.Message {
	if p, ok := err.(*plan.ProblemError); ok {
		return p.Message
	}
	return plan.Say("mapdata.broken")
}

// Foreign makes name and description of a feature from a file with places for
// them properties like others, for a feature that was not written here.
func (f *Feature) Foreign(description string) {
	if f.Value(kindProperty) != "" {
		return
	}
	if f.Name != "" && f.Value("name") == "" {
		f.Properties = append(f.Properties, Property{Name: "name", Value: f.Name})
	}
	if description != "" && f.Value("description") == "" {
		f.Properties = append(f.Properties, Property{Name: "description", Value: description})
	}
}
