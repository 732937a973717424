// Package compare holds what two copies or versions of a plan differ in, and
// how the difference may be settled. It knows nothing of files: storage finds
// out who said what when, and the workbench and the commands show it.
package compare

import (
	"time"

	"jointplan/plan"
)

// Side says who made a difference.
type Side int

// The sides of a comparison.
const (
	Ours   Side = iota // this file
	Theirs             // the other file
	Both               // both, and not alike
)

// State is what one side says of a field or an object: Value is the canonical
// text of the field or, of a whole object, what plan.EncodeObject writes. By,
// Party and At tell who said it last; they are empty for what nobody changed.
type State struct {
	Exists    bool // the object is there
	Value     string
	By, Party string
	At        time.Time
}

// Row is one difference in one field of one object, or in its being there when
// Field is nil.
type Row struct {
	Kind     *plan.Kind
	Object   plan.ID
	Field    *plan.Field
	Base     State // what both had
	Ours     State
	Theirs   State
	Others   []State // further values of a conflict, by time
	Side     Side
	Conflict bool          // both sides changed it, not knowing of each other
	Fields   []*plan.Field // where one side deleted: what the other edited meanwhile
	Reverted State         // what theirs took back by undoing a merge, and who had given it
}

// Added reports whether the row is an object that one side made.
func (r Row) Added() bool { return r.Field == nil && !r.Base.Exists && !r.Conflict }

// Deleted reports whether the row is an object that one side deleted, the other
// having left it alone.
func (r Row) Deleted() bool { return r.Field == nil && r.Base.Exists && !r.Conflict }

// Arranges reports whether the field only arranges objects and is of no
// substance to a planner: their order, digests and the like.
func (r Row) Arranges() bool { return arranges(r.Field) }

func arranges(f *plan.Field) bool {
	return f != nil && (f.Own || f.Hidden && !f.IsReference() && f.Type != plan.Shape)
}

// Take is what is to become of a row.
type Take int

// What may become of a row. ByRule takes what they changed and leaves a conflict
// open, with the later value shown.
const (
	ByRule   Take = iota
	TakeOurs      // of an object: as it is here, there or not
	TakeTheirs
	TakeBoth  // a text with both as alternatives in brackets
	TakeOther // Decision.Value
)

// Decision is what a person wants to become of a row.
type Decision struct {
	Take  Take
	Value string // canonical, for TakeOther
}

// Conflict is a field to which several people gave values without knowing of
// each other, or an object that one deleted and another edited (Field is nil).
// It lives until somebody who knows all values gives one.
type Conflict struct {
	Kind   *plan.Kind
	Object plan.ID
	Field  *plan.Field
	Before State   // the last value that all of them knew
	Values []State // the one in force first, then the others by time
}

// Arranges reports whether the conflict is of no substance to a planner.
func (c Conflict) Arranges() bool { return arranges(c.Field) }
