package ui

import (
	"maps"
	"slices"

	"jointplan/plan/compare"
	"jointplan/storage"
	"jointplan/ui/diff"
	"jointplan/ui/grid"
)

// comparison is what other files hold against the open one, with what the user
// decided so far. It lives until it is merged or given up, whatever place the
// user goes to meanwhile.
type comparison struct {
	desk      *Desk
	merge     *storage.Merge
	options   storage.MergeOptions
	diff      *diff.Set
	decisions map[int]compare.Decision
	spec      diff.Spec
	only      bool   // looked at and not to be merged
	skipped   []skip // files of a folder that were left out
	stale     bool   // the plan was changed since
	selected  []string
}

// skip is a file that was left out, and why.
type skip struct{ name, why string }

// reader is the user as who reads differences; ours and theirs are the keys of what
// he calls the two sides.
func (d *Desk) reader(ours, theirs string) diff.Reader {
	return diff.Reader{Words: d.app.Words, Now: d.app.Now, Ours: ours, Theirs: theirs}
}

func (c *comparison) reader() diff.Reader {
	if c.only {
		return c.desk.reader("compare.ours.only", "compare.theirs.only")
	}
	return c.desk.reader("compare.ours", "compare.theirs")
}

// comesIn reports whether a row has a value that comes in: it is counted.
func comesIn(r compare.Row) bool { return r.Side != compare.Ours && !r.Arranges() }

// isOpen reports whether a row is a conflict that the merge leaves open.
func (c *comparison) isOpen(i int) bool {
	return c.merge.Rows[i].Conflict && c.decisions[i].Take == compare.ByRule && !c.merge.Unrelated()
}

// winner is which side holds after the merge: -1 ours, 1 theirs, 0 neither.
func (c *comparison) winner(i int) int {
	take := c.decisions[i].Take
	if take == compare.ByRule {
		take = c.merge.ByRule(i)
	}
	switch take {
	case compare.TakeOurs:
		return -1
	case compare.TakeTheirs:
		return 1
	}
	return 0
}

// takes counts the rows of which something of theirs will hold.
func (c *comparison) takes() (n int) {
	for i, r := range c.merge.Rows {
		if comesIn(r) && c.winner(i) >= 0 {
			n++
		}
	}
	return n
}

// openConflicts counts the conflicts of substance that the merge leaves open, and
// all of them.
func (c *comparison) openConflicts() (open, all int) {
	for i, r := range c.merge.Rows {
		if !r.Conflict || r.Arranges() {
			continue
		}
		all++
		if c.isOpen(i) {
			open++
		}
	}
	return open, all
}

// choices lists what can become of a row, in the order the chip goes through them.
func (c *comparison) choices(i int) []compare.Take {
	r := c.merge.Rows[i]
	if !r.Conflict || c.merge.Unrelated() {
		list := []compare.Take{compare.TakeTheirs, compare.TakeOurs}
		if c.merge.Unrelated() && compare.CanBracket(r.Field) {
			list = append(list, compare.TakeBoth)
		}
		return list
	}
	list := []compare.Take{compare.ByRule, compare.TakeOurs, compare.TakeTheirs}
	if compare.CanBracket(r.Field) {
		list = append(list, compare.TakeBoth)
	}
	return list
}

// taken is what becomes of a row as it stands: what the rule does is said by the
// choice that comes to the same.
func (c *comparison) taken(i int) compare.Take {
	take := c.decisions[i].Take
	if take != compare.ByRule || c.isOpen(i) {
		return take
	}
	if c.winner(i) < 0 {
		return compare.TakeOurs
	}
	return compare.TakeTheirs
}

// next is what the chip of a row says after one more press.
func (c *comparison) next(i int) compare.Take {
	list := c.choices(i)
	at := slices.Index(list, c.taken(i))
	return list[(at+1)%len(list)]
}

// decide has rows take something, those that can; it reports how many could.
func (c *comparison) decide(rows []int, take compare.Take) (n int) {
	for _, i := range rows {
		if take == compare.ByRule || slices.Contains(c.choices(i), take) {
			c.put(i, compare.Decision{Take: take})
			n++
		}
	}
	return n
}

// put notes a decision; what the rule does needs none.
func (c *comparison) put(i int, d compare.Decision) {
	delete(c.decisions, i)
	if d.Take != compare.ByRule && (d.Take == compare.TakeOther || c.merge.Rows[i].Conflict || d.Take != c.taken(i)) {
		c.decisions[i] = d
	}
}

// renew takes up the rows of the same comparison prepared once more; decisions
// stay with what they were about.
func (c *comparison) renew(m *storage.Merge) {
	kept := map[string]compare.Decision{}
	for i, decision := range c.decisions {
		kept[diff.Key(c.merge.Rows[i])] = decision
	}
	c.merge, c.stale, c.decisions = m, false, map[int]compare.Decision{}
	c.diff = diff.New(c.reader(), m.Rows, m.Names())
	for i, r := range m.Rows {
		if decision, ok := kept[diff.Key(r)]; ok {
			c.put(i, decision)
		}
	}
}

// agreed gives the decisions to be carried out.
func (c *comparison) agreed() map[int]compare.Decision { return maps.Clone(c.decisions) }

// chip is what the take of a row looks like.
func (c *comparison) chip(i int) grid.Cell {
	d, r := c.desk, c.merge.Rows[i]
	cell := grid.Cell{Chip: true, Text: d.t(takeKey(r, c.taken(i)))}
	switch c.decisions[i].Take {
	case compare.ByRule:
		if c.isOpen(i) || r.Reverted.Exists {
			cell.Tone = grid.ToneWarn
		}
	case compare.TakeOther:
		cell.Text = grid.FirstLine(c.diff.Show(r, c.decisions[i].Value))
		if cell.Text == "" {
			cell.Text = d.t("take.empty")
		}
		cell.Bold = true
	default:
		cell.Bold = true
	}
	return cell
}

// takeKey names what becomes of a row: of an object, whether it is there.
func takeKey(r compare.Row, take compare.Take) string {
	switch take {
	case compare.ByRule:
		return "take.open"
	case compare.TakeBoth:
		return "take.both"
	case compare.TakeOther:
		return "take.other"
	}
	if r.Field != nil {
		return map[compare.Take]string{compare.TakeOurs: "take.ours", compare.TakeTheirs: "take.theirs"}[take]
	}
	there := r.Ours.Exists
	if take == compare.TakeTheirs {
		there = r.Theirs.Exists
	}
	switch {
	case r.Added() && there:
		return "take.yes"
	case r.Added():
		return "take.no"
	case there:
		return "take.keep"
	}
	return "take.delete"
}
