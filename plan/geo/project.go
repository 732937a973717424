package geo

import (
	"fmt"
	"math"
	"strings"
	"sync"

	"github.com/golang/geo/s2"
	"github.com/tzneal/coordconv"

	"jointplan/plan"
)

// converting guards the converters, which write to themselves.
var converting sync.Mutex

// The latitudes between which UTM is used: 80 south to 84 north, with the metre
// that the converters allow beyond.
const (
	southEnd = -80 - 1e-5
	northEnd = 84 + 1e-5
)

// inUTM reports whether a point lies where UTM is used.
func inUTM(p Point) bool { return p.Lat >= southEnd && p.Lat < northEnd }

// zoneOf gives the UTM zone of a point, with the exceptions of Norway and
// Svalbard.
func zoneOf(p Point) int {
	lon := p.Lon
	if lon == 180 {
		lon = -180
	}
	zone := int(math.Floor((lon+180)/6)) + 1
	switch {
	case p.Lat >= 56 && p.Lat < 64 && lon >= 3 && lon < 12:
		return 32
	case p.Lat < 72 || lon < 0 || lon >= 42:
		return zone
	case lon < 9:
		return 31
	case lon < 21:
		return 33
	case lon < 33:
		return 35
	}
	return 37
}

func latLng(p Point) s2.LatLng { return s2.LatLngFromDegrees(p.Lat, p.Lon) }

func pointOf(l s2.LatLng) Point { return Point{homeLon(l.Lng.Degrees()), l.Lat.Degrees()} }

func toUTM(p Point, zone int) (coordconv.UTMCoord, error) {
	converting.Lock()
	defer converting.Unlock()
	return coordconv.DefaultUTMConverter.ConvertFromGeodetic(latLng(p), zone)
}

func fromUTM(zone int, south bool, east, north float64) (Point, error) {
	converting.Lock()
	defer converting.Unlock()
	l, err := coordconv.DefaultUTMConverter.ConvertToGeodetic(coordconv.UTMCoord{
		Zone: zone, Hemisphere: hemisphere(south), Easting: east, Northing: north,
	})
	return pointOf(l), err
}

func hemisphere(south bool) coordconv.Hemisphere {
	if south {
		return coordconv.HemisphereSouth
	}
	return coordconv.HemisphereNorth
}

func fromUPS(south bool, east, north float64) (Point, error) {
	converting.Lock()
	defer converting.Unlock()
	l, err := coordconv.DefaultUPSConverter.ConvertToGeodetic(coordconv.UPSCoord{
		Hemisphere: hemisphere(south), Easting: east, Northing: north,
	})
	return pointOf(l), err
}

func toUPS(p Point) (coordconv.UPSCoord, error) {
	converting.Lock()
	defer converting.Unlock()
	return coordconv.DefaultUPSConverter.ConvertFromGeodetic(latLng(p))
}

// middleOfSquare gives the middle of an MGRS square with the given side in metres.
func middleOfSquare(zone, band, square, digits string, side float64) (Point, error) {
	converting.Lock()
	corner, err := coordconv.DefaultMGRSConverter.ConvertToGeodetic(zone + band + square + digits)
	converting.Unlock()
	if err != nil {
		return Point{}, err
	}
	p := pointOf(corner)
	if zone == "" {
		u, err := toUPS(p)
		if err != nil {
			return Point{}, err
		}
		return fromUPS(u.Hemisphere == coordconv.HemisphereSouth, u.Easting+side/2, u.Northing+side/2)
	}
	var n int
	if _, err := fmt.Sscan(strings.TrimPrefix(zone, "0"), &n); err != nil {
		return Point{}, err
	}
	u, err := toUTM(p, n)
	if err != nil {
		return Point{}, err
	}
	return fromUTM(n, u.Hemisphere == coordconv.HemisphereSouth, u.Easting+side/2, u.Northing+side/2)
}

func bandOf(lat float64) byte {
	return bandLetters[min(19, max(0, int(math.Floor((lat+80)/8))))]
}

func formatUTM(p Point) (string, error) {
	if !inUTM(p) {
		return "", plan.Problem("geo.coordinate.polar")
	}
	u, err := toUTM(p, zoneOf(p))
	if err != nil {
		return "", notCoordinate(FormatDecimal(p))
	}
	lat := p.Lat
	if u.Hemisphere == coordconv.HemisphereNorth {
		lat = max(0, lat) // a hair south of the equator counts as north
	}
	return fmt.Sprintf("%02d%c %06.0f %07.0f", u.Zone, bandOf(lat), u.Easting, u.Northing), nil
}

func formatUPS(p Point) (string, error) {
	if inUTM(p) {
		return "", plan.Problem("geo.coordinate.notpolar")
	}
	u, err := toUPS(p)
	if err != nil {
		return "", notCoordinate(FormatDecimal(p))
	}
	letters := "YZ"
	if p.Lat < 0 {
		letters = "AB"
	}
	letter := letters[0]
	if u.Easting >= 2_000_000 {
		letter = letters[1]
	}
	return fmt.Sprintf("%c %07.0f %07.0f", letter, u.Easting, u.Northing), nil
}

// FormatMGRS writes the MGRS square that holds the point, with 0 to 5 digits for
// each of easting and northing: squares of 100 kilometres down to a metre.
func FormatMGRS(p Point, digits int) (string, error) {
	digits = min(5, max(0, digits))
	text, err := squareOf(p, digits)
	if err != nil {
		return "", plan.Problem("geo.range", "Place", plainPlace(p)).Because(err)
	}
	head := len(text) - 2*digits
	parts := []string{text[:head-2], text[head-2 : head]}
	if digits > 0 {
		parts = append(parts, text[head:head+digits], text[head+digits:])
	}
	return strings.Join(parts, " "), nil
}

func squareOf(p Point, digits int) (string, error) {
	p.Lon = homeLon(p.Lon)
	if !inUTM(p) {
		converting.Lock()
		defer converting.Unlock()
		return coordconv.DefaultMGRSConverter.ConvertFromGeodetic(latLng(p), digits)
	}
	u, err := toUTM(p, zoneOf(p))
	if err != nil {
		return "", err
	}
	converting.Lock()
	defer converting.Unlock()
	return coordconv.DefaultMGRSConverter.ConvertFromUTM(u, digits)
}
