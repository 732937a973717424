package template

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jointplan/plan"
)

const head = `template: t
name: {en: T}
source: Civil Emergencies
roles:
  - {role: host, as: host, min: 0, max: 1}
  - {role: contributor, as: contributor, min: 0, max: 12}
sectors: {count: 2, min: 1, max: 5, name: "Sector {n}"}
parts:
`

// TestParseRefuses gives, for each mistake, the line and the reason told.
func TestParseRefuses(t *testing.T) {
	for name, tt := range map[string]struct {
		parts string
		line  int // counted from the first line after "parts:"
		key   string
	}{
		"unknown kind":         {"  tusk:\n    - {title: A}", 1, "error.template.kind"},
		"kind of the planner":  {"  party:\n    - {title: A}", 1, "error.template.made"},
		"unknown field":        {"  task:\n    - title: A\n      wen: D", 3, "error.template.field"},
		"field of the file":    {"  task:\n    - title: A\n      no: 4", 3, "error.template.field"},
		"field of the planner": {"  operation:\n    - title: A", 2, "error.template.given"},
		"two operations":       {"  operation:\n    - {purpose: A}\n    - {purpose: B}", 3, "error.template.operation"},
		"unknown key":          {"  task:\n    - title: A\n      phase: first", 3, "error.template.key"},
		"key of another kind":  {"  line:\n    - {key: x, title: L}\n  task:\n    - title: A\n      phase: x", 5, "error.template.target"},
		"key twice":            {"  task:\n    - {key: x, title: A}\n    - {key: x, title: B}", 3, "error.template.twice"},
		"field twice":          {"  task:\n    - title: A\n      title: B", 3, "error.template.twice"},
		"bad key":              {"  task:\n    - {key: x y, title: A}", 2, "error.template.keyform"},
		"unknown role":         {"  task:\n    - title: A\n      party: guest", 3, "error.template.role"},
		"next unknown role":    {"  task:\n    - title: A\n      party: next guest", 3, "error.template.role"},
		"sector of none":       {"  task:\n    - title: A\n      party: sector", 3, "error.template.each"},
		"each of none":         {"  task:\n    - title: A\n      party: each", 3, "error.template.each"},
		"repeated for nobody":  {"  task:\n    - title: A\n      each: guest", 3, "error.template.role"},
		"bad repetition":       {"  task:\n    - title: A\n      every: often", 3, "error.template.every"},
		"unknown choice":       {"  task:\n    - title: A\n      priority: urgent", 3, "error.template.value"},
		"missing day":          {"  task:\n    - title: A\n      when: 2027-02-30..2027-03-01", 3, "error.template.value"},
		"no day":               {"  task:\n    - title: A\n      when: soon", 3, "error.template.value"},
		"backwards":            {"  task:\n    - title: A\n      when: D+5..D+2", 3, "error.template.value"},
		"a century and more":   {"  task:\n    - title: A\n      when: D+99999", 3, "error.template.value"},
		"no number":            {"  task:\n    - title: A\n      people: many", 3, "error.template.value"},
		"out of range":         {"  risk:\n    - title: A\n      impact: 6", 3, "error.template.value"},
		"not whole":            {"  risk:\n    - title: A\n      impact: 2.5", 3, "error.template.value"},
		"bad money":            {"  cost:\n    - title: A\n      amount: 12 euros", 3, "error.template.value"},
		"over-long":            {"  task:\n    - title: " + strings.Repeat("é", plan.MaxText+1), 2, "error.template.value"},
		"missing title":        {"  task:\n    - {when: D}", 2, "error.template.title"},
		"unknown source":       {"  task:\n    - title: A\n      source: Hearsay", 3, "error.template.source"},
		"unknown hole":         {"  task:\n    - title: A {sectr}", 2, "error.template.hole"},
		"hole without sector":  {"  task:\n    - title: A {sector}", 2, "error.template.hole"},
		"self after":           {"  task:\n    - {key: x, title: A, after: [x]}", 2, "error.template.cycle"},
		"circle of two":        {"  task:\n    - {key: x, title: A, after: [y]}\n    - {key: y, title: B, after: [x SS+1]}", 2, "error.template.cycle"},
		"circle of parents":    {"  task:\n    - {key: x, title: A, parent: y}\n    - {key: y, title: B, parent: x}", 2, "error.circle"},
		"own parent":           {"  unit:\n    - {key: x, title: A, parent: x}", 2, "error.template.self"},
		"after of a phase":     {"  phase:\n    - {title: A, after: [x]}", 2, "error.template.after.task"},
		"bad after":            {"  task:\n    - {key: x, title: A}\n    - {title: B, after: [x FF 3 days]}", 3, "error.template.after"},
		"bad percentage":       {"  cost:\n    - title: A\n      shares: {host: 140}", 3, "error.template.percent"},
		"bad sharing":          {"  cost:\n    - title: A\n      shares: half", 3, "error.template.equal"},
		"list for a text":      {"  task:\n    - title: [A]", 2, "error.template.text"},
		"text for a list":      {"  task: A", 1, "error.template.list"},
		"text for an entry":    {"  task:\n    - A", 2, "error.template.mapping"},
		"alias":                {"  task:\n    - &a {title: A}\n    - *a", 2, "error.template.alias"},
		"no YAML":              {"  task:\n    - title: A\n     when: D", 3, "error.template.yaml"},
		"two documents":        {"  task:\n    - title: A\n---\na: b", 3, "error.template.documents"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Parse("t.yaml", []byte(head+tt.parts+"\n"))
			var all Errors
			if !errors.As(err, &all) {
				t.Fatalf("accepted, or another error: %v", err)
			}
			var p *plan.ProblemError
			errors.As(all[0], &p)
			why, _ := p.Args["Why"].(plan.Message)
			line := strings.Count(head, "\n") + tt.line
			if p.Key != "error.template" || p.Args["File"] != "t.yaml" || why.Key != tt.key || len(all) != 1 {
				t.Errorf("%v, want %s", err, tt.key)
			}
			if got := p.Args["Line"].(int); got != line && tt.key != "error.template.yaml" {
				t.Errorf("line %d, want %d", got, line)
			}
			if said := inEnglish(all[0]); strings.Contains(said, "error.template") {
				t.Errorf("not said in words: %s", said)
			}
		})
	}
}

func TestParseHeaderRefuses(t *testing.T) {
	for name, tt := range map[string]struct{ file, text, key string }{
		"nothing":       {"t.yaml", "", "error.template.empty"},
		"only comments": {"t.yaml", "# nothing\n", "error.template.empty"},
		"a list":        {"t.yaml", "- a\n", "error.template.empty"},
		"bad id":        {"t.yaml", "template: My Own\nname: N\nparts: {}\n", "error.template.id"},
		"other file":    {"u.yaml", "template: t\nname: N\nparts: {}\n", "error.template.file"},
		"no parts":      {"t.yaml", "template: t\nname: N\n", "error.template.lacks"},
		"no name":       {"t.yaml", "template: t\nparts: {}\n", "error.template.lacks"},
		"unknown word":  {"t.yaml", "template: t\nname: N\nparts: {}\npart: {}\n", "error.template.heading"},
		"language":      {"t.yaml", "template: t\nname: {english: N, en: N}\nparts: {}\n", "error.template.language"},
		"role as":       {"t.yaml", "template: t\nname: N\nparts: {}\nroles: [{role: a, as: boss}]\n", "error.choice"},
		"role reserved": {"t.yaml", "template: t\nname: N\nparts: {}\nroles: [{role: each}]\n", "error.template.rolekey"},
		"role twice":    {"t.yaml", "template: t\nname: N\nparts: {}\nroles: [{role: a}, {role: a}]\n", "error.template.key.twice"},
		"role numbers":  {"t.yaml", "template: t\nname: N\nparts: {}\nroles: [{role: a, min: 3, max: 2}]\n", "error.template.minmax"},
		"no number":     {"t.yaml", "template: t\nname: N\nparts: {}\nroles: [{role: a, min: few}]\n", "error.template.whole"},
		"sectors":       {"t.yaml", "template: t\nname: N\nparts: {}\nsectors: {count: 9, max: 3}\n", "error.template.minmax"},
		"no sectors":    {"t.yaml", "template: t\nname: N\nparts: {task: [{title: A, each: sector}]}\n", "error.template.nosectors"},
		"large":         {"t.yaml", strings.Repeat("# 0123456789\n", 200_000), "error.template.size"},
		"many entries":  {"t.yaml", "template: t\nname: N\nparts:\n  task:\n" + strings.Repeat("    - {title: A}\n", 5001), "error.template.entries"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Parse(tt.file, []byte(tt.text))
			var all Errors
			if !errors.As(err, &all) {
				t.Fatalf("accepted, or another error: %v", err)
			}
			if !strings.Contains(all[0].Error(), tt.key+" ") && !strings.Contains(all[0].Error(), tt.key+")") {
				t.Errorf("%v, want %s", err, tt.key)
			}
		})
	}
}

func TestParseTellsAll(t *testing.T) {
	_, err := Parse("t.yaml", []byte(head+"  task:\n    - {title: A, priority: urgent}\n    - {titel: B}\n    - {title: C, phase: none}\n"))
	all, _ := err.(Errors)
	if len(all) != 4 { // the second lacks its title besides
		t.Fatalf("%d errors: %v", len(all), err)
	}
	for i := 1; i < len(all); i++ {
		if lineOf(all[i]) < lineOf(all[i-1]) {
			t.Errorf("not in the order of lines: %v", err)
		}
	}
}

func TestParseAccepts(t *testing.T) {
	for name, parts := range map[string]string{
		"long title":     "  task:\n    - title: " + strings.Repeat("ж", 10_000),
		"any script":     "  task:\n    - title: 国境 حدود граница 🏔\n      purpose: |\n        עברית\n        ไทย",
		"nothing":        "  task:",
		"doubled braces": "  task:\n    - title: A {{sectr}",
		"words":          "  task:\n    - {title: no, when: 2027-05-01, milestone: yes, people: 12}",
		"key in kanji":   "  task:\n    - {key: 監視, title: A}\n    - {title: B, after: 監視 FF-2}",
	} {
		t.Run(name, func(t *testing.T) {
			tpl, err := Parse("t.yaml", []byte(head+parts+"\n"))
			if err != nil {
				t.Fatal(err)
			}
			b := Brief{Title: "X", Start: plan.MakeDate(2027, 1, 1)}
			d, op := make1(t, tpl, b)
			if name == "doubled braces" {
				if got := plan.All[plan.Task](d, op)[0].Title; got != "A {sectr}" {
					t.Errorf("title %q", got)
				}
			}
		})
	}
}

// TestWordsAreFree asks that no field is called like a word of the format, for
// it could not be written.
func TestWordsAreFree(t *testing.T) {
	for _, k := range plan.Kinds() {
		for _, word := range []string{"key", "each", "every", "after"} {
			if k.Field(word) != nil {
				t.Errorf("%s has a field %q", k.Name, word)
			}
		}
	}
}

// TestLimits asks that small files which would make huge plans are refused.
func TestLimits(t *testing.T) {
	text := strings.Repeat("x", 30_000)
	for name, parts := range map[string]string{
		"objects":      "  task:\n" + strings.Repeat("    - {title: A, when: D, every: 1 x 9999}\n", 11),
		"text":         "  task:\n    - {title: A, when: D, every: 1 x 9999, purpose: " + text + "}\n",
		"list":         "  unit:\n    - {key: u, title: U, every: 1 x 9999}\n  task:\n    - {title: A, every: 1 x 9998, units: [u]}\n",
		"references":   "  unit:\n    - {key: u, title: U, every: 1 x 990}\n  task:\n    - {title: A, every: 1 x 9998, units: [u]}\n",
		"dependencies": "  task:\n    - {key: a, title: A, every: 1 x 900}\n    - {title: B, every: 1 x 901, after: [a]}\n",
	} {
		t.Run(name, func(t *testing.T) {
			tpl, err := Parse("t.yaml", []byte(head+parts))
			if err != nil {
				t.Fatal(err)
			}
			_, _, err = tpl.Instantiate(plan.NewDocument(), Brief{Title: "X", Start: plan.MakeDate(2027, 1, 1)}, counter())
			if err == nil || !strings.Contains(err.Error(), "error.brief.size") && !strings.Contains(err.Error(), "error.brief.list") {
				t.Errorf("made: %v", err)
			}
		})
	}
	t.Run("dates", func(t *testing.T) {
		tpl, err := Parse("t.yaml", []byte(head+"  task:\n    - {title: A, when: D+36000}\n"))
		if err != nil {
			t.Fatal(err)
		}
		_, _, err = tpl.Instantiate(plan.NewDocument(), Brief{Title: "X", Start: plan.MakeDate(2150, 1, 1)}, counter())
		if err == nil || !strings.Contains(err.Error(), "error.brief.reach") {
			t.Errorf("made: %v", err)
		}
	})
}

// endless is a file that never ends, as a device may be.
type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = '#'
	}
	return len(p), nil
}

func TestReadEnds(t *testing.T) {
	_, data, err := Read("endless.yaml", endless{})
	if err == nil || !strings.Contains(err.Error(), "error.template.size") || len(data) > maxBytes+1 {
		t.Errorf("%d bytes: %v", len(data), err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(example(f))
	f.Add([]byte(head + "  task:\n    - {key: a, title: '{n} {sector}', each: sector, every: 7 x 3, after: a}\n"))
	f.Add([]byte(head + "  cost:\n    - {title: C, amount: 12 EUR, shares: {host: 3, contributor: 12}}\n  offer:\n    - {party: host}\n"))
	f.Add([]byte("a: &a [*a]\n"))
	f.Add([]byte(ridge))
	shipped, _ := filepath.Glob(filepath.Join(shippedDir, "*.yaml"))
	for _, file := range shipped {
		if data, err := os.ReadFile(file); err == nil {
			f.Add(data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		tpl, err := Parse("fuzz", data)
		if err != nil {
			if _, ok := err.(Errors); !ok {
				t.Fatalf("%T: %v", err, err)
			}
			return
		}
		b := briefFor(tpl, 2, 0)
		for _, th := range tpl.Theatres {
			for _, sectors := range [][]string{nil, {""}, {"A", "B", "C"}} {
				there := b
				there.TheatreKey, there.Sectors = th.Key, sectors
				tpl.Preview(there)
			}
		}
		preview := tpl.Preview(b)
		d := plan.NewDocument()
		e, op, err := tpl.Instantiate(d, b, counter())
		if err != nil {
			return // out of bounds, or more parties than a role takes
		}
		if err := d.Apply(e.Changes); err != nil {
			t.Fatalf("apply: %v", err)
		}
		total := 0
		for _, c := range preview {
			total += c.Count
		}
		if total != len(e.Changes) {
			t.Fatalf("preview says %d objects, made %d", total, len(e.Changes))
		}
		if _, err := Save(d, op, "fuzz", "", nil, nil); err != nil && messageOf(err).Key != "error.template.save.entries" && messageOf(err).Key != "error.template.save.size" {
			t.Fatalf("save: %v", err)
		}
	})
}

func ExampleErrors() {
	_, err := Parse("t.yaml", []byte("template: t\nname: N\nparts: {tusk: []}\nfurther: 1\n"))
	for _, e := range err.(Errors) {
		fmt.Println(lineOf(e), inEnglish(e))
	}
	// Output:
	// 3 t.yaml:3: There are no parts called “tusk”. Possible are: operation, phase, passage, term, participation, person, unit, command, sector, graphic, line, task, dependency, requirement, offer, holding, move, post, rotation, course, class, instrument, signature, cost, standard, adoption, risk, option, criterion, score, decision, release.
	// 4 t.yaml:4: There is no heading “further” here. Possible are: template, name, summary, source, sources, theatre, roles, sectors, parts, theatres.
}

func BenchmarkParse(b *testing.B) {
	data, err := os.ReadFile(filepath.Join(shippedDir, "joint-border-monitoring.yaml"))
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := Parse("joint-border-monitoring.yaml", data); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPreview(b *testing.B) {
	data, err := os.ReadFile(filepath.Join(shippedDir, "joint-border-monitoring.yaml"))
	if err != nil {
		b.Fatal(err)
	}
	tpl, err := Parse("joint-border-monitoring.yaml", data)
	if err != nil {
		b.Fatal(err)
	}
	brief := briefFor(tpl, 3, 4)
	for b.Loop() {
		tpl.Preview(brief)
	}
}
