package check

import (
	"slices"

	"jointplan/plan"
)

// graph keeps the dependencies of an operation as numbers, so that circles are
// found anew after an edit without asking for every task again.
type graph struct {
	numbers map[plan.ID]int32
	tasks   []plan.ID // by number
	links   column[edge]
	edges   []edge
}

type edge struct{ from, to int32 }

// circles gives the sets of tasks that wait for each other, each sorted by id.
func circles(c *Context, op plan.ID) [][]plan.ID {
	k := plan.KindOf[plan.Dependency]()
	g := keep(c, k, op, func() *graph {
		return &graph{numbers: make(map[plan.ID]int32, c.Doc.Count(plan.KindOf[plan.Task](), op))}
	})
	g.edges = g.links.refresh(c.Doc.Objects(k, op), func(o plan.Object) edge {
		p := o.(*plan.Dependency)
		return edge{g.number(p.From), g.number(p.To)}
	})
	return g.circles()
}

func (g *graph) number(id plan.ID) int32 {
	n, ok := g.numbers[id]
	if !ok {
		n = int32(len(g.tasks))
		g.numbers[id] = n
		g.tasks = append(g.tasks, id)
	}
	return n
}

// circles takes away, again and again, the tasks that wait for none; what is
// left waits for a circle or is in one.
func (g *graph) circles() [][]plan.ID {
	n := len(g.tasks)
	waits := make([]int32, n)
	at := make([]int32, n+1)
	for _, e := range g.edges {
		waits[e.to]++
		at[e.from+1]++
	}
	for i := range n {
		at[i+1] += at[i]
	}
	next := make([]int32, len(g.edges))
	fill := slices.Clone(at[:n])
	for _, e := range g.edges {
		next[fill[e.from]] = e.to
		fill[e.from]++
	}
	free := make([]int32, 0, n)
	for i := range n {
		if waits[i] == 0 {
			free = append(free, int32(i))
		}
	}
	for i := 0; i < len(free); i++ {
		for _, to := range next[at[free[i]]:at[free[i]+1]] {
			if waits[to]--; waits[to] == 0 {
				free = append(free, to)
			}
		}
	}
	if len(free) == n {
		return nil
	}
	return g.name(knots(n, func(i int32) []int32 { return next[at[i]:at[i+1]] }, func(i int32) bool { return waits[i] > 0 }))
}

func (g *graph) name(sets [][]int32) [][]plan.ID {
	named := make([][]plan.ID, len(sets))
	for i, set := range sets {
		ids := make([]plan.ID, len(set))
		for j, n := range set {
			ids[j] = g.tasks[n]
		}
		slices.SortFunc(ids, compareIDs)
		named[i] = ids
	}
	slices.SortFunc(named, func(a, b []plan.ID) int { return compareIDs(a[0], b[0]) })
	return named
}

func compareIDs(a, b plan.ID) int { return slices.Compare(a[:], b[:]) }

// knots gives the strongly connected sets of more than one node among those
// that are in (Tarjan's algorithm, with a stack of its own).
func knots(n int, next func(int32) []int32, in func(int32) bool) [][]int32 {
	type frame struct {
		node int32
		done int
	}
	var (
		sets   [][]int32
		index  = make([]int32, n) // from 1; 0 is not visited
		low    = make([]int32, n)
		held   = make([]bool, n)
		stack  []int32
		frames []frame
		count  int32
	)
	visit := func(v int32) {
		count++
		index[v], low[v], held[v] = count, count, true
		stack = append(stack, v)
		frames = append(frames, frame{node: v})
	}
	for root := range int32(n) {
		if !in(root) || index[root] != 0 {
			continue
		}
		for visit(root); len(frames) > 0; {
			f := &frames[len(frames)-1]
			if following := next(f.node); f.done < len(following) {
				to := following[f.done]
				f.done++
				switch {
				case !in(to):
				case index[to] == 0:
					visit(to)
				case held[to]:
					low[f.node] = min(low[f.node], index[to])
				}
				continue
			}
			v := f.node
			frames = frames[:len(frames)-1]
			if len(frames) > 0 {
				parent := frames[len(frames)-1].node
				low[parent] = min(low[parent], low[v])
			}
			if low[v] == index[v] {
				cut := slices.Index(stack, v)
				set := slices.Clone(stack[cut:])
				stack = stack[:cut]
				for _, w := range set {
					held[w] = false
				}
				if len(set) > 1 {
					sets = append(sets, set)
				}
			}
		}
	}
	return sets
}
