package edit

import (
	"strconv"

	"jointplan/plan"
)

// Numbers gives new objects the next free number of their kind and operation,
// and an order key behind all others.
type Numbers struct {
	d    *plan.Document
	last map[place]ending
}

type place struct {
	kind *plan.Kind
	op   plan.ID
}

type ending struct {
	no    int
	order string
}

// NewNumbers starts from what document d holds.
func NewNumbers(d *plan.Document) *Numbers { return &Numbers{d: d, last: map[place]ending{}} }

// Place gives o its number and order key where it has none.
func (n *Numbers) Place(o plan.Object) (plan.Object, error) {
	at := place{plan.KindFor(o), plan.OperationOf(o)}
	if at.kind.Name == "operation" {
		at.op = plan.NoID
	}
	end, ok := n.last[at]
	if !ok {
		end = n.ending(at)
	}
	var changes []plan.Change
	if o.Shared().No == 0 {
		end.no++
		changes = append(changes, plan.Change{Kind: at.kind, Field: "no", New: strconv.Itoa(end.no)})
	}
	if o.Shared().Order == "" {
		end.order = plan.OrderBetween(end.order, "")
		changes = append(changes, plan.Change{Kind: at.kind, Field: "order", New: end.order})
	}
	n.last[at] = end
	return plan.With(o, changes...)
}

func (n *Numbers) ending(at place) ending {
	var end ending
	for _, o := range n.d.Objects(at.kind, at.op) {
		end.no = max(end.no, o.Shared().No)
		end.order = max(end.order, o.Shared().Order)
	}
	return end
}
