package grid

import (
	"sort"

	"fyne.io/fyne/v2"
)

// geometry is where things are, in the coordinates of the grid.
type geometry struct {
	size     fyne.Size
	numbers  float32 // width of the column of row numbers, 0 without one
	frozen   float32 // right edge of the frozen columns, numbers included
	boxes    []box   // by place
	fixed    int     // places below this one are frozen
	contentW float64 // of the columns that scroll
	contentH float64 // of all rows
	rows     int
	tops     []float64 // upper edges of the rows and the lower of the last; nil when all are alike
}

// box is a column: x counts from the left of the grid for a frozen one, else
// from the left of the scrolled columns.
type box struct {
	index    int
	x, width float32
}

// measure lays the columns out for a size. When the frozen ones would leave no
// room to scroll in, fewer of them are.
func (geo *geometry) measure(size fyne.Size, c *columns, numbers float32, rows *rowIndex) {
	geo.size, geo.numbers, geo.frozen = size, numbers, numbers
	geo.boxes = geo.boxes[:0]
	geo.fixed, geo.contentW = 0, 0
	geo.rows, geo.tops = rows.len(), rows.tops
	geo.contentH = geo.offset(geo.rows)
	var x float32
	for at, index := range c.shown {
		width := c.width[index]
		if at < c.frozen && at == geo.fixed && (geo.frozen+width < size.Width*0.7 || size.Width == 0) {
			geo.boxes = append(geo.boxes, box{index, geo.frozen, width})
			geo.frozen += width
			geo.fixed++
			continue
		}
		geo.boxes = append(geo.boxes, box{index, x, width})
		x += width
	}
	geo.contentW = float64(x)
}

// bodyHeight is the room for rows.
func (geo *geometry) bodyHeight() float32 { return max(geo.size.Height-headerHeight, 0) }

// paneWidth is the room for the columns that scroll.
func (geo *geometry) paneWidth() float32 { return max(geo.size.Width-geo.frozen, 0) }

// offset is how far below the first row a row starts.
func (geo *geometry) offset(row int) float64 {
	if geo.tops == nil {
		return float64(row) * float64(rowHeight)
	}
	return geo.tops[min(max(row, 0), len(geo.tops)-1)]
}

// height is that of a row.
func (geo *geometry) height(row int) float32 {
	if geo.tops == nil || row < 0 || row >= geo.rows {
		return rowHeight
	}
	return float32(geo.tops[row+1] - geo.tops[row])
}

// page is how many rows are wholly in view.
func (geo *geometry) page() int {
	height := float64(rowHeight)
	if geo.tops != nil && geo.rows > 0 {
		height = geo.contentH / float64(geo.rows)
	}
	return max(int(float64(geo.bodyHeight())/height), 1)
}

// left is the left edge of a column on the grid.
func (geo *geometry) left(place int, s *scroller) float32 {
	if place < geo.fixed {
		return geo.boxes[place].x
	}
	return geo.frozen + float32(float64(geo.boxes[place].x)-s.x)
}

// top is the upper edge of a row on the grid.
func (geo *geometry) top(row int, s *scroller) float32 {
	return headerHeight + float32(geo.offset(row)-s.y)
}

// rowAt is the row under a height, which may lie beyond the last.
func (geo *geometry) rowAt(y float32, s *scroller) int {
	at := float64(y-headerHeight) + s.y
	if at < 0 {
		return -1
	}
	if geo.tops == nil {
		return int(at / float64(rowHeight))
	}
	return sort.Search(geo.rows, func(row int) bool { return geo.tops[row+1] > at })
}

// placeAt is the column under x, or -1.
func (geo *geometry) placeAt(x float32, s *scroller) int {
	for place := range geo.boxes {
		left := geo.left(place, s)
		if place >= geo.fixed && x < geo.frozen {
			continue
		}
		if x >= left && x < left+geo.boxes[place].width {
			return place
		}
	}
	return -1
}

// edgeAt is the column whose right edge is near x, or -1.
func (geo *geometry) edgeAt(x float32, s *scroller) int {
	for place := len(geo.boxes) - 1; place >= 0; place-- {
		right := geo.left(place, s) + geo.boxes[place].width
		if place >= geo.fixed && right < geo.frozen {
			continue
		}
		if x >= right-edgeReach && x <= right+edgeReach {
			return place
		}
	}
	return -1
}

// gapAt is the place a column dropped at x goes before.
func (geo *geometry) gapAt(x float32, s *scroller) int {
	for place := range geo.boxes {
		if place >= geo.fixed && x < geo.frozen {
			return geo.fixed
		}
		if left := geo.left(place, s); x < left+geo.boxes[place].width/2 {
			return place
		}
	}
	return len(geo.boxes)
}

// area is a part of the grid.
type area int

const (
	areaNone area = iota
	areaHeader
	areaEdge // between two headers, where a column is resized
	areaNumber
	areaCell
	areaGroup
	areaBarV
	areaBarH
	areaAction // the way out of an empty grid
)

// target is what lies under a position. Row and place are -1 where there is none.
type target struct {
	area       area
	row, place int
}

// hit finds what lies under a position.
func (g *Grid) hit(pos fyne.Position) target {
	t := target{row: -1, place: -1}
	switch {
	case g.scroll.overV(&g.geo, pos):
		t.area = areaBarV
		return t
	case g.scroll.overH(&g.geo, pos):
		t.area = areaBarH
		return t
	}
	t.place = g.geo.placeAt(pos.X, &g.scroll)
	if pos.Y < headerHeight {
		if edge := g.geo.edgeAt(pos.X, &g.scroll); edge >= 0 {
			return target{areaEdge, -1, edge}
		}
		if t.place >= 0 {
			t.area = areaHeader
		}
		return t
	}
	if g.surface.paint.onAction(pos) {
		t.area = areaAction
		return t
	}
	row := g.geo.rowAt(pos.Y, &g.scroll)
	if row < 0 || row >= g.rows.len() {
		return t
	}
	t.row = row
	switch {
	case g.rows.isGroup(row):
		t.area = areaGroup
	case pos.X < g.geo.numbers:
		t.area = areaNumber
	case t.place >= 0:
		t.area = areaCell
	}
	return t
}
