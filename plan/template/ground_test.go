package template

import (
	"errors"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"jointplan/plan"
	"jointplan/plan/basemap"
)

// headTheatre is a template with two sectors; what is tested comes behind.
const headTheatre = `template: t
name: T
roles: [{role: host, as: host, min: 1}]
sectors: {count: 2, max: 3}
parts:
  sector: [{key: area, each: sector, title: "{sector}", type: area, party: host, area: 12}]
  unit: [{key: team, each: sector, title: "Team {sector}", sector: area}]
  task: [{key: look, title: Look, when: D +3}]
theatres:
  - theatre: here
    name: Here
`

func TestTheatreRefuses(t *testing.T) {
	for name, tt := range map[string]struct {
		text string
		line int // behind the head
		key  string
	}{
		"unknown word":      {"    map: x", 1, "error.template.heading"},
		"bad key":           {"  - theatre: Not One\n    name: X", 1, "error.template.id"},
		"none as key":       {"  - theatre: none\n    name: X", 1, "error.template.id"},
		"key twice":         {"  - theatre: here\n    name: X", 1, "error.template.key.twice"},
		"no name":           {"  - theatre: there", 1, "error.template.lacks"},
		"too many sectors":  {"    sectors: [{name: A}, {name: B}, {name: C}, {name: D}]", -1, "error.template.minmax"},
		"nameless sector":   {"    sectors: [{posts: 2}]", 1, "error.template.theatre.name"},
		"names twice":       {"    sectors:\n      - name: A\n      - name: a", 3, "error.template.theatre.name"},
		"reference":         {"    sectors:\n      - name: A\n        party: host", 3, "error.template.theatre.field"},
		"unknown field":     {"    set: {area: {size: 3}}", 1, "error.template.field"},
		"unknown entry":     {"    set: {zone: {posts: 3}}", 1, "error.template.key"},
		"an operation":      {"    parts:\n      operation: [{purpose: X}]", 2, "error.template.operation"},
		"sector beyond":     {"    sectors: [{name: A}]\n    parts:\n      graphic:\n        - {title: P, type: post, sector: sector 2}", 4, "error.template.theatre.nth"},
		"sector of nothing": {"    sectors: [{name: A}]\n    parts:\n      graphic:\n        - {title: P, type: post, sector: look 1}", 4, "error.template.key"},
		"two geometries":    {"    sectors: [{name: A, geometry: {province: AF-BDS, country: AFG}}]", 1, "error.template.ground"},
		"no geometry":       {"    sectors: [{name: A, geometry: {in: AFG}}]", 1, "error.template.ground"},
		"other word":        {"    sectors: [{name: A, geometry: {country: AFG, colour: red}}]", 1, "error.template.heading"},
		"border of one":     {"    sectors: [{name: A, geometry: {border: [AFG]}}]", 1, "error.template.ground.border"},
		"stretch":           {"    sectors: [{name: A, geometry: {border: [AFG, TJK], stretch: 5 of 4}}]", 1, "error.template.ground.nth"},
		"stretch of area":   {"    sectors: [{name: A, geometry: {country: AFG, stretch: 1 of 4}}]", 1, "error.template.ground.stretch"},
		"place anywhere":    {"    sectors: [{name: A, geometry: {place: Kabul}}]", 1, "error.template.ground.in"},
		"position":          {"    sectors: [{name: A, geometry: {position: behind the hill}}]", 1, "geo.coordinate"},
		"no code":           {"    sectors: [{name: A, geometry: {province: ''}}]", 1, "error.template.ground.code"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Parse("t.yaml", []byte(headTheatre+tt.text+"\n"))
			checkProblem(t, err, strings.Count(headTheatre, "\n")+tt.line, tt.key)
		})
	}
}

// A theatre's own entries are not there without it.
func TestPartsDoNotNameTheatres(t *testing.T) {
	text := "template: t\nname: T\nparts:\n  task: [{title: A, after: [own]}]\ntheatres:\n  - theatre: here\n    name: H\n    parts:\n      task: [{key: own, title: B}]\n"
	_, err := Parse("t.yaml", []byte(text))
	checkProblem(t, err, 4, "error.template.key")
}

func checkProblem(t *testing.T, err error, line int, key string) {
	t.Helper()
	var all Errors
	if !errors.As(err, &all) {
		t.Fatalf("accepted, or another error: %v", err)
	}
	var p *plan.ProblemError
	errors.As(all[0], &p)
	why, _ := p.Args["Why"].(plan.Message)
	if got := p.Args["Line"].(int); why.Key != key || got != line || len(all) != 1 {
		t.Errorf("%v, want %s on line %d", err, key, line)
	}
	if said := inEnglish(all[0]); strings.Contains(said, "error.") || strings.Contains(said, "geo.") {
		t.Errorf("not said in words: %s", said)
	}
}

var readWorld = sync.OnceValues(func() (*basemap.Map, error) {
	data, err := os.ReadFile("../../assets/map/basemap.bin")
	if err != nil {
		return nil, err
	}
	return basemap.Load(data)
})

func theWorld(t *testing.T) *basemap.Map {
	t.Helper()
	m, err := readWorld()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// What is not on the basemap is told with its line, of all theatres at once.
func TestCheckGround(t *testing.T) {
	for name, tt := range map[string]struct{ geometry, key string }{
		"a province":       {"{province: XX-YY}", "error.template.ground.code"},
		"a country":        {"{country: AF-BDS}", "error.template.ground.code"},
		"no province":      {"{province: AFG}", "error.template.ground.code"},
		"several units":    {"{provinces: [AF-BDS, MD-SN]}", "error.template.ground.code"},
		"no neighbours":    {"{border: [AFG, MDA]}", "error.template.ground.apart"},
		"itself":           {"{border: [AFG, AFG]}", "error.template.ground.apart"},
		"no place":         {"{place: Nowhere, in: AFG}", "error.template.ground.place"},
		"another's place":  {"{place: Kabul, in: TJK}", "error.template.ground.place"},
		"several places":   {"{place: Chernivtsi, in: UKR}", "error.template.ground.places"},
		"place in nothing": {"{place: Kabul, in: XXX}", "error.template.ground.code"},
		"sound":            {"{border: [TJ-KT, AFG], stretch: 2 of 3}", ""},
	} {
		t.Run(name, func(t *testing.T) {
			tpl, err := Parse("t.yaml", []byte(headTheatre+"    sectors:\n      - {name: A, geometry: "+tt.geometry+"}\n"))
			if err != nil {
				t.Fatal(inEnglish(err))
			}
			err = tpl.CheckGround(theWorld(t))
			if tt.key == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			checkProblem(t, err, strings.Count(headTheatre, "\n")+2, tt.key)
			b := briefFor(tpl, 1, 0)
			b.TheatreKey, b.World = "here", theWorld(t)
			if _, _, err := tpl.Instantiate(plan.NewDocument(), b, counter()); !strings.Contains(keyOf(err)+err.Error(), tt.key) {
				t.Errorf("made, or %v", err)
			}
		})
	}
}

const ridge = headTheatre + `    where: The ridge
    sectors:
      - {name: North, area: "", posts: 3, geometry: {province: AF-BDS}}
      - {name: South, geometry: {province: AF-TAK}}
    set: {look: {title: Look around}, operation: {border: 40}}
    parts:
      graphic:
        - {title: Post North, type: post, sector: sector 1, party: sector 1, geometry: {place: Fayzabad, in: AF-BDS}}
        - {title: Post South, type: post, sector: sector 2, geometry: {position: 36.7 N 69.5 E}}
`

func inTheatre(t *testing.T, sectors ...string) *plan.Document {
	t.Helper()
	tpl, err := Parse("t.yaml", []byte(ridge))
	if err != nil {
		t.Fatal(inEnglish(err))
	}
	b := briefFor(tpl, 1, 0)
	b.Theatre, b.TheatreKey, b.World, b.Sectors = "", "here", theWorld(t), sectors
	d := plan.NewDocument()
	e, _, err := tpl.Instantiate(d, b, counter())
	if err != nil {
		t.Fatal(inEnglish(err))
	}
	if err := d.Apply(e.Changes); err != nil {
		t.Fatal(err)
	}
	return d
}

func TestTheatreIsApplied(t *testing.T) {
	d := inTheatre(t)
	op := plan.All[plan.Operation](d, plan.NoID)[0]
	if op.Theatre != "The ridge" || op.Border != 40 {
		t.Errorf("%+v", op)
	}
	if task := plan.All[plan.Task](d, op.ID)[0]; task.Title != "Look around" {
		t.Errorf("task %q", task.Title)
	}
	sectors := plan.All[plan.Sector](d, op.ID)
	north, south := sectors[0], sectors[1]
	if north.Title != "North" || north.Area != 0 || north.Posts != 3 || south.Title != "South" || south.Area != 12 || north.Geometry == "" {
		t.Errorf("%+v %+v", north, south)
	}
	posts := plan.All[plan.Graphic](d, op.ID)
	if len(posts) != 2 || posts[0].Sector != north.ID || posts[0].Party != north.Party || posts[1].Sector != south.ID || posts[1].Party != plan.NoID {
		t.Errorf("%+v", posts)
	}
}

// Sectors are known by their names; one that was renamed is known by its place.
func TestSectorsOfTheTheatre(t *testing.T) {
	for _, c := range []struct {
		names []string
		drawn []string // of which sector of the theatre
		posts int
	}{
		{[]string{"North", "South"}, []string{"North", "South"}, 2},
		{[]string{"South", "North"}, []string{"South", "North"}, 2},
		{[]string{"South"}, []string{"South"}, 1},
		{[]string{"Upper", "South"}, []string{"North", "South"}, 2},
		{[]string{"Upper", "Lower", "More"}, []string{"North", "South", ""}, 2},
		{[]string{"", ""}, []string{"North", "South"}, 2},
	} {
		known := map[plan.Geometry]string{"": ""}
		for i, s := range plan.All[plan.Sector](inTheatre(t), plan.All[plan.Operation](inTheatre(t), plan.NoID)[0].ID) {
			known[s.Geometry] = []string{"North", "South"}[i]
		}
		d := inTheatre(t, c.names...)
		op := plan.All[plan.Operation](d, plan.NoID)[0].ID
		var drawn []string
		for _, s := range plan.All[plan.Sector](d, op) {
			drawn = append(drawn, known[s.Geometry])
		}
		if posts := d.Count(plan.KindOf[plan.Graphic](), op); !slices.Equal(drawn, c.drawn) || posts != c.posts {
			t.Errorf("%q: drawn are %q with %d posts", c.names, drawn, posts)
		}
	}
}

func TestTheatreNeedsTheBasemap(t *testing.T) {
	tpl, err := Parse("t.yaml", []byte(ridge))
	if err != nil {
		t.Fatal(inEnglish(err))
	}
	b := briefFor(tpl, 1, 0)
	if tpl.NeedsWorld("") || !tpl.NeedsWorld("here") || !tpl.OnBasemap() {
		t.Error("the basemap is needed for the theatre alone")
	}
	if _, _, err := tpl.Instantiate(plan.NewDocument(), b, counter()); err != nil {
		t.Error(inEnglish(err))
	}
	b.TheatreKey = "here"
	_, _, err = tpl.Instantiate(plan.NewDocument(), b, counter())
	if err == nil || !strings.Contains(err.Error(), "error.template.ground.world") {
		t.Errorf("without a basemap: %v", err)
	}
	b.TheatreKey = "there"
	if got := keyOf(tpl.Check(plan.NewDocument(), b)); got != "error.brief.theatre" {
		t.Errorf("%q", got)
	}
}

// The theatre of docs/templates.md goes with the template that stands there.
func TestExampleOfTheatres(t *testing.T) {
	doc, err := os.ReadFile("../../docs/templates.md")
	if err != nil {
		t.Fatal(err)
	}
	_, text, _ := strings.Cut(string(doc), "## Theatres")
	_, text, _ = strings.Cut(text, "```yaml\n")
	text, _, ok := strings.Cut(text, "```")
	if !ok {
		t.Fatal("no example of a theatre in docs/templates.md")
	}
	tpl, err := Parse("small-border.yaml", append(example(t), text...))
	if err != nil {
		t.Fatal(inEnglish(err))
	}
	if err := tpl.CheckGround(theWorld(t)); err != nil || len(tpl.Theatres) != 1 {
		t.Errorf("%d theatres, %v", len(tpl.Theatres), err)
	}
}
