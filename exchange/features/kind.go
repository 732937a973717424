package features

import (
	"maps"
	"slices"

	"jointplan/plan"
	"jointplan/plan/symbol"
)

// KindOf is what the feature at a place of a collection becomes; nil where nothing
// says it.
func (h How) KindOf(c *Collection, at int) *plan.Kind {
	f := &c.Features[at]
	switch {
	case f.Kind != nil:
		return f.Kind
	case h.Single[at] != nil:
		return h.Single[at]
	case h.Kind != nil:
		return h.Kind
	}
	return f.Usual(h.Symbols)
}

// Usual is the kind that a foreign feature becomes where nobody says otherwise: the
// one whose objects its symbol stands for, or else the one that takes shapes of its
// sort. What cannot be used becomes nothing.
func (f *Feature) Usual(symbols *symbol.Library) *plan.Kind {
	set := ""
	if f.Symbol != "" && symbols != nil {
		set = symbols.Read(f.Symbol).Set()
	}
	layers := Layers()
	for _, l := range layers {
		if s := symbolOf(l.Kind); set != "" && s != nil && s.Set == set && !f.Shape.Empty() && l.Field.Accepts(string(f.Shape.Text())) == nil {
			return l.Kind
		}
	}
	for _, l := range layers {
		if slices.Contains(l.Field.Takes, string(f.Shape.Type())) {
			return l.Kind
		}
	}
	return nil
}

// Kinds lists what foreign features become, in the order of declaration.
func (c *Collection) Kinds(h How) []*plan.Kind {
	used := map[*plan.Kind]bool{}
	for i := range c.Features {
		if c.Features[i].Kind == nil {
			used[h.KindOf(c, i)] = true
		}
	}
	var list []*plan.Kind
	for _, l := range Layers() {
		if used[l.Kind] {
			list = append(list, l.Kind)
		}
	}
	return list
}

// Foreign is how many features were not written here, so that a kind has to be
// chosen for them.
func (c *Collection) Foreign() int {
	n := 0
	for _, f := range c.Features {
		if f.Kind == nil {
			n++
		}
	}
	return n
}

// Properties lists the names of the properties of foreign features that become a
// kind, in the order in which they come.
func (c *Collection) Properties(h How, k *plan.Kind) []string {
	var names []string
	seen := map[string]bool{}
	for i, f := range c.Features {
		if f.Kind != nil || h.KindOf(c, i) != k {
			continue
		}
		for _, p := range f.Properties {
			if !seen[p.Name] {
				seen[p.Name] = true
				names = append(names, p.Name)
			}
		}
	}
	return names
}

// Guess maps the properties of foreign features whose mappings say nothing of them, for
// each kind that such become.
func (c *Collection) Guess(h *How, languages ...plan.Words) {
	mappings := maps.Clone(h.Mappings)
	if mappings == nil {
		mappings = map[*plan.Kind]Mapping{}
	}
	for _, k := range c.Kinds(*h) {
		mappings[k] = guess(mappings[k], c.Properties(*h, k), k, languages)
	}
	h.Mappings = mappings
}
