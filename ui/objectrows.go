package ui

import (
	"image/color"
	"strings"

	"jointplan/plan"
	"jointplan/ui/grid"
	"jointplan/ui/parts"
)

// objectRows feeds a grid with the rows of a table, field by field.
type objectRows struct {
	view    *sectionView
	colours map[plan.ID]color.NRGBA
}

func (r *objectRows) Rows() int          { return len(r.view.table.Rows) }
func (r *objectRows) Key(row int) string { return r.view.table.Rows[row].Key() }

func (r *objectRows) Group(row int) (grid.Group, bool) {
	at := r.view.table.Rows[row]
	return grid.Group{Title: at.Title, Count: at.Count}, at.Object == nil
}

func (r *objectRows) Cell(row, col int) grid.Cell {
	o, f := r.view.table.Rows[row].Object, r.view.fields[col]
	if f == nil {
		return r.standingCell(o)
	}
	if f.Type == plan.Period {
		return r.periodCell(o, col)
	}
	if f.IsEmpty(o) {
		return r.emptyCell(o, f)
	}
	cell := grid.Cell{Text: r.view.table.Text(o, f), Swatches: swatches(r.colours, o, f)}
	switch {
	case f.Name == "no":
		cell.Tone, cell.Locked = grid.ToneHint, true
	case f.Type == plan.OneOf:
		cell.Dot = stateColour(f, f.Get(o))
	case f.Type == plan.LongText:
		cell.Text = grid.FirstLine(cell.Text)
		cell.Tone = grid.ToneSecond
	}
	return cell
}

func (r *objectRows) periodCell(o plan.Object, col int) grid.Cell {
	f := r.view.fields[col]
	span := f.Span(o)
	day := span.Start
	if col > 0 && r.view.fields[col-1] == f {
		day = span.Finish
	}
	return grid.Cell{Text: r.view.desk.app.Words.Date(day)}
}

// standingCell sums up where the parties stand, and who holds it up.
func (r *objectRows) standingCell(o plan.Object) grid.Cell {
	d := r.view.desk
	s := plan.StandingOn(d.session.Doc, o)
	if s.State == "" {
		return grid.Cell{}
	}
	text := d.t("standing." + string(s.State))
	if s.State == "reserved" || s.State == plan.Lapsed {
		names := make([]string, len(s.Parties))
		for i, id := range s.Parties {
			names[i] = plan.ShortName(d.session.Doc, d.session.Doc.Get(id), d.app.Words)
		}
		text += ": " + strings.Join(names, ", ")
	}
	return grid.Cell{Text: text, Dot: stateColours[string(s.State)].Colour()}
}

// emptyCell says "not assigned" where somebody has to answer for a thing, and
// "joint" where several do.
func (r *objectRows) emptyCell(o plan.Object, f *plan.Field) grid.Cell {
	if !f.Answers {
		return grid.Cell{}
	}
	for _, shares := range f.Kind.Fields {
		if shares.Type == plan.Portions && !shares.IsEmpty(o) {
			return grid.Cell{Text: r.view.desk.t("cell.joint"), Swatches: swatches(r.colours, o, shares)}
		}
	}
	return grid.Cell{Text: r.view.desk.t("cell.unassigned"), Tone: grid.ToneBad}
}

// stateColours marks the words of choices that are a state, whatever field they
// stand in; other choices have no mark.
var stateColours = map[string]parts.Tone{
	"agreed": parts.Fine, "done": parts.Fine, "accepted": parts.Fine, "in-force": parts.Fine, "adopted": parts.Fine,
	"implemented": parts.Fine, "controlled": parts.Fine, "taken": parts.Fine, "running": parts.Accent, "signed": parts.Accent,
	"proposed": parts.Hint, "planned": parts.Hint, "offered": parts.Hint, "not-seen": parts.Hint, "not-started": parts.Hint,
	"ready": parts.Accent, "reserved": parts.Blocking, "lapsed": parts.Serious, "blocked": parts.Blocking, "refused": parts.Blocking,
	"declined": parts.Blocking, "open": parts.Serious, "negotiated": parts.Accent, "study": parts.Hint, "opened": parts.Hint,
	"cancelled": parts.Hint, "withdrawn": parts.Hint, "deferred": parts.Hint, "draft": parts.Hint, "staffing": parts.Accent,
}

func stateColour(f *plan.Field, value string) color.Color {
	if f.Name != "state" && f.Name != "status" {
		return nil
	}
	tone, ok := stateColours[value]
	if !ok {
		return nil
	}
	return tone.Colour()
}
