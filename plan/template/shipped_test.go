package template

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	texttemplate "text/template"

	"jointplan/plan"
)

const shippedDir = "../../assets/templates"

// minimumTasks and maximumTasks bound what a template of an operation in the
// field makes with the smallest brief that it suggests.
const (
	minimumTasks = 30
	maximumTasks = 80
)

// TestShipped checks every template of the program with briefs of many sizes.
// Run it on one with -run TestShipped/NAME.
func TestShipped(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(shippedDir, "*.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".yaml"), func(t *testing.T) { checkShipped(t, file) })
	}
}

func checkShipped(t *testing.T, file string) {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	tpl, err := Parse(file, data)
	if err != nil {
		for _, e := range err.(Errors) {
			t.Error(inEnglish(e))
		}
		return
	}
	checkHeader(t, tpl)
	checkFilled(t, tpl)
	for _, contributors := range []int{1, 3, 12} {
		for _, sectors := range sectorCounts(tpl) {
			t.Run(fmt.Sprintf("parties=%d,sectors=%d", contributors, sectors), func(t *testing.T) {
				checkMade(t, tpl, briefFor(tpl, contributors, sectors))
			})
		}
	}
}

func sectorCounts(t *Template) []int {
	if t.Sectors == nil {
		return []int{0}
	}
	return []int{t.Sectors.Min, t.Sectors.Count, t.Sectors.Max}
}

func checkHeader(t *testing.T, tpl *Template) {
	for name, texts := range map[string]Texts{"name": tpl.Name, "summary": tpl.Summary} {
		for _, l := range []string{"en", "fr", "ru"} {
			if texts[l] == "" {
				t.Errorf("%s:1: %s is missing in %s", tpl.File, name, l)
			}
		}
	}
	for _, role := range tpl.Roles {
		for _, l := range []string{"en", "fr", "ru"} {
			if role.Name[l] == "" {
				t.Errorf("%s:1: the name of role %s is missing in %s", tpl.File, role.Key, l)
			}
		}
		if role.As == "" {
			t.Errorf("%s:1: role %s lacks \"as\"", tpl.File, role.Key)
		}
	}
	if tpl.Source == "" {
		t.Errorf("%s:1: source is missing", tpl.File)
	}
	if tpl.Theatre == "" {
		t.Errorf("%s:1: theatre is missing", tpl.File)
	}
}

// checkFilled asks for required fields, but for the parties that the planner is
// meant to name.
func checkFilled(t *testing.T, tpl *Template) {
	for _, e := range append([]*entry{tpl.operation}, tpl.entries...) {
		for _, f := range e.kind.Fields {
			if !f.Required || f.Target == "party" || f == e.kind.Operation() {
				continue
			}
			if e.kind.Name == "operation" && (given[f.Name] || f.Name == "period") {
				continue
			}
			if e.value(f.Name) == nil {
				t.Errorf("%s:%d: %s %q lacks %s", tpl.File, e.line, e.kind.Name, e.title(), f.Name)
			}
		}
		if e.source == "" {
			t.Errorf("%s:%d: %s %q has no source", tpl.File, e.line, e.kind.Name, e.title())
		}
	}
}

// briefFor fills a template: every role gets as many of n parties as it takes,
// contributors all of them.
func briefFor(tpl *Template, n, sectors int) Brief {
	b := Brief{Title: "Test operation", Theatre: "Test land", Start: plan.MakeDate(2027, 5, 1)}
	for _, role := range tpl.Roles {
		count := min(max(role.Min, min(n, role.Max)), role.Max)
		if role.Max <= 2 {
			count = max(role.Min, min(1, role.Max))
		}
		for i := range count {
			b.Parties = append(b.Parties, BriefParty{
				Name: fmt.Sprintf("Party %s %d", role.Key, i+1), Short: fmt.Sprintf("%s%d", role.Key, i+1),
				Type: "nation", Roles: []string{role.Key},
			})
		}
	}
	if tpl.Sectors != nil && sectors > 0 {
		b.Sectors = make([]string, sectors)
	}
	return b
}

// counter hands out ids in order.
func counter() func() plan.ID {
	n := 0
	return func() plan.ID {
		n++
		return plan.ID{9, byte(n >> 24), byte(n >> 16), byte(n >> 8), byte(n)}
	}
}

func checkMade(t *testing.T, tpl *Template, b Brief) {
	d := plan.NewDocument()
	preview := tpl.Preview(b)
	e, op, err := tpl.Instantiate(d, b, counter())
	if err != nil {
		t.Fatal(inEnglish(err))
	}
	if err := d.Apply(e.Changes); err != nil {
		t.Fatal(inEnglish(err))
	}
	counts := map[*plan.Kind]int{}
	for _, c := range preview {
		counts[c.Kind] = c.Count
	}
	for _, k := range plan.Kinds() {
		if counts[k] != d.Count(k, plan.NoID) {
			t.Errorf("%s: preview says %d, made %d", k.Name, counts[k], d.Count(k, plan.NoID))
		}
	}
	checkReferences(t, d)
	checkTasks(t, tpl, d, op)
	checkShares(t, tpl, d, op, b)
	small := tpl.Sectors == nil || len(b.Sectors) == tpl.Sectors.Count
	n := d.Count(plan.KindOf[plan.Task](), op)
	operational := !slices.Contains([]string{"regional-dialogue", "regional-security-dialogue", "engagement-pathway", "interoperability-roadmap"}, tpl.ID)
	if small && operational && (n < minimumTasks || (n > maximumTasks && len(b.Parties) < 8)) {
		t.Errorf("%s:1: makes %d tasks with its own number of sectors; wanted are %d to %d", tpl.File, n, minimumTasks, maximumTasks)
	}
}

// checkShares asks that costs and sectors are shared out whole when every role
// has a party.
func checkShares(t *testing.T, tpl *Template, d *plan.Document, op plan.ID, b Brief) {
	for _, role := range tpl.Roles {
		if !slices.ContainsFunc(b.Parties, func(p BriefParty) bool { return slices.Contains(p.Roles, role.Key) }) {
			return
		}
	}
	for _, c := range plan.All[plan.Cost](d, op) {
		if sum := c.Shares.Sum(); c.Rule == "shares" && (sum < 99.99 || sum > 100.01) {
			t.Errorf("%s: the shares of cost %q sum to %v", tpl.File, c.Title, sum)
		}
	}
	for _, s := range plan.All[plan.Sector](d, op) {
		if sum := s.Joint.Sum(); len(s.Joint) > 0 && (sum < 99.99 || sum > 100.01) {
			t.Errorf("%s: the shares of sector %q sum to %v", tpl.File, s.Title, sum)
		}
	}
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
					if target == nil || (f.Target != "any" && plan.KindFor(target).Name != f.Target) {
						t.Errorf("%s %q: %s names nothing", k.Name, plan.NameOf(d, o, nil), f.Name)
					}
				}
			}
		}
	}
}

func checkTasks(t *testing.T, tpl *Template, d *plan.Document, op plan.ID) {
	period := plan.Find[plan.Operation](d, op).Period
	const near = 400
	if period.Start == 0 {
		t.Errorf("%s: the operation has no period", tpl.File)
	}
	for _, task := range plan.All[plan.Task](d, op) {
		where := fmt.Sprintf("%s:%d: task %q", tpl.File, lineOfTitle(tpl, task.Title), task.Title)
		switch {
		case task.When.Start == 0 || task.When.Finish == 0:
			t.Errorf("%s has no start and finish: %q", where, task.When)
		case task.When.Start < period.Start-near || period.Finish != 0 && task.When.Finish > period.Finish+near:
			t.Errorf("%s at %s is far from the operation, %s", where, task.When, period)
		}
		if phase := plan.Find[plan.Phase](d, task.Phase); phase != nil && !phase.When.Overlaps(task.When) {
			t.Errorf("%s at %s lies outside its phase %q, %s", where, task.When, phase.Title, phase.When)
		}
	}
	told := map[string]bool{}
	for _, dep := range plan.All[plan.Dependency](d, op) {
		from, to := plan.Find[plan.Task](d, dep.From), plan.Find[plan.Task](d, dep.To)
		if why := breaks(dep, from.When, to.When); why != "" {
			line := fmt.Sprintf("%s:%d: task %q (%s) %s %q (%s)", tpl.File, lineOfTitle(tpl, to.Title), to.Title, to.When, why, from.Title, from.When)
			if !told[line] {
				told[line] = true
				t.Error(line)
			}
		}
	}
}

// breaks says how two spans contradict a dependency; "" when they don't.
func breaks(dep *plan.Dependency, from, to plan.Span) string {
	lag := plan.Date(dep.Lag)
	switch {
	case dep.Type == "fs" && to.Start <= from.Finish+lag:
		return "starts before the finish of"
	case dep.Type == "ss" && to.Start < from.Start+lag:
		return "starts before the start of"
	case dep.Type == "ff" && to.Finish < from.Finish+lag:
		return "finishes before the finish of"
	case dep.Type == "sf" && to.Finish < from.Start+lag:
		return "finishes before the start of"
	}
	return ""
}

// lineOfTitle finds the entry that made a task; 0 when it cannot be told.
func lineOfTitle(tpl *Template, title string) int {
	best, shared := 0, -1
	for _, e := range tpl.entries {
		if e.kind.Name != "task" {
			continue
		}
		plain := holes(e.title())
		if n := len(plain[0]); strings.HasPrefix(title, plain[0]) && strings.HasSuffix(title, plain[len(plain)-1]) && n > shared {
			best, shared = e.line, n
		}
	}
	return best
}

var english map[string]any

// inEnglish says an error as a reader of English sees it, "file:line: reason".
func inEnglish(err error) string {
	if english == nil {
		english = map[string]any{}
		files, _ := filepath.Glob("../../assets/i18n/en/*.json")
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err == nil {
				_ = json.Unmarshal(data, &english) // a file in the making is skipped
			}
		}
	}
	var p *plan.ProblemError
	if !errors.As(err, &p) {
		return err.Error()
	}
	return sayEnglish(p.Message)
}

func sayEnglish(m plan.Message) string {
	args := map[string]any{}
	for name, value := range m.Args {
		if nested, ok := value.(plan.Message); ok {
			value = sayEnglish(nested)
		}
		args[name] = value
	}
	if m.Key == "error.template" {
		return fmt.Sprintf("%v:%v: %v", args["File"], args["Line"], args["Why"])
	}
	text, _ := english[m.Key].(string)
	if forms, ok := english[m.Key].(map[string]any); ok {
		text, _ = forms["other"].(string)
	}
	var b bytes.Buffer
	if tpl, err := texttemplate.New("").Parse(text); text == "" || err != nil || tpl.Execute(&b, args) != nil {
		return plan.Message{Key: m.Key, Args: args}.String()
	}
	return b.String()
}
