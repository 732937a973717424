package ui

import (
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

func TestBannerTellsThatThePlanIsWhole(t *testing.T) {
	p := newPlanner(t)
	told := []plan.Message{plan.Say("loss.history", "Count", 3), plan.Say("loss.length"), plan.Say("loss.none")}
	if got := p.summary(told); got != p.t("loss.none") {
		t.Errorf("the summary is %q", got)
	}
}
