package chart

import (
	"math"

	"jointplan/plan/geo"
)

// How far a view goes in and out. The whole world is 256 points wide at zoom 0.
const (
	LeastZoom = 0.0
	MostZoom  = 18.0
	worldSize = 256
)

// mostLatitude is where the square of Web Mercator ends.
const mostLatitude = 85.05112878

// View is what a window or a page shows of the Web Mercator plane (EPSG:3857).
// Positions on it are pixels from the top left.
type View struct {
	Centre        geo.Point
	Zoom          float64 // the world is 256 · 2^Zoom points wide
	Width, Height float64 // pixels
	Scale         float64 // pixels of a point of 1/72 or 1/96 inch; 1 when nought
}

// Dot is a position on a canvas in pixels; y goes down.
type Dot struct{ X, Y float64 }

// Mercator projects a position to the unit square of Web Mercator, x eastward and
// y southward. Latitudes beyond 85.05° lie at the edge.
func Mercator(p geo.Point) (x, y float64) {
	lat := max(min(p.Lat, mostLatitude), -mostLatitude) * math.Pi / 180
	return p.Lon/360 + 0.5, 0.5 - math.Log(math.Tan(math.Pi/4+lat/2))/(2*math.Pi)
}

// Ground is the opposite of Mercator.
func Ground(x, y float64) geo.Point {
	return geo.Point{
		Lon: (x - 0.5) * 360,
		Lat: (2*math.Atan(math.Exp((0.5-y)*2*math.Pi)) - math.Pi/2) * 180 / math.Pi,
	}
}

// scale is how many pixels a point of the page has.
func (v View) scale() float64 {
	if v.Scale == 0 {
		return 1
	}
	return v.Scale
}

// World is how many pixels wide the world is.
func (v View) World() float64 { return worldSize * math.Exp2(v.Zoom) * v.scale() }

// Origin is where the top left of the view lies in the unit square.
func (v View) Origin() (x, y float64) {
	x, y = Mercator(v.Centre)
	return x - v.Width/2/v.World(), y - v.Height/2/v.World()
}

// To gives where a position is on the view.
func (v View) To(p geo.Point) Dot {
	x, y := Mercator(p)
	left, top := v.Origin()
	return Dot{(x - left) * v.World(), (y - top) * v.World()}
}

// From gives the position at a place of the view.
func (v View) From(d Dot) geo.Point {
	left, top := v.Origin()
	p := Ground(left+d.X/v.World(), top+d.Y/v.World())
	p.Lon = math.Remainder(p.Lon, 360)
	return p
}

// Pan moves what is shown by some pixels.
func (v View) Pan(dx, dy float64) View {
	return v.centred(Dot{v.Width/2 - dx, v.Height/2 - dy})
}

// ZoomAt goes in (by > 0) or out by some steps and keeps what is under at there.
func (v View) ZoomAt(at Dot, by float64) View {
	before := v.From(at)
	v.Zoom = max(min(v.Zoom+by, MostZoom), LeastZoom)
	now := v.To(before)
	if shift := now.X - at.X; math.Abs(shift) > v.World()/2 { // the other side of 180°
		now.X -= math.Copysign(v.World(), shift)
	}
	return v.Pan(at.X-now.X, at.Y-now.Y)
}

func (v View) centred(at Dot) View {
	left, top := v.Origin()
	x, y := left+at.X/v.World(), top+at.Y/v.World()
	half := v.Height / 2 / v.World()
	y = max(min(y, 1-min(half, 0.5)), min(half, 0.5)) // nothing but map between the edges
	v.Centre = Ground(x-math.Floor(x), y)
	return v
}

// Fit shows a box with some pixels around it.
func (v View) Fit(b geo.Box, margin float64) View {
	if b.East < b.West {
		b.East += 360
	}
	west, north := Mercator(geo.Point{Lon: b.West, Lat: b.North})
	east, south := Mercator(geo.Point{Lon: b.East, Lat: b.South})
	wide, high := max(v.Width-2*margin, 1), max(v.Height-2*margin, 1)
	size := min(wide/max(east-west, 1e-9), high/max(south-north, 1e-9))
	v.Zoom = max(min(math.Log2(size/worldSize/v.scale()), MostZoom-3), LeastZoom)
	middle := Ground((west+east)/2, (north+south)/2)
	middle.Lon = math.Remainder(middle.Lon, 360)
	v.Centre = middle
	return v.Pan(0, 0)
}

// Box is the part of the world that is shown. East is beyond 180 where the view
// goes over the antimeridian.
func (v View) Box() geo.Box {
	left, top := v.Origin()
	a, b := Ground(left, max(top, 0)), Ground(left+v.Width/v.World(), min(top+v.Height/v.World(), 1))
	return geo.Box{West: a.Lon, South: b.Lat, East: b.Lon, North: a.Lat}
}

// Metres is how many metres on the ground a pixel is at a latitude.
func (v View) Metres(lat float64) float64 {
	return 2 * math.Pi * 6378137 * math.Cos(lat*math.Pi/180) / v.World()
}

// Shifts are how many worlds to the right a box has to be drawn to be seen, so
// that what lies beyond 180° shows on both sides.
func (v View) Shifts(b geo.Box) []float64 {
	seen := v.Box()
	var shifts []float64
	for _, turn := range []float64{-360, 0, 360} {
		if b.West+turn <= seen.East && b.East+turn >= seen.West {
			shifts = append(shifts, turn/360*v.World())
		}
	}
	return shifts
}
