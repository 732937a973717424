package geo

import (
	"errors"
	"strconv"
	"strings"
	"unicode"

	"jointplan/plan"
)

// token is a piece of a coordinate in degrees.
type token struct {
	kind  byte // '#' number, 'd' 'm' 's' marks of degrees, minutes and seconds, 'N' 'S' 'E' 'W', ',' a separator
	text  string
	value float64
	minus bool
	whole bool
}

// directions are the words for directions in the languages that are used. The
// Russian letters are those of север, юг, восток and запад; the Cyrillic Е looks
// like the Latin one.
var directions = map[string]byte{
	"N": 'N', "NORTH": 'N', "NORD": 'N', "С": 'N', "СШ": 'N', "СЕВ": 'N',
	"S": 'S', "SOUTH": 'S', "SUD": 'S', "Ю": 'S', "ЮШ": 'S', "ЮЖ": 'S',
	"E": 'E', "EAST": 'E', "EST": 'E', "В": 'E', "ВД": 'E', "ВОСТ": 'E', "Е": 'E',
	"W": 'W', "WEST": 'W', "OUEST": 'W', "З": 'W', "ЗД": 'W', "ЗАП": 'W',
}

// idle are words that say nothing which the place does not say.
var idle = map[string]bool{
	"LAT": true, "LATITUDE": true, "LON": true, "LONG": true, "LONGITUDE": true, "LNG": true,
	"Ш": true, "Д": true, "ШИР": true, "ДОЛГ": true, "ШИРОТА": true, "ДОЛГОТА": true,
}

var marks = map[string]byte{
	"°": 'd', "º": 'd', "˚": 'd', "DEG": 'd', "ГРАД": 'd',
	"'": 'm', "′": 'm', "’": 'm', "‘": 'm', "`": 'm', "´": 'm', "MIN": 'm', "МИН": 'm', "М": 'm',
	"\"": 's', "″": 's', "”": 's', "“": 's', "''": 's', "′′": 's', "’’": 's', "SEC": 's', "СЕК": 's',
}

// parseAngles reads degrees. Between digits a comma may stand for a point or
// between latitude and longitude: the reading that makes sense counts, and the
// decimal one if both do.
func parseAngles(text, original string) (Point, Notation, error) {
	p, n, err := readAngles(text, true)
	if err == nil || !strings.Contains(text, ",") {
		return p, n, firstProblem(err, original)
	}
	q, m, again := readAngles(text, false)
	if again == nil {
		return q, m, nil
	}
	if err == errUnread && again == errUnread && strings.Count(text, ",") > 2 && strings.Trim(text, "0123456789,.- ") == "" {
		return Point{}, "", plan.Problem("geo.coordinate.ambiguous", "Value", cutName(original))
	}
	if err == errUnread {
		err = again
	}
	return Point{}, "", firstProblem(err, original)
}

// errUnread says that a text is no coordinate, without a better reason.
var errUnread = errors.New("no coordinate")

func firstProblem(err error, original string) error {
	if err == errUnread {
		return notCoordinate(original)
	}
	return err
}

func readAngles(text string, decimalComma bool) (Point, Notation, error) {
	tokens, err := tokenize(text, decimalComma)
	if err != nil {
		return Point{}, "", err
	}
	lat, lon, err := halves(tokens)
	if err != nil {
		return Point{}, "", err
	}
	y, n, err := lat.degrees(90, "geo.coordinate.latitude")
	if err != nil {
		return Point{}, "", err
	}
	x, m, err := lon.degrees(180, "geo.coordinate.longitude")
	if err != nil {
		return Point{}, "", err
	}
	return Point{x, y}, []Notation{Decimal, Minutes, Seconds}[max(n, m)-1], nil
}

func tokenize(text string, decimalComma bool) ([]token, error) {
	var tokens []token
	runes := []rune(text)
	for i := 0; i < len(runes); {
		r := runes[i]
		switch {
		case unicode.IsSpace(r) || r == '\u200e' || r == ':' || r == '=' || r == '.':
			i++
		case isDigit(r) || isSign(r):
			t, next, err := numberToken(runes, i, decimalComma)
			if err != nil {
				return nil, err
			}
			tokens, i = append(tokens, t), next
		case r == ',' || r == ';' || r == '/' || r == '|':
			tokens, i = append(tokens, token{kind: ','}), i+1
		case unicode.IsLetter(r) && r != 'º':
			word, next := wordAt(runes, i)
			i = next
			if idle[word] {
				continue
			}
			kind := directions[word]
			if kind == 0 {
				kind = marks[word]
			}
			if word == "O" {
				return nil, plan.Problem("geo.coordinate.west")
			}
			if kind == 0 {
				return nil, errUnread
			}
			tokens = append(tokens, token{kind: kind})
		default:
			mark := string(r)
			if i+1 < len(runes) && runes[i+1] == r && marks[mark+mark] != 0 {
				mark += mark
			}
			if marks[mark] == 0 {
				return nil, errUnread
			}
			tokens = append(tokens, token{kind: marks[mark]})
			i += len([]rune(mark))
		}
	}
	return tokens, nil
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func isSign(r rune) bool { return r == '-' || r == '+' || r == '−' || r == '–' }

// wordAt reads letters, with the points of abbreviations left out.
func wordAt(runes []rune, i int) (string, int) {
	var word strings.Builder
	for i < len(runes) && (unicode.IsLetter(runes[i]) || runes[i] == '.') {
		if runes[i] != '.' {
			word.WriteRune(runes[i])
		}
		i++
	}
	return word.String(), i
}

func numberToken(runes []rune, i int, decimalComma bool) (token, int, error) {
	t := token{kind: '#', whole: true}
	if isSign(runes[i]) {
		t.minus = runes[i] != '+'
		i++
	}
	start := i
	for i < len(runes) && isDigit(runes[i]) {
		i++
	}
	if start == i {
		return t, i, errUnread
	}
	t.text = string(runes[start:i])
	if i+1 < len(runes) && isDigit(runes[i+1]) && (runes[i] == '.' || runes[i] == ',' && decimalComma) {
		t.whole = false
		fraction := i + 1
		for i++; i < len(runes) && isDigit(runes[i]); i++ {
		}
		t.text += "." + string(runes[fraction:i])
		if i+1 < len(runes) && (runes[i] == '.' || runes[i] == ',') && isDigit(runes[i+1]) {
			if runes[i] == '.' || decimalComma {
				return t, i, errUnread // two points in one number
			}
		}
	}
	value, err := strconv.ParseFloat(t.text, 64)
	if err != nil {
		return t, i, errUnread
	}
	t.value = value
	return t, i, nil
}
