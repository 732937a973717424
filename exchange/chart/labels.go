package chart

import (
	"strings"
	"unicode/utf8"
)

// labels finds places for symbols and words where they cover nothing: symbols at
// their positions come first, then the names of sectors, the largest first, then the
// units in sectors and last all other names.
type labels struct {
	c     Canvas
	s     *Scene
	v     *sight
	k     float64 // pixels of a point
	whole Rect
	named map[*item]Rect // where sectors are named
	spots []spot         // to be used again
}

// labels begins with what is reserved on the canvas, and with the lines that words
// rather stand beside.
func (s *Scene) labels(c Canvas, v *sight, areas, lines []*item) *labels {
	width, height := c.Size()
	l := &labels{c: c, s: s, v: v, k: c.Scale(), whole: Rect{0, 0, width, height}, named: map[*item]Rect{}}
	s.room.clear(width, height, placesOn(c))
	s.quiet.clear(width, height, nil)
	for _, it := range lines {
		for shift := range v.shifts(it.trace.Box) {
			l.ink(it.trace.Lines(v.View, shift), it.edge.Width)
		}
	}
	for _, it := range areas {
		if it.isFrame {
			for shift := range v.shifts(it.trace.Box) {
				l.ink(it.trace.Rings(v.View, shift), it.edge.Width)
			}
		}
	}
	return l
}

// inkStep is how long the pieces are, in points, by which a line is kept clear of words.
const inkStep = 20

// ink enters lines of so many points into what words rather do not cover.
func (l *labels) ink(lines Path, width float64) {
	half := (width/2 + 1) * l.k
	for _, line := range lines {
		for i := 1; i < len(line); i++ {
			a, b, ok := clip(line[i-1], line[i], l.whole)
			if !ok {
				continue
			}
			n := 1 + int(distance(a, b, b)/(inkStep*l.k))
			for j := range n {
				f, t := float64(j)/float64(n), float64(j+1)/float64(n)
				from, to := between2(a, b, f), between2(a, b, t)
				l.s.quiet.take(Rect{min(from.X, to.X), min(from.Y, to.Y), max(from.X, to.X), max(from.Y, to.Y)}.grow(half))
			}
		}
	}
}

// between2 is so far on the way from a to b.
func between2(a, b Dot, share float64) Dot {
	return Dot{a.X + (b.X-a.X)*share, a.Y + (b.Y-a.Y)*share}
}

// wording is one way to name something: its title in one line or two, and what more is
// said of it.
type wording struct {
	lines []string
	head  int // how many lines the title has
}

// wordings are the ways to name something, what says most first: title and second line,
// each whole or broken in two, then the title alone.
func wordings(title, second string) []wording {
	if title == "" {
		return nil
	}
	whole, broken := []string{title}, halves(title)
	var all []wording
	add := func(head []string, rest ...string) {
		if head != nil {
			all = append(all, wording{append(head[:len(head):len(head)], rest...), len(head)})
		}
	}
	if second != "" {
		add(whole, second)
		add(broken, second)
		if who, size, ok := strings.Cut(second, " · "); ok {
			add(whole, who, size)
			add(broken, who, size)
		}
	}
	add(whole)
	add(broken)
	return all
}

// shortName is how many letters a name has that is not broken beside a point.
const shortName = 14

// pointWords are the ways to name a point, or a line that is no sector.
func pointWords(title string) []wording {
	all := wordings(title, "")
	if utf8.RuneCountInString(title) <= shortName {
		all = all[:min(len(all), 1)]
	}
	return all
}

// block is a wording as it is set.
type block struct {
	wording
	first, small  Type // of the title and of what is under it
	width, height float64
}

func (l *labels) block(w wording, first, small Type) block {
	b := block{wording: w, first: first, small: small}
	for i, text := range w.lines {
		as := b.setting(i)
		b.width = max(b.width, l.c.Measure(text, as))
		b.height += as.Size * 1.35 * l.k
	}
	return b
}

// setting is how a line of the block is set.
func (b *block) setting(line int) Type {
	if line < b.head {
		return b.first
	}
	return b.small
}

// spot is where a block may stand: beside the dot by its alignment, centred upon it
// from top to bottom.
type spot struct {
	at    Dot
	align Align
}

// rect is what a block takes at a spot, with its halo.
func (b block) rect(p spot, halo float64) Rect {
	r := Rect{p.at.X - b.width/2, p.at.Y - b.height/2, p.at.X + b.width/2, p.at.Y + b.height/2}
	switch p.align {
	case Start:
		r.Left, r.Right = p.at.X, p.at.X+b.width
	case End:
		r.Left, r.Right = p.at.X-b.width, p.at.X
	}
	r.Left, r.Right = r.Left-halo, r.Right+halo
	return r
}

// write writes a block at the first spot where nothing is, no line either if it can be,
// and with anywhere where lines are.
func (l *labels) write(b block, spots []spot, anywhere bool) (Rect, bool) {
	halo := 2 * l.k
	for _, quiet := range l.tries() {
		if !quiet && !anywhere {
			break
		}
		for _, p := range spots {
			r := b.rect(p, halo)
			if !l.isFree(r, quiet) {
				continue
			}
			l.s.room.take(r)
			y := r.Top
			for i, text := range b.lines {
				as := b.setting(i)
				as.Align = p.align
				y += as.Size * 1.35 * l.k
				l.c.Text(Dot{p.at.X, y - as.Size*0.35*l.k}, text, as)
			}
			return r, true
		}
	}
	return Rect{}, false
}

// tries are whether a place has to be quiet, at first and then; without lines all are.
func (l *labels) tries() []bool {
	if len(l.s.quiet.taken) == 0 {
		return []bool{false}
	}
	return []bool{true, false}
}

// isFree reports whether nothing is at a place of the canvas, no line either where it
// has to be quiet.
func (l *labels) isFree(r Rect, quiet bool) bool {
	if r.Left < 0 || r.Top < 0 || r.Right > l.whole.Right || r.Bottom > l.whole.Bottom {
		return false
	}
	return l.s.room.isFree(r) && (!quiet || l.s.quiet.isFree(r))
}

func (l *labels) title(size float64) Type {
	return Type{Size: size, Bold: true, Colour: l.s.Look.Ink, Halo: l.s.Look.halo(), Align: Middle}
}

func (l *labels) small(size float64) Type {
	return Type{Size: size, Colour: l.s.Look.Ink, Halo: l.s.Look.halo(), Align: Middle}
}

// halves breaks a text at the blank nearest to its middle; nil where it has none.
func halves(text string) []string {
	best, at := -1, 0
	for i, r := range text {
		if r != ' ' {
			continue
		}
		off := utf8.RuneCountInString(text[:i]) - utf8.RuneCountInString(text[i+1:])
		if off = max(off, -off); best < 0 || off < best {
			best, at = off, i
		}
	}
	if best < 0 {
		return nil
	}
	return []string{text[:at], text[at+1:]}
}
