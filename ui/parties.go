package ui

import (
	"image/color"

	"jointplan/plan"
)

// swatches gives the colours that stand before a field's value: of the party it
// names, or of all of them for shares.
func swatches(colours map[plan.ID]color.NRGBA, o plan.Object, f *plan.Field) []color.Color {
	if f.Target != "party" {
		return nil
	}
	var found []color.Color
	for _, id := range f.Refs(o) {
		if c, ok := colours[id]; ok {
			found = append(found, c)
		}
	}
	return found
}

// participants lists the parties of an operation in the order they joined it.
func participants(d *plan.Document, op plan.ID) []*plan.Party {
	var parties []*plan.Party
	seen := map[plan.ID]bool{}
	for _, role := range plan.All[plan.Participation](d, op) {
		if p := plan.Find[plan.Party](d, role.Party); p != nil && !seen[p.ID] {
			seen[p.ID] = true
			parties = append(parties, p)
		}
	}
	return parties
}
