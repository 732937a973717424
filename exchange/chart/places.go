package chart

import "slices"

// inside is a place within rings, and how wide they are there.
type inside struct {
	at   Dot
	wide float64
}

// rows across an area at which it is looked at, from its middle outward.
var rows = []float64{0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9}

// insides gives places within rings as far as they are seen: in the middle of rows
// across them, which are so far apart at least, and to both sides of it.
func insides(rings Path, seen Rect, apart float64) []inside {
	b, ok := rings.Bounds()
	if !ok || !b.Meets(seen) {
		return nil
	}
	top, bottom := max(b.Top, seen.Top), min(b.Bottom, seen.Bottom)
	var all []inside
	var across []float64
	few := max(1, min(len(rows), int((bottom-top)/apart)))
	for _, share := range rows[:few] {
		y := top + (bottom-top)*share
		across = crossings(across[:0], rings, y)
		for i := 1; i < len(across); i += 2 {
			from, to := max(across[i-1], seen.Left), min(across[i], seen.Right)
			wide := to - from
			if wide < leastInside {
				continue
			}
			all = append(all, inside{Dot{from + wide/2, y}, wide}, inside{Dot{from + wide/4, y}, wide / 2}, inside{Dot{from + wide*3/4, y}, wide / 2})
		}
	}
	return all
}

// leastInside is how many pixels wide a row is in which anything fits.
const leastInside = 16

// crossings are where rings cross a height, from the left.
func crossings(to []float64, rings Path, y float64) []float64 {
	for _, ring := range rings {
		for i := 1; i < len(ring); i++ {
			a, b := ring[i-1], ring[i]
			if (a.Y <= y) != (b.Y <= y) {
				to = append(to, a.X+(b.X-a.X)*(y-a.Y)/(b.Y-a.Y))
			}
		}
	}
	slices.Sort(to)
	return to
}

// along gives places on lines as far as they are seen, by their share of what is seen.
func along(lines Path, seen Rect, shares []float64) []Dot {
	var pieces [][2]Dot
	whole := 0.0
	for _, line := range lines {
		for i := 1; i < len(line); i++ {
			if a, b, ok := clip(line[i-1], line[i], seen); ok {
				pieces = append(pieces, [2]Dot{a, b})
				whole += distance(a, b, b)
			}
		}
	}
	var dots []Dot
	for _, share := range shares {
		left := whole * share
		for _, p := range pieces {
			long := distance(p[0], p[1], p[1])
			if long > 0 && left <= long {
				dots = append(dots, between2(p[0], p[1], left/long))
				break
			}
			left -= long
		}
	}
	return dots
}

// spotsAround appends the spots beside a dot, off by some pixels: below and above it, right and
// left, and between.
func spotsAround(to []spot, at Dot, b block, off float64) []spot {
	down := off + b.height/2
	return append(to, []spot{
		{Dot{at.X, at.Y + down}, Middle}, {Dot{at.X, at.Y - down}, Middle},
		{Dot{at.X + off, at.Y}, Start}, {Dot{at.X - off, at.Y}, End},
		{Dot{at.X + off, at.Y + down*0.7}, Start}, {Dot{at.X - off, at.Y + down*0.7}, End},
		{Dot{at.X + off, at.Y - down*0.7}, Start}, {Dot{at.X - off, at.Y - down*0.7}, End},
	}...)
}

// around appends the spots beside a rectangle.
func (b block) around(to []spot, r Rect, off float64) []spot {
	m := r.centre()
	return append(to, []spot{
		{Dot{r.Right + off, m.Y}, Start}, {Dot{r.Left - off, m.Y}, End},
		{Dot{m.X, r.Bottom + off/2 + b.height/2}, Middle}, {Dot{m.X, r.Top - off/2 - b.height/2}, Middle},
		{Dot{r.Right + off, r.Bottom}, Start}, {Dot{r.Left - off, r.Bottom}, End},
		{Dot{r.Right + off, r.Top}, Start}, {Dot{r.Left - off, r.Top}, End},
	}...)
}
