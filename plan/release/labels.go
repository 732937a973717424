package release

import (
	"jointplan/plan"
)

// Labels finds the labels of a document's objects. It reads the document as it
// was when it was made and is meant for one goroutine.
type Labels struct {
	doc   *plan.Document
	rules map[ruled]Label
	kept  map[string]bool // kinds with rules about fields
	about map[string]bool // names of fields with rules, which are few: all are asked for with every object
	space Label           // of the workspace itself
	whole map[plan.ID]effective
}

// ruled is what a release rule is about; op is NoID for the whole workspace and
// field "" for whole objects.
type ruled struct {
	op    plan.ID
	kind  string
	field string
}

// effective is the label of an object with what it is part of.
type effective struct {
	found Found
	done  bool // false while it is being looked for
}

// NewLabels reads the release rules of d. Where two are about the same, as
// after a merge, both hold.
func NewLabels(d *plan.Document) *Labels {
	l := &Labels{doc: d, rules: map[ruled]Label{}, kept: map[string]bool{}, about: map[string]bool{}, whole: map[plan.ID]effective{}}
	for r := range plan.Each[plan.Release](d, plan.NoID) {
		key := ruled{r.Operation, string(r.What), r.Field}
		label := ownLabel(r)
		if before, ok := l.rules[key]; ok {
			label = label.Meet(before)
		}
		l.rules[key] = label
		l.kept[key.kind] = l.kept[key.kind] || key.field != ""
		l.about[key.field] = true
	}
	if w := d.Workspace(); w != nil {
		l.space = ownLabel(w)
	}
	return l
}

// said is the label of o by itself: its own, else the default for its kind in
// its operation, else that of the whole workspace, else the operation's, else
// the workspace's, each half of it by itself.
func (l *Labels) said(o plan.Object) Found {
	var f Found
	f = f.orElse(ownLabel(o), Own)
	if f.Marking != "" && f.Limited {
		return f
	}
	kind, op := plan.KindFor(o).Name, plan.OperationOf(o)
	if op != plan.NoID {
		f = f.orElse(l.rules[ruled{op, kind, ""}], Rule)
	}
	f = f.orElse(l.rules[ruled{plan.NoID, kind, ""}], Rule)
	if op != plan.NoID && op != plan.IDFor(o) {
		if operation := l.doc.Get(op); operation != nil {
			f = f.orElse(ownLabel(operation), Operation)
		}
	}
	return f.orElse(l.space, Workspace)
}

// saidOf is what is said of one field, by the object or by rules, beside the
// label of the object. ok is false when nothing is.
func (l *Labels) saidOf(o plan.Object, f *plan.Field) (found Found, ok bool) {
	if own, is := o.Shared().Labels.Of(f.Name); is {
		found = found.orElse(Label{own.Marking, own.To, len(own.To) > 0}, Own)
	}
	if l.about[f.Name] {
		kind := plan.KindFor(o).Name
		if op := plan.OperationOf(o); op != plan.NoID {
			found = found.orElse(l.rules[ruled{op, kind, f.Name}], Rule)
		}
		found = found.orElse(l.rules[ruled{plan.NoID, kind, f.Name}], Rule)
	}
	return found, found.Marking != "" || found.Limited
}

// mayKeep reports whether anything is said of single fields of o.
func (l *Labels) mayKeep(o plan.Object) bool {
	return len(o.Shared().Labels) > 0 || l.kept[plan.KindFor(o).Name]
}

// Of gives the effective label of o: what is said of it, met with the labels of
// what it is part of.
func (l *Labels) Of(o plan.Object) Found {
	id := plan.IDFor(o)
	if e, ok := l.whole[id]; ok {
		if !e.done { // part of itself by a detour: nobody's
			return Found{Label: Label{Limited: true}}
		}
		return e.found
	}
	l.whole[id] = effective{}
	f := l.said(o)
	for _, part := range parts(plan.KindFor(o)) {
		// Without what it is part of an object would hang in the air.
		if said, ok := l.saidOf(o, part); ok && !part.IsEmpty(o) {
			f = f.under(said, Own)
		}
		for _, target := range part.Refs(o) {
			of := l.doc.Get(target)
			if of == nil {
				f.Limited, f.To = true, nil
				continue
			}
			f = f.under(l.Of(of), from(of))
		}
	}
	l.whole[id] = effective{f, true}
	return f
}

// Field gives the effective label of one field of o.
func (l *Labels) Field(o plan.Object, f *plan.Field) Found {
	whole := l.Of(o)
	said, ok := l.saidOf(o, f)
	if !ok {
		return whole
	}
	met := said
	met.Label = said.Meet(whole.Label)
	if met.Marking != said.Marking {
		met.MarkingFrom = whole.MarkingFrom
	}
	if !said.Limited {
		met.ToFrom = whole.ToFrom
	}
	return met
}

// under meets the label with that of what its object is part of.
func (f Found) under(other Found, from Origin) Found {
	met := f.Meet(other.Label)
	if met.Marking != f.Marking {
		f.MarkingFrom = from
	}
	if len(met.To) != len(f.To) || met.Limited != f.Limited {
		f.ToFrom = from
	}
	f.Label = met
	return f
}

func from(o plan.Object) Origin {
	if plan.KindFor(o) == plan.KindOf[plan.Operation]() {
		return Operation
	}
	return Part
}

// partFields lists the fields by which an object of a kind is part of others.
var partFields = map[*plan.Kind][]*plan.Field{}

func init() {
	for _, k := range plan.Kinds() {
		for _, f := range k.Fields {
			if f.Part {
				partFields[k] = append(partFields[k], f)
			}
		}
	}
}

func parts(k *plan.Kind) []*plan.Field { return partFields[k] }

// Banner is the label of an operation and all it holds together, or of the whole
// workspace with NoID: the highest marking, and the parties that may have all of
// it. Its window and its prints carry it.
func (l *Labels) Banner(op plan.ID) Label {
	banner := l.space
	if o := l.doc.Get(op); o != nil {
		banner = l.said(o).Label
	}
	for _, k := range plan.Kinds() {
		if k.Operation() == nil && op != plan.NoID {
			continue
		}
		if len(l.doc.Objects(k, op)) > 0 {
			banner = banner.Meet(l.rules[ruled{plan.NoID, k.Name, ""}])
		}
		for _, o := range l.doc.Objects(k, op) { // what they inherit was seen
			c := o.Shared()
			if c.Marking == "" && len(c.Releasable) == 0 && len(c.Labels) == 0 {
				continue
			}
			banner = banner.Meet(ownLabel(o))
			for _, one := range c.Labels {
				banner = banner.Meet(Label{one.Marking, one.To, len(one.To) > 0})
			}
		}
	}
	return banner
}
