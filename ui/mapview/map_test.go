package mapview

import (
	"image/color"
	"math"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"jointplan/exchange/chart"
	"jointplan/plan"
	"jointplan/plan/geo"
)

func press(m *Map, x, y float32, mods fyne.KeyModifier) {
	m.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, y)}, Button: desktop.MouseButtonPrimary, Modifier: mods})
}

func release(m *Map, x, y float32) {
	m.MouseUp(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, y)}, Button: desktop.MouseButtonPrimary})
}

func click(m *Map, x, y float32, mods fyne.KeyModifier) {
	press(m, x, y, mods)
	release(m, x, y)
}

func drag(m *Map, x, y, toX, toY float32, mods fyne.KeyModifier) {
	press(m, x, y, mods)
	m.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(toX, toY)}, Dragged: fyne.NewDelta(toX-x, toY-y)})
	m.DragEnd()
}

func near1(a, b geo.Point) bool { return math.Abs(a.Lon-b.Lon) < 1e-6 && math.Abs(a.Lat-b.Lat) < 1e-6 }

func TestTheMapFitsWhatIsThere(t *testing.T) {
	m, _, _ := newTestMap(t)
	seen := m.View().Box()
	if seen.West > georgia.West || seen.East < georgia.East || seen.South > georgia.South || seen.North < georgia.North {
		t.Errorf("%v is shown of %v", seen, georgia)
	}
}

func TestDragMovesTheGroundWithTheHand(t *testing.T) {
	m, h, layer := newTestMap(t)
	m.now = func() time.Time { return time.Unix(1, 0) }
	at := m.View().From(chart.Dot{X: 300, Y: 200})
	drawn := layer.drawn
	press(m, 300, 200, 0)
	m.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(350, 180)}, Dragged: fyne.NewDelta(50, -20)})
	if now := m.View().From(chart.Dot{X: 350, Y: 180}); !near1(at, now) {
		t.Errorf("%v came under the hand, want %v", now, at)
	}
	m.generate(600, 400)
	if layer.drawn != drawn || len(h.picked) > 0 {
		t.Errorf("a short drag drew %d frames and picked %v", layer.drawn-drawn, h.picked)
	}
	m.DragEnd()
	m.generate(600, 400)
	h.settle(t)                    // for the words beside the legend
	drag(m, 300, 200, 900, 200, 0) // beyond the frame
	m.generate(600, 400)
	h.settle(t)
	if !m.frame.covers(m.View()) {
		t.Error("the new frame does not hold what is shown")
	}
}

func TestWheelKeepsWhatIsUnderTheMouse(t *testing.T) {
	m, h, _ := newTestMap(t)
	at := m.View().From(chart.Dot{X: 100, Y: 300})
	zoom := m.View().Zoom
	m.Scrolled(&fyne.ScrollEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(100, 300)}, Scrolled: fyne.NewDelta(0, 20)})
	if v := m.View(); v.Zoom <= zoom || !near1(at, v.From(chart.Dot{X: 100, Y: 300})) {
		t.Errorf("zoom %v after %v, %v under the mouse, want %v", v.Zoom, zoom, v.From(chart.Dot{X: 100, Y: 300}), at)
	}
	m.generate(600, 400) // the old frame, scaled
	h.settle(t)
	if m.frame.view.Zoom != m.View().Zoom {
		t.Error("the frame is not of the new zoom")
	}
}

func TestClicks(t *testing.T) {
	m, h, _ := newTestMap(t)
	at := time.Unix(1, 0)
	m.now = func() time.Time { return at }
	h.hits = []chart.Hit{{Object: plan.ID{7}}}
	click(m, 200, 200, 0)
	at = at.Add(time.Hour)
	click(m, 200, 200, fyne.KeyModifierControl)
	if len(h.picked) != 2 || h.picked[0] != (plan.ID{7}) || !h.added {
		t.Errorf("picked %v, added %v", h.picked, h.added)
	}
	at = at.Add(time.Hour)
	h.hits = nil
	click(m, 200, 200, 0)
	if h.picked[2] != plan.NoID {
		t.Error("a click on nothing leaves the selection")
	}
	zoom := m.View().Zoom
	click(m, 200, 200, 0)
	if got := m.View().Zoom; got != zoom+1 {
		t.Errorf("a double click goes from %v to %v", zoom, got)
	}
}

func TestShiftDragGoesToTheBox(t *testing.T) {
	m, _, _ := newTestMap(t)
	want := m.View().From(chart.Dot{X: 200, Y: 150})
	drag(m, 100, 100, 300, 200, fyne.KeyModifierShift)
	v := m.View()
	if !near1(v.Centre, want) {
		t.Errorf("centre %v, want %v", v.Centre, want)
	}
	if a := v.To(want); math.Abs(a.X-300) > 1e-3 {
		t.Errorf("the middle stands at %v", a)
	}
}

func TestKeys(t *testing.T) {
	m, h, _ := newTestMap(t)
	before := m.View()
	m.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	if m.View().Centre.Lon <= before.Centre.Lon {
		t.Error("the right arrow does not go east")
	}
	m.TypedRune('+')
	if m.View().Zoom != before.Zoom+0.5 {
		t.Error("plus does not go near")
	}
	m.TypedRune('f')
	if m.View().Zoom != before.Zoom {
		t.Error("f does not show everything")
	}
	for _, key := range []fyne.KeyName{fyne.KeyTab, fyne.KeyReturn, fyne.KeyEscape} {
		m.TypedKey(&fyne.KeyEvent{Name: key})
	}
	if len(h.told) != 3 || h.told[0] != "next" || h.told[1] != "open" || h.told[2] != "left" {
		t.Errorf("told %v", h.told)
	}
}

func TestKeysWhileSomethingIsDrawn(t *testing.T) {
	m, h, _ := newTestMap(t)
	m.SetTool(&Drawing{Sort: geo.Areas})
	before := m.View()
	m.TypedKey(&fyne.KeyEvent{Name: fyne.KeyTab})
	m.TypedRune('4')
	m.TypedRune('0')
	if want := []string{"write ", "write 4", "write 0"}; !slices.Equal(h.told, want) {
		t.Errorf("told %q, want %q", h.told, want)
	}
	m.TypedRune('+')
	if m.View().Zoom != before.Zoom+0.5 {
		t.Error("plus does not go near")
	}
	m.SetTool(&Vertices{Shapes: []geo.Shape{square(9, 9)}})
	m.TypedKey(&fyne.KeyEvent{Name: fyne.KeyTab})
	if h.told[len(h.told)-1] != "next" {
		t.Errorf("told %q with corners in hand", h.told)
	}
}

// TestAToolKeepsTheGround resizes a map that was never moved with a tool in hand.
func TestAToolKeepsTheGround(t *testing.T) {
	m, _, _ := newTestMap(t)
	m.SetTool(&Drawing{Sort: geo.Areas})
	before := m.View()
	m.Resize(fyne.NewSize(600, 380))
	if now := m.View(); now.Centre != before.Centre || now.Zoom != before.Zoom {
		t.Errorf("%v at %v, was %v at %v", now.Centre, now.Zoom, before.Centre, before.Zoom)
	}
}

func TestMenuOfAPlace(t *testing.T) {
	m, h, _ := newTestMap(t)
	m.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(300, 200)}, Button: desktop.MouseButtonSecondary})
	if len(h.told) != 1 || !near1(h.spot.Ground, m.View().From(chart.Dot{X: 300, Y: 200})) {
		t.Errorf("told %v of %v", h.told, h.spot.Ground)
	}
}

func TestChangedLayersAreDrawnAnew(t *testing.T) {
	m, h, layer := newTestMap(t)
	layer.colour = color.NRGBA{R: 200, A: 255}
	m.Redraw()
	m.generate(600, 400)
	h.settle(t)
	m.generate(600, 400)
	if c := m.shown.RGBAAt(300, 200); c.R != 200 {
		t.Errorf("the middle is %v", c)
	}
}

func TestAScreenOfManyPixels(t *testing.T) {
	m, _, _ := newTestMap(t)
	m.frame = nil
	m.generate(900, 600) // 150 %
	if v := m.View(); v.Scale != 1.5 || m.shown.Rect.Dx() != 900 {
		t.Errorf("scale %v of %v", v.Scale, m.shown.Rect)
	}
	big := around(chart.View{Width: 3840, Height: 2160})
	if big.Width*big.Height > mostPixels*1.02 && big.Width > 3840 {
		t.Errorf("a frame of %v by %v", big.Width, big.Height)
	}
}

func TestAToolHasTheMouse(t *testing.T) {
	m, h, _ := newTestMap(t)
	var got geo.Shape
	m.SetTool(&Drawing{Sort: geo.Lines, Done: func(s geo.Shape) { got = s }})
	m.now = func() time.Time { return time.Unix(1, 0) }
	click(m, 100, 100, 0)
	click(m, 300, 100, 0)
	m.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if len(got.Lines) != 1 || len(got.Lines[0]) != 2 || len(h.picked) > 0 {
		t.Errorf("drawn %v, picked %v", got, h.picked)
	}
	m.generate(600, 400)
}

func TestCentreFlashesThere(t *testing.T) {
	m, _, _ := newTestMap(t)
	m.Centre(geo.Point{Lon: 45, Lat: 42})
	if c := m.View().Centre; !near1(c, geo.Point{Lon: 45, Lat: 42}) || m.View().Zoom < 8 {
		t.Errorf("at %v zoom %v", c, m.View().Zoom)
	}
}
