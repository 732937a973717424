package grid

import (
	"math"

	"fyne.io/fyne/v2"
)

// scroller is how far the content is scrolled. It counts in double precision:
// the height of 100,000 rows is beyond what float32 holds to the pixel.
type scroller struct {
	x, y    float64
	pending bool // set before the size was known: not to be clamped yet
}

func (s *scroller) clamp(geo *geometry) {
	if s.pending && geo.size.IsZero() {
		return
	}
	s.pending = false
	// Whole pixels: texts between them are blurred.
	s.x = math.Round(min(max(s.x, 0), s.maxX(geo)))
	s.y = math.Round(min(max(s.y, 0), s.maxY(geo)))
}

func (s *scroller) maxX(geo *geometry) float64 {
	width := geo.contentW
	if geo.contentH > float64(geo.bodyHeight()) {
		width += float64(barSize) // nor the last column
	}
	if geo.contentW <= float64(geo.paneWidth()) {
		return 0
	}
	return width - float64(geo.paneWidth())
}

func (s *scroller) maxY(geo *geometry) float64 {
	room := float64(geo.bodyHeight())
	if s.maxX(geo) > 0 {
		room -= float64(barSize) // the last row must not hide behind the bar
	}
	return max(geo.contentH-room, 0)
}

// showRow scrolls as little as needed to have a row wholly in view.
func (s *scroller) showRow(geo *geometry, row int) {
	top := geo.offset(row)
	room := float64(geo.bodyHeight())
	if s.maxX(geo) > 0 {
		room -= float64(barSize)
	}
	if bottom := top + float64(geo.height(row)) - room; s.y < bottom {
		s.y = bottom
	}
	if s.y > top {
		s.y = top
	}
	s.clamp(geo)
}

// showPlace scrolls as little as needed to have a column in view.
func (s *scroller) showPlace(geo *geometry, place int) {
	if place < geo.fixed || place >= len(geo.boxes) {
		return
	}
	left := float64(geo.boxes[place].x)
	if right := left + float64(geo.boxes[place].width) - float64(geo.paneWidth()); s.x < right {
		s.x = right
	}
	if s.x > left {
		s.x = left
	}
	s.clamp(geo)
}

// thumb is where the movable part of a bar starts on its track, and its length;
// the length is 0 when everything is in view.
func thumb(track float32, content, offset, limit float64) (at, length float32) {
	if limit <= 0 || track <= 0 {
		return 0, 0
	}
	length = max(track*float32(float64(track)/max(content, 1)), 24)
	length = min(length, track)
	return float32(offset/limit) * (track - length), length
}

func (s *scroller) thumbV(geo *geometry) (at, length float32) {
	return thumb(geo.bodyHeight(), geo.contentH, s.y, s.maxY(geo))
}

func (s *scroller) thumbH(geo *geometry) (at, length float32) {
	return thumb(geo.paneWidth(), geo.contentW, s.x, s.maxX(geo))
}

func (s *scroller) overV(geo *geometry, pos fyne.Position) bool {
	_, length := s.thumbV(geo)
	return length > 0 && pos.X >= geo.size.Width-barSize && pos.Y >= headerHeight
}

func (s *scroller) overH(geo *geometry, pos fyne.Position) bool {
	_, length := s.thumbH(geo)
	return length > 0 && pos.Y >= geo.size.Height-barSize && pos.X >= geo.frozen
}

// dragV scrolls so that the thumb starts at a place of its track.
func (s *scroller) dragV(geo *geometry, at float32) {
	_, length := s.thumbV(geo)
	if run := geo.bodyHeight() - length; run > 0 {
		s.y = float64(at/run) * s.maxY(geo)
	}
	s.clamp(geo)
}

func (s *scroller) dragH(geo *geometry, at float32) {
	_, length := s.thumbH(geo)
	if run := geo.paneWidth() - length; run > 0 {
		s.x = float64(at/run) * s.maxX(geo)
	}
	s.clamp(geo)
}
