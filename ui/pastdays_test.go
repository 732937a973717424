package ui

import (
	"fmt"
	"testing"
	"time"

	"jointplan/ui/parts"
)

// withDays is a planner whose first task was renamed on each of some days after
// the file was made.
func withDays(t *testing.T, days int) *planner {
	p := atTasks(t)
	day := time.Now()
	p.app.Now = func() time.Time { return day }
	path, place := p.session.File.Path(), p.place
	p.run("file.close")
	if err := p.OpenNow(path); err != nil {
		t.Fatal(err)
	}
	p.Go(place)
	id := p.ids()[0]
	for n := range days {
		day = day.AddDate(0, 0, 1)
		p.setTitle(id, fmt.Sprint("Day ", n+1))
	}
	return p
}

func TestSteppingThroughTheDays(t *testing.T) {
	p := withDays(t, 4)
	id, now := p.ids()[0], p.session
	at := func(title string) {
		t.Helper()
		p.await(title, func() bool { return p.stepping == nil && p.get(id, "title") == title })
	}
	p.run("view.earlier")
	at("Day 3")
	p.run("view.earlier")
	p.run("view.earlier") // goes on from the step under way
	at("Day 1")
	p.press(p.t("past.later"))
	at("Day 2")
	var slider *parts.Slider
	for _, o := range p.see() {
		if s, ok := o.(*parts.Slider); ok {
			slider = s
		}
	}
	if slider == nil || slider.Max != 4 || slider.Value != 2 {
		t.Fatalf("no slider of the days: %+v", slider)
	}
	slider.OnChanged(3)
	slider.OnChangeEnded(3)
	at("Day 3")
	p.run("view.later")
	at("Day 4")
	if p.past != nil || p.session != now {
		t.Error("the last day is not now")
	}
	for range 4 {
		p.run("view.earlier")
	}
	p.await("the first day", func() bool { return p.stepping == nil && p.past != nil })
	p.run("view.earlier")
	p.await("a word", func() bool { return p.stepping == nil && p.overlay() != nil })
	p.wantText(p.t("past.first"))
}

func TestANewStepEndsTheOneBefore(t *testing.T) {
	p := withDays(t, 3)
	id := p.ids()[0]
	p.run("view.earlier")
	first := p.stepping
	p.run("view.earlier")
	if p.stepping == first || p.stepping.by != -2 {
		t.Fatalf("the step under way is %+v", p.stepping)
	}
	p.await("the day before that", func() bool { return p.stepping == nil })
	if got := p.get(id, "title"); got != "Day 1" {
		t.Errorf("%q is in sight", got)
	}
	p.run("view.earlier")
	p.run("view.now")
	if p.stepping != nil || p.past != nil {
		t.Error("going back to now did not end the step")
	}
}
