package chart

import (
	"testing"

	"jointplan/plan/geo"
)

// The box of the scale bar holds the bar and its figures and has no empty half,
// whatever the scale.
func TestScaleBarFillsItsBox(t *testing.T) {
	for _, k := range []float64{1, 2} {
		for zoom := 2.0; zoom < 17; zoom += 0.7 {
			c := newRecorder(t, 900, 600, k)
			v := View{Centre: geo.Point{Lon: 45, Lat: 42}, Zoom: zoom, Width: 900, Height: 600, Scale: k}
			bar, at := NewScaleBar(v, 110*k, plainWords{}), Dot{60 * k, 200 * k}
			box := bar.Box(c, at, Print)
			bar.Draw(c, at, Print)
			c.clean(t, "scale bar")
			used := Rect{at.X, at.Y, at.X + bar.long, at.Y}
			for _, w := range c.words {
				used = used.union(w.rect)
			}
			if used.Left < box.Left || used.Right > box.Right || used.Top < box.Top || used.Bottom > box.Bottom {
				t.Errorf("zoom %.1f: %v is used of %v", zoom, used, box)
			}
			if box.Right-used.Right > 12*k || used.Left-box.Left > 12*k || bar.long > 110*k {
				t.Errorf("zoom %.1f: a bar of %.0f takes %v of %v", zoom, bar.long, used, box)
			}
		}
	}
}
