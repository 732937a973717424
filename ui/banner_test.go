package ui

import (
	"bytes"
	"database/sql"
	"errors"
	"os"
	"testing"

	"fyne.io/fyne/v2"

	"jointplan/plan"
)

// atDamaged opens a sample of which only the beginning is left.
func atDamaged(t *testing.T) *planner {
	t.Helper()
	p := newPlanner(t)
	path := sampleCopy(t)
	info, err := os.Stat(path)
	if err == nil {
		err = os.Truncate(path, info.Size()*2/5)
	}
	if err != nil {
		t.Fatal(err)
	}
	p.open(path)
	if len(p.session.File.Losses()) < 5 {
		t.Fatalf("lost: %v", p.session.File.Losses())
	}
	return p
}

// A damaged file tells so in the banner; looking through it afterwards opens nothing.
func TestDamagedFileOpensWithoutABox(t *testing.T) {
	p := atDamaged(t)
	p.verify(p.session)
	for len(p.later) > 0 {
		(<-p.later)()
	}
	if p.overlay() != nil {
		t.Errorf("nobody asked for %q", p.texts())
	}
	p.wantText(p.t("banner.damaged"))
}

// altered opens a sample in which a step was altered behind the program's back; own
// is whether this installation wrote the file and opens it without looking at all of
// it first.
func altered(t *testing.T, own bool) *planner {
	t.Helper()
	p := newPlanner(t)
	if own {
		p.app.Key = bytes.Repeat([]byte("k"), 32)
	}
	p.open(sampleCopy(t))
	p.Go(Place{Section: plan.SectionTasks})
	path := p.session.File.Path()
	p.set(p.tasks()[0].ID, "title", "Watch the pass by night")
	p.Leave()
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	_, err = db.Exec("UPDATE op SET val = 'Watch the pass by day' WHERE val = 'Watch the pass by night'")
	if err = errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	p.open(path)
	return p
}

// What is found only while looking through the file behind is told, and is nothing
// that the user did.
func TestAlteredStepIsFoundBehind(t *testing.T) {
	p := altered(t, true)
	p.await("what was found", func() bool { return p.reads(p.t("banner.found")) })
	p.wantText(p.t("banner.damaged"))
	if p.reads(p.t("dialog.problem")) {
		t.Errorf("something did not work: %q", p.texts())
	}
}

func TestAlteredStepIsToldInTheBanner(t *testing.T) {
	p := altered(t, false)
	p.verify(p.session)
	for len(p.later) > 0 {
		(<-p.later)()
	}
	if p.overlay() != nil {
		t.Errorf("nobody asked for %q", p.texts())
	}
	p.wantText(p.t("loss.none"))
}

func TestBannerKeepsToTwoLines(t *testing.T) {
	p := atDamaged(t)
	losses := p.session.File.Losses()
	for _, language := range []string{"english", "french", "russian"} {
		p.run("view." + language)
		p.win.Resize(fyne.NewSize(1280, 800))
		p.win.Canvas().Capture()
		one, all := p.banner(), p.say("banner.losses", "Count", len(losses))
		p.wantText(all)
		if got := one.MinSize().Height; got > 60 {
			t.Errorf("%s: the banner is %v high", language, got)
		}
		if at := p.app.Words.Say(losses[len(losses)-1]); p.reads(at) {
			t.Errorf("%s: %q stands in the banner", language, at)
		}
	}
	p.run("view.english")
	p.press(p.t("banner.details"))
	for _, m := range losses {
		if text := p.app.Words.Say(m); !p.readsAll(text) {
			t.Errorf("%q is not told", text)
		}
	}
	p.press(p.t("button.close"))
	p.press(p.t("banner.copy"))
	p.wantText(p.t("save.copy"))
}
