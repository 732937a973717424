package excel

import (
	"strconv"
	"strings"
	"sync"

	"jointplan/plan"
)

// names gives the names by which references appear in cells. Two objects of one
// operation that are called alike get their number added, so that a reader, and
// a later import, can tell them apart.
type names struct {
	doc   *plan.Document
	words plan.Words

	mu   *sync.Mutex
	same map[*plan.Kind]map[plan.ID]bool // objects that share their title
}

func newNames(d *plan.Document, w plan.Words) names {
	return names{doc: d, words: w, mu: &sync.Mutex{}, same: map[*plan.Kind]map[plan.ID]bool{}}
}

// of names the object with the id; "?" when it is gone.
func (n *names) of(id plan.ID) string {
	o := n.doc.Get(id)
	if o == nil {
		return n.gone(id)
	}
	k := plan.KindFor(o)
	if k.Title() == nil {
		n.mu.Lock() // words may not be made for several goroutines
		defer n.mu.Unlock()
		return oneLine(plan.NameOf(n.doc, o, n.words))
	}
	title := k.Title().Text(o)
	switch {
	case title == "":
		return o.Shared().Number()
	case n.alike(k)[id]:
		return title + " (" + o.Shared().Number() + ")"
	}
	return title
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// anyOf names an object of any kind, with its number in front.
func (n *names) anyOf(id plan.ID) string {
	o := n.doc.Get(id)
	if o == nil {
		return n.gone(id)
	}
	if number := o.Shared().Number(); number != "" && plan.KindFor(o).Title() != nil {
		return number + " " + plan.KindFor(o).Title().Text(o)
	}
	return n.of(id)
}

func (n *names) gone(id plan.ID) string {
	n.mu.Lock()
	defer n.mu.Unlock()
	return plan.GoneName(id, n.words)
}

// alike finds the objects of a kind that share title and operation with another.
func (n *names) alike(k *plan.Kind) map[plan.ID]bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	if same, ok := n.same[k]; ok {
		return same
	}
	same := map[plan.ID]bool{}
	type called struct {
		op    plan.ID
		title string
	}
	first := map[called]plan.ID{}
	for _, o := range n.doc.Objects(k, plan.NoID) {
		name := called{plan.OperationOf(o), strings.ToLower(k.Title().Text(o))}
		if k == plan.KindOf[plan.Operation]() {
			name.op = plan.NoID
		}
		if other, ok := first[name]; ok {
			same[other], same[plan.IDFor(o)] = true, true
			continue
		}
		first[name] = plan.IDFor(o)
	}
	n.same[k] = same
	return same
}

// shares writes who bears how many percent.
func (n *names) shares(shares plan.Shares) string {
	parts := make([]string, len(shares))
	for i, s := range shares {
		parts[i] = n.of(s.Party) + " " + strconv.FormatFloat(s.Percent, 'f', -1, 64)
	}
	return strings.Join(parts, "; ")
}
