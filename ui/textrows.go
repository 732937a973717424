package ui

import (
	"strconv"

	"jointplan/ui/grid"
)

// textRows feeds a grid with lines of plain text.
type textRows [][]string

func (r textRows) Rows() int                    { return len(r) }
func (r textRows) Key(row int) string           { return strconv.Itoa(row) }
func (r textRows) Group(int) (grid.Group, bool) { return grid.Group{}, false }
func (r textRows) Cell(row, col int) grid.Cell {
	if col >= len(r[row]) {
		return grid.Cell{}
	}
	cell := grid.Cell{Text: firstLine(r[row][col])}
	if col == 0 {
		cell.Tone = grid.ToneSecond
	}
	return cell
}
