package chart

// room is where there is still place for names. What is taken is entered by the
// cells of a grid it touches, so that few of many have to be compared.
type room struct {
	taken      []Rect
	cells      [][]int32 // of what is taken, by row and column
	wide, high int
}

// cell is how many pixels wide and high the cells are.
const cell = 64

// clear makes place on a canvas.
func (r *room) clear(width, height float64, taken []Rect) {
	r.wide, r.high = int(width)/cell+1, int(height)/cell+1
	if n := r.wide * r.high; len(r.cells) != n {
		r.cells = make([][]int32, n)
	}
	for i := range r.cells {
		r.cells[i] = r.cells[i][:0]
	}
	r.taken = r.taken[:0]
	for _, t := range taken {
		r.take(t)
	}
}

// span gives the cells that a rectangle touches; what is beyond the canvas counts
// as being in those at its edge.
func (r *room) span(t Rect) (left, top, right, bottom int) {
	at := func(v float64, cells int) int {
		if !(v > 0) {
			return 0
		}
		return int(min(v/cell, float64(cells-1)))
	}
	return at(t.Left, r.wide), at(t.Top, r.high), at(t.Right, r.wide), at(t.Bottom, r.high)
}

// isFree reports whether a rectangle meets none that is taken.
func (r *room) isFree(t Rect) bool {
	left, top, right, bottom := r.span(t)
	for y := top; y <= bottom; y++ {
		for x := left; x <= right; x++ {
			for _, i := range r.cells[y*r.wide+x] {
				if r.taken[i].Meets(t) {
					return false
				}
			}
		}
	}
	return true
}

// take enters a rectangle.
func (r *room) take(t Rect) {
	left, top, right, bottom := r.span(t)
	for y := top; y <= bottom; y++ {
		for x := left; x <= right; x++ {
			at := &r.cells[y*r.wide+x]
			*at = append(*at, int32(len(r.taken)))
		}
	}
	r.taken = append(r.taken, t)
}

// covered is how much of a rectangle is taken by that which takes most of it, from 0 to
// 1.
func (r *room) covered(t Rect) float64 {
	most := 0.0
	left, top, right, bottom := r.span(t)
	for y := top; y <= bottom; y++ {
		for x := left; x <= right; x++ {
			for _, i := range r.cells[y*r.wide+x] {
				o := r.taken[i]
				wide, high := min(o.Right, t.Right)-max(o.Left, t.Left), min(o.Bottom, t.Bottom)-max(o.Top, t.Top)
				if wide > 0 && high > 0 {
					most = max(most, wide*high/(t.Width()*t.Height()))
				}
			}
		}
	}
	return most
}
