package geo

import "strconv"

// FormatDecimal writes a point as latitude and longitude in degrees with five
// decimals, about a metre: "41.70000, 44.80000".
func FormatDecimal(p Point) string {
	return strconv.FormatFloat(p.Lat, 'f', 5, 64) + ", " + strconv.FormatFloat(homeLon(p.Lon), 'f', 5, 64)
}
