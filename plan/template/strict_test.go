package template

import (
	"testing"

	"pgregory.net/rapid"

	"jointplan/plan"
	"jointplan/plan/edit"
	"jointplan/plan/release"
)

const limited = `
template: limited
name: {en: Limited}
roles:
  - {role: lead, as: lead, name: {en: Lead}, min: 0, max: 1}
  - {role: contributor, as: contributor, name: {en: Contributor}, min: 0, max: 4}
parts:
  phase:
    - {title: Watch}
  task:
    - {title: Open}
    - {title: Lead only, releasable: [lead]}
    - {title: Both, releasable: [lead, contributor]}
    - {title: In turn, releasable: [next contributor]}
    - {title: Nobody, releasable: [nobody]}
  release:
    - {what: cost, releasable: [lead]}
`

// TestReleasableNeverGrows fills roles or leaves them empty: who fills none of
// the roles in a list never gets what it limits.
func TestReleasableNeverGrows(t *testing.T) {
	tpl, err := Parse("limited.yaml", []byte(limited))
	if err != nil {
		t.Fatal(inEnglish(err))
	}
	may := map[string]map[string]bool{
		"Open": {"lead": true, "contributor": true, "": true}, "Lead only": {"lead": true}, "Both": {"lead": true, "contributor": true},
		"In turn": {"contributor": true}, "Nobody": {}, "a cost": {"lead": true},
	}
	for _, c := range []struct {
		name  string
		roles []string
	}{
		{"nobody", []string{""}},
		{"a lead", []string{"", "lead"}},
		{"a contributor", []string{"", "contributor"}},
		{"all", []string{"", "lead", "contributor", "contributor"}},
	} {
		brief := Brief{Title: "Watch", Start: plan.MakeDate(2027, 5, 1)}
		for i, role := range c.roles {
			p := BriefParty{Name: string(rune('A' + i))}
			if role != "" {
				p.Roles = []string{role}
				brief.Parties = append(brief.Parties, p)
			}
		}
		d, op := make1(t, tpl, brief)
		outsider, err := edit.Fill(plan.KindOf[plan.Party](), plan.ID{7}, edit.Values{"title": "Outsider"})
		if err != nil {
			t.Fatal(err)
		}
		cost, err := edit.Fill(plan.KindOf[plan.Cost](), plan.ID{8}, edit.Values{"title": "a cost", "operation": op.String()})
		if err != nil {
			t.Fatal(err)
		}
		if err := d.Apply([]plan.Change{plan.Creation(outsider), plan.Creation(cost)}); err != nil {
			t.Fatal(err)
		}
		roles := map[plan.ID]string{}
		for _, p := range plan.All[plan.Participation](d, op) {
			roles[p.Party] = string(p.Role)
		}
		labels := release.NewLabels(d)
		objects := append(append([]plan.Object{}, d.Objects(plan.KindOf[plan.Task](), op)...), d.Get(plan.ID{8}))
		for _, o := range objects {
			title := plan.KindFor(o).Title().Text(o)
			for _, p := range plan.All[plan.Party](d, plan.NoID) {
				gets := labels.Of(o).Admits(p.ID, "")
				if gets && !may[title][roles[p.ID]] {
					t.Errorf("%s: %q goes to %s, a %q", c.name, title, p.Title, roles[p.ID])
				}
				if !gets && may[title][roles[p.ID]] && title != "In turn" {
					t.Errorf("%s: %q does not go to %s, a %q", c.name, title, p.Title, roles[p.ID])
				}
			}
		}
	}
}

// TestSavedTemplateIsNoLaxer saves an operation with labels as a template and
// makes it anew: no party gets more of it than it got before.
func TestSavedTemplateIsNoLaxer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, parties := plan.NewDocument(), []plan.ID{{1}, {2}, {3}}
		op := plan.ID{9}
		list := func(name string) plan.IDs {
			var ids plan.IDs
			for i, id := range append(parties, plan.ID{0xde, 0xad}, plan.Withheld) { // one is gone
				if rapid.IntRange(0, 3).Draw(t, name) == 0 && (i < 4 || len(ids) > 0 || rapid.Bool().Draw(t, name)) {
					ids = append(ids, id)
				}
			}
			return ids
		}
		marking := rapid.SampledFrom(append(plan.Markings(), ""))
		add := func(k *plan.Kind, id plan.ID, values edit.Values) {
			o, err := edit.Fill(k, id, values)
			if err != nil {
				t.Fatal(err)
			}
			if err := d.Apply([]plan.Change{plan.Creation(o)}); err != nil {
				t.Fatal(err)
			}
		}
		for i, id := range parties {
			add(plan.KindOf[plan.Party](), id, edit.Values{"title": string(rune('A' + i))})
		}
		add(plan.KindOf[plan.Operation](), op, edit.Values{"title": "Watch", "releasable": list("operation").String()})
		for i, id := range parties[:2] {
			add(plan.KindOf[plan.Participation](), plan.ID{20, byte(i)}, edit.Values{"operation": op.String(), "party": id.String(), "role": "contributor"})
		}
		var labels plan.FieldLabels
		for _, field := range []string{"purpose", "people"} {
			labels = labels.With(plan.FieldLabel{Field: field, Marking: marking.Draw(t, "marking"), To: list(field)})
		}
		add(plan.KindOf[plan.Task](), plan.ID{30}, edit.Values{
			"operation": op.String(), "title": "Look", "purpose": "Because", "people": "5",
			"marking": string(marking.Draw(t, "marking")), "releasable": list("task").String(), "labels": labels.String(),
		})
		made, id, data := again(t, d, op)
		task := func(d *plan.Document, op plan.ID) plan.Object { return d.Objects(plan.KindOf[plan.Task](), op)[0] }
		was, is := release.NewLabels(d), release.NewLabels(made)
		for _, p := range plan.All[plan.Party](made, plan.NoID) {
			for _, before := range plan.All[plan.Party](d, plan.NoID) {
				if before.Title != p.Title {
					continue
				}
				for _, cleared := range plan.Markings() {
					for _, name := range []string{"title", "purpose", "people"} {
						f := plan.KindOf[plan.Task]().Field(name)
						if is.Field(task(made, id), f).Admits(p.ID, cleared) && !was.Field(task(d, op), f).Admits(before.ID, cleared) {
							t.Fatalf("%s cleared %s gets %s, which it did not before:\n%s", p.Title, cleared, name, data)
						}
					}
				}
			}
		}
	})
}
