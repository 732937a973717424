package symbol

import "jointplan/plan"

// unitEntities are the entity and modifiers that stand for our types of unit.
var unitEntities = map[plan.Choice][2]string{
	"infantry":       {"121100", ""},
	"border-guard":   {"200200", ""},
	"police":         {"200700", ""},
	"engineer":       {"140700", ""},
	"aviation":       {"120600", ""},
	"medical":        {"161300", ""},
	"logistics":      {"160600", ""},
	"signals":        {"111000", ""},
	"reconnaissance": {"121300", ""},
	"observers":      {"121200", ""},
	"training":       {"000000", "35"}, // no entity for it: a plain frame for advice
	"civil-affairs":  {"110200", ""},
	"staff":          {"110000", ""},
	"joint":          {"121000", ""}, // in a task force bracket
}

// unitEchelons are the echelons of units; a headquarters has a staff instead.
var unitEchelons = map[plan.Choice]string{
	"team": "11", "section": "13", "platoon": "14", "company": "15", "battalion": "16", "brigade": "18",
}

// ForUnit gives the symbol that a unit has unless its planner chose another, as a
// friend's: whether a party is neutral is for people to say.
func ForUnit(u *plan.Unit) Code {
	entity, ok := unitEntities[u.Type]
	if !ok {
		entity = [2]string{"000000", ""}
	}
	code := NewCode(Friend, LandUnit, entity[0], entity[1])
	if digits, ok := unitEchelons[u.Echelon]; ok {
		code = code.WithEchelon(digits)
	}
	sum := 0
	if u.Echelon == "headquarters" || u.Type == "staff" {
		sum |= Headquarters
	}
	if u.Type == "joint" {
		sum |= TaskForce
	}
	return code.WithAmplifiers(sum)
}

// graphicEntities are set, entity and modifiers for the types of points on the map.
var graphicEntities = map[plan.Choice][3]string{
	"post":             {Control, "160205", ""},
	"checkpoint":       {Control, "130300", ""},
	"base":             {Installation, "120802", ""},
	"training-site":    {Installation, "111902", ""},
	"crossing-point":   {Installation, "112102", ""},
	"observation-post": {Control, "160100", ""},
	"headquarters":     {LandUnit, "110000", ""},
	"hospital":         {Installation, "120702", ""},
	"camp":             {Installation, "111901", ""},
	"depot":            {Installation, "112000", ""},
	"helipad":          {Installation, "121305", ""},
}

// ForGraphic gives the symbol of a type of point on the map; a point of
// interest for a type it doesn't know.
func ForGraphic(kind plan.Choice) Code {
	e, ok := graphicEntities[kind]
	if !ok {
		e = [3]string{Control, "131300", ""}
	}
	code := NewCode(Friend, e[0], e[1], e[2])
	if kind == "headquarters" {
		code = code.WithAmplifiers(Headquarters)
	}
	return code
}
