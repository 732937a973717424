package template

import (
	"slices"

	"jointplan/plan"
)

// leaveOut takes away the ids of objects that are not to be made: links (an
// offer, a signature) that have no party or nothing to link, since nobody fills
// the role and they would say nothing. A term that the glossary has already,
// which all operations share, stands for the one of the template.
func (b *builder) leaveOut() error {
	for _, e := range b.entries {
		ids := b.made[e].ids
		for i := range ids {
			at := instance{e: e, place: i / e.repeats, repeat: i % e.repeats}
			lacks, err := b.lacksEnd(at)
			if err != nil {
				return b.about(at, err)
			}
			if lacks || b.lacksSector(e) {
				ids[i] = plan.NoID
			}
			if e.kind == plan.KindOf[plan.Term]() {
				if known := b.knownTerm(fill(e.title(), b.hole(at))); known != plan.NoID {
					ids[i] = known
				}
			}
		}
	}
	return nil
}

func (b *builder) lacksEnd(at instance) (bool, error) {
	if at.e.kind.Title() != nil {
		return false, nil
	}
	for _, f := range at.e.kind.Fields {
		if !f.Required || !f.IsReference() {
			continue
		}
		v := at.e.value(f.Name)
		if v == nil {
			return true, nil
		}
		if s, err := b.references(v, at); s == "" || err != nil {
			return true, err
		}
	}
	return false, nil
}

// lacksSector reports whether an entry of a theatre is about a sector of it that
// the planner left out.
func (b *builder) lacksSector(e *entry) bool {
	for _, v := range e.values {
		for _, x := range v.refs {
			if x.nth > 0 && b.place(x.nth) < 0 {
				return true
			}
		}
	}
	return false
}

// place is where the theatre's n-th sector stands among those of the brief, -1
// when it is not there.
func (b *builder) place(n int) int { return slices.Index(b.placing, n-1) }

func (b *builder) knownTerm(title string) plan.ID {
	for _, term := range plan.All[plan.Term](b.d, plan.NoID) {
		if fold(term.Title) == fold(title) {
			return term.ID
		}
	}
	return plan.NoID
}
