package geo

import (
	"container/heap"
	"slices"

	"jointplan/plan"
)

// FollowBorder gives the shortest way along border lines from one place to
// another; both snap to the lines within tolerance km. Lines meet where they
// have a point in common.
func FollowBorder(borders []Line, from, to Point, tolerance float64) (Line, error) {
	shapes := make([]Shape, len(borders))
	for i, l := range borders {
		shapes[i] = LineOf(l...)
	}
	var ends [2]Point
	for i, p := range [2]Point{from, to} {
		snap, ok := SnapTo(p, shapes, tolerance)
		if !ok {
			return nil, plan.Problem("geo.follow.away", "Place", FormatDecimal(p))
		}
		ends[i] = snap.Point
		if !snap.Vertex {
			shapes[snap.Shape].Lines[0] = withPoint(shapes[snap.Shape].Lines[0], snap.Point)
		}
	}
	n := network{}
	for _, s := range shapes {
		l := s.Lines[0]
		for i := 1; i < len(l); i++ {
			n.link(l[i-1], l[i])
		}
	}
	way := n.shortest(ends[0], ends[1])
	if way == nil {
		return nil, plan.Problem("geo.follow.apart")
	}
	return way, nil
}

// withPoint puts a point into the edge nearest to it.
func withPoint(line Line, p Point) Line {
	best, least := 1, -1.0
	for i := 1; i < len(line); i++ {
		if _, _, off := nearestOn(p, line[i-1], line[i]); least < 0 || off < least {
			best, least = i, off
		}
	}
	return slices.Insert(slices.Clone(line), best, p)
}

// network is which points are linked.
type network map[Point][]Point

func (n network) link(a, b Point) {
	n[a], n[b] = append(n[a], b), append(n[b], a)
}

// visit is a point on the way, with the way so far in km.
type visit struct {
	at, from Point
	km       float64
}

type visits []visit

func (v visits) Len() int           { return len(v) }
func (v visits) Less(i, k int) bool { return v[i].km < v[k].km }
func (v visits) Swap(i, k int)      { v[i], v[k] = v[k], v[i] }
func (v *visits) Push(x any)        { *v = append(*v, x.(visit)) }
func (v *visits) Pop() any {
	last := (*v)[len(*v)-1]
	*v = (*v)[:len(*v)-1]
	return last
}

// shortest is Dijkstra's way from a to b, nil when there is none.
func (n network) shortest(a, b Point) Line {
	before := map[Point]Point{}
	queue := &visits{{at: a, from: a}}
	for queue.Len() > 0 {
		v := heap.Pop(queue).(visit)
		if _, seen := before[v.at]; seen {
			continue
		}
		before[v.at] = v.from
		if v.at == b {
			way := Line{b}
			for p := b; p != a; {
				p = before[p]
				way = append(way, p)
			}
			reverse(way)
			return way
		}
		for _, next := range n[v.at] {
			if _, seen := before[next]; !seen {
				heap.Push(queue, visit{next, v.at, v.km + Distance(v.at, next)})
			}
		}
	}
	return nil
}
