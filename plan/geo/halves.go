package geo

import (
	"math"
	"strings"

	"jointplan/plan"
)

// angle is what stands for one of latitude and longitude.
type angle struct {
	parts     []token // numbers
	units     []byte  // the mark behind each number, 0 for none
	direction byte
}

// halves tells latitude and longitude apart: by their directions, else by what
// stands between them, else in the middle of the numbers.
func halves(tokens []token) (lat, lon angle, err error) {
	parts, err := parted(tokens)
	if err != nil {
		return lat, lon, err
	}
	var both [2]angle
	for i, part := range parts {
		if both[i], err = angleOf(part); err != nil {
			return lat, lon, err
		}
	}
	lat, lon = both[0], both[1]
	if isEastWest(lat.direction) || isNorthSouth(lon.direction) {
		lat, lon = lon, lat
	}
	if isEastWest(lat.direction) || isNorthSouth(lon.direction) || (lat.direction == 0) != (lon.direction == 0) {
		return lat, lon, errUnread
	}
	return lat, lon, nil
}

func isNorthSouth(c byte) bool { return c == 'N' || c == 'S' }

func isEastWest(c byte) bool { return c == 'E' || c == 'W' }

// parted cuts the tokens in two.
func parted(tokens []token) ([2][]token, error) {
	var at []int // where directions, degrees and separators stand
	var degrees, separators []int
	numbers := 0
	for i, t := range tokens {
		switch {
		case isNorthSouth(t.kind) || isEastWest(t.kind):
			at = append(at, i)
		case t.kind == 'd':
			degrees = append(degrees, i)
		case t.kind == ',':
			separators = append(separators, i)
		case t.kind == '#':
			numbers++
		}
	}
	cut := func(i int) ([2][]token, error) { return [2][]token{tokens[:i], tokens[i:]}, nil }
	switch {
	case len(at) == 2 && at[0] == 0:
		return cut(at[1])
	case len(at) == 2:
		return cut(at[0] + 1)
	case len(at) > 0:
		return [2][]token{}, errUnread
	case len(separators) == 1:
		return cut(separators[0])
	case len(degrees) == 2 && degrees[1] > 0:
		return cut(degrees[1] - 1)
	case numbers%2 != 0 || numbers == 0 || numbers > 6 || len(separators) > 0:
		return [2][]token{}, errUnread
	}
	seen := 0
	for i, t := range tokens {
		if t.kind == '#' {
			if seen == numbers/2 {
				return cut(i)
			}
			seen++
		}
	}
	return [2][]token{}, errUnread
}

func angleOf(tokens []token) (angle, error) {
	var a angle
	for _, t := range tokens {
		switch t.kind {
		case '#':
			a.parts, a.units = append(a.parts, t), append(a.units, 0)
		case 'd', 'm', 's':
			if len(a.units) == 0 || a.units[len(a.units)-1] != 0 {
				return a, errUnread
			}
			a.units[len(a.units)-1] = t.kind
		case ',':
		default:
			if a.direction != 0 {
				return a, errUnread
			}
			a.direction = t.kind
		}
	}
	if len(a.parts) == 0 || len(a.parts) > 3 {
		return a, errUnread
	}
	return a, nil
}

// degrees adds the parts up and tells how many there were; limit is 90 or 180.
func (a angle) degrees(limit float64, beyond string) (float64, int, error) {
	if len(a.parts) == 1 && a.direction != 0 && a.units[0] == 0 {
		a.unpack(limit)
	}
	sum, scale := 0.0, 1.0
	for i, part := range a.parts {
		if a.units[i] != 0 && a.units[i] != "dms"[i] || i > 0 && part.minus || i < len(a.parts)-1 && !part.whole {
			return 0, 0, errUnread
		}
		if i > 0 && part.value >= 60 {
			return 0, 0, plan.Problem("geo.coordinate.minutes", "Value", part.text)
		}
		sum += part.value / scale
		scale *= 60
	}
	if sum > limit {
		return 0, 0, plan.Problem(beyond, "Value", a.parts[0].text)
	}
	if a.parts[0].minus {
		if a.direction != 0 {
			return 0, 0, errUnread // south of south
		}
		sum = -sum
	}
	if a.direction == 'S' || a.direction == 'W' {
		sum = -sum
	}
	return sum + 0, len(a.parts), nil
}

// unpack takes digits written in one apart: 4142N, 414200N, 0444800E.
func (a *angle) unpack(limit float64) {
	whole, fraction, _ := strings.Cut(a.parts[0].text, ".")
	width := 2
	if limit > 90 {
		width = 3
	}
	n := len(whole) - width
	if n != 2 && n != 4 {
		return
	}
	var parts []token
	for from := 0; from < len(whole); {
		to := from + 2
		if from == 0 {
			to = width
		}
		parts = append(parts, token{kind: '#', text: whole[from:to], value: digits(whole[from:to]), whole: true})
		from = to
	}
	if fraction != "" {
		last := &parts[len(parts)-1]
		last.value += digits(fraction) / math.Pow10(len(fraction))
		last.whole = false
	}
	parts[0].minus = a.parts[0].minus
	a.parts, a.units = parts, make([]byte, len(parts))
}

// digits reads a row of digits.
func digits(s string) float64 {
	n := 0.0
	for _, r := range s {
		n = n*10 + float64(r-'0')
	}
	return n
}
