package main

import (
	"fmt"
	"slices"
	"strings"

	"jointplan/plan"
	"jointplan/plan/geo"
)

type convertCmd struct {
	Coordinate []string `arg:"" help:"A coordinate in any notation: 41.7 44.8, 41°42′N 44°48′E, 38T 483359 4616488, 38T MM 83358 16487."`
	To         *string  `enum:"decimal,seconds,minutes,mgrs,utm,ups" placeholder:"NOTATION" help:"Write only this notation: ${enum}."`
	JSON       bool     `name:"json" help:"Write JSON for scripts."`
}

// withMinus writes the minus of southern and western degrees so that it does not
// look like a flag.
func withMinus(args []string) []string {
	verb := slices.Index(args, "convert")
	if verb < 0 {
		return args
	}
	args = slices.Clone(args)
	for i := verb + 1; i < len(args); i++ {
		if a := args[i]; len(a) > 1 && a[0] == '-' && a[1] >= '0' && a[1] <= '9' {
			args[i] = "−" + a[1:]
		}
	}
	return args
}

// Run writes a coordinate in all notations that are used where it lies.
func (c convertCmd) Run(j *job) error {
	at, err := geo.ParseCoordinate(strings.Join(c.Coordinate, " "))
	if err != nil {
		return err
	}
	if c.To != nil {
		text, err := geo.FormatCoordinate(at.Point, geo.Notation(*c.To))
		if err != nil {
			return err
		}
		fmt.Fprintln(j.out, text)
		return nil
	}
	if c.JSON {
		return j.json(jsonCoordinate(at))
	}
	out := newTable("", "")
	for _, n := range geo.Notations {
		if text, err := geo.FormatCoordinate(at.Point, n); err == nil {
			out.add(j.words.T("geo.notation."+string(n)), text)
		}
	}
	out.print(j.out)
	if at.Square > 1 {
		fmt.Fprintln(j.out, j.words.Say(plan.Say("geo.square", "Metres", int(at.Square))))
	}
	return nil
}

// jsonCoordinate is the point and how each notation writes it.
func jsonCoordinate(at geo.Coordinate) map[string]any {
	value := map[string]any{"lat": at.Point.Lat, "lon": at.Point.Lon, "notation": at.Notation}
	if at.Square > 0 {
		value["squareMetres"] = at.Square
	}
	written := map[string]string{}
	for _, n := range geo.Notations {
		if text, err := geo.FormatCoordinate(at.Point, n); err == nil {
			written[string(n)] = text
		}
	}
	value["written"] = written
	return value
}
