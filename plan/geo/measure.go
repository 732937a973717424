package geo

import (
	"math"

	"github.com/tidwall/geodesic"
)

// The WGS 84 ellipsoid.
const (
	semiMajor    = 6378.137 // km
	flattening   = 1 / 298.257223563
	eccentricity = 0.0818191908426215 // sqrt(f*(2-f))
)

// Distance is the geodesic distance in kilometres.
func Distance(a, b Point) float64 {
	metres := 0.0
	geodesic.WGS84.Inverse(a.Lat, a.Lon, b.Lat, b.Lon, &metres, nil, nil)
	return metres / 1000
}

// Azimuth is the direction in which b is seen from a, in degrees clockwise from
// north, 0 to 360.
func Azimuth(a, b Point) float64 {
	azimuth := 0.0
	geodesic.WGS84.Inverse(a.Lat, a.Lon, b.Lat, b.Lon, nil, &azimuth, nil)
	return math.Mod(azimuth+360, 360)
}

// Destination is the point a distance in kilometres from p in a direction.
func Destination(p Point, azimuth, km float64) Point {
	var lat, lon float64
	geodesic.WGS84.Direct(p.Lat, p.Lon, azimuth, km*1000, &lat, &lon, nil)
	return Point{lon, lat}
}

// Length is how long the line is, in kilometres.
func (l Line) Length() float64 {
	sum := 0.0
	for i := 1; i < len(l); i++ {
		sum += Distance(l[i-1], l[i])
	}
	return sum
}

// Length is how long the lines of the shape are together, in kilometres.
func (s Shape) Length() float64 {
	sum := 0.0
	for _, line := range s.Lines {
		sum += line.Length()
	}
	return sum
}

// Perimeter is how long all rings of the shape are, in kilometres.
func (s Shape) Perimeter() float64 {
	sum := 0.0
	for _, polygon := range s.Polygons {
		for _, ring := range polygon {
			sum += Line(ring).Length() + Distance(ring[len(ring)-1], ring[0])
		}
	}
	return sum
}

// Area is the area of all polygons on the ellipsoid, in square kilometres.
// Polygons that overlap count twice.
func (s Shape) Area() float64 {
	sum := 0.0
	for _, polygon := range s.Polygons {
		sum += polygon.Area()
	}
	return sum
}

// Area is the area of the polygon less its holes, in square kilometres.
func (p Polygon) Area() float64 {
	area := 0.0
	for i, ring := range p {
		if i == 0 {
			area = ring.Area()
		} else {
			area -= ring.Area()
		}
	}
	return max(0, area)
}

// Area is the area within the ring, in square kilometres.
//
// The area below an edge is the integral of the authalic latitude's sine along
// it (Snyder, Map Projections, eq. 3-12), which counts edges as straight in
// longitude and latitude.
func (r Ring) Area() float64 {
	if len(r) < 3 {
		return 0
	}
	sum := 0.0
	base := zone(r[0].Lat) // taken off everywhere: what is left is small, and exact
	for i, p := range r {
		q := r[(i+1)%len(r)]
		if p.Lon != q.Lon {
			sum += (q.Lon - p.Lon) * (meanZone(p.Lat, q.Lat) - base)
		}
	}
	return math.Abs(sum) * math.Pi / 180 * semiMajor * semiMajor / 2
}

// zone is Snyder's q: the area from the equator to a latitude, as a multiple of
// half the squared semi-major axis, per radian of longitude.
func zone(lat float64) float64 {
	const e = eccentricity
	s := math.Sin(lat * math.Pi / 180)
	return (1 - e*e) * (s/(1-e*e*s*s) + math.Atanh(e*s)/e)
}

// meanZone is the mean of zone over the latitudes from a to b, by Gauss's rule
// with four points on stretches of at most five degrees.
func meanZone(a, b float64) float64 {
	if math.Abs(b-a) < 1e-5 {
		return zone((a + b) / 2)
	}
	n := math.Ceil(math.Abs(b-a) / 5)
	sum := 0.0
	for k := range int(n) {
		low := a + (b-a)*float64(k)/n
		half := (b - a) / n / 2
		for i, x := range gaussAt {
			sum += gaussWeight[i] * (zone(low+half-half*x) + zone(low+half+half*x))
		}
	}
	return sum / n / 2
}

var (
	gaussAt     = [2]float64{0.3399810435848563, 0.8611363115940526}
	gaussWeight = [2]float64{0.6521451548625461, 0.3478548451374538}
)

// Along gives the point km kilometres from the start of the line, the nearer end
// when that is not on it.
func (l Line) Along(km float64) Point {
	p, _ := l.along(km)
	return p
}

// along also gives the index of the vertex before the point.
func (l Line) along(km float64) (Point, int) {
	if len(l) == 0 {
		return Point{}, 0
	}
	if km <= 0 {
		return l[0], 0
	}
	for i := 1; i < len(l); i++ {
		d := Distance(l[i-1], l[i])
		if km < d {
			return partWay(l[i-1], l[i], km), i - 1
		}
		km -= d
	}
	return l[len(l)-1], len(l) - 1
}

// partWay is the point on the edge from a to b that is km kilometres from a. The
// fraction of the way is nearly that of the distance; two steps make it exact.
func partWay(a, b Point, km float64) Point {
	whole := Distance(a, b)
	t := km / whole
	for range 3 {
		off := km - Distance(a, between(a, b, t))
		if math.Abs(off) < 1e-9 {
			break
		}
		t += off / whole
	}
	return between(a, b, min(1, max(0, t)))
}

// Densify puts points on the geodesics between the points of a line so that no
// two are further apart than km kilometres: what is drawn when a long edge is
// meant as the shortest way.
func (l Line) Densify(km float64) Line {
	if len(l) == 0 || km <= 0 {
		return l
	}
	dense := Line{l[0]}
	for i := 1; i < len(l); i++ {
		a, b := l[i-1], l[i]
		d := Distance(a, b)
		n := min(math.Ceil(d/km), 10_000)
		azimuth := Azimuth(a, b)
		for k := 1.0; k < n; k++ {
			p := Destination(a, azimuth, d*k/n)
			p.Lon += 360 * math.Round((dense[len(dense)-1].Lon-p.Lon)/360)
			dense = append(dense, p)
		}
		dense = append(dense, b)
	}
	return dense
}
