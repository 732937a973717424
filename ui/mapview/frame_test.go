package mapview

import (
	"image"
	"image/color"
	"testing"

	"pgregory.net/rapid"

	"jointplan/exchange/chart"
	"jointplan/plan/geo"
)

// A frame shows at every pixel what was drawn for its place on the ground, however
// the view was moved since, and the ground's colour beyond.
func TestAFrameIsShownWhereItBelongs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := chart.View{Width: 40, Height: 30, Scale: 1, Zoom: rapid.Float64Range(3, 12).Draw(t, "zoom"),
			Centre: geo.Point{Lon: rapid.Float64Range(-180, 180).Draw(t, "lon"), Lat: rapid.Float64Range(-60, 60).Draw(t, "lat")}}
		f := &frame{view: around(v)}
		f.image = image.NewRGBA(image.Rect(0, 0, int(f.view.Width), int(f.view.Height)))
		for y := range f.image.Rect.Dy() {
			for x := range f.image.Rect.Dx() {
				f.image.SetRGBA(x, y, color.RGBA{R: uint8(x), G: uint8(y), A: 255})
			}
		}
		if rapid.Bool().Draw(t, "wheel") {
			v = v.ZoomAt(chart.Dot{X: 5, Y: 6}, rapid.Float64Range(-1.5, 1.5).Draw(t, "by"))
		}
		v = v.Pan(rapid.Float64Range(-50, 50).Draw(t, "dx"), rapid.Float64Range(-50, 50).Draw(t, "dy"))
		on := image.NewRGBA(image.Rect(0, 0, 40, 30))
		f.show(on, v, color.NRGBA{B: 255, A: 255})
		x, y := rapid.IntRange(0, 39).Draw(t, "x"), rapid.IntRange(0, 29).Draw(t, "y")
		want := f.dot(v, chart.Dot{X: float64(x) + 0.5, Y: float64(y) + 0.5})
		got := on.RGBAAt(x, y)
		out := want.X < -1 || want.Y < -1 || want.X > f.view.Width+1 || want.Y > f.view.Height+1
		in := want.X > 1 && want.Y > 1 && want.X < f.view.Width-1 && want.Y < f.view.Height-1
		switch {
		case out && got.B != 255:
			t.Errorf("beyond the frame stands %v", got)
		case in && (got.B != 0 || away(got.R, want.X) > 1.01 || away(got.G, want.Y) > 1.01):
			t.Errorf("at %d,%d stands %v, want %v", x, y, got, want)
		}
	})
}

func away(got uint8, want float64) float64 {
	d := float64(got) + 0.5 - want
	return max(d, -d)
}
