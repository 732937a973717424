package chart

import (
	"testing"

	"jointplan/plan"
	"jointplan/plan/geo"
)

func TestTheSceneOfADay(t *testing.T) {
	d, op := theatre(t, 3, 1, 12, 2)
	day := plan.MakeDate(2027, 6, 1)
	west, task := plan.Find[plan.Sector](d, id(100)), made[plan.Task](9000)
	when := plan.Span{Start: day, Finish: day + 9}
	task.Operation, task.Title, task.Sector, task.When, task.Progress = op, "Patrol", west.ID, when, 40
	err := d.Apply([]plan.Change{
		plan.Creation(task),
		{Kind: plan.KindOf[plan.Sector](), Object: west.ID, Field: "when", New: when.String()},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		on     plan.Date
		sector bool
		tasks  int
	}{{0, true, 1}, {day, true, 1}, {day + 9, true, 1}, {day - 1, false, 0}, {day + 10, false, 0}} {
		s := NewScene(d, NewTraces(), Options{Operation: op, On: c.on, By: ByProgress, Words: plainWords{}})
		if got := s.Trace(west.ID) != nil; got != c.sector {
			t.Errorf("on %s the sector is there: %v", c.on, got)
		}
		if got := len(TasksOn(d, west.ID, c.on)); got != c.tasks {
			t.Errorf("on %s it has %d tasks", c.on, got)
		}
	}
	if GroundOn(d, op, day) != GroundOn(d, op, 0) || GroundOn(d, op, day) == GroundOn(d, op, day-1) {
		t.Error("the ground of days is told apart wrongly")
	}
	if got := DaysOf(d, op); got != when {
		t.Errorf("the days are %v, want %v", got, when)
	}
	if IsWinter(day) || !IsWinter(plan.MakeDate(2027, 11, 1)) || !IsWinter(plan.MakeDate(2027, 3, 31)) {
		t.Error("the seasons are mistaken")
	}
}

func TestAnAcceptedOverlapIsCalm(t *testing.T) {
	d, op := theatre(t, 2, 1, 4, 0)
	box := geo.AreaOf(geo.Polygon{{{Lon: 43, Lat: 41}, {Lon: 46, Lat: 41}, {Lon: 46, Lat: 43}, {Lon: 43, Lat: 43}}}).Text()
	set := func(field, value string) {
		t.Helper()
		if err := d.Apply([]plan.Change{{Kind: plan.KindOf[plan.Sector](), Object: id(100), Field: field, New: value}}); err != nil {
			t.Fatal(err)
		}
	}
	set("geometry", string(box))
	in := geo.Point{Lon: 45.5, Lat: 42}
	told := func() string {
		t.Helper()
		pieces, err := FindPieces(d, NewTraces(), op, 0)
		if err != nil {
			t.Fatal(err)
		}
		s := NewScene(d, NewTraces(), Options{Operation: op, Words: plainWords{}, Pieces: pieces})
		p, ok := s.PieceAt(in)
		if _, none := s.PieceAt(geo.Point{Lon: 43.5, Lat: 42}); !ok || none || !p.Overlap {
			t.Fatalf("%d pieces; at the place %+v", len(pieces), p)
		}
		return s.Legend()[len(s.Legend())-1].Text
	}
	if got := told(); got != "map.overlap" {
		t.Errorf("the legend ends with %q", got)
	}
	set("overlaps", id(101).String())
	if got := told(); got != "map.accepted" {
		t.Errorf("the legend ends with %q", got)
	}
}

func BenchmarkSceneOfADay(b *testing.B) {
	d, op := theatre(b, 25, 20, 100, 500)
	traces := NewTraces()
	NewScene(d, traces, Options{Operation: op, Words: plainWords{}})
	for b.Loop() {
		NewScene(d, traces, Options{Operation: op, On: 739000, Words: plainWords{}})
	}
}
