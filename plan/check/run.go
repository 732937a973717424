package check

import (
	"context"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"jointplan/plan"
)

// job is a stretch of objects of one kind and the rules that look at each.
// Objects come first in the loop: they are what is slow to fetch.
type job struct {
	kind    *plan.Kind
	rules   []*Rule
	objects []plan.Object
	whole   *stretch // what it is a stretch of, when all of that is looked at
}

// chunk is how many objects a job has at most.
const chunk = 2048

// ofKind lists the rules of each kind in order of rank.
var ofKind = sync.OnceValue(func() map[*plan.Kind][]*Rule {
	byKind := map[*plan.Kind][]*Rule{}
	for _, rule := range ranked() {
		byKind[rule.Kind] = append(byKind[rule.Kind], rule)
	}
	return byKind
})

// everything is the work of a whole run, the long jobs first.
func everything(d *plan.Document) []job {
	var jobs []job
	for _, k := range []*plan.Kind{plan.KindOf[plan.Operation](), plan.KindOf[plan.Workspace]()} {
		for _, rule := range ofKind()[k] { // each of them may go through all of an operation
			jobs = append(jobs, job{kind: k, rules: []*Rule{rule}, objects: d.Objects(k, plan.NoID)})
		}
	}
	for _, k := range plan.Kinds() {
		if k == plan.KindOf[plan.Operation]() || k == plan.KindOf[plan.Workspace]() {
			continue
		}
		jobs = append(jobs, stretches(k, ofKind()[k], d.Objects(k, plan.NoID))...)
	}
	return jobs
}

func stretches(k *plan.Kind, rules []*Rule, objects []plan.Object) []job {
	if len(rules) == 0 {
		return nil
	}
	var jobs []job
	for part := range slices.Chunk(objects, chunk) {
		jobs = append(jobs, job{kind: k, rules: rules, objects: part})
	}
	return jobs
}

// run does the jobs on all processors and gives the notes of each. sweep says
// that they are everything.
func (r *Report) run(ctx context.Context, jobs []job, sweep bool) ([][]*note, error) {
	found := make([][]*note, len(jobs))
	workers := min(runtime.GOMAXPROCS(0), len(jobs))
	if workers <= 1 || len(jobs) <= 2 && len(jobs[0].objects) < chunk {
		c := r.context(sweep)
		for i, j := range jobs {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			found[i] = c.do(j)
		}
		return found, nil
	}
	var next atomic.Int64
	var work sync.WaitGroup
	for range workers {
		work.Go(func() {
			c := r.context(sweep)
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= len(jobs) {
					return
				}
				found[i] = c.do(jobs[i])
			}
		})
	}
	work.Wait()
	return found, ctx.Err()
}

func (r *Report) context(sweep bool) *Context {
	return &Context{Doc: r.doc, Today: r.today, Known: r.known, memo: r.memo, sweep: sweep, partial: isPartial(r.doc)}
}

// do gives the notes of a job, object by object and then rule by rule.
func (c *Context) do(j job) []*note {
	c.found = nil
	for _, o := range j.objects {
		c.owner = o.Shared()
		for _, rule := range j.rules {
			c.rule = rule
			from := len(c.found)
			rule.Check(c, o)
			if c.partial && len(rule.needs) > 0 {
				c.found = append(c.found[:from], slices.DeleteFunc(c.found[from:], c.guesses)...)
			}
			for i, n := range c.found[from:] {
				n.seq = i
			}
		}
	}
	return c.found
}
