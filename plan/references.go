package plan

import (
	"slices"
)

// Referring lists the ids of objects whose field f names target, in no
// particular order. The index of f is built at the first question and kept.
func (d *Document) Referring(f *Field, target ID) []ID {
	from := d.index(f)[target]
	ids := make([]ID, 0, len(from))
	for id := range from {
		ids = append(ids, id)
	}
	return ids
}

// CountReferring is the number of objects whose field f names target.
func (d *Document) CountReferring(f *Field, target ID) int { return len(d.index(f)[target]) }

// ReferringSorted is Referring in the order of lists, as objects.
func (d *Document) ReferringSorted(f *Field, target ID) []Object {
	from := d.index(f)[target]
	objects := make([]Object, 0, len(from))
	for id := range from {
		objects = append(objects, d.byID[id])
	}
	slices.SortFunc(objects, compareOrder)
	return objects
}

// ReferencesTo lists the fields of every kind that may name an object of kind k.
func ReferencesTo(k *Kind) []*Field {
	var fields []*Field
	for _, other := range kinds {
		for _, f := range other.Fields {
			if f.IsReference() && (f.Target == k.Name || f.Target == "any") {
				fields = append(fields, f)
			}
		}
	}
	return fields
}

func (d *Document) index(f *Field) map[ID]map[ID]struct{} {
	if index, ok := d.refs[f]; ok {
		return index
	}
	index := map[ID]map[ID]struct{}{}
	for _, o := range d.Objects(f.Kind, NoID) {
		for _, target := range f.Refs(o) {
			point(index, target, IDFor(o))
		}
	}
	d.refs[f] = index
	return index
}

func point(index map[ID]map[ID]struct{}, target, from ID) {
	set := index[target]
	if set == nil {
		set = map[ID]struct{}{}
		index[target] = set
	}
	set[from] = struct{}{}
}

// reindex keeps those reference indexes that exist.
func (d *Document) reindex(id ID, was, is Object) {
	o := was
	if o == nil {
		o = is
	}
	for _, f := range KindFor(o).Fields {
		index, ok := d.refs[f]
		if !ok || !f.IsReference() {
			continue
		}
		if was != nil && is != nil && slices.Equal(f.Refs(was), f.Refs(is)) {
			continue
		}
		if was != nil {
			for _, target := range f.Refs(was) {
				delete(index[target], id)
			}
		}
		if is != nil {
			for _, target := range f.Refs(is) {
				point(index, target, id)
			}
		}
	}
}
