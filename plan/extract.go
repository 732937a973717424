package plan

import "slices"

// Extract is what is told of together when an operation is handed out: all that is
// in it and, of the objects of the whole workspace, those that it names directly or
// by way of each other, beside kinds that nothing names, as a glossary, which go
// whole. With one operation or none there is nothing to leave out.
type Extract struct {
	doc  *Document
	op   ID
	used map[ID]bool // nil: everything
}

// NewExtract finds what goes with operation op of d, or everything with NoID.
func NewExtract(d *Document, op ID) *Extract {
	e := &Extract{doc: d, op: op}
	if op == NoID || d.Count(KindOf[Operation](), NoID) == 1 {
		return e
	}
	e.used = map[ID]bool{}
	for _, k := range Kinds() {
		if k.Operation() != nil {
			for _, o := range d.Objects(k, op) {
				e.follow(o)
			}
		}
	}
	if o := d.Get(op); o != nil {
		e.follow(o)
	}
	return e
}

func (e *Extract) follow(o Object) {
	for _, f := range KindFor(o).Fields {
		if !f.IsReference() || f.Target != "any" && f.TargetKind().Operation() != nil {
			continue
		}
		for _, id := range f.Refs(o) {
			target := e.doc.Get(id)
			if e.used[id] || target == nil || KindFor(target).Operation() != nil {
				continue
			}
			e.used[id] = true
			e.follow(target)
		}
	}
}

// Objects lists what goes of kind k, in its order.
func (e *Extract) Objects(k *Kind) []Object {
	switch {
	case e.op == NoID || k.Operation() != nil:
		return e.doc.Objects(k, e.op)
	case k == KindOf[Operation]():
		if o := e.doc.Get(e.op); o != nil {
			return []Object{o}
		}
		return nil
	}
	all := e.doc.Objects(k, NoID)
	if e.used == nil || !isTarget(k) {
		return all
	}
	var some []Object
	for _, o := range all {
		if e.used[IDFor(o)] {
			some = append(some, o)
		}
	}
	return some
}

// isTarget reports whether any field names objects of kind k.
func isTarget(k *Kind) bool {
	return slices.ContainsFunc(ReferencesTo(k), func(f *Field) bool { return f.Target == k.Name })
}
