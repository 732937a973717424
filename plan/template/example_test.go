package template

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"jointplan/plan"
)

// example gives the template of docs/templates.md.
func example(t testing.TB) []byte {
	doc, err := os.ReadFile("../../docs/templates.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(doc), "```yaml\n")
	text, _, ok := strings.Cut(rest, "```")
	if !ok {
		t.Fatal("no example in docs/templates.md")
	}
	return []byte(text)
}

func mustExample(t testing.TB) *Template {
	tpl, err := Parse("small-border.yaml", example(t))
	if err != nil {
		t.Fatal(err)
	}
	return tpl
}

func make1(t testing.TB, tpl *Template, b Brief) (*plan.Document, plan.ID) {
	d := plan.NewDocument()
	e, op, err := tpl.Instantiate(d, b, counter())
	if err != nil {
		t.Fatal(inEnglish(err))
	}
	if err := d.Apply(e.Changes); err != nil {
		t.Fatal(inEnglish(err))
	}
	return d, op
}

func TestExample(t *testing.T) {
	tpl := mustExample(t)
	d, op := make1(t, tpl, Brief{
		Title: "Watch", Start: plan.MakeDate(2027, 5, 1), Currency: "USD",
		Sectors: []string{"North", "", "South"},
		Parties: []BriefParty{
			{Name: "Aland", Short: "A", Type: "nation", Roles: []string{"host"}},
			{Name: "Beland", Short: "B", Roles: []string{"contributor"}},
			{Name: "Celand", Roles: []string{"contributor"}},
		},
	})
	o := plan.Find[plan.Operation](d, op)
	if got := o.Period.String(); got != "2027-03-02/2027-10-27" {
		t.Errorf("period %s", got)
	}
	if o.Theatre != "Mountain border" || o.Currency != "USD" || o.Template != "small-border" || o.Status != "draft" || len(o.Hosts) != 1 {
		t.Errorf("operation %+v", o)
	}
	who := func(id plan.ID) string { return plan.ShortName(d, d.Get(id), nil) }
	var sectors []string
	for _, s := range plan.All[plan.Sector](d, op) {
		sectors = append(sectors, s.Title+" "+who(s.Party))
	}
	if got := strings.Join(sectors, ", "); got != "North B, Sector 2 Celand, South B" {
		t.Errorf("sectors: %s", got)
	}
	var patrols []string
	for _, task := range plan.All[plan.Task](d, op) {
		if strings.HasPrefix(task.Title, "Patrol") {
			patrols = append(patrols, task.Title+": "+who(task.Units[0]))
			if len(task.Units) != 1 || task.Instrument == plan.NoID {
				t.Errorf("%s: %d units, instrument %s", task.Title, len(task.Units), task.Instrument)
			}
		}
	}
	want := "Patrol North: Monitors of B, Patrol Sector 2: Monitors of Celand, Patrol South: Monitors of B"
	if got := strings.Join(patrols, ", "); got != want {
		t.Errorf("patrols: %s", got)
	}
	// agree to 3 recces, each recce to its patrol, 3 patrols to 6 reports, a report to the next.
	if got := d.Count(plan.KindOf[plan.Dependency](), op); got != 3+3+18+5 {
		t.Errorf("%d dependencies", got)
	}
	if cost := plan.All[plan.Cost](d, op)[0]; cost.Shares.Sum() != 100 || len(cost.Shares) != 2 || cost.Amount.String() != "120000.00 USD" {
		t.Errorf("cost %s, %s", cost.Amount, cost.Shares)
	}
}

func TestInstantiateAgain(t *testing.T) {
	tpl := mustExample(t)
	d, _ := make1(t, tpl, briefFor(tpl, 3, 2))
	parties := d.Count(plan.KindOf[plan.Party](), plan.NoID)
	b := briefFor(tpl, 3, 2)
	b.Parties[1].Party = partyNamed(d, b.Parties[1].Name).ID
	next := 500_000
	e, op, err := tpl.Instantiate(d, b, func() plan.ID { next++; return plan.ID{8, byte(next >> 16), byte(next >> 8), byte(next)} })
	if err != nil {
		t.Fatal(inEnglish(err))
	}
	if err := d.Apply(e.Changes); err != nil {
		t.Fatal(inEnglish(err))
	}
	if n := d.Count(plan.KindOf[plan.Party](), plan.NoID); n != parties {
		t.Errorf("%d parties became %d", parties, n)
	}
	if o := plan.Find[plan.Operation](d, op); o.No != 2 {
		t.Errorf("the second operation has number %d", o.No)
	}
	if first := plan.All[plan.Task](d, op)[0]; first.No != 1 {
		t.Errorf("its first task has number %d", first.No)
	}
}

func TestBrief(t *testing.T) {
	tpl := mustExample(t)
	for name, tt := range map[string]struct {
		alter func(b *Brief)
		key   string
	}{
		"sound":            {func(*Brief) {}, ""},
		"no title":         {func(b *Brief) { b.Title = "  " }, "error.brief.title"},
		"no start":         {func(b *Brief) { b.Start = 0 }, "error.brief.start"},
		"absurd start":     {func(b *Brief) { b.Start = plan.MakeDate(2190, 1, 1) }, "error.brief.date"},
		"no currency":      {func(b *Brief) { b.Currency = "euro" }, "error.brief.currency"},
		"no host":          {func(b *Brief) { b.Parties = b.Parties[1:] }, "error.brief.few"},
		"two hosts":        {func(b *Brief) { b.Parties[1].Roles = []string{"host", "contributor"} }, "error.brief.many"},
		"unknown role":     {func(b *Brief) { b.Parties[1].Roles = []string{"guest"} }, "error.brief.role"},
		"nameless party":   {func(b *Brief) { b.Parties[1].Name = "" }, "error.brief.party.name"},
		"party twice":      {func(b *Brief) { b.Parties[1].Name = strings.ToUpper(b.Parties[0].Name) }, "error.brief.party.twice"},
		"party gone":       {func(b *Brief) { b.Parties[1].Party = plan.ID{1} }, "error.brief.party.gone"},
		"too many sectors": {func(b *Brief) { b.Sectors = make([]string, 11) }, "error.brief.sectors.many"},
	} {
		t.Run(name, func(t *testing.T) {
			b := briefFor(tpl, 2, 2)
			tt.alter(&b)
			_, _, err := tpl.Instantiate(plan.NewDocument(), b, counter())
			if got := keyOf(err); got != tt.key {
				t.Errorf("%q, want %q", got, tt.key)
			}
			tpl.Preview(b)
		})
	}
}

func keyOf(err error) string {
	if err == nil {
		return ""
	}
	return messageOf(err).Key
}

func TestLoadAll(t *testing.T) {
	fsys := fstest.MapFS{
		"a/small-border.yaml": {Data: example(t)},
		"broken.yaml":         {Data: []byte("template: broken\n")},
		"notes.txt":           {Data: []byte("no template")},
	}
	all, err := LoadAll(fsys)
	if len(all) != 1 || all[0].ID != "small-border" {
		t.Errorf("loaded %v", all)
	}
	if err == nil || !strings.Contains(err.Error(), "broken.yaml") {
		t.Errorf("error: %v", err)
	}
}

// TestTranslations asks for a sentence in each language for every message.
func TestTranslations(t *testing.T) {
	used := map[string]bool{}
	files, _ := filepath.Glob("*.go")
	key := regexp.MustCompile(`"((?:error\.(?:brief|template)|do\.template|template\.(?:file|role))(?:\.[a-z]+)*)"`)
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		code, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range key.FindAllStringSubmatch(string(code), -1) {
			used[m[1]] = true
		}
	}
	holes := regexp.MustCompile(`\{\{\.\w+\}\}`)
	var english map[string]string
	for _, l := range []string{"en", "fr", "ru"} {
		data, err := os.ReadFile("../../assets/i18n/" + l + "/template.json")
		if err != nil {
			t.Fatal(err)
		}
		var texts map[string]string
		if err := json.Unmarshal(data, &texts); err != nil {
			t.Fatal(err)
		}
		if english == nil {
			english = texts
		}
		for k := range used {
			a, b := holes.FindAllString(english[k], -1), holes.FindAllString(texts[k], -1)
			slices.Sort(a)
			slices.Sort(b)
			if texts[k] == "" || !slices.Equal(a, b) {
				t.Errorf("%s: %q has no text or other values than in English", l, k)
			}
		}
		for k := range texts {
			if !used[k] && k != "do.sample" {
				t.Errorf("%s: %q is not used", l, k)
			}
		}
	}
}
