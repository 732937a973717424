package diff

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
	"github.com/google/go-cmp/cmp"

	"jointplan/plan"
	"jointplan/plan/compare"
	"jointplan/ui/grid"
	"jointplan/ui/parts"
	"jointplan/ui/words"
)

var (
	novak   = compare.State{Exists: true, By: "Novak", Party: "Poland", At: time.Date(2026, 11, 18, 11, 3, 0, 0, time.Local)}
	orlova  = compare.State{Exists: true, By: "Orlova", Party: "Russia", At: time.Date(2025, 12, 31, 9, 30, 0, 0, time.Local)}
	nowhere = compare.State{}
)

// says is what somebody gives as a value.
func says(who compare.State, value string) compare.State {
	who.Value = value
	return who
}

func reader(lang string) Reader {
	return Reader{Words: words.New(lang), Ours: "compare.ours", Theirs: "compare.theirs",
		Now: func() time.Time { return time.Date(2026, 11, 25, 12, 0, 0, 0, time.Local) }}
}

// made is an object of a kind with values by field.
func made(t *testing.T, k *plan.Kind, n byte, values ...string) plan.Object {
	t.Helper()
	o := k.New(plan.ID{n})
	for i := 0; i < len(values); i += 2 {
		with, err := plan.With(o, plan.Change{Kind: k, Object: plan.ID{n}, Field: values[i], New: values[i+1]})
		if err != nil {
			t.Fatal(err)
		}
		o = with
	}
	return o
}

// differing is a set with one difference of each sort: a conflict of words, days
// that they changed, a length that we changed, a task added by them and one deleted
// by us.
func differing(t *testing.T) *Set {
	t.Helper()
	task, sector := plan.KindOf[plan.Task](), plan.KindOf[plan.Sector]()
	road := made(t, task, 4, "title", "Open the road")
	d := plan.NewDocument()
	if err := d.Load([]plan.Object{made(t, task, 1, "title", "Watch the pass"), made(t, sector, 2, "title", "North"),
		made(t, task, 3, "title", "Night observation"), road}); err != nil {
		t.Fatal(err)
	}
	was := says(compare.State{Exists: true}, plan.EncodeObject(road))
	return New(reader("en"), []compare.Row{
		{Kind: task, Object: plan.ID{3}, Theirs: orlova, Side: compare.Theirs},
		{Kind: sector, Object: plan.ID{2}, Field: sector.Field("length"), Base: says(nowhere, "9"), Ours: says(novak, "12"), Theirs: says(nowhere, "9"), Side: compare.Ours},
		{Kind: task, Object: plan.ID{4}, Base: was, Ours: nowhere, Theirs: was, Side: compare.Ours},
		{Kind: task, Object: plan.ID{1}, Field: task.Field("purpose"), Base: compare.State{Exists: true, Value: "Patrols are mixed"}, Side: compare.Both, Conflict: true,
			Ours: says(novak, "Patrols are mixed from the first day"), Theirs: says(orlova, "Patrols are never mixed")},
		{Kind: task, Object: plan.ID{1}, Field: task.Field("when"), Base: compare.State{Exists: true}, Ours: compare.State{Exists: true},
			Theirs: says(orlova, "2027-03-05/2027-03-20"), Side: compare.Theirs},
	}, d)
}

// outline writes the rows of a grid: heads with their notes, what lies under them.
func outline(c *Rows) []string {
	var lines []string
	for row := range c.Rows() {
		if head, ok := c.Group(row); ok {
			lines = append(lines, head.Title+": "+head.Note)
			continue
		}
		lines = append(lines, "  "+strings.TrimSpace(c.Cell(row, colWhat).Text+" "+c.Cell(row, colWhat).Below))
	}
	return lines
}

func TestGroups(t *testing.T) {
	x := differing(t)
	for _, c := range []struct {
		name string
		spec Spec
		want []string
	}{
		{"by object", Spec{Group: ByObject, Ours: true}, []string{"Sector · North: 1 change", "  Length", "Task · Watch the pass: 1 change, 1 conflict", "  Dates", "  Purpose",
			"Tasks: 1 added, 1 deleted", "  + Night observation", "  – Open the road"}},
		{"without what only we changed", Spec{Group: ByObject}, []string{"Task · Watch the pass: 1 change, 1 conflict", "  Dates", "  Purpose", "Tasks: 1 added by Russia", "  + Night observation"}},
		{"conflicts", Spec{Group: ByObject, Conflicts: true}, []string{"Task · Watch the pass: 1 conflict", "  Purpose"}},
		{"by person", Spec{Group: ByPerson, Ours: true}, []string{"Novak: 1 change", "  North Length", "Orlova: 1 change, 1 conflict, 1 added", "  Watch the pass Dates", "  Watch the pass Purpose",
			"  + Night observation", "Unknown: 1 deleted", "  – Open the road"}},
		{"by party", Spec{Group: ByParty}, []string{"Russia: 1 change, 1 conflict, 1 added", "  Watch the pass Dates", "  Watch the pass Purpose", "  + Night observation"}},
		{"by section", Spec{Group: BySection, Conflicts: true}, []string{"Tasks: 1 conflict", "  Watch the pass Purpose"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, outline(x.Arrange(c.spec))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestRowsAreFoundByTheirKeys(t *testing.T) {
	x := differing(t)
	c := x.Arrange(Spec{Group: ByObject, Ours: true})
	purpose := Key(x.rows[3])
	if got := c.At(purpose); got != 3 {
		t.Errorf("the purpose is row %d", got)
	}
	head := c.Key(slices.Index(outline(c), "Task · Watch the pass: 1 change, 1 conflict"))
	for key, want := range map[string][]int{purpose: {4, 3}, head: {4, 3}, Key(x.rows[1]): {1}, "elsewhere": nil} {
		if got := c.GroupOf(key); !slices.Equal(got, want) {
			t.Errorf("with %s: %v, want %v", key, got, want)
		}
	}
	if at := c.At(head); at != -1 {
		t.Errorf("a head is row %d", at)
	}
	if got, want := c.Shown(), []int{1, 4, 3, 0, 2}; !slices.Equal(got, want) {
		t.Errorf("in sight are %v, want %v", got, want)
	}
	if key, ok := c.Find(func(r compare.Row) bool { return r.Conflict }); !ok || key != purpose {
		t.Errorf("the conflict is found at %q", key)
	}
	if key, ok := x.Arrange(Spec{Group: ByObject}).Find(func(r compare.Row) bool { return r.Side == compare.Ours }); ok {
		t.Errorf("%q is found and not shown", key)
	}
}

func TestCells(t *testing.T) {
	x := differing(t)
	c := x.Arrange(Spec{Group: ByObject, Ours: true})
	c.Wins = func(i int) int { return map[int]int{1: -1, 4: 1}[i] }
	c.Take = func(i int) grid.Cell { return grid.Cell{Text: "taken", Chip: true} }
	marked := []grid.Run{{Text: "… are mixed"}, {Text: " from the first day", Mark: grid.MarkAdded}}
	for _, want := range []struct {
		name     string
		row, col int
		cell     grid.Cell
	}{
		{"a conflict is marked", 3, colMark, grid.Cell{Text: "!", Tone: grid.ToneWarn, Bold: true}},
		{"before", 3, colBase, grid.Cell{Text: "Patrols are mixed", Tone: grid.ToneSecond}},
		{"words that came in, in this year", 3, colOurs, grid.Cell{Text: "Patrols are mixed from the first day", Runs: marked, Below: "Novak, 18 Nov 11:03"}},
		{"what holds, with its unit", 1, colOurs, grid.Cell{Text: "12 km", Below: "Novak, 18 Nov 11:03", Bold: true}},
		{"what does not hold", 1, colTheirs, grid.Cell{Text: "9 km", Tone: grid.ToneSecond}},
		{"of another year", 4, colTheirs, grid.Cell{Text: "05 Mar 27 – 20 Mar 27", Below: "Orlova, 31 Dec 25 09:30", Bold: true}},
		{"added", 0, colTheirs, grid.Cell{Text: "added", Below: "Orlova, 31 Dec 25 09:30"}},
		{"deleted", 2, colOurs, grid.Cell{Text: "deleted"}},
		{"left as it was", 2, colTheirs, grid.Cell{Text: "as it was"}},
		{"what becomes of it", 2, colTake, grid.Cell{Text: "taken", Chip: true}},
	} {
		t.Run(want.name, func(t *testing.T) {
			row := slices.IndexFunc(c.list, func(l line) bool { return l.row == want.row })
			if diff := cmp.Diff(want.cell, c.Cell(row, want.col)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAnotherLanguage(t *testing.T) {
	x := differing(t)
	for _, c := range []struct{ lang, want string }{{"en", "Length"}, {"fr", "Longueur"}, {"ru", "Длина"}} {
		x.ShowTo(reader(c.lang))
		if got := x.cells(1).what; got != c.want {
			t.Errorf("%s: %q, want %q", c.lang, got, c.want)
		}
	}
}

func TestQuote(t *testing.T) {
	x := differing(t)
	for _, c := range []struct {
		row   int
		state compare.State
		most  int
		want  string
	}{
		{3, x.rows[3].Theirs, 60, "Orlova: “Patrols are never mixed”"},
		{3, x.rows[3].Theirs, 7, "Orlova: “Patrols…”"},
		{3, says(nowhere, "граница\nдороги"), 60, "“граница …”"},
		{3, novak, 60, "Novak: “(empty)”"},
		{0, x.rows[0].Theirs, 60, "Orlova: “added”"},
	} {
		if got := x.Quote(x.rows[c.row], c.state, c.most); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func TestShift(t *testing.T) {
	task, sector := plan.KindOf[plan.Task](), plan.KindOf[plan.Sector]()
	x := New(reader("en"), nil, plan.NewDocument())
	if err := x.names.Load([]plan.Object{made(t, task, 1), made(t, sector, 2)}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		kind               *plan.Kind
		n                  byte
		field, ours, other string
		want               string
	}{
		{sector, 2, "length", "8", "10", "+2 km (25 %)"},
		{sector, 2, "length", "10", "9.5", "-0.5 km (-5 %)"},
		{sector, 2, "summer", "0", "12", "+12"},
		{task, 1, "when", "2027-03-01/2027-03-10", "2027-03-05/2027-03-09", "starts 4 days later, ends 1 day earlier"},
		{task, 1, "when", "2027-03-01/2027-03-10", "2027-03-01/2027-03-12", "ends 2 days later"},
		{task, 1, "title", "a", "b", ""},
		{task, 1, "when", "", "2027-03-01/2027-03-12", ""},
	} {
		r := compare.Row{Kind: c.kind, Object: plan.ID{c.n}, Field: c.kind.Field(c.field), Ours: compare.State{Value: c.ours}, Theirs: compare.State{Value: c.other}}
		if got := x.shift(r); got != c.want {
			t.Errorf("%s from %q to %q: %q, want %q", c.field, c.ours, c.other, got, c.want)
		}
	}
}

// read lists the texts of an object and of what it holds.
func read(o fyne.CanvasObject) []string {
	switch o := o.(type) {
	case *parts.Line:
		return []string{o.Text}
	case *widget.Label:
		return []string{o.Text}
	case *widget.RichText:
		return []string{o.String()}
	case *fyne.Container:
		var texts []string
		for _, child := range o.Objects {
			texts = append(texts, read(child)...)
		}
		return texts
	}
	return nil
}

func TestDetail(t *testing.T) {
	test.NewTempApp(t)
	x := differing(t)
	for _, c := range []struct {
		name string
		row  int
		want []string
	}{
		{"a conflict", 3, []string{"Purpose", "Task · Watch the pass", "do", "Before", "Patrols are mixed", "Ours — Novak, Poland, 18 Nov 11:03", "Patrols are mixed from the first day",
			"Theirs — Orlova, Russia, 31 Dec 25 09:30", "Patrols are never mixed"}},
		{"an object deleted", 2, []string{"(object)", "Task · Open the road", "do", "Before", "as it was", "Ours", "deleted", "Theirs", "as it was", "Task", "Open the road"}},
		{"an object they added", 0, []string{"(object)", "Task · Night observation", "do", "Ours", "not there", "Theirs — Orlova, Russia, 31 Dec 25 09:30", "added", "Task", "Night observation"}},
		{"a number", 1, []string{"Length", "Sector · North", "do", "Ours — Novak, Poland, 18 Nov 11:03", "12 km", "Theirs", "9 km", "Difference", "-3 km (-25 %)"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, read(x.Detail(c.row, []fyne.CanvasObject{parts.NewLine("do", parts.Plain)}))); diff != "" {
				t.Error(diff)
			}
		})
	}
}
