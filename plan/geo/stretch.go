package geo

import (
	"cmp"
	"math"
	"slices"
)

// Stretch is a piece of a border line, in km from its start, and which of
// several sectors cover it: none is a gap, two an overlap.
type Stretch struct {
	From, To float64
	Sectors  []int
}

// Length is how long the stretch is, in km.
func (s Stretch) Length() float64 { return s.To - s.From }

// Stretches says which of the sectors' lines cover which stretches of a border,
// in order along it. A line covers where it runs within tolerance km of the
// border; stretches shorter than the tolerance are left out.
func Stretches(border Line, sectors []Shape, tolerance float64) []Stretch {
	if len(border) < 2 {
		return nil
	}
	track := newTrack(border)
	type end struct {
		km     float64
		sector int
		begins bool
	}
	var ends []end
	for i, s := range sectors {
		for _, span := range track.covered(s, tolerance) {
			ends = append(ends, end{span[0], i, true}, end{span[1], i, false})
		}
	}
	slices.SortStableFunc(ends, func(a, b end) int { return cmp.Compare(a.km, b.km) })
	var list []Stretch
	at, on := 0.0, map[int]bool{}
	emit := func(to float64) {
		if to-at >= max(tolerance, 1e-6) {
			var who []int
			for i := range on {
				who = append(who, i)
			}
			slices.Sort(who)
			if n := len(list); n > 0 && slices.Equal(list[n-1].Sectors, who) {
				list[n-1].To = to
			} else {
				list = append(list, Stretch{at, to, who})
			}
		}
	}
	for _, e := range ends {
		if e.km > at {
			emit(e.km)
			at = e.km
		}
		if e.begins {
			on[e.sector] = true
		} else {
			delete(on, e.sector)
		}
	}
	emit(track.length())
	return list
}

// track is a line with the way to each of its points.
type track struct {
	line  Line
	km    []float64
	boxes []Box // of blocks of edges
}

const blockSize = 32

func newTrack(line Line) *track {
	t := &track{line: line, km: make([]float64, len(line))}
	for i := 1; i < len(line); i++ {
		t.km[i] = t.km[i-1] + Distance(line[i-1], line[i])
	}
	for from := 0; from < len(line)-1; from += blockSize {
		t.boxes = append(t.boxes, boxOf(line[from:min(len(line), from+blockSize+1)]))
	}
	return t
}

func (t *track) length() float64 { return t.km[len(t.km)-1] }

// kmPerDegree is a degree of latitude; a degree of longitude is as much shorter
// as the cosine of the latitude says. Near enough for tolerances.
const kmPerDegree = 111.2

// narrowing is the cosine of a latitude, never 0.
func narrowing(lat float64) float64 { return max(1e-3, math.Cos(lat*math.Pi/180)) }

// nearest gives the place on the track nearest to p, in km from its start; ok is
// false when none is within the tolerance.
func (t *track) nearest(p Point, tolerance float64) (km float64, ok bool) {
	narrow := narrowing(p.Lat)
	margin := tolerance / kmPerDegree / narrow
	best := tolerance
	flat := Point{p.Lon * narrow, p.Lat}
	for block, box := range t.boxes {
		if !box.Grow(margin).Holds(p) {
			continue
		}
		from := block * blockSize
		for i := from; i < min(len(t.line)-1, from+blockSize); i++ {
			a, b := t.line[i], t.line[i+1]
			_, part, off := nearestOn(flat, Point{a.Lon * narrow, a.Lat}, Point{b.Lon * narrow, b.Lat})
			if d := off * kmPerDegree; d <= best {
				best, ok = d, true
				km = t.km[i] + part*(t.km[i+1]-t.km[i])
			}
		}
	}
	return km, ok
}

// covered lists the stretches of the track along which lines of the shape run.
func (t *track) covered(s Shape, tolerance float64) [][2]float64 {
	var spans [][2]float64
	step := max(tolerance, t.length()/20_000)
	for _, line := range s.Lines {
		last, on := 0.0, false
		for _, p := range sampled(line, step) {
			km, ok := t.nearest(p, tolerance)
			// What jumps is no run along the border but a crossing of it.
			if ok && on && math.Abs(km-last) <= 3*step+2*tolerance {
				spans = append(spans, [2]float64{min(last, km), max(last, km)})
			}
			last, on = km, ok
		}
	}
	slices.SortFunc(spans, func(a, b [2]float64) int { return cmp.Compare(a[0], b[0]) })
	var merged [][2]float64
	for _, span := range spans {
		if n := len(merged); n > 0 && span[0] <= merged[n-1][1]+1e-9 {
			merged[n-1][1] = max(merged[n-1][1], span[1])
		} else {
			merged = append(merged, span)
		}
	}
	return merged
}

// sampled gives points along the line at most step km apart.
func sampled(line Line, step float64) []Point {
	points := []Point{line[0]}
	for i := 1; i < len(line); i++ {
		n := min(20_000, math.Ceil(Distance(line[i-1], line[i])/step))
		for k := 1.0; k <= n; k++ {
			points = append(points, between(line[i-1], line[i], k/n))
		}
	}
	return points
}
