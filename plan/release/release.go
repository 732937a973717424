package release

import (
	"jointplan/plan"
)

// Release is what of a document goes to one party. It reads the document as it
// was when the release was made.
type Release struct {
	Party  *plan.Party
	doc    *plan.Document
	labels *Labels
	goes   map[plan.ID]verdict
	// Edited says whether the released part of what an agreement is about was
	// edited after the agreement, for one whose digest no longer holds. Without
	// it such an agreement counts as lapsed.
	Edited func(agreement, about plan.Object) bool
}

// verdict on an object; zero is none yet.
type verdict uint8

const (
	asked verdict = iota + 1 // being decided
	given
	kept
)

// For decides what of d goes to a party; an id that names no party of d is an
// error.
func For(d *plan.Document, party plan.ID) (*Release, error) {
	p := plan.Find[plan.Party](d, party)
	if p == nil {
		return nil, plan.Problem("error.share.party")
	}
	return &Release{Party: p, doc: d, labels: NewLabels(d), goes: make(map[plan.ID]verdict, d.Len())}, nil
}

// Labels gives the labels the release rests on.
func (r *Release) Labels() *Labels { return r.labels }

// Goes reports whether the object with the id goes, with some of its fields at
// least.
func (r *Release) Goes(id plan.ID) bool {
	switch r.goes[id] {
	case given:
		return true
	case kept, asked: // part of itself by a detour
		return false
	}
	o := r.doc.Get(id)
	if o == nil {
		return false
	}
	r.goes[id] = asked
	v := kept
	if r.decide(o) {
		v = given
	}
	r.goes[id] = v
	return v == given
}

func (r *Release) decide(o plan.Object) bool {
	if !r.admits(r.labels.said(o)) {
		return false
	}
	for _, f := range parts(plan.KindFor(o)) {
		if f.IsEmpty(o) {
			continue
		}
		if !r.admitsField(o, f) {
			return false // without what it is part of it would hang in the air
		}
		if f.Type == plan.Reference {
			if !r.Goes(f.Ref(o)) {
				return false
			}
			continue
		}
		for _, id := range f.Refs(o) {
			if !r.Goes(id) {
				return false
			}
		}
	}
	return true
}

func (r *Release) admits(f Found) bool { return f.Admits(r.Party.ID, r.Party.Cleared) }

func (r *Release) admitsField(o plan.Object, f *plan.Field) bool {
	if !r.labels.mayKeep(o) {
		return true
	}
	said, ok := r.labels.saidOf(o, f)
	return !ok || r.admits(said)
}

// GoesWith reports whether field f of object o, which goes itself, goes too.
// Labels always do, and what numbers and arranges objects is made anew; what is
// the owner's own never leaves.
func (r *Release) GoesWith(o plan.Object, f *plan.Field) bool {
	switch {
	case f.Own:
		return false
	case isLabel(f), f.Name == "no":
		return true
	case f.Digest != "":
		return r.admitsField(o, f) && r.admitsField(o, f.Kind.Field(f.Digest))
	}
	return r.admitsField(o, f)
}

// isLabel tells the fields that are the label of an object.
func isLabel(f *plan.Field) bool { return f.Limits && f.Common }

// Why says what keeps an object from going; ok is false when it goes.
func (r *Release) Why(o plan.Object) (why plan.Message, ok bool) {
	if r.Goes(plan.IDFor(o)) {
		return plan.Message{}, false
	}
	if m, refused := r.refusal(r.labels.said(o)); refused {
		return m, true
	}
	for _, f := range parts(plan.KindFor(o)) {
		if said, is := r.labels.saidOf(o, f); is && !f.IsEmpty(o) {
			if m, refused := r.refusal(said); refused {
				return m, true
			}
		}
		for _, id := range f.Refs(o) {
			switch whole := r.doc.Get(id); {
			case whole == nil:
				return plan.Say("release.why.gone"), true
			case !r.Goes(id):
				return plan.Say("release.why.part", "Name", plan.NameOf(r.doc, whole, nil)), true
			}
		}
	}
	return plan.Say("release.why.circle"), true
}

// WhyField says what keeps a field of an object that goes from going with it.
func (r *Release) WhyField(o plan.Object, f *plan.Field) (why plan.Message, ok bool) {
	if said, is := r.labels.saidOf(o, f); is && !isLabel(f) && f.Name != "no" {
		return r.refusal(said)
	}
	return plan.Message{}, false
}

func (r *Release) refusal(f Found) (plan.Message, bool) {
	switch {
	case !f.marks(r.Party.Cleared):
		field := plan.KindOf[plan.Operation]().Field("marking")
		return plan.Say("release.why.marking", "Marking", plan.Say(field.ChoiceLabel(string(f.Marking))),
			"From", f.MarkingFrom.Say(), "Party", plan.ShortName(r.doc, r.Party, nil)), true
	case !f.names(r.Party.ID):
		return plan.Say("release.why.parties", "Parties", r.names(f.To), "From", f.ToFrom.Say()), true
	}
	return plan.Message{}, false
}

func (r *Release) names(ids plan.IDs) string {
	text := ""
	for i, id := range ids {
		if i > 0 {
			text += ", "
		}
		if o := r.doc.Get(id); o != nil {
			text += plan.ShortName(r.doc, o, nil)
		} else {
			text += plan.GoneName(id, nil)
		}
	}
	return text
}
