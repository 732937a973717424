package basemap

import (
	"cmp"
	"math"
	"slices"

	"jointplan/plan/geo"
)

const (
	// alongReach is how far from the border of a country a line may run and still
	// counts as running along it, in km: what a hand and a generalised map are off.
	alongReach = 20
	// leastRun is the shortest stretch along a province, in km. What is shorter
	// comes from corners that a hand has cut.
	leastRun = 1
	// leastSide is the part of a line along which a country has to lie to be one of
	// its sides.
	leastSide = 0.05
)

// Run is a stretch of a line and the province beside it, nil where there is none.
type Run struct {
	Line     geo.Line
	Province *Province
}

// Sides lists the countries and areas whose provinces lie beside a line, those along
// most of it first.
func (m *Map) Sides(line geo.Line) []*Country {
	banks := m.banks(line)
	km := map[*Country]float64{}
	all := 0.0
	for _, p := range piecesOf(line) {
		all += p.km
		for _, c := range banks.countries(p.middle()) {
			km[c] += p.km
		}
	}
	var sides []*Country
	for c, length := range km {
		if length >= leastSide*all {
			sides = append(sides, c)
		}
	}
	slices.SortFunc(sides, func(x, y *Country) int {
		return cmp.Or(cmp.Compare(km[y], km[x]), cmp.Compare(x.Code, y.Code))
	})
	return sides
}

// Runs cuts a line where the province of a country beside it changes. The runs
// together are the line. Where it runs neither through the country nor within 20 km
// of its border there is no province.
func (m *Map) Runs(line geo.Line, c *Country) []Run {
	banks := m.banks(line)
	var runs []Run
	pieces := piecesOf(line)
	for i, p := range pieces {
		beside := banks.province(p.middle(), c)
		if i == 0 {
			runs = append(runs, Run{geo.Line{p.from}, beside})
			continue
		}
		now, before := &runs[len(runs)-1], pieces[i-1]
		if beside == now.Province {
			now.pass(before)
			continue
		}
		cut, past := banks.change(before, p, now.Province, c)
		if past {
			now.pass(before)
		}
		now.to(cut)
		runs = append(runs, Run{geo.Line{cut}, beside})
		if !past {
			runs[len(runs)-1].pass(before)
		}
	}
	if len(runs) > 0 {
		runs[len(runs)-1].to(line[len(line)-1])
	}
	return withoutShort(runs, line)
}

// to goes on to a place.
func (r *Run) to(p geo.Point) {
	if p != r.Line[len(r.Line)-1] {
		r.Line = append(r.Line, p)
	}
}

// pass goes past the end of a piece if that is a corner.
func (r *Run) pass(p piece) {
	if p.corner {
		r.to(p.to)
	}
}

// withoutShort joins what is too short to be told with what comes before it, or
// behind it.
func withoutShort(runs []Run, line geo.Line) []Run {
	join := func(i int) { // the run behind i with it
		a, b := runs[i].Line, runs[i+1].Line
		if joint := b[0]; !slices.Contains(line, joint) {
			a = a[:len(a)-1]
			b[0] = a[len(a)-1]
		}
		runs[i].Line = append(a, b[1:]...)
		runs = slices.Delete(runs, i+1, i+2)
	}
	for i := 0; i < len(runs) && len(runs) > 1; {
		switch {
		case i > 0 && runs[i-1].Province == runs[i].Province:
			join(i - 1)
			i = max(i-1, 0)
		case runs[i].Line.Length() >= leastRun:
			i++
		case i > 0:
			join(i - 1)
			i--
		default:
			runs[0].Province = runs[1].Province
			join(0)
		}
	}
	return runs
}

// mostPieces is into how many pieces a line is cut at most to look at it.
const mostPieces = 4000

// piece is a part of an edge of a line.
type piece struct {
	from, to geo.Point
	corner   bool // to is a corner of the line
	km       float64
}

func (p piece) middle() geo.Point { return partWay(p.from, p.to, 0.5) }

func partWay(a, b geo.Point, t float64) geo.Point {
	return geo.Point{Lon: a.Lon + (b.Lon-a.Lon)*t, Lat: a.Lat + (b.Lat-a.Lat)*t}
}

// piecesOf cuts the edges of a line into pieces about as long as the shortest run.
func piecesOf(line geo.Line) []piece {
	step := max(leastRun/2.0, line.Length()/mostPieces)
	var pieces []piece
	for i := 1; i < len(line); i++ {
		a, b := line[i-1], line[i]
		if a == b {
			continue
		}
		km := geo.Distance(a, b)
		n := math.Ceil(km / step)
		from := a
		for k := 1.0; k <= n; k++ {
			p := piece{from: from, to: partWay(a, b, k/n), km: km / n}
			if k == n {
				p.to, p.corner = b, true
			}
			pieces = append(pieces, p)
			from = p.to
		}
	}
	return pieces
}
