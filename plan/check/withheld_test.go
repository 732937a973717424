package check_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jointplan/plan"
	"jointplan/plan/check"
	"jointplan/plan/edit"
)

// What a shared copy withholds is no finding of its reader: where a value stayed
// behind, or a reference says no more than that it did, nothing is reported that
// was not reported when it was there.
func TestWithheldValuesMakeNoFindings(t *testing.T) {
	failed := map[string]bool{}
	for _, c := range cases {
		for _, script := range []string{c.bad, c.good} {
			d, _ := build(t, base+script)
			before := countOf(all(t, d))
			for _, w := range withholdings(t, d) {
				copied, _ := build(t, base+script)
				apply(t, copied, w.changes...)
				for about, n := range countOf(all(t, copied)) {
					if n > before[about] {
						failed[about.rule+" with "+w.name] = true
					}
				}
			}
		}
	}
	for _, key := range slices.Sorted(maps.Keys(failed)) {
		t.Errorf("%s withheld is reported", key)
	}
}

// A report that is kept tells of what stays behind, or comes after all, as a
// fresh one does.
func TestUpdateKnowsWhatIsWithheld(t *testing.T) {
	for _, c := range cases {
		d, _ := build(t, base+c.bad)
		kept := all(t, d)
		steps := withholdings(t, d)
		for i := 0; i < len(steps); i += 1 + len(steps)/5 {
			var back []plan.Change
			for _, change := range slices.Backward(steps[i].changes) {
				change.Old, change.New = change.New, change.Old
				back = append(back, change)
			}
			for _, changes := range [][]plan.Change{steps[i].changes, back} {
				apply(t, d, changes...)
				kept.Update(changes)
				if diff := cmp.Diff(flatten(all(t, d).Findings(plan.NoID)), flatten(kept.Findings(plan.NoID))); diff != "" {
					t.Fatalf("%s: %s", steps[i].name, diff)
				}
			}
		}
	}
}

type about struct {
	rule   string
	object plan.ID
}

func countOf(r *check.Report) map[about]int {
	n := map[about]int{}
	for _, f := range r.Findings(plan.NoID) {
		n[about{f.Rule.Name, f.Object}]++
	}
	return n
}

// withholding is one way in which a value stays behind.
type withholding struct {
	name    string
	changes []plan.Change
}

// withholdings gives for each value in d the step by which it is gone as in a
// shared copy, for the field of one object and for that of all of a kind.
func withholdings(t *testing.T, d *plan.Document) []withholding {
	var all []withholding
	for _, k := range plan.Kinds() {
		for _, f := range edit.LabelFields(k) {
			every := withholding{name: k.Name + "." + f.Name}
			objects := d.Objects(k, plan.NoID)
			for _, o := range objects {
				if f.IsEmpty(o) {
					continue
				}
				one := withholding{name: every.name, changes: withheld(t, o, f)}
				every.changes = append(every.changes, one.changes...)
				all = append(all, one)
				if f.Type == plan.Reference || f.Type == plan.List {
					all = append(all, withholding{every.name + " to somebody", setTo(t, o, f, plan.Withheld.String())})
				}
			}
			if len(objects) > 1 {
				all = append(all, every)
			}
		}
	}
	return all
}

func withheld(t *testing.T, o plan.Object, f *plan.Field) []plan.Change {
	labels := o.Shared().Labels.With(plan.FieldLabel{Field: f.Name, To: plan.IDs{plan.Withheld}})
	return append(setTo(t, o, f, ""), setTo(t, o, plan.KindFor(o).Field("labels"), labels.String())...)
}

func setTo(t *testing.T, o plan.Object, f *plan.Field, value string) []plan.Change {
	t.Helper()
	c, ok, err := plan.SetField(o, f, value)
	if err != nil || !ok {
		t.Fatal(fmt.Errorf("%s.%s: %w", f.Kind.Name, f.Name, err))
	}
	return []plan.Change{c}
}

// A value that is not there and would mend what a rule reports may have stayed
// behind: then the rule keeps silent.
func TestWhatWouldMendMayBeWithheld(t *testing.T) {
	for _, c := range cases {
		d, _ := build(t, base+c.bad)
		found := of(all(t, d).Findings(plan.NoID), c.rule)
		for _, id := range append([]plan.ID{found[0].Object}, found[0].Others...) {
			o := d.Get(id)
			for _, f := range edit.LabelFields(plan.KindFor(o)) {
				if !f.IsEmpty(o) || !mends(t, base+c.bad, d, o, f, found[0]) {
					continue
				}
				copied, _ := build(t, base+c.bad)
				label := o.Shared().Labels.With(plan.FieldLabel{Field: f.Name, To: plan.IDs{plan.Withheld}})
				apply(t, copied, setTo(t, o, plan.KindFor(o).Field("labels"), label.String())...)
				if isFound(all(t, copied), found[0]) {
					t.Errorf("%s with %s.%s withheld is reported", c.rule, f.Kind.Name, f.Name)
				}
			}
		}
	}
}

// mends reports whether some value of an empty field takes a finding away.
func mends(t *testing.T, script string, d *plan.Document, o plan.Object, f *plan.Field, finding check.Finding) bool {
	for _, value := range someValues(d, f) {
		c, ok, err := plan.SetField(o, f, value)
		if err != nil || !ok {
			continue
		}
		mended, _ := build(t, script)
		apply(t, mended, c)
		if !isFound(all(t, mended), finding) {
			return true
		}
	}
	return false
}

func isFound(r *check.Report, f check.Finding) bool {
	return countOf(r)[about{f.Rule.Name, f.Object}] > 0
}

// someValues gives values that a field may have.
func someValues(d *plan.Document, f *plan.Field) []string {
	var values []string
	switch f.Type {
	case plan.OneOf:
		for _, c := range f.Choices {
			values = append(values, string(c))
		}
	case plan.Reference, plan.List:
		values = append(values, plan.Withheld.String())
		for _, k := range plan.Kinds() {
			if k.Name == f.Target || f.Target == "any" {
				for _, o := range d.Objects(k, plan.NoID) {
					values = append(values, plan.IDFor(o).String())
				}
			}
		}
	case plan.Flag:
		return []string{"true"}
	case plan.Number, plan.Whole:
		return []string{"1", "100", "1000"}
	case plan.Day:
		return []string{"2027-01-02", "2027-06-01", "2028-01-01"}
	case plan.Period:
		return []string{"2027-01-01/2027-12-31", "2027-06-01/2027-06-02", "2028-01-01/2028-02-01"}
	case plan.Amount:
		return []string{"100 EUR"}
	case plan.Portions:
		for p := range plan.Each[plan.Party](d, plan.NoID) {
			values = append(values, p.ID.String()+"=100")
		}
	default:
		return []string{"Something said", "en ru fr"}
	}
	return values
}
