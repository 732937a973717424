package diff

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jointplan/plan"
	"jointplan/plan/compare"
	"jointplan/ui/grid"
)

// What is marked in a text, read without the marks, is the text.
func TestMarkedTextsKeepTheirWords(t *testing.T) {
	words := rapid.SliceOfN(rapid.SampledFrom([]string{"patrols", "the", "a", "are", "mixed", ",", " ", "[x]", "граница"}), 0, 12)
	rapid.Check(t, func(t *rapid.T) {
		before, after := strings.Join(words.Draw(t, "before"), " "), strings.Join(words.Draw(t, "after"), " ")
		var was, is string
		for _, p := range runTogether(compare.Words(before, after)) {
			if p.Op != compare.Inserted {
				was += p.Text
			}
			if p.Op != compare.Removed {
				is += p.Text
			}
		}
		if was != before || is != after {
			t.Fatalf("%q and %q became %q and %q", before, after, was, is)
		}
	})
}

// In a cell of one line, the new words come before anything that takes their room.
func TestNewWordsAreLegibleInACell(t *testing.T) {
	task := plan.KindOf[plan.Task]()
	long := "The parties keep to what the commission agreed in spring "
	for _, c := range []struct{ name, was, is, want string }{
		{"other words", "Agree rules of conduct for unarmed monitors", "Agree rules of conduct for armed observers", "… for [armed observers]"},
		{"after a long word", "Write the monitoring plan of the stretch", "Write the monitoring and patrol plan of the stretch", "… monitoring [and patrol ]plan of the stretch"},
		{"words in front", "Patrols are mixed", "Since May Patrols are mixed", "[Since May ]Patrols are mixed"},
		{"words left out", "Patrols are always mixed here", "Patrols are mixed here", "Patrols are -always -mixed here"},
		{"far apart", "Before " + long + "and after it", "Since " + long + "and until then", "[Since] The … and [until then]"},
		{"all other words", "Watch the pass", "Open a road by night", "Open a road by night"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := compare.Row{Kind: task, Object: plan.ID{1}, Field: task.Field("purpose"), Base: compare.State{Exists: true, Value: c.was},
				Theirs: compare.State{Exists: true, Value: c.is}, Ours: compare.State{Exists: true, Value: c.was}, Side: compare.Theirs}
			d := plan.NewDocument()
			if err := d.Load([]plan.Object{made(t, task, 1, "title", "Watch the pass")}); err != nil {
				t.Fatal(err)
			}
			cell := New(reader("en"), []compare.Row{r}, d).cells(0).theirs
			got := ""
			for _, run := range cell.Runs {
				got += map[grid.Mark]string{grid.MarkAdded: "[", grid.MarkRemoved: "-"}[run.Mark] + run.Text + map[grid.Mark]string{grid.MarkAdded: "]", grid.MarkRemoved: "-"}[run.Mark]
			}
			if cell.Runs == nil {
				got = cell.Text
			}
			if got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}
