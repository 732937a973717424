package chart

import (
	"fmt"
	"image"
	"image/color"
	"testing"

	"jointplan/plan"
)

// border is an operation whose sectors are lines: who answers for them, how many
// people are there and how far their tasks are differs from each to the next.
func border(t testing.TB) (*plan.Document, plan.ID) {
	t.Helper()
	op := made[plan.Operation](1)
	objects := []plan.Object{op}
	for i := range 6 {
		p := made[plan.Party](10 + i)
		p.Title, p.Order = fmt.Sprint("Party ", i), string(rune('a'+i))
		s := made[plan.Sector](100 + i)
		s.Operation, s.Title, s.Order, s.Party = op.ID, fmt.Sprint("Stretch ", i), string(rune('a'+i)), p.ID
		s.Length, s.Summer = 100, []int{0, 20, 70, 150, 300, 900}[i]
		if i == 5 {
			s.Party, s.Joint = plan.NoID, plan.Shares{{Party: id(10), Percent: 60}, {Party: id(11), Percent: 40}}
		}
		s.Geometry = plan.Geometry(fmt.Sprintf(`{"type":"LineString","coordinates":[[43,%d.2],[47,%d.2]]}`, 40+i, 40+i))
		objects = append(objects, p, s)
		if i > 0 {
			task := made[plan.Task](200 + i)
			task.Operation, task.Sector, task.Progress = op.ID, s.ID, 25*float64(i-1)
			objects = append(objects, task)
		}
	}
	d := plan.NewDocument()
	if err := d.Load(objects); err != nil {
		t.Fatal(err)
	}
	return d, op.ID
}

// strip draws a line and gives the middle of its first pixels, along and across it,
// in grey when asked.
func strip(t *testing.T, e LegendEntry, look Look, grey bool) string {
	t.Helper()
	on := image.NewRGBA(image.Rect(0, 0, 90, 20))
	c := NewRaster(on, 1, symbols(t))
	c.Clear(look.Land)
	e.Draw(c, Rect{5, 5, 85, 15})
	text := ""
	for y := range 20 {
		for x := 10; x < 80; x++ {
			at := on.RGBAAt(x, y)
			if grey {
				text += fmt.Sprintf("%02x", color.GrayModel.Convert(at).(color.Gray).Y/32*32) // what an eye tells apart
				continue
			}
			text += fmt.Sprint(at)
		}
	}
	return text
}

// Lines differ by what they tell, in colour and in grey; each look of theirs is in
// the legend, as a line.
func TestLinesTell(t *testing.T) {
	d, op := border(t)
	for _, look := range []Look{Light, Dark, Print} {
		for _, by := range Colourings {
			o := options(op)
			o.By, o.Patterns, o.Look = by, true, look
			o.Grave = map[plan.ID]int{id(101): 1, id(102): 2, id(103): 3}
			s := NewScene(d, NewTraces(), o)
			want := map[Colouring]int{ByParty: 6, ByAgreement: 1, ByReadiness: 4, ByDensity: 6, ByProgress: 6}[by]
			looks := map[string]string{}
			for _, it := range s.lines {
				looks[fmt.Sprint(it.lines)] = it.title
			}
			if len(looks) != want || len(s.Legend()) != want {
				t.Errorf("by %s %d looks of lines and %d lines of the legend, want %d", by, len(looks), len(s.Legend()), want)
			}
			for _, grey := range []bool{false, true} {
				seen := map[string]string{}
				for _, e := range s.Legend() {
					if looks[fmt.Sprint(e.Lines)] == "" || e.isArea() {
						t.Errorf("by %s the legend shows %q as no line is drawn", by, e.Text)
					}
					got := strip(t, e, look, grey)
					if other, twice := seen[got]; twice {
						t.Errorf("by %s, grey %t: %q looks as %q", by, grey, e.Text, other)
					}
					seen[got] = e.Text
				}
			}
		}
	}
}

// The states of an agreement can be told from each other on lines without colours.
func TestStatesOfLinesInGrey(t *testing.T) {
	for _, look := range []Look{Light, Dark, Print} {
		seen := map[string]string{}
		for _, c := range agreementColours(look) {
			b := builder{s: &Scene{Options: Options{Look: look, Words: plainWords{}}}}
			got := strip(t, LegendEntry{Lines: b.state(agreementColours(look), c.name, "").lines}, look, true)
			if other, twice := seen[got]; twice {
				t.Errorf("%q looks as %q", c.name, other)
			}
			seen[got] = c.name
		}
	}
}

// Each party of a joint line has its part of it, all along.
func TestBandsAreFair(t *testing.T) {
	red, blue, green := color.NRGBA{R: 255, A: 255}, color.NRGBA{B: 255, A: 255}, color.NRGBA{G: 255, A: 255}
	for _, colours := range [][]color.NRGBA{{red, blue}, {red, blue, green}} {
		on := image.NewRGBA(image.Rect(0, 0, 2000, 11))
		c := NewRaster(on, 1, symbols(t))
		for _, pen := range Light.bands(colours) {
			c.Stroke(Path{{{0, 5.5}, {2000, 5.5}}}, pen)
		}
		for _, part := range [][2]int{{0, 1000}, {1000, 2000}} {
			count := map[color.RGBA]int{}
			for x := part[0]; x < part[1]; x++ {
				count[on.RGBAAt(x, 5)]++
			}
			for _, colour := range colours {
				share := float64(count[color.RGBA{colour.R, colour.G, colour.B, 255}]) / 1000 * float64(len(colours))
				if share < 0.75 || share > 1.25 {
					t.Errorf("%d colours: %v has %.2f of its part from %d on", len(colours), colour, share, part[0])
				}
			}
		}
	}
}

// What is little is near to the ground by day and by night, and words can be read on
// all of it or on their halo.
func TestRamps(t *testing.T) {
	for _, look := range []Look{Light, Dark, Print} {
		last := 1.0
		for i, c := range look.ramp() {
			if now := Contrast(c, look.Land); now <= last*1.1 {
				t.Errorf("dark %t: step %d stands out by %.2f, the one before by %.2f", look.Dark, i, now, last)
			} else {
				last = now
			}
			if look.Dark && Contrast(look.Ink, c) < 3 {
				t.Errorf("words on step %d have a contrast of %.1f", i, Contrast(look.Ink, c))
			}
		}
	}
}
