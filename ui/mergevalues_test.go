package ui

import (
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"jointplan/plan"
	"jointplan/plan/compare"
	"jointplan/ui/diff"
)

// threeVoices has three people give one field three values, and shows the merge
// of the two others' files.
func threeVoices(t *testing.T) (*planner, *mergeView, plan.ID) {
	p, c := atCopies(t)
	other := copyFor(t, p.session.File.Path(), "Lt. Dupont", "France")
	p.Go(Place{Section: plan.SectionTasks})
	id := p.tasks()[1].ID
	p.set(id, "remarks", "Patrols are mixed from the first day.")
	c.set(id, "remarks", "Patrols are mixed where the sector allows.")
	other.set(id, "remarks", "Patrols are never mixed.")
	return p, p.merging(false, c.path, other.path), id
}

func isRemarks(f *plan.Field) bool { return f != nil && f.Name == "remarks" }

func TestEveryValueOfAConflictCanBeTakenInTheMerge(t *testing.T) {
	p, v, id := threeVoices(t)
	at := slices.IndexFunc(v.c.merge.Rows, func(r compare.Row) bool { return diff.Key(r) == id.String()+"/remarks" })
	if n := len(v.c.merge.Rows[at].Others); n != 1 {
		t.Fatalf("%d values beside the two", n)
	}
	p.wantText(p.say("compare.values", "Count", 3))
	p.SelectRow(isRemarks)
	p.wantText(p.t("compare.also") + " — Maj. Orlova, Russia, ")
	picture(t, p, "merge-three")
	third := v.c.merge.Rows[at].Others[0]
	p.press(v.c.diff.Quote(v.c.merge.Rows[at], third, linkQuote))
	p.write(1)
	if got := p.get(id, "remarks"); got != third.Value || len(p.session.Conflicts) != 0 {
		t.Errorf("%q holds with %d conflicts", got, len(p.session.Conflicts))
	}
}

func TestEveryValueOfAConflictIsShownAndCanSettleIt(t *testing.T) {
	p, _, id := threeVoices(t)
	p.write(1)
	p.closeOverlays()
	p.press(p.say("conflicts.open", "Count", 1))
	v := p.view.(*conflictsView)
	p.wantText(p.say("compare.values", "Count", 3))
	p.SelectRow(isRemarks)
	values := v.open[0].Values
	for _, s := range values {
		p.wantText(v.diff.Quote(asRow(v.open[0]), s, linkQuote))
	}
	p.wantText(p.t("compare.also") + " — Col. Novak, Poland, ")
	picture(t, p, "conflicts-three")
	p.press(v.diff.Quote(asRow(v.open[0]), values[2], linkQuote))
	if got := p.get(id, "remarks"); got != values[2].Value || len(p.session.Conflicts) != 0 {
		t.Errorf("%q holds with %d conflicts", got, len(p.session.Conflicts))
	}
}

// picture draws the window for whoever wants to look at it: JOINTPLAN_PICTURES
// names a folder.
func picture(t testing.TB, p *planner, name string) {
	dir := os.Getenv("JOINTPLAN_PICTURES")
	if dir == "" {
		return
	}
	p.win.Canvas().Capture()
	out, err := os.Create(filepath.Join(dir, name+".png"))
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	if err := png.Encode(out, p.win.Canvas().Capture()); err != nil {
		t.Fatal(err)
	}
}
