package storage

import "jointplan/plan"

// act is what one commit writes besides the changes it makes to the document.
type act struct {
	kind   StepKind
	undoOf TxnID
	title  plan.Message
	ops    func([]delta) ([]op, error) // nil for those that bring the log from before to after
	with   *union                      // transactions of other files that come in
	tell   func(done, total int)       // how much is written; may be nil
}

// counter tells how much of an act is written, one transaction that comes in or
// object that changes at each call.
func (a act) counter(deltas int) func() {
	total := deltas
	if a.with != nil {
		total += len(a.with.txns)
	}
	done := 0
	return func() {
		if done++; a.tell != nil {
			a.tell(done, total)
		}
	}
}
