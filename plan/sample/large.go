package sample

import (
	"fmt"
	"math/rand/v2"

	"jointplan/plan"
	"jointplan/plan/edit"
)

// Large is a plan of any size for measurements: tasks over eight operations
// with lines, phases, sectors, parties and units, and two dependencies for each
// task. Equal seeds give equal plans. It comes in edits of bounded size, so
// that the caller can show progress:
//
//	for l := sample.NewLarge(d, 100_000, 1); ; {
//		e, ok := l.Next()
//		if !ok { break }
//		…
//	}
type Large struct {
	rng      *rand.Rand
	numbers  *edit.Numbers
	tasks    int // to be made
	op       int // the next operation
	pending  []plan.Change
	parties  []plan.ID
	finished int // tasks made
	left     []part
}

// part makes a stretch of one operation's tasks or dependencies.
type part struct {
	o    *largeOperation
	from int
	to   int
	link bool
}

// chunk is the number of changes after which an edit is closed.
const chunk = 5_000

const largeOperations = 8

// NewLarge prepares a plan with the given number of tasks, to be added to
// document d.
func NewLarge(d *plan.Document, tasks int, seed uint64) *Large {
	return &Large{rng: rand.New(rand.NewPCG(seed, 0x6a6f696e74)), numbers: edit.NewNumbers(d), tasks: tasks}
}

// Progress says how many of the tasks have been given out, from 0 to 1.
func (l *Large) Progress() float64 {
	if l.tasks == 0 {
		return 1
	}
	return float64(l.finished) / float64(l.tasks)
}

// Next gives the next edit; ok is false when there are no more. Edits have to be
// applied in turn.
func (l *Large) Next() (e plan.Edit, ok bool) {
	if l.parties == nil {
		l.makeParties()
	}
	for len(l.pending) < chunk && (len(l.left) > 0 || l.op < largeOperations) {
		if len(l.left) == 0 {
			l.frame()
			continue
		}
		p := l.left[0]
		l.left = l.left[1:]
		if p.link {
			p.o.link(l, p.from, p.to)
		} else {
			p.o.make(l, p.from, p.to)
		}
	}
	if len(l.pending) == 0 {
		return plan.Edit{}, false
	}
	e = plan.Edit{Title: plan.Say("do.sample", "What", plan.CountOf(plan.KindOf[plan.Task](), l.tasks)), Changes: l.pending}
	l.pending = nil
	return e, true
}

// id gives a random id of the generator, a UUID of version 4.
func (l *Large) id() plan.ID {
	var id plan.ID
	for i := 0; i < len(id); i += 8 {
		for j, r := 0, l.rng.Uint64(); j < 8; j++ {
			id[i+j] = byte(r >> (8 * j))
		}
	}
	id[6], id[8] = id[6]&0x0f|0x40, id[8]&0x3f|0x80
	return id
}

// add places an object made by fill.
func add[T any](l *Large, fill func(o *T)) plan.ID {
	k := plan.KindOf[T]()
	id := l.id()
	o := k.New(id)
	fill(any(o).(*T))
	if k.Name == "operation" || k.Operation() == nil {
		o, _ = l.numbers.Place(o) // numbers and order keys are always acceptable
	}
	l.pending = append(l.pending, plan.Creation(o))
	return id
}

func (l *Large) makeParties() {
	for i, name := range largeParties {
		l.parties = append(l.parties, add(l, func(p *plan.Party) {
			p.Title, p.Short, p.Type = name, fmt.Sprintf("P%02d", i+1), "nation"
		}))
	}
}

// place is the number and order key of the i-th object of its kind.
func place(c *plan.Core, i int, order *string) {
	c.No = i + 1
	*order = plan.OrderBetween(*order, "")
	c.Order = *order
}

// largeOperation is one of the operations with what its tasks refer to.
type largeOperation struct {
	id      plan.ID
	phases  []plan.ID
	spans   []plan.Span
	lines   []plan.ID
	sectors []plan.ID
	owners  []plan.ID
	units   []plan.ID
	tasks   []made

	order, linkOrder string
	links            int
}

type made struct {
	id   plan.ID
	when plan.Span
}

const (
	largeDays    = 730
	largePhases  = 5
	largeSectors = 24
	largeUnits   = 40
	block        = 1_000 // tasks made at a time
)

// frame makes the next operation with all but its tasks.
func (l *Large) frame() {
	o := &largeOperation{}
	begin := start + plan.Date(90*l.op)
	n := l.tasks / largeOperations
	if l.op < l.tasks%largeOperations {
		n++
	}
	o.id = add(l, func(op *plan.Operation) {
		op.Title = fmt.Sprintf("%s, %s", largeTitles[l.op%len(largeTitles)], largePlaces[l.op%len(largePlaces)])
		op.Theatre, op.Status, op.Structure = largePlaces[l.op%len(largePlaces)], "staffing", "lead"
		op.Period = plan.Span{Start: begin, Finish: begin + largeDays - 1}
		op.Lead, op.Currency, op.Languages = l.parties[l.op%len(l.parties)], "EUR", "en ru"
	})
	l.op++
	o.participations(l)
	o.plan(l, begin)
	o.tasks = make([]made, 0, n)
	for at := 0; at < n; at += block {
		l.left = append(l.left, part{o: o, from: at, to: min(n, at+block)})
	}
	for at := 0; at < n; at += block {
		l.left = append(l.left, part{o: o, from: at, to: min(n, at+block), link: true})
	}
}

func (o *largeOperation) participations(l *Large) {
	order := ""
	for i, party := range l.parties {
		add(l, func(p *plan.Participation) {
			place(&p.Core, i, &order)
			p.Operation, p.Party, p.Role = o.id, party, "contributor"
			if i == (l.op-1)%len(l.parties) {
				p.Role = "lead"
			}
		})
	}
}

// plan makes phases, lines, sectors and units.
func (o *largeOperation) plan(l *Large, begin plan.Date) {
	order := ""
	for i := range largePhases {
		span := plan.Span{Start: begin + plan.Date(i*largeDays/largePhases), Finish: begin + plan.Date((i+1)*largeDays/largePhases) - 1}
		o.spans = append(o.spans, span)
		o.phases = append(o.phases, add(l, func(p *plan.Phase) {
			place(&p.Core, i, &order)
			p.Operation, p.Title, p.When = o.id, largePhaseTitles[i], span
		}))
	}
	order = ""
	for i, title := range largeLines {
		o.lines = append(o.lines, add(l, func(p *plan.Line) {
			place(&p.Core, i, &order)
			p.Operation, p.Title, p.Lead = o.id, title, l.parties[i%len(l.parties)]
		}))
	}
	order = ""
	for i := range largeSectors {
		party := l.parties[(i+l.op)%len(l.parties)]
		o.owners = append(o.owners, party)
		o.sectors = append(o.sectors, add(l, func(s *plan.Sector) {
			place(&s.Core, i, &order)
			s.Operation, s.Title, s.Type = o.id, fmt.Sprintf("Sector %d, %s", i+1, largePlaces[i%len(largePlaces)]), "border"
			s.Party, s.Length, s.Summer, s.Winter = party, float64(20+l.rng.IntN(80)), 20+l.rng.IntN(40), 10+l.rng.IntN(20)
		}))
	}
	order = ""
	for i := range largeUnits {
		o.units = append(o.units, add(l, func(u *plan.Unit) {
			place(&u.Core, i, &order)
			u.Operation, u.Title = o.id, fmt.Sprintf("%d. %s", i+1, largeUnitTitles[i%len(largeUnitTitles)])
			u.Party, u.Sector = o.owners[i%largeSectors], o.sectors[i%largeSectors]
			u.Type, u.Echelon, u.Strength = "observers", "company", 60+l.rng.IntN(90)
			u.When = plan.Span{Start: begin - 7, Finish: begin + largeDays}
		}))
	}
}

// make makes tasks from–to; they begin one after another over the whole period.
func (o *largeOperation) make(l *Large, from, to int) {
	n := cap(o.tasks)
	first := o.spans[0].Start
	for i := from; i < to; i++ {
		begin := first + plan.Date(i*(largeDays-40)/max(1, n))
		when := plan.Span{Start: begin, Finish: begin + plan.Date(l.rng.IntN(28))}
		sector := l.rng.IntN(largeSectors)
		id := add(l, func(t *plan.Task) {
			place(&t.Core, i, &o.order)
			t.Operation, t.When, t.Title = o.id, when, largeTitle(l.rng, i)
			t.Line, t.Sector = o.lines[l.rng.IntN(len(o.lines))], o.sectors[sector]
			t.Phase = o.phases[min(largePhases-1, int(begin-first)*largePhases/largeDays)]
			t.Status, t.Priority = "planned", plan.Choice([]string{"high", "normal", "normal", "low"}[l.rng.IntN(4)])
			t.People = 2 + l.rng.IntN(30)
			if l.rng.IntN(20) > 0 { // the others are to be assigned
				t.Party = o.owners[sector]
				t.Units = plan.IDs{o.units[sector]}
			}
		})
		o.tasks = append(o.tasks, made{id, when})
	}
	l.finished += to - from
}

// link binds tasks from–to to earlier ones, two each, in agreement with their
// dates; the first tasks, which have none before them, bind later ones more.
func (o *largeOperation) link(l *Large, from, to int) {
	const reach = 400
	for i := from; i < to; i++ {
		for range 2 {
			before, after := i-1-l.rng.IntN(min(reach, max(1, i))), i
			if before < 0 {
				if len(o.tasks) < 2 {
					continue
				}
				before, after = 0, 1+l.rng.IntN(min(reach, len(o.tasks)-1))
			}
			a, b := o.tasks[before], o.tasks[after]
			kind := plan.Choice("fs")
			if b.when.Start <= a.when.Finish {
				kind = "ss"
			}
			add(l, func(d *plan.Dependency) {
				place(&d.Core, o.links, &o.linkOrder)
				d.Operation, d.From, d.To, d.Type = o.id, a.id, b.id, kind
			})
			o.links++
		}
	}
}
