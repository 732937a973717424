package ui

import (
	"strconv"
	"strings"

	"jointplan/exchange/features"
	"jointplan/ui/grid"
)

// mapRows lists what becomes of the features of a file.
type mapRows struct {
	desk *Desk
	rows []features.Row
}

func (r *mapRows) Rows() int                    { return len(r.rows) }
func (r *mapRows) Group(int) (grid.Group, bool) { return grid.Group{}, false }
func (r *mapRows) Key(row int) string           { return strconv.Itoa(row) }

// Cell gives outcome, kind, name, and what people should know.
func (r *mapRows) Cell(row, col int) grid.Cell {
	one, d := r.rows[row], r.desk
	switch col {
	case 0:
		return grid.Cell{Text: d.t("mapdata.fate." + string(one.Fate))}
	case 1:
		if one.Kind == nil {
			return grid.Cell{}
		}
		return grid.Cell{Text: d.t(one.Kind.Label()), Tone: grid.ToneSecond, Locked: one.Feature.Kind != nil}
	case 2:
		return grid.Cell{Text: grid.FirstLine(one.Title)}
	}
	return grid.Cell{Text: d.rowNotes(one), Tone: grid.ToneSecond}
}

// rowNotes is what people should know of what becomes of a feature.
func (d *Desk) rowNotes(r features.Row) string {
	var said []string
	if r.Why.Key != "" {
		said = append(said, d.app.Words.Say(r.Why))
	}
	for _, m := range r.Notes {
		said = append(said, d.app.Words.Say(m))
	}
	return strings.Join(said, " ")
}
