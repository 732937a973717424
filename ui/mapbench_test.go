package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// BenchmarkMapPan moves the map of the sample by some pixels: what stands between a
// move of the hand and the picture that goes to the screen.
func BenchmarkMapPan(b *testing.B) {
	p, v := atMap(b)
	p.win.Resize(fyne.NewSize(2000, 1180))
	p.await("the basemap", func() bool { return p.app.world != nil })
	size := v.chart.Size()
	w, h := int(size.Width), int(size.Height)
	p.await("the first frame", v.settled)
	v.chart.MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary})
	b.ReportMetric(float64(w*h), "pixels")
	b.ResetTimer()
	for i := range b.N {
		at := fyne.NewPos(float32(i%2*5), 0)
		v.chart.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at}, Dragged: fyne.NewDelta(at.X*2-5, 0)})
		v.chart.Compose(w, h)
	}
}
