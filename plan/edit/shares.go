package edit

import (
	"math"
	"strconv"

	"jointplan/plan"
	"jointplan/plan/geo"
)

// sharesOf divides the length or area that is stated of a sector among the parts it is
// cut into, as they are drawn. A line keeps its length and an area its area; the other
// figure does not tell what of it is in which part.
func sharesOf(o plan.Object, parts []geo.Shape) []Values {
	sizes := make([]Values, len(parts))
	for i := range sizes {
		sizes[i] = Values{}
	}
	if !isSector(o) || len(parts) == 0 {
		return sizes
	}
	name, measure := "length", geo.Shape.Length
	if parts[0].Type() == geo.Areas {
		name, measure = "area", geo.Shape.Area
	}
	whole, err := strconv.ParseFloat(plan.KindFor(o).Field(name).Get(o), 64)
	if err != nil || whole <= 0 {
		return sizes
	}
	drawn := make([]float64, len(parts))
	for i, p := range parts {
		drawn[i] = measure(p)
	}
	for i, share := range divide(whole, drawn) {
		sizes[i][name] = share
	}
	return sizes
}

// mostDecimals is how finely a share of a length or an area is written.
const mostDecimals = 6

// divide gives each weight its share of a whole, rounded such that the shares add up to
// the whole again. Shares have one decimal, more only where the whole has or where they
// are small.
func divide(whole float64, weights []float64) []string {
	sum, least := 0.0, math.Inf(1)
	for _, w := range weights {
		sum += w
		least = min(least, w)
	}
	decimals := 1
	for decimals < mostDecimals && (least/sum*whole*math.Pow10(decimals) < 10 || !isWhole(whole*math.Pow10(decimals))) {
		decimals++
	}
	unit := math.Pow10(decimals)
	shares := make([]string, len(weights))
	upTo, given := 0.0, 0.0
	for i, w := range weights {
		upTo += w
		next := math.Round(whole * unit * upTo / sum)
		shares[i] = strconv.FormatFloat((next-given)/unit, 'f', -1, 64)
		given = next
	}
	return shares
}

func isWhole(n float64) bool { return math.Abs(n-math.Round(n)) < 1e-9*max(1, math.Abs(n)) }
