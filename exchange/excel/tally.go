package excel

import (
	"slices"
	"strings"

	"jointplan/plan"
)

// tally counts tasks, for the values that formulas show before a program
// calculates them anew.
type tally struct {
	all, overdue, noParty             int
	undated, starting, due            int
	byStatus                          map[plan.Choice]int
	byParty, bySector, byOperation    map[plan.ID]*share
	withoutParty, withoutSector, none share
}

// share is what falls to one party, sector or operation.
type share struct{ all, done, blocked, overdue int }

// soon is how many days ahead the summary looks.
const soon = 30

// startTally counts beside other work: it looks at every task.
func (b *book) startTally() error {
	b.tallied = make(chan *tally, 1)
	if tasks := b.byKind[plan.KindOf[plan.Task]()]; tasks != nil {
		go func() { b.tallied <- countTasks(tasks.objects, b.today) }()
	}
	return nil
}

func countTasks(tasks []plan.Object, today plan.Date) *tally {
	t := &tally{byStatus: map[plan.Choice]int{}, byParty: map[plan.ID]*share{}, bySector: map[plan.ID]*share{}, byOperation: map[plan.ID]*share{}}
	for _, o := range tasks {
		task := o.(*plan.Task)
		late := isOverdue(task, today)
		t.count(task, today, late)
		of(t.byParty, task.Party, withoutUnlessWithheld(task, taskParty, &t.withoutParty)).add(task, late)
		of(t.bySector, task.Sector, withoutUnlessWithheld(task, taskSector, &t.withoutSector)).add(task, late)
		of(t.byOperation, task.Operation, &t.none).add(task, late)
	}
	return t
}

var (
	taskParty  = plan.KindOf[plan.Task]().Field("party")
	taskSector = plan.KindOf[plan.Task]().Field("sector")
	taskStatus = plan.KindOf[plan.Task]().Field("status")
	taskWhen   = plan.KindOf[plan.Task]().Field("when")
)

// withoutUnlessWithheld gives the share of tasks without a value, or one that
// nobody reads where the value only stayed behind: its cell is not empty.
func withoutUnlessWithheld(t *plan.Task, f *plan.Field, without *share) *share {
	if plan.IsWithheld(t, f) {
		return &share{}
	}
	return without
}

func of(shares map[plan.ID]*share, id plan.ID, none *share) *share {
	if id == plan.NoID {
		return none
	}
	s := shares[id]
	if s == nil {
		s = &share{}
		shares[id] = s
	}
	return s
}

func (s *share) add(t *plan.Task, late bool) {
	s.all++
	switch {
	case t.Status == "done":
		s.done++
	case t.Status == "blocked":
		s.blocked++
	}
	if late {
		s.overdue++
	}
}

func (t *tally) count(task *plan.Task, today plan.Date, late bool) {
	t.all++
	if !plan.IsWithheld(task, taskStatus) {
		t.byStatus[task.Status]++
	}
	open := isOpen(task)
	if task.Party == plan.NoID && !plan.IsWithheld(task, taskParty) {
		t.noParty++
	}
	if task.When.Start == 0 && !plan.IsWithheld(task, taskWhen) {
		t.undated++
	}
	if late {
		t.overdue++
	}
	if s := task.When.Start; open && s >= today && s <= today+soon {
		t.starting++
	}
	if f := task.When.Finish; open && f >= today && f <= today+soon {
		t.due++
	}
}

func isOpen(t *plan.Task) bool { return t.Status != "done" && t.Status != "cancelled" }

func isOverdue(t *plan.Task, today plan.Date) bool {
	return t.When.Finish != 0 && t.When.Finish < today && isOpen(t)
}

// listed picks the objects of a kind that have tasks, at most so many: those
// with the most, in the order of their own sheet.
func (b *book) listed(k *plan.Kind, shares map[plan.ID]*share, most int) []plan.ID {
	var ids []plan.ID
	for _, o := range b.doc.Objects(k, plan.NoID) {
		if shares[plan.IDFor(o)] != nil {
			ids = append(ids, plan.IDFor(o))
		}
	}
	if len(ids) <= most {
		return ids
	}
	place := map[plan.ID]int{}
	for i, id := range ids {
		place[id] = i
	}
	slices.SortStableFunc(ids, func(a, b plan.ID) int { return shares[b].all - shares[a].all })
	ids = ids[:most]
	slices.SortFunc(ids, func(a, b plan.ID) int { return place[a] - place[b] })
	return ids
}

// criterion is what a counting formula compares with for the text in a cell:
// the cell itself, unless Excel would read something else into the text.
func criterion(cell, text string) string {
	const long = 200 // a criterion may have 255
	if len([]rune(text)) <= long && !strings.ContainsAny(text, "*?~") && strings.IndexAny(text, "=<>") != 0 {
		return cell
	}
	if len([]rune(text)) > long {
		return `"="&` + literally("LEFT("+cell+",200)") + `&"*"`
	}
	return `"="&` + literally(cell)
}

func literally(text string) string {
	for _, mark := range []string{"~", "*", "?"} {
		text = `SUBSTITUTE(` + text + `,"` + mark + `","~` + mark + `")`
	}
	return text
}
