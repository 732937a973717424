package plan

import (
	"iter"
	"slices"
	"sync"
)

// Referring lists the ids of objects whose field f names target, in no
// particular order. The index of f is built at the first question and kept.
func (d *Document) Referring(f *Field, target ID) []ID {
	return slices.Clone(d.index(f).from(target))
}

// CountReferring is the number of objects whose field f names target.
func (d *Document) CountReferring(f *Field, target ID) int { return len(d.index(f).from(target)) }

// ReferringSorted is Referring in the order of lists, as objects.
func (d *Document) ReferringSorted(f *Field, target ID) []Object {
	from := d.index(f).from(target)
	objects := make([]Object, 0, len(from))
	for _, id := range from {
		objects = append(objects, d.byID[id])
	}
	slices.SortFunc(objects, compareOrder)
	return objects
}

// Referrers goes through the objects of type T whose field f names target, in
// no particular order and without building a list. The document must not be
// altered meanwhile.
func Referrers[T any](d *Document, f *Field, target ID) iter.Seq[*T] {
	return func(yield func(*T) bool) {
		for _, id := range d.index(f).from(target) {
			if t, ok := any(d.byID[id]).(*T); ok && !yield(t) {
				return
			}
		}
	}
}

// Prepare builds the reference indexes of fields and sorts all lists, so that
// afterwards several goroutines may read the document at once (until the next
// Apply, and of the reference indexes only these fields).
func (d *Document) Prepare(fields ...*Field) {
	for _, l := range d.lists {
		d.settle(l)
	}
	missing := map[*Kind][]*Field{}
	for _, f := range fields {
		if d.refs[f] == nil && !slices.Contains(missing[f.Kind], f) {
			missing[f.Kind] = append(missing[f.Kind], f)
		}
	}
	var built sync.Mutex
	var work sync.WaitGroup
	for k, of := range missing {
		work.Go(func() {
			indexes := d.buildIndexes(k, of)
			built.Lock()
			defer built.Unlock()
			for i, f := range of {
				d.refs[f] = indexes[i]
			}
		})
	}
	work.Wait()
}

// Adopt takes over the reference indexes and the sorted lists that were made on
// other, a snapshot of this document, when nothing was altered since. The
// snapshot must not be altered afterwards.
func (d *Document) Adopt(other *Document) {
	if other == d || other.revision != d.revision {
		return
	}
	for f, index := range other.refs {
		if d.refs[f] == nil {
			d.refs[f] = index
		}
	}
	other.refs = map[*Field]*refIndex{}
	for key, l := range other.lists {
		if mine := d.lists[key]; mine != nil && mine.stale && !l.stale {
			mine.objects, mine.stale = l.objects, false
		}
	}
}

// NamesGone reports whether any object's field f names an object that is not
// there and not withheld; known is false when f has no index yet that could tell.
func (d *Document) NamesGone(f *Field) (gone, known bool) {
	index := d.refs[f]
	if index == nil {
		return false, false
	}
	for target, i := range index.at {
		if d.byID[target] == nil && target != Withheld && len(index.sets[i].ids) > 0 {
			return true, true
		}
	}
	return false, true
}

var referencesTo = sync.OnceValue(func() map[string][]*Field {
	to := map[string][]*Field{}
	for _, target := range kinds {
		for _, other := range kinds {
			for _, f := range other.Fields {
				if f.IsReference() && (f.Target == target.Name || f.Target == "any") {
					to[target.Name] = append(to[target.Name], f)
				}
			}
		}
	}
	return to
})

// ReferencesTo lists the fields of every kind that may name an object of kind k.
// The slice must not be altered.
func ReferencesTo(k *Kind) []*Field { return referencesTo()[k.Name] }

// refIndex says by target which objects name it in one field.
type refIndex struct {
	at   map[ID]int // place in sets
	sets []refSet
}

// refSet holds the objects that name one target. Most sets are tiny (the
// dependencies of a task), a few are huge (the tasks of a party), so places are
// noted only once a big set has lost some members.
type refSet struct {
	ids    []ID
	places map[ID]int
	losses int
}

const (
	bigSet     = 64
	lossesToll = 8
)

func (d *Document) index(f *Field) *refIndex {
	if index := d.refs[f]; index != nil {
		return index
	}
	index := d.buildIndexes(f.Kind, []*Field{f})[0]
	d.refs[f] = index
	return index
}

// buildIndexes makes the indexes of several fields of one kind in one pass over
// its objects, which are what is slow to fetch.
func (d *Document) buildIndexes(k *Kind, fields []*Field) []*refIndex {
	drafts := make([]refDraft, len(fields))
	objects := d.Objects(k, NoID)
	for i, f := range fields {
		targets := 0
		if target := f.TargetKind(); f.Part && target != nil { // most are named, so make room at once
			targets = min(d.Count(target, NoID), len(objects))
			drafts[i].refs = make([]draftRef, 0, len(objects))
		}
		drafts[i].at = make(map[ID]int, targets)
	}
	for at, o := range objects {
		for i, f := range fields {
			f.eachRef(o, func(target ID) { drafts[i].add(target, at) })
		}
	}
	indexes := make([]*refIndex, len(fields))
	for i := range drafts {
		indexes[i] = drafts[i].index(objects)
	}
	return indexes
}

// refDraft gathers references before it is known how many name each target, so
// that all sets can share one stretch of memory.
type refDraft struct {
	at    map[ID]int
	sizes []int
	refs  []draftRef
	last  ID // the target before, and its place: neighbours often name the same
	place int
}

// draftRef is one reference: the place of the object that has it, and the set.
type draftRef struct{ object, set int32 }

func (x *refDraft) add(target ID, object int) {
	i := x.place
	if target != x.last {
		var ok bool
		if i, ok = x.at[target]; !ok {
			i = len(x.sizes)
			x.at[target] = i
			x.sizes = append(x.sizes, 0)
		}
		x.last, x.place = target, i
	}
	x.sizes[i]++
	x.refs = append(x.refs, draftRef{int32(object), int32(i)})
}

func (x *refDraft) index(objects []Object) *refIndex {
	index := &refIndex{at: x.at, sets: make([]refSet, len(x.sizes))}
	room := make([]ID, len(x.refs))
	for i, n := range x.sizes {
		index.sets[i].ids, room = room[:0:n], room[n:]
	}
	for _, r := range x.refs {
		index.sets[r.set].add(IDFor(objects[r.object]))
	}
	return index
}

func (x *refIndex) from(target ID) []ID {
	if i, ok := x.at[target]; ok {
		return x.sets[i].ids
	}
	return nil
}

func (x *refIndex) add(target, from ID) {
	i, ok := x.at[target]
	if !ok {
		i = len(x.sets)
		x.at[target] = i
		x.sets = append(x.sets, refSet{})
	}
	x.sets[i].add(from)
}

func (s *refSet) add(from ID) {
	if n := len(s.ids); n > 0 && s.ids[n-1] == from {
		return // named twice in one value
	}
	if s.places != nil {
		s.places[from] = len(s.ids)
	}
	s.ids = append(s.ids, from)
}

func (x *refIndex) remove(target, from ID) {
	i, ok := x.at[target]
	if !ok {
		return
	}
	s := &x.sets[i]
	at := s.find(from)
	if at < 0 {
		return
	}
	last := len(s.ids) - 1
	s.ids[at] = s.ids[last]
	if s.places != nil {
		s.places[s.ids[at]] = at
		delete(s.places, from)
	}
	s.ids = s.ids[:last]
}

func (s *refSet) find(id ID) int {
	if s.places == nil && len(s.ids) > bigSet {
		s.losses++
		if s.losses > lossesToll {
			s.places = make(map[ID]int, len(s.ids))
			for i, from := range s.ids {
				s.places[from] = i
			}
		}
	}
	if s.places != nil {
		if at, ok := s.places[id]; ok {
			return at
		}
		return -1
	}
	return slices.Index(s.ids, id)
}

// reindex keeps those reference indexes that exist. was and is are of one kind,
// or one of them is nil.
func (d *Document) reindex(id ID, was, is Object) {
	o := was
	if o == nil {
		o = is
	}
	for _, f := range KindFor(o).Fields {
		index := d.refs[f]
		if index == nil {
			continue
		}
		if was != nil && is != nil && slices.Equal(f.Refs(was), f.Refs(is)) {
			continue
		}
		if was != nil {
			f.eachRef(was, func(target ID) { index.remove(target, id) })
		}
		if is != nil {
			f.eachRef(is, func(target ID) { index.add(target, id) })
		}
	}
}

// ReferringTo is Referrers for any kind of object.
func ReferringTo(d *Document, f *Field, target ID) iter.Seq[Object] {
	return func(yield func(Object) bool) {
		for _, id := range d.index(f).from(target) {
			if !yield(d.byID[id]) {
				return
			}
		}
	}
}
