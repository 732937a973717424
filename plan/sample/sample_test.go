package sample

import (
	"crypto/sha256"
	"fmt"
	"os"
	"strings"
	"testing"

	"jointplan/plan"
	"jointplan/plan/edit"
	"jointplan/plan/plantest"
	"jointplan/plan/template"
)

var today = plan.MakeDate(2027, 6, 15)

func load(t testing.TB, name string) *template.Template {
	data, err := os.ReadFile("../../assets/templates/" + name + ".yaml")
	if err != nil {
		t.Fatal(err)
	}
	tpl, err := template.Parse(name+".yaml", data)
	if err != nil {
		t.Fatal(err)
	}
	return tpl
}

func counter() edit.Maker {
	n := 0
	return func() plan.ID {
		n++
		return plan.ID{7, byte(n >> 24), byte(n >> 16), byte(n >> 8), byte(n)}
	}
}

func apply(t testing.TB, d *plan.Document, edits []plan.Edit) {
	for _, e := range edits {
		if e.IsEmpty() || e.Title.Key == "" {
			t.Errorf("empty or untitled edit %v", e.Title)
		}
		if err := d.Apply(e.Changes); err != nil {
			t.Fatal(err)
		}
	}
}

func makeBoth(t testing.TB) (d *plan.Document, border, police *plan.Operation) {
	d = plan.NewDocument()
	newID := counter()
	edits, err := Border(d, load(t, "joint-border-monitoring"), plantest.Basemap(t, os.ReadFile), newID, today)
	if err != nil {
		t.Fatal(err)
	}
	if d.Len() != 0 {
		t.Error("Border altered the document")
	}
	apply(t, d, edits)
	edits, err = Police(d, load(t, "police-training"), plantest.Basemap(t, os.ReadFile), newID, today)
	if err != nil {
		t.Fatal(err)
	}
	apply(t, d, edits)
	ops := plan.All[plan.Operation](d, plan.NoID)
	return d, ops[0], ops[1]
}

func checkReferences(t *testing.T, d *plan.Document) {
	for _, k := range plan.Kinds() {
		for _, o := range d.Objects(k, plan.NoID) {
			for _, f := range k.Fields {
				if !f.IsReference() {
					continue
				}
				for _, id := range f.Refs(o) {
					target := d.Get(id)
					if target == nil || f.Target != "any" && plan.KindFor(target).Name != f.Target {
						t.Errorf("%s %q: %s names nothing", k.Name, plan.NameOf(d, o, nil), f.Name)
					}
				}
			}
		}
	}
}

func TestBorder(t *testing.T) {
	d, op, _ := makeBoth(t)
	checkReferences(t, d)
	length, summerStrength, winterStrength, orphans := 0.0, 0, 0, 0
	for _, s := range plan.All[plan.Sector](d, op.ID) {
		length, summerStrength, winterStrength = length+s.Length, summerStrength+s.Summer, winterStrength+s.Winter
		if s.Party == plan.NoID {
			orphans++
		}
	}
	if length != 280 || op.Border != 280 || summerStrength != 148 || winterStrength != 85 {
		t.Errorf("%v km, %d in summer, %d in winter", length, summerStrength, winterStrength)
	}
	checkDrawn(t, d, op.ID, "base", 4)
	if n := d.Count(plan.KindOf[plan.Participation](), op.ID); n != 7 {
		t.Errorf("%d participations", n)
	}
	if n := d.Count(plan.KindOf[plan.Task](), op.ID); n < 110 || n > 130 {
		t.Errorf("%d tasks", n)
	}
	gaps := map[string]int{"a sector with no party": orphans}
	countTaskGaps(d, op.ID, gaps)
	countPaperGaps(d, op.ID, gaps)
	for _, gap := range []string{
		"a sector with no party", "a task with no party", "a unit late for its task", "a refused task", "no substitute", "shares of 90",
		"offers short", "a reserved agreement", "a lapsed agreement", "a stale translation", "bracketed text", "sofa not in force",
		"a vacant key post", "a running task",
	} {
		if gaps[gap] == 0 {
			t.Errorf("the sample lacks %s", gap)
		}
	}
}

// checkDrawn asks that all sectors and map objects are on the map, among them the
// area of operations and n of a type.
func checkDrawn(t *testing.T, d *plan.Document, op plan.ID, what plan.Choice, n int) {
	t.Helper()
	for _, s := range plan.All[plan.Sector](d, op) {
		if s.Geometry == "" {
			t.Errorf("sector %q is not on the map", s.Title)
		}
	}
	found := map[plan.Choice]int{}
	for _, g := range plan.All[plan.Graphic](d, op) {
		found[g.Type]++
		if g.Geometry == "" {
			t.Errorf("%q is not on the map", g.Title)
		}
	}
	if found["area-of-operations"] != 1 || found[what] != n {
		t.Errorf("%v", found)
	}
}

func countTaskGaps(d *plan.Document, op plan.ID, gaps map[string]int) {
	for _, task := range plan.All[plan.Task](d, op) {
		if task.Party == plan.NoID {
			gaps["a task with no party"]++
		}
		switch task.Status {
		case "blocked":
			gaps["a refused task"]++
		case "running":
			gaps["a running task"]++
		}
		for _, id := range task.Units {
			if u := plan.Find[plan.Unit](d, id); u.When.Start > task.When.Start {
				gaps["a unit late for its task"]++
			}
		}
	}
	for _, c := range plan.All[plan.Command](d, op) {
		if c.MayRefuse && c.Substitute == plan.NoID {
			gaps["no substitute"]++
		}
	}
	offered := map[plan.ID]int{}
	for _, o := range plan.All[plan.Offer](d, op) {
		if o.State == "accepted" {
			offered[o.Requirement] += o.Quantity
		}
	}
	for _, r := range plan.All[plan.Requirement](d, op) {
		if n := offered[r.ID]; n > 0 && n < r.Quantity {
			gaps["offers short"]++
		}
	}
	for _, p := range plan.All[plan.Post](d, op) {
		if p.Essential && p.Holder == plan.NoID {
			gaps["a vacant key post"]++
		}
	}
}

func countPaperGaps(d *plan.Document, op plan.ID, gaps map[string]int) {
	for _, c := range plan.All[plan.Cost](d, op) {
		if c.Shares.Sum() == 90 {
			gaps["shares of 90"]++
		}
	}
	for _, a := range plan.All[plan.Agreement](d, op) {
		switch {
		case a.State == "reserved":
			gaps["a reserved agreement"]++
		case a.State == "agreed" && a.Content != plan.ContentDigest(d.Get(a.About)):
			gaps["a lapsed agreement"]++
		}
	}
	for _, p := range plan.All[plan.Passage](d, op) {
		if p.Second != "" && p.Translated != plan.TextDigest(string(p.Text)) {
			gaps["a stale translation"]++
		}
		if strings.Contains(string(p.Text), "[RUS: ") {
			gaps["bracketed text"]++
		}
	}
	for _, s := range plan.All[plan.Signature](d, op) {
		if i := plan.Find[plan.Instrument](d, s.Instrument); i.Type == "sofa" && s.State != "in-force" {
			gaps["sofa not in force"]++
		}
	}
}

func TestPolice(t *testing.T) {
	d, _, op := makeBoth(t)
	if n := d.Count(plan.KindOf[plan.Sector](), op.ID); n != 4 {
		t.Errorf("%d sites", n)
	}
	checkDrawn(t, d, op.ID, "training-site", 4)
	var course *plan.Course
	for _, c := range plan.All[plan.Course](d, op.ID) {
		if c.Required == 800 && c.Weeks == 4 {
			course = c
		}
	}
	if course == nil {
		t.Fatal("no course of four weeks for 800")
	}
	trained, first, parts := 0, 0, 0
	for _, c := range plan.All[plan.Class](d, op.ID) {
		if c.Graduated > c.Enrolled {
			parts = c.Graduated
		}
		if c.Course != course.ID {
			continue
		}
		if first == 0 {
			first = c.Graduated
		}
		trained += c.Graduated
	}
	if trained != 794 || first != 77 || parts != 204+11+4+1 {
		t.Errorf("%d trained, first class %d, parts sum to %d", trained, first, parts)
	}
	staff := 0
	for _, u := range plan.All[plan.Unit](d, op.ID) {
		if strings.HasPrefix(u.Title, "Training staff") {
			staff += u.Strength
		}
	}
	if staff != 50 {
		t.Errorf("%d staff", staff)
	}
	if n := d.Count(plan.KindOf[plan.Party](), plan.NoID); n != 6 {
		t.Errorf("%d parties: those of the first operation were not found again", n)
	}
}

func TestTodayIsOptional(t *testing.T) {
	for _, today := range []plan.Date{0, plan.MakeDate(2020, 1, 1), plan.MakeDate(2040, 1, 1)} {
		if _, err := Border(plan.NewDocument(), load(t, "joint-border-monitoring"), plantest.Basemap(t, os.ReadFile), counter(), today); err != nil {
			t.Error(err)
		}
		if _, err := Police(plan.NewDocument(), load(t, "police-training"), plantest.Basemap(t, os.ReadFile), counter(), today); err != nil {
			t.Error(err)
		}
	}
}

func digest(d *plan.Document) string {
	h := sha256.New()
	for _, k := range plan.Kinds() {
		for _, o := range d.Objects(k, plan.NoID) {
			fmt.Fprintln(h, plan.IDFor(o), plan.EncodeObject(o))
		}
	}
	return fmt.Sprintf("%x", h.Sum(nil))
}

func TestDeterministic(t *testing.T) {
	a, _, _ := makeBoth(t)
	b, _, _ := makeBoth(t)
	if digest(a) != digest(b) {
		t.Error("two samples differ")
	}
	first, second, other := digest(large(t, 2_000, 1)), digest(large(t, 2_000, 1)), digest(large(t, 2_000, 2))
	if first != second {
		t.Error("two large plans of one seed differ")
	}
	if first == other {
		t.Error("large plans of two seeds are equal")
	}
}

func large(t testing.TB, n int, seed uint64) *plan.Document {
	d := plan.NewDocument()
	l := NewLarge(d, n, seed)
	was := -1.0
	for {
		e, ok := l.Next()
		if !ok {
			break
		}
		if len(e.Changes) > 2*chunk {
			t.Errorf("an edit of %d changes", len(e.Changes))
		}
		if err := d.Apply(e.Changes); err != nil {
			t.Fatal(err)
		}
		if p := l.Progress(); p < was || p > 1 {
			t.Errorf("progress from %v to %v", was, p)
		} else {
			was = p
		}
	}
	return d
}

func TestLarge(t *testing.T) {
	for _, n := range []int{0, 3, 8, 1_003} {
		d := large(t, n, 5)
		checkReferences(t, d)
		if got := d.Count(plan.KindOf[plan.Task](), plan.NoID); got != n {
			t.Errorf("%d tasks of %d", got, n)
		}
		if got := d.Count(plan.KindOf[plan.Operation](), plan.NoID); got != 8 {
			t.Errorf("%d operations", got)
		}
		if got := d.Count(plan.KindOf[plan.Dependency](), plan.NoID); n > 100 && got != 2*n {
			t.Errorf("%d dependencies of %d", got, 2*n)
		}
		for _, dep := range plan.All[plan.Dependency](d, plan.NoID) {
			from, to := plan.Find[plan.Task](d, dep.From), plan.Find[plan.Task](d, dep.To)
			if from.No >= to.No || dep.Type == "fs" && to.When.Start <= from.When.Finish || to.When.Start < from.When.Start {
				t.Errorf("%s: %s does not follow %s", dep.Type, to.When, from.When)
			}
		}
	}
}

func BenchmarkLarge(b *testing.B) {
	for b.Loop() {
		d := large(b, 100_000, 1)
		b.ReportMetric(float64(d.Len()), "objects")
	}
}
