package template_test

import (
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jointplan/plan"
	"jointplan/plan/basemap"
	"jointplan/plan/edit"
	"jointplan/plan/plantest"
	"jointplan/plan/sample"
	"jointplan/plan/template"
)

// TestSaveSamples saves the sample operations, which have been worked on, and
// makes them anew.
func TestSaveSamples(t *testing.T) {
	for name, make := range map[string]func(*plan.Document, *template.Template, *basemap.Map, edit.Maker, plan.Date) ([]plan.Edit, error){
		"joint-border-monitoring": sample.Border, "police-training": sample.Police,
	} {
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile("../../assets/templates/" + name + ".yaml")
			if err != nil {
				t.Fatal(err)
			}
			tpl, err := template.Parse(name+".yaml", data)
			if err != nil {
				t.Skip("does not parse; see TestShipped")
			}
			next := 0
			newID := func() plan.ID { next++; return plan.ID{5, byte(next >> 16), byte(next >> 8), byte(next)} }
			d := plan.NewDocument()
			edits, err := make(d, tpl, plantest.Basemap(t, os.ReadFile), newID, plan.MakeDate(2027, 6, 15))
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range edits {
				if err := d.Apply(e.Changes); err != nil {
					t.Fatal(err)
				}
			}
			op := plan.All[plan.Operation](d, plan.NoID)[0].ID
			made, id, _ := template.Again(t, d, op)
			if diff := cmp.Diff(template.Content(d, op), template.Content(made, id)); diff != "" {
				t.Errorf("saved and made again (-was +is):\n%s", diff)
			}
		})
	}
}
