package main

import "encoding/binary"

// writer makes the format that plan/basemap reads; see format.go there.
type writer struct{ to []byte }

func (w *writer) number(n int)  { w.to = binary.AppendUvarint(w.to, uint64(n)) }
func (w *writer) signed(n int)  { w.to = binary.AppendVarint(w.to, int64(n)) }
func (w *writer) text(s string) { w.number(len(s)); w.to = append(w.to, s...) }

func (w *writer) texts(list []string) {
	w.number(len(list))
	for _, s := range list {
		w.text(s)
	}
}

// names writes the English name, and others where they differ from it.
func (w *writer) names(n [3]string) {
	for i, s := range n {
		if i > 0 && s == n[0] {
			s = ""
		}
		w.text(s)
	}
}

func (w *world) encode() []byte {
	o := &writer{to: []byte("JPMAP\x01")}
	o.number(steps)
	index := map[string]int{}
	o.number(len(w.countries))
	for i, c := range w.countries {
		index[c.code] = i
		o.text(c.code)
		o.text(c.iso2)
		o.names(c.names)
		o.number(c.status)
		o.text(c.within)
		o.text(c.holder)
		o.texts(c.claimants)
		o.number(int(c.labelFrom * 10))
		o.signed(int(c.labelX * 100))
		o.signed(int(c.labelY * 100))
	}
	w.encodeUnits(o, index)
	w.encodeArcs(o)
	o.number(len(w.places))
	var lon, lat int
	for _, p := range w.places {
		o.names([3]string{p.names[0], p.names[1], p.names[2]})
		o.text(p.country)
		flags := 0
		if p.capital {
			flags = 2
		} else if p.seat {
			flags = 1
		}
		o.number(flags)
		o.number(p.people)
		x, y := int(p.lon)/100, int(p.lat)/100
		o.signed(x - lon)
		o.signed(y - lat)
		lon, lat = x, y
	}
	return o.to
}

func (w *world) encodeUnits(o *writer, index map[string]int) {
	last := 0
	o.number(len(w.units))
	for _, u := range w.units {
		o.text(u.code)
		o.text(u.iso)
		o.names(u.names)
		o.number(index[u.country])
		o.number(u.rank)
		flags := 0
		if u.approximate {
			flags = 1
		}
		o.number(flags)
		o.signed(int(u.label.x) * 1000 / steps)
		o.signed(int(u.label.y) * 1000 / steps)
		o.number(len(u.refs))
		for _, rings := range u.refs {
			o.number(len(rings))
			for _, refs := range rings {
				o.number(len(refs))
				for _, n := range refs {
					back := 0
					if n < 0 {
						n, back = ^n, 1
					}
					o.signed((n-last)*2 + back)
					last = n
				}
			}
		}
	}
}

// encodeArcs writes heads, then all corners, then all levels, for like lies best
// beside like when it is packed.
func (w *world) encodeArcs(o *writer) {
	o.number(len(w.arcs))
	last := 0
	for _, a := range w.arcs {
		o.number(a.class)
		o.signed(a.left - last)
		o.signed(a.right - a.left)
		o.number(len(a.points))
		last = a.left
	}
	var at point
	for _, a := range w.arcs {
		for _, p := range a.points {
			o.signed(int(p.x - at.x))
			o.signed(int(p.y - at.y))
			at = p
		}
	}
	for _, a := range w.arcs {
		o.to = append(o.to, a.levels...)
	}
}
