package excel

import (
	"context"

	"jointplan/exchange/excel/sheetml"
)

// page is a sheet whose rows are written in memory first: small, and of any
// form.
type page struct {
	rows    [][]pageCell
	heights map[int]float64 // of rows that do not take theirs from their texts
	widths  []float64       // of columns
	wraps   map[int]bool    // styles in which texts wrap
}

// pageCell is one cell of a page: a text, a number or a formula.
type pageCell struct {
	set   bool
	style int
	value any
}

// formula is a cell that is calculated, with its value as things stand.
type formula struct {
	text string
	now  any // float64 or string
}

// newPage gives a page with columns of these widths.
func (b *book) newPage(widths []float64) *page {
	return &page{heights: map[int]float64{}, widths: widths, wraps: b.styles.wraps}
}

// put sets a cell; rows and columns are counted from 0. A nil value leaves it
// empty but styled.
func (p *page) put(row, column, style int, value any) {
	for len(p.rows) <= row {
		p.rows = append(p.rows, nil)
	}
	for len(p.rows[row]) <= column {
		p.rows[row] = append(p.rows[row], pageCell{})
	}
	p.rows[row][column] = pageCell{true, style, value}
}

// height fixes the height of a row in points.
func (p *page) height(row int, points float64) { p.heights[row] = points }

// source hands the rows on.
func (p *page) source(ctx context.Context, emit sheetml.Emit) error {
	var rows sheetml.Rows
	var digits []byte
	for i, cells := range p.rows {
		if len(cells) == 0 && p.heights[i] == 0 {
			continue
		}
		rows.Begin(i)
		lines := 1
		for j, c := range cells {
			if !c.set {
				continue
			}
			at := sheetml.NewCell(j, c.style)
			switch v := c.value.(type) {
			case string:
				rows.Text(at, v)
				if p.wraps[c.style] && j < len(p.widths) {
					lines = max(lines, linesOf(v, p.widths[j]))
				}
			case int:
				digits = sheetml.AppendNumber(digits[:0], float64(v), 0)
				rows.Number(at, digits)
			case formula:
				rows.Formula(at, v.text, v.now)
			default:
				rows.Bare(at)
			}
		}
		if fixed := p.heights[i]; fixed > 0 {
			rows.End(fixed, true)
		} else {
			rows.End(heightOf(lines), false)
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := emit(rows.XML); err != nil {
			return err
		}
		rows.Reset()
	}
	return nil
}
