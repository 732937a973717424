package chart

import (
	"image/color"
	"strconv"
	"strings"

	"jointplan/plan"
)

// partyColours are given to parties in the order they join: a set that the
// colour-blind can tell apart (Okabe and Ito 2008), with no place for blocs.
var partyColours = []color.NRGBA{
	rgb(0x0072B2), rgb(0xE69F00), rgb(0x009E73), rgb(0xCC79A7), rgb(0x56B4E9), rgb(0xD55E00), rgb(0xF0E442), rgb(0x6A7480),
}

// PartyColours gives every party of the workspace its colour: its own, or one by
// the order in which they joined.
func PartyColours(d *plan.Document) map[plan.ID]color.NRGBA {
	colours := map[plan.ID]color.NRGBA{}
	for i, p := range plan.All[plan.Party](d, plan.NoID) {
		colours[p.ID] = partyColours[i%len(partyColours)]
		if n, err := strconv.ParseUint(strings.TrimPrefix(p.Colour, "#"), 16, 24); err == nil && len(p.Colour) == 7 {
			colours[p.ID] = rgb(uint32(n))
		}
	}
	return colours
}

func rgb(v uint32) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xFF}
}

func faint(c color.NRGBA, alpha uint8) color.NRGBA {
	c.A = alpha
	return c
}
