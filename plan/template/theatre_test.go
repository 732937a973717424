package template_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jointplan/plan"
	"jointplan/plan/check"
	"jointplan/plan/geo"
	"jointplan/plan/plantest"
	"jointplan/plan/template"
)

func shipped(t testing.TB) []*template.Template {
	t.Helper()
	all, err := template.LoadAll(os.DirFS("../../assets/templates"))
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// withoutTheatre are the templates about work of staffs, which happens anywhere.
var withoutTheatre = map[string]bool{
	"council-consultation": true, "engagement-pathway": true, "interoperability": true, "military-cooperation": true,
	"personnel-exchange": true, "regional-security-dialogue": true,
}

func TestShippedTheatres(t *testing.T) {
	for _, tpl := range shipped(t) {
		if withoutTheatre[tpl.ID] == (len(tpl.Theatres) > 0) {
			t.Errorf("%s has %d theatres", tpl.ID, len(tpl.Theatres))
		}
		if err := tpl.CheckGround(plantest.Basemap(t, os.ReadFile)); err != nil {
			t.Error(err)
			continue
		}
		for _, th := range tpl.Theatres {
			for what, texts := range map[string]template.Texts{"name": th.Name, "note": th.Note} {
				for _, l := range []string{"en", "fr", "ru"} {
					if texts[l] == "" {
						t.Errorf("%s, %s: no %s in %s", tpl.ID, th.Key, what, l)
					}
				}
			}
			for _, n := range []int{1, 3} {
				t.Run(fmt.Sprintf("%s/%s/%d", tpl.ID, th.Key, n), func(t *testing.T) { checkTheatre(t, tpl, th, n) })
			}
		}
	}
}

// checkTheatre asks that what is drawn is sound, does not overlap, lies in the area
// of operations and gives no finding that there would not be without a map.
func checkTheatre(t *testing.T, tpl *template.Template, th *template.Theatre, n int) {
	bare, plain := made(t, tpl, "", n)
	d, op := made(t, tpl, th.Key, n)
	b := template.BriefFor(tpl, n)
	b.TheatreKey = th.Key
	for _, c := range tpl.Preview(b) {
		if got := d.Count(c.Kind, plan.NoID); got != c.Count {
			t.Errorf("preview says %d of %s, made %d", c.Count, c.Kind.Name, got)
		}
	}
	area := areaOf(t, d, op)
	drawn := 0
	for _, s := range plan.All[plan.Sector](d, op) {
		if s.Geometry == "" {
			t.Errorf("sector %q is not drawn", s.Title)
			continue
		}
		drawn++
		checkWithin(t, s, area)
	}
	if drawn < len(th.Sectors) || th.Where != plan.Find[plan.Operation](d, op).Theatre {
		t.Errorf("%d sectors, theatre %q", drawn, plan.Find[plan.Operation](d, op).Theatre)
	}
	for _, g := range plan.All[plan.Graphic](d, op) {
		if g.Geometry == "" {
			t.Errorf("%q is not drawn", g.Title)
		}
	}
	if n == 1 {
		checkSaved(t, d, op)
	}
	without := findings(t, bare, plain)
	for rule, n := range findings(t, d, op) {
		if n > without[rule] && (len(th.Sectors) <= tpl.Sectors.Count || strings.HasPrefix(rule, "map.")) {
			t.Errorf("%d findings of %s, %d without the theatre", n, rule, without[rule])
		}
	}
}

// checkSaved saves the operation as a template and makes it anew: what is of the
// basemap is written in its words, and all geometry comes back.
func checkSaved(t *testing.T, d *plan.Document, op plan.ID) {
	t.Helper()
	again, id, text := template.AgainOn(t, plantest.Basemap(t, os.ReadFile), d, op)
	if diff := cmp.Diff(template.Content(d, op), template.Content(again, id)); diff != "" {
		t.Errorf("saved and made again (-was +is):\n%s", diff)
	}
	if n := bytes.Count(text, []byte("Polygon")); n > 0 {
		t.Errorf("%d areas are written as GeoJSON", n)
	}
}

func made(t *testing.T, tpl *template.Template, theatre string, n int) (*plan.Document, plan.ID) {
	t.Helper()
	d := plan.NewDocument()
	b := template.BriefFor(tpl, n)
	b.Theatre, b.TheatreKey, b.World = "", theatre, plantest.Basemap(t, os.ReadFile)
	next := 0
	e, op, err := tpl.Instantiate(d, b, func() plan.ID {
		next++
		return plan.ID{3, byte(next >> 16), byte(next >> 8), byte(next)}
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Apply(e.Changes); err != nil {
		t.Fatal(err)
	}
	return d, op
}

func areaOf(t *testing.T, d *plan.Document, op plan.ID) geo.Shape {
	t.Helper()
	for _, g := range plan.All[plan.Graphic](d, op) {
		if g.Type == "area-of-operations" {
			s, err := geo.Parse(g.Geometry)
			if err != nil {
				t.Fatal(err)
			}
			if err := s.Validate(); err != nil {
				t.Fatal(err)
			}
			return s
		}
	}
	t.Fatal("no area of operations")
	return geo.Shape{}
}

// offCoast is how far a place may lie off the coast of the basemap, in km: places
// and coasts come from different sources.
const offCoast = 3.0

func checkWithin(t *testing.T, s *plan.Sector, area geo.Shape) {
	t.Helper()
	shape, err := geo.Parse(s.Geometry)
	if err == nil {
		err = shape.Validate()
	}
	if err != nil {
		t.Errorf("%q: %v", s.Title, err)
		return
	}
	want := map[plan.Choice]geo.Type{"area": geo.Areas, "border": geo.Lines, "line-of-contact": geo.Lines, "site": geo.Points}[s.Type]
	if shape.Type() != want {
		t.Errorf("%q, a %s, is drawn as %s", s.Title, s.Type, shape.Type())
	}
	if want == geo.Areas {
		if !geo.Within(shape, area) {
			t.Errorf("%q lies outside of the area", s.Title)
		}
		return
	}
	for p := range shape.All() {
		if _, near := geo.SnapTo(p, []geo.Shape{area}, offCoast); !near && !area.Holds(p) {
			t.Errorf("%q lies outside of the area at %v", s.Title, p)
			return
		}
	}
}

func findings(t *testing.T, d *plan.Document, op plan.ID) map[string]int {
	t.Helper()
	report, err := check.All(context.Background(), d, 0, nil)
	if err != nil {
		t.Fatal(err)
	}
	n := map[string]int{}
	for _, f := range report.Findings(op) {
		n[f.Rule.Name]++
	}
	return n
}
