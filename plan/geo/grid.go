package geo

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"jointplan/plan"
)

// The texts of grids, after blanks were made one.
var (
	squareText = regexp.MustCompile(`^(\d{1,2})? ?([A-Z]) ?([A-Z]) ?([A-Z]) ?(\d*) ?(\d*)$`)
	utmText    = regexp.MustCompile(`^(?:UTM )?(\d{1,2}) ?([A-Z]|NORTH|SOUTH|NORD|SUD)?,? ?(?:E ?)?` + metres + ` ?(?:M ?)?E?,? ?(?:N ?)?` + metres + ` ?(?:M ?)?N?$`)
	upsText    = regexp.MustCompile(`^(?:UPS ([NS]|NORTH|SOUTH|NORD|SUD)|(?:UPS )?([ABYZ])),? ?(?:E ?)?` + polar + ` ?(?:M ?)?E?,? ?(?:N ?)?` + polar + ` ?(?:M ?)?N?$`)
)

const (
	metres = `(\d{5,8}(?:[.,]\d{1,6})?)`
	polar  = `(\d{7}(?:[.,]\d{1,6})?)`
)

// latinLetters are the Cyrillic letters that look like letters of grids.
var latinLetters = strings.NewReplacer("А", "A", "В", "B", "С", "C", "Е", "E", "Н", "H", "К", "K", "М", "M", "Р", "P", "Т", "T", "Х", "X", "У", "Y")

// parseGrid reads UTM, UPS and MGRS; ok is false for a text that is none.
func parseGrid(text string) (c Coordinate, ok bool, err error) {
	text = strings.Join(strings.Fields(latinLetters.Replace(text)), " ")
	if m := utmText.FindStringSubmatch(text); m != nil {
		c, err = parseUTM(m[1], m[2], m[3], m[4])
		return c, true, err
	}
	if m := upsText.FindStringSubmatch(text); m != nil {
		c, err = parseUPS(m[1]+m[2], m[3], m[4])
		return c, true, err
	}
	text, _ = strings.CutPrefix(text, "MGRS ")
	if m := squareText.FindStringSubmatch(text); m != nil && (m[1] != "" || m[5] != "" && strings.Contains("ABYZ", m[2])) {
		c, err = parseMGRS(m)
		return c, true, err
	}
	return Coordinate{}, false, nil
}

func meters(s string) float64 {
	n, _ := strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64) // the pattern lets only numbers through
	return n
}

func parseUTM(zoneText, letter, east, north string) (Coordinate, error) {
	zone, _ := strconv.Atoi(zoneText)
	if zone < 1 || zone > 60 {
		return Coordinate{}, plan.Problem("geo.coordinate.zone", "Value", zoneText)
	}
	if letter == "" {
		return Coordinate{}, plan.Problem("geo.coordinate.band", "Zone", zoneText)
	}
	x, y := meters(east), meters(north)
	outside := plan.Problem("geo.coordinate.utm", "East", east, "North", north, "Zone", zoneText+letter)
	for _, south := range hemispheres(letter) {
		p, err := fromUTM(zone, south, x, y)
		if err != nil {
			continue
		}
		if len(letter) > 1 || inBand(p, letter[0]) || letter == "N" && !south || letter == "S" && south {
			return Coordinate{Point: p, Notation: UTM}, nil
		}
	}
	return Coordinate{}, outside
}

// hemispheres lists whether a letter behind a zone can mean the south, likelier
// meanings first: N and S are bands in the north, and stand for the hemispheres
// where the northing does not fit the band.
func hemispheres(letter string) []bool {
	switch letter {
	case "NORTH", "NORD":
		return []bool{false}
	case "SOUTH", "SUD":
		return []bool{true}
	case "S":
		return []bool{false, true}
	}
	return []bool{letter < "N"}
}

// bandLetters are those of the bands of eight degrees from 80 south.
const bandLetters = "CDEFGHJKLMNPQRSTUVWX"

// bandSlack in degrees is how far beyond its band a grid coordinate may lie:
// squares of 100 kilometres go across.
const bandSlack = 1.0

func inBand(p Point, letter byte) bool {
	i := strings.IndexByte(bandLetters, letter)
	if i < 0 {
		return false
	}
	low := -80 + 8*float64(i)
	high := low + 8
	if letter == 'X' {
		high = 84
	}
	return p.Lat >= low-bandSlack && p.Lat <= high+bandSlack
}

func parseUPS(letter, east, north string) (Coordinate, error) {
	south := strings.ContainsAny(letter[:1], "ABS")
	p, err := fromUPS(south, meters(east), meters(north))
	if err != nil {
		return Coordinate{}, plan.Problem("geo.coordinate.ups", "East", east, "North", north).Because(err)
	}
	return Coordinate{Point: p, Notation: UPS}, nil
}

// parseMGRS reads zone, band, column, row and digits.
func parseMGRS(m []string) (Coordinate, error) {
	zone, square, east, north := m[1], m[3]+m[4], m[5], m[6]
	if north == "" {
		if len(east)%2 != 0 {
			return Coordinate{}, plan.Problem("geo.coordinate.digits", "Value", east)
		}
		east, north = east[:len(east)/2], east[len(east)/2:]
	}
	if len(east) != len(north) || len(east) > 5 {
		return Coordinate{}, plan.Problem("geo.coordinate.digits", "Value", strings.TrimSpace(east+" "+north))
	}
	if z, _ := strconv.Atoi(zone); zone != "" && (z < 1 || z > 60) {
		return Coordinate{}, plan.Problem("geo.coordinate.zone", "Value", zone)
	}
	if zone != "" && !strings.Contains(bandLetters, m[2]) {
		return Coordinate{}, plan.Problem("geo.coordinate.band", "Zone", zone)
	}
	if len(zone) == 1 {
		zone = "0" + zone
	}
	side := math.Pow10(5 - len(east))
	p, err := middleOfSquare(zone, m[2], square, east+north, side)
	if err != nil {
		return Coordinate{}, plan.Problem("geo.coordinate.square", "Value", square, "Zone", zone+m[2]).Because(err)
	}
	return Coordinate{Point: p, Notation: MGRS, Square: side}, nil
}
