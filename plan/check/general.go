package check

import (
	"hash/maphash"
	"slices"
	"strconv"

	"jointplan/plan"
)

// What is wrong with objects of any kind: empty fields that are required, names
// of objects that are gone, numbers and titles that came twice out of a merge.

var _ = registerEach(Rule{
	Name: "field.required", Severity: Serious, Source: fromConsistency,
	Check: func(c *Context, o plan.Object) {
		for _, f := range requiredFields(plan.KindFor(o)) {
			if f.IsEmpty(o) && !plan.IsWithheld(o, f) {
				c.Report(o, nil, "Field", plan.Say(f.Label()))
			}
		}
	},
}, func(k *plan.Kind) bool { return len(requiredFields(k)) > 0 })

// ownRule lists required fields that a rule with more to say looks after.
var ownRule = []string{
	"task.when", "participation.role", "cost.rule", "dependency.from", "dependency.to", "dependency.type",
}

var requiredFields = fieldsOf(func(f *plan.Field) bool { return f.Required && !slices.Contains(ownRule, f.Kind.Name+"."+f.Name) })

var _ = registerEach(Rule{
	Name: "reference.gone", Severity: Serious, Source: fromConsistency, Reads: []string{goneReads},
	Check: func(c *Context, o plan.Object) {
		for _, f := range c.doubtful(plan.KindFor(o)) {
			if f.Type == plan.Reference {
				if id := f.Ref(o); id != plan.NoID && id != plan.Withheld && !c.has(id) {
					c.Report(o, nil, "Field", plan.Say(f.Label()))
				}
				continue
			}
			if f.IsEmpty(o) {
				continue
			}
			for _, id := range f.Refs(o) {
				if c.Doc.Get(id) == nil && id != plan.Withheld {
					c.Report(o, nil, "Field", plan.Say(f.Label()))
					break
				}
			}
		}
	},
	Fix: func(d *plan.Document, f Finding) (plan.Edit, error) { return forgetGone(d, f) },
}, func(k *plan.Kind) bool { return len(referenceFields(k)) > 0 })

// referenceFields leaves out what parts are parts of: parts go with it, and a
// dependency without its tasks is reported as broken.
var referenceFields = fieldsOf(func(f *plan.Field) bool { return f.IsReference() && !f.Part })

// doubtful lists the reference fields of a kind that may name what is gone. In a
// run over everything the indexes clear most fields at once.
func (c *Context) doubtful(k *plan.Kind) []*plan.Field {
	if !c.sweep {
		return referenceFields(k)
	}
	fields, ok := c.doubts[k]
	if !ok {
		for _, f := range referenceFields(k) {
			if gone, known := c.Doc.NamesGone(f); gone || !known {
				fields = append(fields, f)
			}
		}
		if c.doubts == nil {
			c.doubts = map[*plan.Kind][]*plan.Field{}
		}
		c.doubts[k] = fields
	}
	return fields
}

func fieldsOf(fits func(*plan.Field) bool) func(*plan.Kind) []*plan.Field {
	byKind := map[*plan.Kind][]*plan.Field{}
	for _, k := range plan.Kinds() {
		for _, f := range k.Fields {
			if fits(f) {
				byKind[k] = append(byKind[k], f)
			}
		}
	}
	return func(k *plan.Kind) []*plan.Field { return byKind[k] }
}

// forgetGone takes ids of objects that are gone out of all fields of the object.
func forgetGone(d *plan.Document, f Finding) (plan.Edit, error) {
	var e plan.Edit
	o := d.Get(f.Object)
	for _, field := range referenceFields(plan.KindFor(o)) {
		value := field.Without(o, func(id plan.ID) bool { return d.Get(id) == nil && id != plan.Withheld })
		c, ok, err := plan.SetField(o, field, value)
		if err != nil {
			return plan.Edit{}, err
		}
		if ok {
			e.Changes = append(e.Changes, c)
		}
	}
	e.Title, _ = f.FixLabel()
	return e, nil
}

var _ = register(
	&Rule{
		Name: "number.twice", Section: plan.SectionTasks, Severity: Advice, Kind: plan.KindOf[plan.Operation](),
		Reads: readsOfNumbers(), Source: fromConsistency,
		Check: look(func(c *Context, op *plan.Operation) {
			for _, k := range numbered {
				objects, seen := c.Doc.Objects(k, op.ID), numbers{}
				kept := keep(c, k, op.ID, func() *column[int32] { return &column[int32]{} })
				for i, n := range kept.refresh(objects, func(o plan.Object) int32 { return int32(o.Shared().No) }) {
					if n != 0 && !seen.add(int(n)) {
						c.Report(objects[i], nil, "Number", objects[i].Shared().Number())
					}
				}
			}
		}),
		Fix: func(d *plan.Document, f Finding) (plan.Edit, error) {
			k, last := plan.KindFor(d.Get(f.Object)), 0
			for _, o := range d.Objects(k, f.Operation) {
				last = max(last, o.Shared().No)
			}
			return f.put(d, f.Object, k.Field("no"), strconv.Itoa(last+1))
		},
	},
	&Rule{
		Name: "task.twice", Section: plan.SectionTasks, Severity: Advice, Kind: plan.KindOf[plan.Operation](),
		Reads:  []string{"task.title", "task.sector", "task.when", "task.order"},
		Needs:  []string{"task.sector", "task.when"},
		Source: fromConsistency,
		Check: look(func(c *Context, op *plan.Operation) {
			repeated(c, plan.KindOf[plan.Task](), op, func(o plan.Object, h *maphash.Hash) {
				t := o.(*plan.Task)
				_, _ = h.WriteString(t.Title)
				_, _ = h.Write(t.Sector[:])
				maphash.WriteComparable(h, t.When)
			})
		}),
	},
)

var _ = func() bool {
	for _, k := range []*plan.Kind{
		plan.KindOf[plan.Phase](), plan.KindOf[plan.Sector](), plan.KindOf[plan.Unit](), plan.KindOf[plan.Line](),
		plan.KindOf[plan.Instrument](), plan.KindOf[plan.Standard](),
	} {
		register(&Rule{
			Name: "title.twice", Section: sectionOf(k), Severity: Advice, Kind: plan.KindOf[plan.Operation](),
			Reads: []string{k.Name + ".title", k.Name + ".order"}, Source: fromConsistency,
			Check: look(func(c *Context, op *plan.Operation) {
				repeated(c, k, op, func(o plan.Object, h *maphash.Hash) { _, _ = h.WriteString(k.Title().Text(o)) })
			}),
		})
	}
	return true
}()

// numbered lists the kinds whose objects people call by number within an
// operation.
var numbered = func() []*plan.Kind {
	var kinds []*plan.Kind
	for _, k := range plan.Kinds() {
		if k.Operation() != nil && k.Title() != nil {
			kinds = append(kinds, k)
		}
	}
	return kinds
}()

func readsOfNumbers() []string {
	var reads []string
	for _, k := range numbered {
		reads = append(reads, k.Name+".no", k.Name+".order")
	}
	return reads
}

// numbers is a set of whole numbers, dense at the low end.
type numbers struct{ bits []uint64 }

// add reports false when n was there already.
func (s *numbers) add(n int) bool {
	at, bit := n/64, uint64(1)<<(n%64)
	if at >= len(s.bits) {
		s.bits = append(s.bits, make([]uint64, at+1-len(s.bits)+len(s.bits)/2)...)
	}
	if s.bits[at]&bit != 0 {
		return false
	}
	s.bits[at] |= bit
	return true
}

var seed = maphash.MakeSeed()

// repeated reports objects of a kind that are like one before them, by a digest
// of what counts. Objects whose title is empty are left out.
func repeated(c *Context, k *plan.Kind, op *plan.Operation, digest func(plan.Object, *maphash.Hash)) {
	objects := c.Doc.Objects(k, op.ID)
	kept := keep(c, k, op.ID, func() *column[uint64] { return &column[uint64]{} })
	var h maphash.Hash
	h.SetSeed(seed)
	sums := kept.refresh(objects, func(o plan.Object) uint64 {
		if k.Title() != nil && k.Title().Text(o) == "" {
			return 0
		}
		h.Reset()
		digest(o, &h)
		return h.Sum64() | 1
	})
	size := 16
	for size < 2*len(objects) {
		size *= 2
	}
	first := make([]int32, size) // place of the first object, from 1
	for i, sum := range sums {
		for j := sum >> 1 & uint64(size-1); sum != 0; j = (j + 1) & uint64(size-1) {
			if first[j] == 0 {
				first[j] = int32(i + 1)
				break
			}
			if sums[first[j]-1] == sum {
				c.Report(objects[i], []plan.ID{plan.IDFor(objects[first[j]-1])})
				break
			}
		}
	}
}
