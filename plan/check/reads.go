package check

import (
	"fmt"
	"strings"
	"sync"

	"jointplan/plan"
)

// read is one parsed entry of Rule.Reads.
type read struct {
	kind  *plan.Kind  // whose change counts; nil for any kind
	field string      // the field that changed, "*" for any
	via   *plan.Field // own field that names the changed object
	link  *plan.Field // field of the changed object that names those to look at
	gone  bool        // whether the objects that own fields name exist
}

// goneReads is the entry of a rule that depends on the existence, and nothing
// else, of all that an object names.
const goneReads = "*>*"

// parseReads panics on a name that does not exist: a faulty declaration is a
// mistake of ours.
func parseReads(rule *Rule) []read {
	reads := make([]read, 0, len(rule.Reads))
	for _, entry := range rule.Reads {
		r, err := parseRead(rule.Kind, entry)
		if err != nil {
			panic(fmt.Sprintf("rule %s: %v", rule.Name, err))
		}
		reads = append(reads, r)
	}
	return reads
}

func parseRead(own *plan.Kind, entry string) (read, error) {
	var r read
	if entry == goneReads {
		r.gone = true
		return r, nil
	}
	what := entry
	if via, rest, ok := strings.Cut(entry, ">"); ok {
		if r.via = own.Field(via); r.via == nil || !r.via.IsReference() {
			return read{}, fmt.Errorf("%s: %s is no reference of %s", entry, via, own.Name)
		}
		what = rest
	}
	rest, link, linked := strings.Cut(what, "<")
	name, field, ok := strings.Cut(rest, ".")
	if !ok {
		return read{}, fmt.Errorf("%s: no field", entry)
	}
	r.field = field
	if name == "any" && r.via != nil && r.via.Target == "any" && field == "*" {
		return r, nil
	}
	if r.kind = plan.KindNamed(name); r.kind == nil || (field != "*" && r.kind.Field(field) == nil) {
		return read{}, fmt.Errorf("%s: no such field", entry)
	}
	if r.via != nil && r.via.Target != name && r.via.Target != "any" {
		return read{}, fmt.Errorf("%s: %s names no %s", entry, r.via.Name, name)
	}
	if linked {
		r.link = r.kind.Field(link)
		if r.link == nil || !r.link.IsReference() || (r.link.Target != own.Name && r.link.Target != "any") {
			return read{}, fmt.Errorf("%s: %s names no %s", entry, link, own.Name)
		}
	}
	return r, nil
}

// hit reports whether a change is one that the read depends on.
func (r *read) hit(c plan.Change) bool {
	if r.gone {
		return c.Field == plan.WholeObject
	}
	if r.kind != nil && r.kind != c.Kind {
		return false
	}
	return c.Field == plan.WholeObject || r.field == "*" || r.field == c.Field || (r.link != nil && r.link.Name == c.Field)
}

// reader is a rule that reads a kind.
type reader struct {
	*read
	rule *Rule
}

// readersOf lists by kind the rules that a change of such an object may concern
// elsewhere.
var readersOf = sync.OnceValue(func() map[*plan.Kind][]reader {
	readers := map[*plan.Kind][]reader{}
	for _, rule := range ranked() {
		for i := range rule.reads {
			r := &rule.reads[i]
			for _, k := range plan.Kinds() {
				if r.kind == nil || r.kind == k {
					readers[k] = append(readers[k], reader{r, rule})
				}
			}
		}
	}
	return readers
})

// indexed lists the reference fields that rules and updates follow.
func indexed() []*plan.Field {
	var fields []*plan.Field
	seen := map[*plan.Field]bool{}
	for _, f := range withholdable() {
		if !seen[f] {
			seen[f] = true
			fields = append(fields, f)
		}
	}
	for _, rule := range ranked() {
		for _, r := range rule.reads {
			var own *plan.Field
			if r.kind != nil && r.via == nil {
				own = r.kind.Field(r.field)
			}
			for _, f := range []*plan.Field{r.via, r.link, own} {
				if f != nil && f.IsReference() && f.Name != "operation" && !seen[f] {
					seen[f] = true
					fields = append(fields, f)
				}
			}
		}
	}
	return fields
}
