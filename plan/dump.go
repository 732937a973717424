package plan

import (
	"iter"
	"slices"
	"strconv"
)

// Dump writes all content as lines of text, in an order that depends on nothing
// but the content: kinds as declared, objects by id, fields as declared. Equal
// plans give equal lines, whatever their history and the order of their lists
// in memory. Values are canonical and quoted.
func Dump(d *Document) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, k := range kinds {
			objects := slices.Clone(d.Objects(k, NoID))
			slices.SortFunc(objects, func(a, b Object) int {
				ia, ib := IDFor(a), IDFor(b)
				return slices.Compare(ia[:], ib[:])
			})
			for _, o := range objects {
				if !yield(k.Name+" "+IDFor(o).String()) || !dumpFields(o, yield) {
					return
				}
			}
		}
	}
}

func dumpFields(o Object, yield func(string) bool) bool {
	for _, f := range KindFor(o).Fields {
		if !f.IsEmpty(o) && !yield("  "+f.Name+" "+strconv.Quote(f.Get(o))) {
			return false
		}
	}
	return true
}
