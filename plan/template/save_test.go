package template

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"jointplan/plan"
	"jointplan/plan/basemap"
	"jointplan/plan/edit"
)

// content writes what an operation says, without ids, numbers and what
// templates leave behind: references appear as kind and place in their list,
// parties as their title.
func content(d *plan.Document, op plan.ID) map[string][]string {
	name := map[plan.ID]string{op: "the operation"}
	for _, p := range plan.All[plan.Party](d, plan.NoID) {
		name[p.ID] = p.Title
	}
	for _, k := range plan.Kinds() {
		if k.Operation() != nil {
			for i, o := range d.Objects(k, op) {
				name[plan.IDFor(o)] = fmt.Sprintf("%s#%d", k.Name, i)
			}
		}
	}
	all := map[string][]string{"operation": {describe(d.Get(op), name)}}
	for _, k := range plan.Kinds() {
		if k.Operation() == nil || made[k.Name] {
			continue
		}
		for _, o := range d.Objects(k, op) {
			all[k.Name] = append(all[k.Name], describe(o, name))
		}
	}
	slices.Sort(all["dependency"]) // their order is that of the tasks that wait
	return all
}

func describe(o plan.Object, name map[plan.ID]string) string {
	var b strings.Builder
	for _, f := range plan.KindFor(o).Fields {
		if f.Name != "source" && (!carried(f) || f.Name == "template") || f.IsEmpty(o) {
			continue
		}
		value := f.Get(o)
		for _, id := range f.Refs(o) {
			value = strings.ReplaceAll(value, id.String(), name[id])
		}
		fmt.Fprintf(&b, "%s: %s\n", f.Name, value)
	}
	return b.String()
}

// again saves an operation, parses the file and instantiates it in a document
// of its own with the same parties.
func again(t interface{ Fatalf(string, ...any) }, d *plan.Document, op plan.ID) (*plan.Document, plan.ID, []byte) {
	return againOn(t, nil, d, op)
}

// againOn saves and makes with a basemap.
func againOn(t interface{ Fatalf(string, ...any) }, world *basemap.Map, d *plan.Document, op plan.ID) (*plan.Document, plan.ID, []byte) {
	data, err := Save(d, op, "saved-operation", "Saved", nil, world)
	if err != nil {
		t.Fatalf("save: %v", err)
	}
	tpl, err := Parse("saved-operation.yaml", data)
	if err != nil {
		t.Fatalf("parse: %v\n%s", err, data)
	}
	o := plan.Find[plan.Operation](d, op)
	s := &saver{d: d, op: o, keys: map[plan.ID]string{}, roles: map[plan.ID]string{}}
	if err := s.gather(); err != nil {
		t.Fatalf("gather: %v", err)
	}
	b := Brief{Title: o.Title, Theatre: o.Theatre, Start: s.start, World: world}
	if b.Start == 0 {
		b.Start = plan.MakeDate(2027, 1, 1)
	}
	for _, p := range plan.All[plan.Party](d, plan.NoID) {
		if role := s.roles[p.ID]; role != "" {
			b.Parties = append(b.Parties, BriefParty{Name: p.Title, Short: p.Short, Type: p.Type, Roles: []string{role}})
		}
	}
	// The first party of a saved template is the first role's.
	slices.SortStableFunc(b.Parties, func(x, y BriefParty) int { return roleIndex(tpl, x.Roles[0]) - roleIndex(tpl, y.Roles[0]) })
	made := plan.NewDocument()
	e, id, err := tpl.Instantiate(made, b, counter())
	if err != nil {
		t.Fatalf("instantiate: %v\n%s", err, data)
	}
	if err := made.Apply(e.Changes); err != nil {
		t.Fatalf("apply: %v", err)
	}
	return made, id, data
}

func roleIndex(tpl *Template, key string) int {
	return slices.IndexFunc(tpl.Roles, func(r Role) bool { return r.Key == key })
}

func TestSaveShipped(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join(shippedDir, "*.yaml"))
	files = append(files, "small-border.yaml")
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".yaml"), func(t *testing.T) {
			data := example(t)
			if file != "small-border.yaml" {
				var err error
				if data, err = os.ReadFile(file); err != nil {
					t.Fatal(err)
				}
			}
			tpl, err := Parse(file, data)
			if err != nil {
				t.Skip("does not parse; see TestShipped")
			}
			for _, n := range []int{1, 3} {
				d := plan.NewDocument()
				e, op, err := tpl.Instantiate(d, briefFor(tpl, n, 0), counter())
				if err != nil {
					t.Fatal(err)
				}
				if err := d.Apply(e.Changes); err != nil {
					t.Fatal(err)
				}
				made, id, _ := again(t, d, op)
				if diff := cmp.Diff(content(d, op), content(made, id)); diff != "" {
					t.Errorf("%d contributors: saved and made again (-was +is):\n%s", n, diff)
				}
			}
		})
	}
}

// TestSaveAnything fills operations with any values of the declared types.
func TestSaveAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, op := drawOperation(t)
		made, id, data := again(t, d, op)
		if diff := cmp.Diff(content(d, op), content(made, id)); diff != "" {
			t.Fatalf("saved and made again (-was +is):\n%s\n%s", diff, data)
		}
	})
}

// drawOperation makes an operation with a few objects of some kinds and
// whatever their fields take.
func drawOperation(t *rapid.T) (*plan.Document, plan.ID) {
	newID := counter()
	d := plan.NewDocument()
	pool := map[string][]plan.ID{}
	var kinds []*plan.Kind
	for _, name := range []string{"party", "operation", "participation", "phase", "line", "sector", "unit", "task", "cost",
		"passage", "post", "instrument", "signature", "holding", "decision", "dependency"} {
		k := plan.KindNamed(name)
		n := rapid.IntRange(1, 3).Draw(t, name)
		switch name {
		case "operation":
			n = 1
		case "task":
			n++ // for dependencies
		}
		for range n {
			pool[name] = append(pool[name], newID())
			kinds = append(kinds, k)
		}
	}
	op := pool["operation"][0]
	numbers := edit.NewNumbers(d)
	var e plan.Edit
	taken := map[*plan.Kind]int{}
	for _, k := range kinds {
		id := pool[k.Name][taken[k]]
		taken[k]++
		o, err := edit.Fill(k, id, drawValues(t, k, id, op, pool, taken[k]-1))
		if err != nil {
			t.Fatalf("%v", err)
		}
		if o, err = numbers.Place(o); err != nil {
			t.Fatalf("%v", err)
		}
		e.Changes = append(e.Changes, plan.Creation(o))
	}
	if err := d.Apply(e.Changes); err != nil {
		t.Fatalf("%v", err)
	}
	return d, op
}

func drawValues(t *rapid.T, k *plan.Kind, id, op plan.ID, pool map[string][]plan.ID, place int) edit.Values {
	values := edit.Values{}
	for _, f := range k.Fields {
		switch {
		case f == k.Operation():
			values[f.Name] = op.String()
		case f.Name == "no" || f.Own || f.Type == plan.Labels || f.Name == "template":
		case k.Name == "party" && f.IsTitle:
			values[f.Name] = fmt.Sprintf("Party %d", place)
		case k.Name == "dependency" && (f.Name == "from" || f.Name == "to"):
			values[f.Name] = pool["task"][0].String()
			if f.Name == "to" {
				values[f.Name] = pool["task"][len(pool["task"])-1].String()
			}
		case f.Required || rapid.Bool().Draw(t, f.Name):
			values[f.Name] = drawValue(t, f, id, pool)
		}
	}
	return values
}

func drawValue(t *rapid.T, f *plan.Field, id plan.ID, pool map[string][]plan.ID) string {
	date := func() plan.Date { return plan.Date(rapid.IntRange(735_000, 760_000).Draw(t, "date")) }
	someID := func() plan.ID {
		target := f.Target
		if target == "any" {
			target = "task"
		}
		if f.Target == f.Kind.Name || len(pool[target]) == 0 {
			return plan.NoID // circles and people are not carried
		}
		return rapid.SampledFrom(pool[target]).Draw(t, f.Name)
	}
	switch f.Type {
	case plan.Text, plan.LongText:
		return drawText(t, f)
	case plan.OneOf:
		return rapid.SampledFrom(f.Choices).Draw(t, f.Name)
	case plan.Number, plan.Whole:
		return fmt.Sprint(int(min(f.Max, max(f.Min, rapid.Float64Range(0, 90).Draw(t, f.Name)))))
	case plan.Flag:
		return "true"
	case plan.Day:
		return date().String()
	case plan.Period:
		start := date()
		return plan.Span{Start: start, Finish: start + plan.Date(rapid.IntRange(0, 900).Draw(t, "days"))}.String()
	case plan.Amount:
		return fmt.Sprintf("%d.25 EUR", rapid.IntRange(0, 1e9).Draw(t, f.Name))
	case plan.Reference:
		return someID().String()
	case plan.List:
		return plan.IDs{someID(), someID()}.String()
	case plan.Portions:
		return fmt.Sprintf("%s=%d", someID(), rapid.IntRange(0, 100).Draw(t, f.Name))
	}
	return `{"type":"Point","coordinates":[45.1,42.7]}`
}

func drawText(t *rapid.T, f *plan.Field) string {
	odd := []rune("aБé中{}[]:#-'\"|>&*!%@`\\ \n\t?~,\u00a0\u0085\u2028\ufeff\u007f🏔ع")
	text := rapid.StringOfN(rapid.OneOf(rapid.SampledFrom(odd), rapid.Rune()), 1, 30, -1).Draw(t, f.Name)
	text = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && (r != '\n' || f.Type == plan.Text) {
			return -1
		}
		return r
	}, text)
	if f.IsTitle || f.Name == "theatre" { // which a brief brings, without blanks around
		text = "T" + strings.TrimSpace(text)
	}
	return text
}

// words speaks no language: keys, over two lines.
type words struct{ plan.Words }

func (words) T(key string) string { return "# " + key + ": {a}\n- second line" }
func (words) Language() string    { return "ru" }

func TestSaveInWords(t *testing.T) {
	tpl := mustExample(t)
	d, op := make1(t, tpl, briefFor(tpl, 3, 2))
	data, err := Save(d, op, "in-words", "Название", words{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	saved, err := Parse("in-words.yaml", data)
	if err != nil {
		t.Fatalf("%v\n%s", err, data)
	}
	if saved.Name["ru"] != "Название" || saved.Roles[0].Name["ru"] == "" || !strings.Contains(string(data), "\n# - second line") {
		t.Errorf("%s", data)
	}
}

func TestSaveRefuses(t *testing.T) {
	tpl := mustExample(t)
	d, op := make1(t, tpl, briefFor(tpl, 3, 2))
	if _, err := Save(d, plan.ID{1}, "x", "X", nil, nil); keyOf(err) != "error.object.gone" {
		t.Errorf("no operation: %v", err)
	}
	if _, err := Save(d, op, "Not an id", "X", nil, nil); keyOf(err) != "error.template.id" {
		t.Errorf("bad id: %v", err)
	}
	big := mustParse(t, head+"  task:\n    - {title: A, every: 1 x 6000}\n")
	d, op = make1(t, big, Brief{Title: "X", Start: plan.MakeDate(2027, 1, 1)})
	if _, err := Save(d, op, "x", "X", nil, nil); keyOf(err) != "error.template.save.entries" {
		t.Errorf("too large: %v", err)
	}
}

// TestSaveWithoutCircles saves what a merge of two halves may leave: tasks that
// wait for each other and are above each other.
func TestSaveWithoutCircles(t *testing.T) {
	tpl := mustParse(t, head+"  task:\n    - {key: a, title: A}\n    - {key: b, title: B, after: [a]}\n    - {key: c, title: C, after: [b, b FF]}\n")
	d, op := make1(t, tpl, Brief{Title: "X", Start: plan.MakeDate(2027, 1, 1)})
	tasks := plan.All[plan.Task](d, op)
	dep, err := edit.Fill(plan.KindOf[plan.Dependency](), plan.ID{77}, edit.Values{
		"operation": op.String(), "from": tasks[2].ID.String(), "to": tasks[0].ID.String(), "type": "fs",
	})
	if err != nil {
		t.Fatal(err)
	}
	changes := []plan.Change{plan.Creation(dep)}
	for i := range tasks {
		changes = append(changes, plan.Change{Kind: plan.KindFor(tasks[i]), Object: tasks[i].ID, Field: "parent", New: tasks[(i+1)%3].ID.String()})
	}
	if err := d.Apply(changes); err != nil {
		t.Fatal(err)
	}
	made, id, _ := again(t, d, op)
	if n := made.Count(plan.KindOf[plan.Dependency](), id); n < 2 || n > 3 {
		t.Errorf("%d dependencies are left of 4", n)
	}
}

func mustParse(t *testing.T, text string) *Template {
	tpl, err := Parse("t.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return tpl
}
