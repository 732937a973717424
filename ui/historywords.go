package ui

import (
	"slices"
	"strings"

	"jointplan/plan"
	"jointplan/plan/compare"
	"jointplan/ui/grid"
)

// changedCells shows a text before and after with the words marked that differ;
// one that has nothing in common with the other is shown as it is.
func changedCells(f *plan.Field, was, is string) (before, after grid.Cell) {
	before, after = secondCell(was), plainCell(is)
	if f.Type != plan.Text && f.Type != plan.LongText || was == "" || is == "" {
		return before, after
	}
	pieces := runTogether(compare.Words(flat(was), flat(is)))
	before.Runs, after.Runs = excerpt(without(pieces, compare.Inserted)), excerpt(without(pieces, compare.Removed))
	return before, after
}

func without(pieces []compare.Piece, op compare.Op) []compare.Piece {
	return slices.DeleteFunc(slices.Clone(pieces), func(p compare.Piece) bool { return p.Op == op })
}

// flat puts a text on one line.
func flat(text string) string { return strings.Join(strings.Fields(text), " ") }
