package geo

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"jointplan/plan"
)

// Notation is a way of writing a coordinate.
type Notation string

// The notations. Universal Polar Stereographic takes the place of UTM at the
// poles; MGRS covers both.
const (
	Decimal Notation = "decimal" // 41.70000, 44.80000
	Minutes Notation = "minutes" // 41°42.000′N 44°48.000′E
	Seconds Notation = "seconds" // 41°42′00.0″N 44°48′00.0″E
	UTM     Notation = "utm"     // 38T 483359 4616488
	UPS     Notation = "ups"     // Z 2112345 1987654
	MGRS    Notation = "mgrs"    // 38T MM 83358 16487
)

// Notations lists all notations in the order in which they are shown.
var Notations = []Notation{Decimal, Seconds, Minutes, MGRS, UTM, UPS}

// Coordinate is a point as somebody wrote it.
type Coordinate struct {
	Point    Point
	Notation Notation
	// Square is the side of the grid square that the text names, in metres; 0 for
	// other notations. The point is the middle of the square.
	Square float64
}

// longestCoordinate is how many characters a coordinate has at most.
const longestCoordinate = 200

// ParseCoordinate reads a coordinate in any notation: degrees with or without
// minutes and seconds, UTM, UPS or MGRS, with points or commas, blanks or none,
// in small or capital letters, and with Russian letters for the directions.
// Degrees without directions are latitude first.
func ParseCoordinate(text string) (Coordinate, error) {
	if utf8.RuneCountInString(text) > longestCoordinate || !utf8.ValidString(text) {
		return Coordinate{}, plan.Problem("geo.coordinate", "Value", cutName(strings.ToValidUTF8(text, "?")))
	}
	clean := strings.ToUpper(strings.TrimSpace(text))
	if c, ok, err := parseGrid(clean); ok {
		if err != nil {
			return Coordinate{}, err
		}
		return c, nil
	}
	p, n, err := parseAngles(clean, text)
	if err != nil {
		return Coordinate{}, err
	}
	return Coordinate{Point: p, Notation: n}, nil
}

// notCoordinate says that a text is none at all.
func notCoordinate(text string) error {
	text = strings.Join(strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
	return plan.Problem("geo.coordinate", "Value", cutName(text))
}

// FormatCoordinate writes a point in a notation, to about a metre. It is an
// error where the notation is not used, as UTM at the poles.
func FormatCoordinate(p Point, n Notation) (string, error) {
	p.Lon = homeLon(p.Lon)
	if !(p.Lat >= -90 && p.Lat <= 90) || !(p.Lon >= -180 && p.Lon <= 180) {
		return "", plan.Problem("geo.range", "Place", plainPlace(p))
	}
	switch n {
	case Decimal:
		return FormatDecimal(p), nil
	case Minutes:
		return formatMinutes(p), nil
	case Seconds:
		return formatSeconds(p), nil
	case UTM:
		return formatUTM(p)
	case UPS:
		return formatUPS(p)
	case MGRS:
		return FormatMGRS(p, 5)
	}
	return "", plan.Problem("geo.coordinate.notation", "Value", cutName(string(n)))
}
