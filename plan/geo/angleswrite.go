package geo

import (
	"fmt"
	"math"
	"strconv"
)

// FormatDecimal writes a point as latitude and longitude in degrees with five
// decimals, about a metre: "41.70000, 44.80000".
func FormatDecimal(p Point) string {
	return fixed(p.Lat) + ", " + fixed(homeLon(p.Lon))
}

func fixed(degrees float64) string {
	return strconv.FormatFloat(math.Round(degrees*1e5)/1e5+0, 'f', 5, 64)
}

func formatSeconds(p Point) string {
	one := func(value float64, width int, letters string) string {
		tenths := int(math.Round(math.Abs(value) * 36000))
		return fmt.Sprintf("%0*d°%02d′%02d.%d″%s", width, tenths/36000, tenths/600%60, tenths/10%60, tenths%10, side(value, tenths, letters))
	}
	return one(p.Lat, 2, "NS") + " " + one(p.Lon, 3, "EW")
}

func formatMinutes(p Point) string {
	one := func(value float64, width int, letters string) string {
		parts := int(math.Round(math.Abs(value) * 60000))
		return fmt.Sprintf("%0*d°%02d.%03d′%s", width, parts/60000, parts/1000%60, parts%1000, side(value, parts, letters))
	}
	return one(p.Lat, 2, "NS") + " " + one(p.Lon, 3, "EW")
}

// side is the letter of the direction; nothing lies on the first.
func side(value float64, parts int, letters string) string {
	if value < 0 && parts > 0 {
		return letters[1:]
	}
	return letters[:1]
}
