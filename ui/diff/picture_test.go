package diff

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"jointplan/plan"
	"jointplan/plan/compare"
	"jointplan/ui/parts"
)

func TestOutlinesOf(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []int // corners of each line
	}{
		{"nothing", "", nil},
		{"no geometry", "{", nil},
		{"a point", `{"type":"Point","coordinates":[70,38]}`, []int{1}},
		{"a line", `{"type":"LineString","coordinates":[[70,38],[71,38],[71,39]]}`, []int{3}},
		{"an area with a hole", `{"type":"Polygon","coordinates":[[[0,0],[9,0],[9,9],[0,0]],[[2,1],[3,1],[3,2],[2,2],[2,1]]]}`, []int{4, 5}},
		{"several areas", `{"type":"MultiPolygon","coordinates":[[[[0,0],[9,0],[9,9],[0,0]]],[[[2,1],[3,1],[3,2],[2,1]]]]}`, []int{4, 4}},
		{"a collection", `{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[70,38]},{"type":"LineString","coordinates":[[70,38],[71,38]]}]}`, []int{1, 2}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []int
			for _, line := range outlinesOf(c.text) {
				got = append(got, len(line))
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("lines of %v corners, want %v", got, c.want)
			}
		})
	}
}

// Whatever room there is, lines stay within it, and what lies north is above.
func TestOutlinesStayInTheirRoom(t *testing.T) {
	for _, size := range []fyne.Size{fyne.NewSize(300, outlineHeight), fyne.NewSize(120, outlineHeight), fyne.NewSize(900, 60)} {
		l := &outlineLayout{low: point{70, 36}, high: point{76, 39}}
		box := container.New(l)
		l.add(box, []point{{70, 36}, {76, 36}, {76, 39}, {70, 36}}, 1, parts.Colours().Accent)
		if len(box.Objects) != 3 {
			t.Fatalf("%d lines", len(box.Objects))
		}
		l.Layout(box.Objects, size)
		for _, o := range box.Objects {
			line := o.(*canvas.Line)
			for _, at := range []fyne.Position{line.Position1, line.Position2} {
				if at.X < 0 || at.Y < 0 || at.X > size.Width || at.Y > size.Height {
					t.Errorf("in %v a corner lies at %v", size, at)
				}
			}
		}
		if up := box.Objects[1].(*canvas.Line); up.Position2.Y >= up.Position1.Y {
			t.Errorf("in %v north is below", size)
		}
	}
}

func TestBarsShareOneScale(t *testing.T) {
	test.NewTempApp(t)
	when := plan.KindOf[plan.Task]().Field("when")
	x := New(reader("en"), nil, plan.NewDocument())
	row := func(ours, theirs string) compare.Row {
		return compare.Row{Kind: plan.KindOf[plan.Task](), Field: when, Ours: compare.State{Value: ours}, Theirs: compare.State{Value: theirs}}
	}
	box := x.picture(row("2027-03-01/2027-03-10", "2027-03-11/2027-03-20")).(*fyne.Container)
	if got := read(box); !slices.Equal(got, []string{"Ours", "Theirs", "01 Mar 27", "20 Mar 27"}) {
		t.Errorf("it reads %q", got)
	}
	box.Resize(fyne.NewSize(spanName+200, box.MinSize().Height))
	ours, theirs := box.Objects[1], box.Objects[3]
	if ours.Size().Width != 100 || theirs.Position().X != spanName+100 || theirs.Size().Width != 100 {
		t.Errorf("ours is %v wide, theirs %v from %v", ours.Size().Width, theirs.Size().Width, theirs.Position().X)
	}
	if x.picture(row("2027-03-01/2027-03-10", "")) != nil {
		t.Error("one period alone is drawn")
	}
}
