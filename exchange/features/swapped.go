package features

import (
	"strings"

	"jointplan/plan"
	"jointplan/plan/basemap"
	"jointplan/plan/geo"
)

// Theatre is where an operation is drawn; false when nothing of it is.
func Theatre(d *plan.Document, op plan.ID) (geo.Box, bool) {
	var all geo.Box
	found := false
	for _, l := range Layers() {
		for _, o := range d.Objects(l.Kind, op) {
			shape, err := geo.Parse(l.Field.Get(o))
			box, ok := shape.Bounds()
			if err != nil || !ok {
				continue
			}
			if !found {
				all = box
			}
			all, found = all.Union(box), true
		}
	}
	return all, found
}

// LooksSwapped reports whether latitudes and longitudes of the file were probably
// taken for each other: by where it lies, or since it would lie in the theatre
// then and less so now. While nothing is drawn the theatre is land: plans are made
// for it, and what is read the wrong way round often lies at sea.
func (c *Collection) LooksSwapped(d *plan.Document, op plan.ID, world *basemap.Map) bool {
	if c.Swapped {
		return true
	}
	if theatre, ok := Theatre(d, op); ok {
		return c.mostly(func(s geo.Shape, _ geo.Box) (swapped, right bool) {
			return geo.LooksSwapped(s, theatre), geo.Near(s, theatre)
		})
	}
	onLand := func(b geo.Box) bool {
		at := b.Centre()
		return at.Lat >= -90 && at.Lat <= 90 && world.ProvinceAt(at) != nil
	}
	return c.mostly(func(_ geo.Shape, box geo.Box) (swapped, right bool) {
		right = onLand(box)
		return !right && onLand(geo.Box{West: box.South, South: box.West, East: box.North, North: box.East}), right
	})
}

// mostTried is how many shapes of a file tell which way round it is.
const mostTried = 1000

// mostly reports whether more shapes are swapped than right.
func (c *Collection) mostly(judge func(s geo.Shape, box geo.Box) (swapped, right bool)) bool {
	swapped, right := 0, 0
	for _, f := range c.Features[:min(len(c.Features), mostTried)] {
		box, drawn := f.Shape.Bounds()
		if !drawn {
			continue
		}
		if isSwapped, isRight := judge(f.Shape, box); isSwapped {
			swapped++
		} else if isRight {
			right++
		}
	}
	return swapped > right
}

// swapped exchanges the first two numbers of every position of a GeoJSON geometry.
func swapped(geometry string) string {
	var out strings.Builder
	out.Grow(len(geometry))
	rest := geometry
	for {
		open := strings.IndexByte(rest, '[')
		if open < 0 {
			out.WriteString(rest)
			return out.String()
		}
		out.WriteString(rest[:open+1])
		rest = rest[open+1:]
		first := numberLength(rest)
		if first == 0 || first >= len(rest) || rest[first] != ',' {
			continue
		}
		second := numberLength(rest[first+1:])
		if second == 0 {
			continue
		}
		out.WriteString(rest[first+1 : first+1+second])
		out.WriteByte(',')
		out.WriteString(rest[:first])
		rest = rest[first+1+second:]
	}
}

// numberLength is how much of the text a number and the blanks around it take; 0
// without a number.
func numberLength(text string) int {
	blanks := len(text) - len(strings.TrimLeft(text, " \t\r\n"))
	digits := len(text[blanks:]) - len(strings.TrimLeft(text[blanks:], "+-.0123456789eE"))
	if digits == 0 {
		return 0
	}
	end := blanks + digits
	return end + len(text[end:]) - len(strings.TrimLeft(text[end:], " \t\r\n"))
}
