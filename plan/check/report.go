package check

import (
	"context"
	"slices"

	"jointplan/plan"
)

// Report holds the findings of a document and keeps them true through edits. It
// is meant for the goroutine that alters the document.
type Report struct {
	doc       *plan.Document
	today     plan.Date
	known     func(symbol string) bool
	owned     map[plan.ID][]*note // by the object looked at, in order of rank
	concerned map[plan.ID][]*note // by other objects they are about or name
	lists     map[plan.ID][]list  // by operation, then by rank of the rule
	memo      *memo
}

// All runs every check. It stops early, with the context's error, when ctx is
// done. today is the day the plan is looked at; 0 leaves out what depends on it.
// known tells codes of map symbols that can be drawn; nil leaves that out.
func All(ctx context.Context, d *plan.Document, today plan.Date, known func(symbol string) bool) (*Report, error) {
	r := &Report{
		doc: d, today: today, known: known, owned: map[plan.ID][]*note{}, concerned: map[plan.ID][]*note{},
		lists: map[plan.ID][]list{}, memo: newMemo(),
	}
	d.Prepare(indexed()...)
	jobs := everything(d)
	found, err := r.run(ctx, jobs, true)
	if err != nil {
		return nil, err
	}
	for _, notes := range found {
		r.fill(notes)
	}
	r.settle()
	return r, nil
}

// fill takes in the notes of one job when there is nothing to compare them with.
func (r *Report) fill(notes []*note) {
	for start := 0; start < len(notes); {
		owner, end := notes[start].owner, start+1
		for end < len(notes) && notes[end].owner == owner {
			end++
		}
		if had := r.owned[owner]; had == nil {
			r.owned[owner] = notes[start:end:end]
		} else {
			r.owned[owner] = sortByRank(append(had, notes[start:end]...))
		}
		start = end
	}
	for _, n := range notes {
		l := r.list(n)
		l.notes = append(l.notes, n)
		l.loose = true
		r.link(n)
	}
}

// On moves the report to another document of the same content, as when checks
// ran on a snapshot.
func (r *Report) On(d *plan.Document) {
	d.Adopt(r.doc)
	r.doc = d
}

// Findings lists what was found in one operation, or everywhere with NoID,
// worst first, then by section, rule and order of objects.
func (r *Report) Findings(op plan.ID) []Finding { return r.Page(op, "", 0, -1) }

// Top lists the n worst findings of an operation, or of all with NoID.
func (r *Report) Top(op plan.ID, n int) []Finding { return r.Page(op, "", 0, n) }

// InSection lists what was found in one section of an operation.
func (r *Report) InSection(op plan.ID, s plan.Section) []Finding { return r.Page(op, s, 0, -1) }

// Page lists at most n findings (all with a negative n) of an operation, or of
// all with NoID, and of a section, or of all with "", from the place from on in
// the order of Findings. It costs by what it gives, not by how many there are.
func (r *Report) Page(op plan.ID, s plan.Section, from, n int) []Finding {
	page := []Finding{}
	for _, rule := range ranked() {
		if s != "" && rule.Section != s {
			continue
		}
		for _, lists := range r.listsOf(op) {
			notes := lists[rule.rank].notes
			if from >= len(notes) {
				from -= len(notes)
				continue
			}
			for _, note := range notes[from:] {
				if len(page) == n {
					return page
				}
				page = append(page, r.finding(note))
			}
			from = 0
		}
	}
	return page
}

// About lists what was found about one object, also where it is only concerned,
// worst first.
func (r *Report) About(id plan.ID) []Finding {
	var notes []*note
	for _, n := range r.owned[id] {
		if n.about.ID == id {
			notes = append(notes, n)
		}
	}
	notes = append(notes, r.concerned[id]...)
	slices.SortFunc(notes, func(a, b *note) int {
		if a.rule != b.rule {
			return a.rule.rank - b.rule.rank
		}
		return compareNotes(a, b)
	})
	findings := make([]Finding, len(notes))
	for i, n := range notes {
		findings[i] = r.finding(n)
	}
	return findings
}

// Has reports whether any finding is about the object.
func (r *Report) Has(id plan.ID) bool {
	about := func(n *note) bool { return n.about.ID == id }
	return slices.ContainsFunc(r.owned[id], about) || slices.ContainsFunc(r.concerned[id], about)
}

// Worst gives the worst severity of what was found about the object itself; ok
// is false when nothing was.
func (r *Report) Worst(id plan.ID) (worst Severity, ok bool) {
	for _, notes := range [2][]*note{r.owned[id], r.concerned[id]} {
		for _, n := range notes {
			if n.about.ID == id && (!ok || n.rule.Severity < worst) {
				worst, ok = n.rule.Severity, true
			}
		}
	}
	return worst, ok
}

// Count is how many findings of a severity there are.
type Count [3]int

// Total is how many findings there are of all severities.
func (c Count) Total() int { return c[Blocking] + c[Serious] + c[Advice] }

// Counts adds up the findings of an operation, or of all with NoID, by section.
func (r *Report) Counts(op plan.ID) (total Count, bySection map[plan.Section]Count) {
	bySection = map[plan.Section]Count{}
	for _, lists := range r.listsOf(op) {
		for _, rule := range ranked() {
			n := len(lists[rule.rank].notes)
			if n == 0 {
				continue
			}
			total[rule.Severity] += n
			c := bySection[rule.Section]
			c[rule.Severity] += n
			bySection[rule.Section] = c
		}
	}
	return total, bySection
}
