package release_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"jointplan/plan"
	"jointplan/plan/edit"
	"jointplan/plan/plantest"
	"jointplan/plan/release"
)

// staff is a small plan with objects by short names.
type staff struct {
	*plan.Document
	t *testing.T
}

func id(name string) plan.ID {
	var i plan.ID
	copy(i[:], name)
	i[15] = 7
	return i
}

// newStaff makes a plan of two parties and one operation; lines are
// "kind name field=value …", with names for references.
func newStaff(t *testing.T, lines ...string) *staff {
	t.Helper()
	s := &staff{Document: plan.NewDocument(), t: t}
	for _, line := range append([]string{
		"workspace W", "party A title=Alpha cleared=restricted", "party B title=Bravo", "operation O title=Watch",
	}, lines...) {
		s.add(line)
	}
	return s
}

func (s *staff) add(line string) {
	s.t.Helper()
	words := strings.Fields(line)
	k := plan.KindNamed(words[0])
	values := edit.Values{}
	if k.Operation() != nil {
		values["operation"] = id("O").String()
	}
	for _, w := range words[2:] {
		name, value, _ := strings.Cut(w, "=")
		f := k.Field(name)
		switch f.Type {
		case plan.Reference, plan.List:
			var ids plan.IDs
			for _, one := range strings.FieldsFunc(value, func(r rune) bool { return r == ',' }) {
				ids = append(ids, id(one))
			}
			value = ids.String()
		case plan.Portions:
			value = strings.NewReplacer("A=", id("A").String()+"=", "B=", id("B").String()+"=", "G=", id("G").String()+"=", ",", " ").Replace(value)
		case plan.Labels:
			value = strings.NewReplacer("A", id("A").String(), "B", id("B").String(), ";", " ").Replace(value)
		}
		values[name] = value
	}
	o, err := edit.Fill(k, id(words[1]), values)
	if err != nil {
		s.t.Fatal(line, err)
	}
	if err := s.Apply([]plan.Change{plan.Creation(o)}); err != nil {
		s.t.Fatal(line, err)
	}
}

func TestWhoGetsWhat(t *testing.T) {
	for _, c := range []struct {
		name  string
		lines []string
		what  string // object, or object.field
		goes  string // to whom
	}{
		{"nothing said", []string{"task T title=Patrol"}, "T", "AB"},
		{"own marking", []string{"task T marking=restricted"}, "T", "A"},
		{"own marking above all", []string{"task T marking=secret"}, "T", ""},
		{"own parties", []string{"task T releasable=B"}, "T", "B"},
		{"parties and marking", []string{"task T releasable=B marking=restricted"}, "T", ""},
		{"somebody who is not there", []string{"task T releasable=Z"}, "T", ""},
		{"from a rule", []string{"release R what=task marking=restricted", "task T"}, "T", "A"},
		{"own before the rule", []string{"release R what=task marking=secret", "task T marking=unclassified"}, "T", "AB"},
		{"rule of another kind", []string{"release R what=cost releasable=A", "task T"}, "T", "AB"},
		{"rule of the whole workspace", []string{"release R what=task releasable=A operation=", "task T"}, "T", "A"},
		{"the operation's rule before it", []string{"release R what=task releasable=A operation=", "release S what=task releasable=B", "task T"}, "T", "B"},
		{"two rules hold both", []string{"release R what=task releasable=A,B", "release S what=task releasable=B", "task T"}, "T", "B"},
		{"a rule is under its own label", []string{"release R what=task releasable=A"}, "R", "A"},
		{"kinds of the workspace", []string{"release R what=person releasable=B operation=", "person N"}, "N", "B"},
		{"a part of what stays", []string{"task T releasable=A", "task U", "dependency D from=U to=T"}, "D", "A"},
		{"both of what it is part of", []string{"task T releasable=A", "task U releasable=B", "dependency D from=U to=T"}, "D", ""},
		{"a part of what is gone", []string{"task T", "dependency D from=T to=Z"}, "D", ""},
		{"a wider label does not help a part", []string{"task T releasable=A", "task U", "dependency D from=U to=T releasable=A,B"}, "D", "A"},
		{"a reference is no part", []string{"sector S releasable=A", "task T sector=S"}, "T", "AB"},
		{"own field label", []string{"cost K amount=5.00_EUR labels=amount=:A"}, "K.amount", "A"},
		{"field rule", []string{"release R what=cost field=basis marking=restricted", "cost K basis=x"}, "K.basis", "A"},
		{"the object goes without it", []string{"release R what=cost field=basis marking=restricted", "cost K basis=x"}, "K", "AB"},
		{"other fields go", []string{"release R what=cost field=basis marking=restricted", "cost K title=x"}, "K.title", "AB"},
		{"a field under its object", []string{"cost K releasable=A labels=amount=:B"}, "K.amount", ""},
		{"what a part is part of can't be kept alone", []string{"task T", "task U", "dependency D from=T to=U labels=from=:A"}, "D", "A"},
		{"a digest goes with its text", []string{"passage X text=a second=b translated=c labels=text=:A"}, "X.translated", "A"},
		{"own bookkeeping never goes", []string{"task T order=a0001"}, "T.order", ""},
		{"labels go", []string{"task T labels=marking=:A"}, "T.marking", "AB"},
	} {
		t.Run(c.name, func(t *testing.T) {
			for i := range c.lines {
				c.lines[i] = strings.ReplaceAll(c.lines[i], "_EUR", "")
				c.lines[i] = strings.ReplaceAll(c.lines[i], "amount=5.00 ", "")
			}
			s := newStaff(t, c.lines...)
			object, field, _ := strings.Cut(c.what, ".")
			goes := ""
			for _, party := range []string{"A", "B"} {
				r, err := release.For(s.Document, id(party))
				if err != nil {
					t.Fatal(err)
				}
				o := s.Get(id(object))
				f := plan.KindFor(o).Field(field)
				if r.Goes(id(object)) && (field == "" || r.GoesWith(o, f)) {
					goes += party
				}
				admits := r.Labels().Of(o).Admits(id(party), r.Party.Cleared)
				if field == "" && admits != r.Goes(id(object)) {
					t.Errorf("to %s: the label says %v, the release %v", party, admits, r.Goes(id(object)))
				}
				if _, why := r.Why(o); why == r.Goes(id(object)) {
					t.Errorf("to %s: a reason for what goes, or none for what stays", party)
				}
			}
			if goes != c.goes {
				t.Errorf("%s goes to %q, want %q", c.what, goes, c.goes)
			}
		})
	}
}

// TestTheLabelDecides holds the label that is shown to what the copy does, in
// random plans with everything that merges leave behind.
func TestTheLabelDecides(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := plantest.New(t)
		w.Loose = true
		for range rapid.IntRange(0, 10).Draw(t, "edits") {
			if err := w.Doc.Apply(w.Act(t)); err != nil {
				t.Skip(err)
			}
		}
		parties := plan.All[plan.Party](w.Doc, plan.NoID)
		if len(parties) == 0 {
			t.Skip("nobody to share with")
		}
		p := rapid.SampledFrom(parties).Draw(t, "party")
		r, err := release.For(w.Doc, p.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, k := range plan.Kinds() {
			for _, o := range w.Doc.Objects(k, plan.NoID) {
				goes := r.Goes(plan.IDFor(o))
				if admits := r.Labels().Of(o).Admits(p.ID, p.Cleared); admits != goes {
					t.Fatalf("%s %s: label says %v, release says %v", k.Name, plan.IDFor(o), admits, goes)
				}
				if _, why := r.Why(o); why == goes {
					t.Fatalf("%s: goes %v, reason %v", k.Name, goes, why)
				}
			}
		}
	})
}

func TestWhatStandsForTheWithheld(t *testing.T) {
	s := newStaff(t,
		"party G title=Golf releasable=A", "sector S title=Ridge releasable=A", "sector V title=Valley",
		"unit U title=First releasable=A", "unit V2 title=Second", "unit V3 title=Third releasable=A",
		"task T title=Patrol sector=S units=U,V2,V3 no=9 releasable=A,B,G",
		"task T2 title=Hidden no=4 releasable=A", "task T3 title=Late no=12",
		"cost K title=Fuel shares=A=60,G=30", "cost K2 title=Food shares=B=100",
	)
	r, err := release.For(s.Document, id("B"))
	if err != nil {
		t.Fatal(err)
	}
	objects, err := r.Objects(nil)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, o := range objects {
		for _, name := range []string{"sector", "units", "no", "shares", "releasable"} {
			if f := o.Kind.Field(name); f != nil && o.Values[f.Index()] != "" && (o.Kind.Name == "task" || o.Kind.Name == "cost") {
				got[strings.TrimRight(string(o.ID[:15]), "\x00")+"."+name] = o.Values[f.Index()]
			}
		}
	}
	withheld := plan.Withheld.String()
	want := map[string]string{
		"T.sector": withheld, "T.units": id("V2").String() + " " + withheld, "T.no": "1", "T3.no": "2",
		"T.releasable": id("A").String() + " " + id("B").String() + " " + withheld,
		"K.shares":     id("A").String() + "=60 " + withheld + "=40", "K2.shares": id("B").String() + "=100",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	restored, err := release.Restore(plan.KindOf[plan.Task]().Field("units"), withheld+" "+id("V2").String(), s.Get(id("T")).(*plan.Task).Units.String(), r.Goes)
	if want := id("V2").String() + " " + id("U").String() + " " + id("V3").String(); err != nil || restored != want {
		t.Errorf("restored %s, want %s", restored, want)
	}
}

func TestWithheldFieldsAreNoEmptyOnes(t *testing.T) {
	s := newStaff(t, "release R what=cost field=basis releasable=A",
		"cost K title=Fuel basis=x fund=y labels=fund=:A", "cost K2 title=Food labels=title=:B")
	r, err := release.For(s.Document, id("B"))
	if err != nil {
		t.Fatal(err)
	}
	k := plan.KindOf[plan.Cost]()
	for _, c := range []struct {
		object   string
		withheld []string
	}{{"K", []string{"fund", "basis"}}, {"K2", []string{"basis"}}} { // the second has no basis at all
		o, err := plan.DecodeFields(k, id(c.object), r.Values(s.Get(id(c.object))))
		if err != nil {
			t.Fatal(err)
		}
		var withheld []string
		for _, f := range k.Fields {
			if plan.IsWithheld(o, f) {
				withheld = append(withheld, f.Name)
				if text := plan.ShowField(s.Document, o, f, nil); text != "withheld" {
					t.Errorf("%s.%s shows as %q", c.object, f.Name, text)
				}
			}
		}
		if diff := cmp.Diff(c.withheld, withheld); diff != "" {
			t.Errorf("%s: %s", c.object, diff)
		}
		if _, ok := o.Shared().Labels.Of("title"); ok != (c.object == "K2") {
			t.Errorf("%s: labels of what goes are %s", c.object, o.Shared().Labels)
		}
	}
}

func TestLeaks(t *testing.T) {
	s := newStaff(t,
		"task T title=Nightingale-with-patrols releasable=A", "task T2 title=Patrols",
		"task T3 title=Open purpose=ask-NIGHTINGALE-with-care",
	)
	r, err := release.For(s.Document, id("B"))
	if err != nil {
		t.Fatal(err)
	}
	want := []release.Leak{{Word: "nightingale", From: id("T"), In: id("T3"), Field: plan.KindOf[plan.Task]().Field("purpose")}}
	if diff := cmp.Diff(want, r.Leaks(10), cmp.Comparer(func(a, b *plan.Field) bool { return a == b })); diff != "" {
		t.Error(diff)
	}
}

func TestAgreementSpeaksOfWhatGoes(t *testing.T) {
	s := newStaff(t, "cost K title=Fuel basis=secret labels=basis=:A", "agreement G about=K party=B state=agreed content=x")
	about := s.Get(id("K"))
	r, _ := release.For(s.Document, id("B"))
	content := plan.KindOf[plan.Agreement]().Field("content").Index()
	g := s.Get(id("G"))
	if got := r.Values(g)[content]; got != plan.Stale {
		t.Errorf("a lapsed agreement has %q", got)
	}
	r.Edited = func(agreement, of plan.Object) bool { return false }
	if got := r.Values(g)[content]; got != r.Digest(about) || got == plan.ContentDigest(about) {
		t.Errorf("an agreement that holds for what goes has %q", got)
	}
	back := *g.(*plan.Agreement)
	back.Content = r.Digest(about)
	if got, ok := r.Agreed(&back); !ok || got != plan.ContentDigest(about) {
		t.Errorf("an agreement made on the copy comes back as %q, %v", got, ok)
	}
	back.Content = "else"
	if _, ok := r.Agreed(&back); ok {
		t.Error("an agreement to something else holds")
	}
}
