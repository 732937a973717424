package compare_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"jointplan/plan"
	"jointplan/plan/compare"
)

func TestBracketed(t *testing.T) {
	for _, c := range []struct {
		name, a, b, want string
	}{
		{"nothing alike", "By day", "At night", "[NATO: By day] [RUS: At night]"},
		{"alike around", "Patrols are mixed from the first day.", "Patrols are mixed where the sector is joint.", "Patrols are mixed [NATO: from the first day] [RUS: where the sector is joint]."},
		{"one is empty", "", "By night only", "[NATO: ] [RUS: By night only]"},
		{"one goes on", "Posts are manned", "Posts are manned in winter", "Posts are manned [NATO: ] [RUS: in winter]"},
		{"cyrillic", "Посты днём", "Посты ночью", "Посты [NATO: днём] [RUS: ночью]"},
		{"brackets inside", "As agreed [1]", "Later", "[NATO: As agreed (1)] [RUS: Later]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := compare.Bracketed(compare.Alternative{Who: "NATO", Text: c.a}, compare.Alternative{Who: "RUS", Text: c.b})
			if got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

func TestBracketedNamesAreReadable(t *testing.T) {
	got := compare.Bracketed(compare.Alternative{Who: "A: [b]\n", Text: "x"}, compare.Alternative{Who: strings.Repeat("ж", 80), Text: "y"})
	if want := "[A  b: x] [" + strings.Repeat("ж", 30) + ": y]"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestWordsGiveBothTexts puts the pieces together again.
func TestWordsGiveBothTexts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.SampledFrom([]string{"patrol", "post", "посты", " ", ", ", "\n", "12", "[", "é"})
		text := rapid.Custom(func(t *rapid.T) string { return strings.Join(rapid.SliceOfN(word, 0, 12).Draw(t, "words"), "") })
		a, b := text.Draw(t, "a"), text.Draw(t, "b")
		var gotA, gotB strings.Builder
		for _, p := range compare.Words(a, b) {
			if p.Op != compare.Inserted {
				gotA.WriteString(p.Text)
			}
			if p.Op != compare.Removed {
				gotB.WriteString(p.Text)
			}
		}
		if gotA.String() != a || gotB.String() != b {
			t.Fatalf("%q and %q came back as %q and %q", a, b, gotA.String(), gotB.String())
		}
	})
}

func TestWordsMarkOnlyWhatChanged(t *testing.T) {
	got := compare.Words("Passes closed Nov–Apr", "Passes closed mid-Nov–Apr")
	want := []compare.Piece{{Text: "Passes closed ", Op: compare.Same}, {Text: "mid-", Op: compare.Inserted}, {Text: "Nov–Apr", Op: compare.Same}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestDocuments(t *testing.T) {
	k := plan.KindOf[plan.Task]()
	made := func(n byte, title string) plan.Object {
		o, err := plan.With(k.New(plan.ID{n}), plan.Change{Field: "title", New: title})
		if err != nil {
			t.Fatal(err)
		}
		return o
	}
	doc := func(objects ...plan.Object) *plan.Document {
		d := plan.NewDocument()
		if err := d.Load(objects); err != nil {
			t.Fatal(err)
		}
		return d
	}
	ours, theirs := doc(made(1, "same"), made(2, "old"), made(3, "here")), doc(made(1, "same"), made(2, "new"), made(4, "there"))
	rows := compare.Documents(ours, theirs, true)
	var got []string
	for _, r := range rows {
		switch {
		case r.Added():
			got = append(got, "added "+r.Object.String()[:2])
		case r.Deleted():
			got = append(got, "deleted "+r.Object.String()[:2])
		default:
			got = append(got, r.Field.Name+" "+r.Ours.Value+" → "+r.Theirs.Value)
		}
	}
	if diff := cmp.Diff([]string{"title old → new", "deleted 03", "added 04"}, got); diff != "" {
		t.Error(diff)
	}
	if rows := compare.Documents(ours, theirs, false); len(rows) != 2 {
		t.Errorf("what only ours has is no difference in an import: %d rows", len(rows))
	}
}
