package docx

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"jointplan/plan"
	"jointplan/plan/edit"
	"jointplan/plan/plantest"
	"jointplan/ui/words"
)

func TestChaptersFollowAnOperationOrder(t *testing.T) {
	d, op, _ := border(t)
	file := exported(t, d, op, withSymbols(t, options(t, d, op, "en")))
	keep(t, "border.docx", file)
	got := styled(body(t, file), "Heading1")
	want := []string{
		"Situation", "Mission", "Guiding principles", "Command and control", "Sectors of responsibility", "Execution", "Forces",
		"Support and logistics", "Training", "Legal framework", "Financing", "Language and interoperability", "Risks",
		"Consultation and agreement", "Open findings",
	}
	if !slices.Equal(got, want) {
		t.Errorf("chapters %q, want %q", got, want)
	}
}

func TestEmptyChaptersAreLeftOut(t *testing.T) {
	d := plan.NewDocument()
	op := put(t, d, "operation", 1, edit.Values{"title": "Bare", "theatre": "Nowhere"})
	list := body(t, exported(t, d, op, Options{Words: words.New("en"), Exported: time.Unix(0, 0)}))
	if got := styled(list, "Heading1"); len(got) != 0 {
		t.Errorf("an empty operation has chapters %q", got)
	}
	if text := flat(list); strings.Contains(text, "Contents") || !strings.Contains(text, "Nowhere") {
		t.Errorf("it says %q", text)
	}
	put(t, d, "passage", 2, edit.Values{"operation": op.String(), "title": "Without a chapter", "text": "Still told."})
	list = body(t, exported(t, d, op, Options{Words: words.New("en"), Exported: time.Unix(0, 0)}))
	if got := styled(list, "Heading1"); !slices.Equal(got, []string{"Situation"}) || !strings.Contains(flat(list), "Still told.") {
		t.Errorf("a text without a chapter is in %q", got)
	}
}

// put adds an object to a document.
func put(t *testing.T, d *plan.Document, kind string, n byte, values edit.Values) plan.ID {
	t.Helper()
	o, err := edit.Fill(plan.KindNamed(kind), plan.ID{9, n}, values)
	if err == nil {
		err = d.Apply([]plan.Change{plan.Creation(o)})
	}
	if err != nil {
		t.Fatal(err)
	}
	return plan.IDFor(o)
}

// TestNothingIsLost draws plans with all kinds of values and looks for every one of
// them in the document.
func TestNothingIsLost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := plantest.New(t)
		w.Loose = true
		for range rapid.IntRange(0, 5).Draw(t, "acts") {
			if err := w.Doc.Apply(w.Act(t)); err != nil {
				t.Fatal(err)
			}
		}
		operations := plan.All[plan.Operation](w.Doc, plan.NoID)
		if len(operations) == 0 {
			return
		}
		op := operations[0].ID
		o := Options{Words: words.New(rapid.SampledFrom(words.Languages).Draw(t, "language")), Exported: time.Unix(1_800_000_000, 0)}
		text := flat(body(t, exported(t, w.Doc, op, o)))
		m, err := newMaker(context.Background(), w.Doc, op, o)
		if err != nil {
			t.Fatal(err)
		}
		for _, k := range told() {
			for _, object := range m.extract.Objects(k) {
				for _, f := range k.Fields {
					if value := plain(m.show(object, f)); isTold(f) && !f.Chapter && !lostOnPurpose(k, f) && !strings.Contains(text, value) {
						t.Fatalf("%s.%s of %s, %q, is not told in %q", k.Name, f.Name, object.Shared().Number(), value, text)
					}
				}
			}
		}
	})
}

// lostOnPurpose are the labels of the operation itself, which are in the banner.
func lostOnPurpose(k *plan.Kind, f *plan.Field) bool {
	return k == plan.KindOf[plan.Operation]() && f.Limits
}

func TestOneOperationLeavesOutTheOthers(t *testing.T) {
	d, op, other := border(t)
	text := flat(body(t, exported(t, d, op, options(t, d, op, "en"))))
	for _, task := range plan.All[plan.Task](d, other) {
		if strings.Contains(text, plain(task.Title)) {
			t.Errorf("the other operation's %q is told", task.Title)
		}
	}
	if strings.Contains(text, plan.Find[plan.Operation](d, other).Title) {
		t.Error("the other operation is named")
	}
}

func TestLongTablesGoToAnnexes(t *testing.T) {
	d, op, _ := border(t)
	list := body(t, exported(t, d, op, options(t, d, op, "fr")))
	annexes := styled(list, "Annex")
	if len(annexes) < 3 || annexes[0] != "Tâches" || !slices.Contains(annexes, "Constats ouverts") {
		t.Fatalf("annexes %q", annexes)
	}
	text := flat(list)
	for i := range annexes {
		if see := "Voir Annexe " + string(rune('A'+i)) + "."; !strings.Contains(text, see) {
			t.Errorf("nothing says %q", see)
		}
	}
	lines := plan.All[plan.Line](d, op)
	if heads := styled(list, "Heading3"); len(heads) == 0 || heads[0] != lines[0].Title {
		t.Errorf("tasks are grouped under %q", heads)
	}
}

func TestEveryPageCarriesTheLabel(t *testing.T) {
	d := plan.NewDocument()
	put(t, d, "workspace", 1, edit.Values{"title": "Space", "policy": "Partners"})
	pol := put(t, d, "party", 2, edit.Values{"title": "Poland"})
	fra := put(t, d, "party", 3, edit.Values{"title": "France"})
	op := put(t, d, "operation", 4, edit.Values{"title": "Labelled"})
	put(t, d, "risk", 5, edit.Values{"operation": op.String(), "title": "Quiet", "marking": "secret", "releasable": pol.String() + " " + fra.String()})
	file := exported(t, d, op, options(t, d, op, "en"))
	for _, name := range []string{"word/header1.xml", "word/header2.xml", "word/footer1.xml", "word/footer2.xml"} {
		if text := flat(part(t, file, name)); !strings.Contains(text, "PARTNERS SECRET") {
			t.Errorf("%s says %q", name, text)
		}
	}
	if text := flat(part(t, file, "word/header1.xml")); !strings.Contains(text, "releasable to Poland, France") {
		t.Errorf("the top says %q", text)
	}
	text := flat(body(t, file))
	for _, want := range []string{"PARTNERS SECRET · releasable to Poland, France", "Marking: Secret", "Releasable to: Poland, France"} {
		if !strings.Contains(text, want) {
			t.Errorf("the document lacks %q", want)
		}
	}
}

func TestWithheldIsSaid(t *testing.T) {
	d := plan.NewDocument()
	party := put(t, d, "party", 1, edit.Values{"title": "Poland"})
	op := put(t, d, "operation", 2, edit.Values{"title": "A copy"})
	here := put(t, d, "instrument", 3, edit.Values{"operation": op.String(), "title": "Here"})
	put(t, d, "signature", 4, edit.Values{"operation": op.String(), "instrument": here.String(), "party": plan.Withheld.String(), "state": "signed"})
	put(t, d, "signature", 5, edit.Values{"operation": op.String(), "instrument": here.String(), "party": party.String(), "state": "proposed"})
	put(t, d, "risk", 6, edit.Values{"operation": op.String(), "title": "Risk", "labels": "control=secret:" + plan.Withheld.String()})
	text := flat(body(t, exported(t, d, op, options(t, d, op, "en"))))
	for _, want := range []string{"Here withheld Signed", "Here Poland Proposed", "Risk withheld Open"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in %q", want, text)
		}
	}
}

func TestGridsShowStatesByParty(t *testing.T) {
	d, op, _ := border(t)
	text := flat(body(t, exported(t, d, op, options(t, d, op, "en"))))
	for _, want := range []string{
		"Instrument Georgia OSCE Poland France Russia United Nations", // the head of the grid
		"(edited since)", // an agreement that lapsed
		"The translation is older than the text.",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the document lacks %q", want)
		}
	}
}

func TestLanguagesAreComplete(t *testing.T) {
	d, op, _ := border(t)
	for _, lang := range words.Languages {
		file := exported(t, d, op, withSymbols(t, options(t, d, op, lang)))
		keep(t, "border-"+lang+".docx", file)
		if keys := bareKey.FindAllString(flat(body(t, file)), 3); keys != nil {
			t.Errorf("%s: %q stand without words", lang, keys)
		}
		if styles := raw(t, file, "word/styles.xml"); !strings.Contains(styles, `<w:lang w:val="`+lang) {
			t.Errorf("%s: the text is not said to be in it", lang)
		}
	}
}

func TestMapStandsInItsChapter(t *testing.T) {
	d, op, other := border(t)
	xml := raw(t, exported(t, d, op, withSymbols(t, options(t, d, op, "en"))), "word/document.xml")
	if n := strings.Count(xml, "<w:drawing>"); n != 1 {
		t.Fatalf("%d pictures", n)
	}
	if at := strings.Index(xml, "<w:drawing>"); at < strings.LastIndex(xml[:at], "Sectors of responsibility") || !strings.Contains(xml, `descr="Map of “Joint border monitoring`) {
		t.Error("the map is not where it belongs, or not described")
	}
	for _, k := range plan.Kinds() {
		if f := k.Field("geometry"); f != nil {
			for _, o := range d.Objects(k, other) {
				e, err := edit.Set(d, []plan.ID{plan.IDFor(o)}, f, "")
				if err = errors.Join(err, d.Apply(e.Changes)); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	if xml := raw(t, exported(t, d, other, withSymbols(t, options(t, d, other, "en"))), "word/document.xml"); strings.Contains(xml, "<w:drawing>") {
		t.Error("there is a map of nothing")
	}
}

func TestSamePlanSameBytes(t *testing.T) {
	d, op, _ := border(t)
	o := withSymbols(t, options(t, d, op, "ru"))
	if !bytes.Equal(exported(t, d, op, o), exported(t, d, op, o)) {
		t.Error("two documents of one plan differ")
	}
}

func TestExportSaysWhatIsWrong(t *testing.T) {
	d, op, _ := border(t)
	dir := t.TempDir()
	for _, c := range []struct {
		path string
		op   plan.ID
		want string
	}{
		{dir, op, "error.document.folder"},
		{filepath.Join(dir, "none", "plan.docx"), op, "error.document.missing"},
		{filepath.Join(dir, "plan.docx"), plan.NoID, "error.document.operation"},
		{filepath.Join(dir, "plan.docx"), plan.ID{1}, "error.object.gone"},
	} {
		err := Export(context.Background(), d, c.op, c.path, options(t, d, op, "en"), nil)
		var problem *plan.ProblemError
		if !errors.As(err, &problem) || problem.Key != c.want {
			t.Errorf("%s: %v, want %s", c.path, err, c.want)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	err := Export(ctx, d, op, filepath.Join(dir, "plan.docx"), options(t, d, op, "en"), func(done, total int) {
		if done > total/2 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled, it says %v", err)
	}
	if left, _ := os.ReadDir(dir); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestProgressReachesTheEnd(t *testing.T) {
	d, op, _ := border(t)
	last, of := 0, 0
	err := Export(context.Background(), d, op, filepath.Join(t.TempDir(), "plan.docx"), options(t, d, op, "en"), func(done, total int) {
		if done < last {
			t.Errorf("progress went back from %d to %d", last, done)
		}
		last, of = done, total
	})
	if err != nil || last != of || last == 0 {
		t.Errorf("ended at %d of %d: %v", last, of, err)
	}
}
