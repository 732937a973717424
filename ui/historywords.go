package ui

import (
	"strings"

	"jointplan/plan"
	"jointplan/plan/compare"
	"jointplan/ui/grid"
)

// lead is how many letters of what two texts begin with alike are shown, so that
// the first difference is in sight.
const lead = 24

// changedCells shows a text before and after with the words marked that differ;
// one that has nothing in common with the other is shown as it is.
func changedCells(f *plan.Field, was, is string) (before, after grid.Cell) {
	before, after = secondCell(was), plainCell(is)
	if f.Type != plan.Text && f.Type != plan.LongText || was == "" || is == "" {
		return before, after
	}
	pieces := compare.Words(flat(was), flat(is))
	common := false
	for i, p := range pieces {
		if p.Op != compare.Same {
			continue
		}
		common = common || len(strings.TrimSpace(p.Text)) > 1
		if runes := []rune(p.Text); i == 0 && len(runes) > 2*lead {
			_, rest, _ := strings.Cut(string(runes[len(runes)-lead:]), " ")
			pieces[0].Text = "…" + rest
		}
	}
	if !common {
		return before, after
	}
	before.Runs, before.Text = runsOf(pieces, compare.Removed, grid.MarkRemoved)
	after.Runs, after.Text = runsOf(pieces, compare.Inserted, grid.MarkAdded)
	return before, after
}

// runsOf gives the pieces that one side has, and its text.
func runsOf(pieces []compare.Piece, own compare.Op, mark grid.Mark) (runs []grid.Run, text string) {
	for _, p := range pieces {
		switch p.Op {
		case compare.Same:
			runs = append(runs, grid.Run{Text: p.Text})
		case own:
			runs = append(runs, grid.Run{Text: p.Text, Mark: mark})
		default:
			continue
		}
		text += p.Text
	}
	return runs, text
}

// flat puts a text on one line.
func flat(text string) string { return strings.Join(strings.Fields(text), " ") }
