package plan_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jointplan/plan"
)

func orderKey() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		key := ""
		for range rapid.IntRange(1, 12).Draw(t, "steps") {
			other := rapid.SampledFrom([]string{"", key}).Draw(t, "from")
			if rapid.Bool().Draw(t, "before") {
				key = plan.OrderBetween("", other)
			} else {
				key = plan.OrderBetween(other, "")
			}
		}
		return key
	})
}

func TestOrderBetween(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := orderKey().Draw(t, "a"), orderKey().Draw(t, "b")
		if a > b {
			a, b = b, a
		}
		for _, ends := range [][2]string{{a, b}, {"", a}, {b, ""}, {"", ""}} {
			key := plan.OrderBetween(ends[0], ends[1])
			if key <= ends[0] || (ends[1] != "" && ends[0] < ends[1] && key >= ends[1]) {
				t.Fatalf("OrderBetween(%q, %q) = %q", ends[0], ends[1], key)
			}
			if strings.HasSuffix(key, "0") {
				t.Fatalf("%q leaves no room below", key)
			}
		}
	})
}

func TestOrderOfManyInsertions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		keys := []string{}
		for range rapid.IntRange(1, 60).Draw(t, "many") {
			at := rapid.IntRange(0, len(keys)).Draw(t, "at")
			before, after := "", ""
			if at > 0 {
				before = keys[at-1]
			}
			if at < len(keys) {
				after = keys[at]
			}
			key := plan.OrderBetween(before, after)
			keys = append(keys[:at:at], append([]string{key}, keys[at:]...)...)
		}
		for i := 1; i < len(keys); i++ {
			if keys[i-1] >= keys[i] {
				t.Fatalf("%q does not come before %q", keys[i-1], keys[i])
			}
		}
	})
}

func TestOrderOfRowsAddedStaysShort(t *testing.T) {
	key := ""
	for range 200_000 {
		next := plan.OrderBetween(key, "")
		if next <= key {
			t.Fatalf("%q after %q", next, key)
		}
		key = next
	}
	if len(key) > 6 {
		t.Errorf("key %q is long", key)
	}
}

func TestDates(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		y, m, d := rapid.IntRange(1900, 2200).Draw(t, "y"), rapid.IntRange(1, 12).Draw(t, "m"), rapid.IntRange(1, 28).Draw(t, "d")
		day := plan.MakeDate(y, m, d)
		back, err := plan.ParseDate(day.String())
		if err != nil || back != day {
			t.Fatalf("%s read as %v, %v", day, back, err)
		}
		if next, _ := plan.ParseDate((day + 1).String()); next != day+1 && (day+1).Time().Year() <= 2200 {
			t.Fatalf("the day after %s is %s", day, next)
		}
		if plan.DateOf(day.Time()) != day {
			t.Fatalf("%s is not its own midnight", day)
		}
	})
	for _, text := range []string{"2027-02-29", "2027-2-01", "2027-13-01", "1899-12-31", "2201-01-01", "+027-01-01", "2027-01-00", "20270101", "2027/01/01"} {
		if d, err := plan.ParseDate(text); err == nil {
			t.Errorf("%q read as %s", text, d)
		}
	}
}

func TestSpans(t *testing.T) {
	for _, c := range []struct {
		a, b             string
		overlaps, covers bool
	}{
		{"2027-01-01/2027-01-31", "2027-01-31/2027-02-02", true, false},
		{"2027-01-01/2027-01-31", "2027-02-01/2027-02-02", false, false},
		{"2027-01-01/2027-01-31", "2027-01-01/2027-01-31", true, true},
		{"2027-01-01/", "2027-05-01/2027-05-02", true, true},
		{"2027-01-01/2027-01-31", "2027-01-05/", true, false},
		{"", "2027-01-05/", false, true},
	} {
		a, errA := plan.ParseSpan(c.a)
		b, errB := plan.ParseSpan(c.b)
		if errA != nil || errB != nil {
			t.Fatal(errA, errB)
		}
		if a.Overlaps(b) != c.overlaps || b.Overlaps(a) != c.overlaps || a.Covers(b) != c.covers {
			t.Errorf("%q and %q: overlaps %v, covers %v", c.a, c.b, a.Overlaps(b), a.Covers(b))
		}
	}
	if _, err := plan.ParseSpan("2027-01-02/2027-01-01"); err == nil {
		t.Error("a finish before the start was taken")
	}
}

// TestParseIsCanonical: what a field accepts it writes in one way, and reads
// back unchanged.
func TestParseIsCanonical(t *testing.T) {
	text := rapid.OneOf(
		rapid.StringMatching(`[0-9a-fA-F]{32}( [0-9a-f]{32}(=[0-9]{1,3}(\.[0-9]{1,3})?)?)?`),
		rapid.StringMatching(`0{32}( 0{32})?|0{32}=[0-9]{1,2}`),
		rapid.StringMatching(`-?[0-9]{1,14}(\.[0-9]{1,4})?( [A-Za-z€]{1,3})?`),
		rapid.StringMatching(`(20[0-9]{2}-[01][0-9]-[0-3][0-9])?/?(20[0-9]{2}-[01][0-9]-[0-3][0-9])?`),
		rapid.SampledFrom([]string{"", "true", "false", "-0", "1e3", "NaN", "Inf", "0x10", " ", "\n", "\xff", "a\u0085b", "00"}),
		rapid.String(),
	)
	for _, k := range plan.Kinds() {
		for _, f := range k.Fields {
			t.Run(k.Name+"."+f.Name, func(t *testing.T) {
				examples := slices.Clone(f.Choices)
				for range 40 {
					examples = append(examples, text.Example())
				}
				for _, s := range examples {
					checkCanonical(t, f, s)
				}
			})
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.SampledFrom(plan.Kinds()).Draw(t, "kind")
		checkCanonical(t, rapid.SampledFrom(k.Fields).Draw(t, "field"), text.Draw(t, "text"))
	})
}

type failing interface {
	Helper()
	Fatalf(format string, args ...any)
}

func checkCanonical(t failing, f *plan.Field, s string) {
	t.Helper()
	once, err := f.Parse(s)
	if err != nil {
		if _, ok := err.(*plan.ProblemError); !ok {
			t.Fatalf("%s.%s: %q: %v is no problem a person can read", f.Kind.Name, f.Name, s, err)
		}
		return
	}
	twice, err := f.Parse(once)
	if err != nil || once != twice {
		t.Fatalf("%s.%s: %q becomes %q, then %q (%v)", f.Kind.Name, f.Name, s, once, twice, err)
	}
	o, err := plan.With(f.Kind.New(plan.ID{1}), plan.Change{Kind: f.Kind, Field: f.Name, New: once})
	if err != nil {
		t.Fatalf("%s.%s: %v", f.Kind.Name, f.Name, err)
	}
	if f.IsEmpty(o) != (once == "") && !(f.Type == plan.Amount && strings.HasPrefix(once, "0.00")) {
		t.Fatalf("%s.%s: %q counts as empty: %v", f.Kind.Name, f.Name, once, f.IsEmpty(o))
	}
	back, unknown, err := plan.DecodeObject(f.Kind, plan.ID{1}, plan.EncodeObject(o))
	if err != nil || unknown != 0 || f.Get(back) != once {
		t.Fatalf("%s.%s: %q encoded and decoded is %q (%v)", f.Kind.Name, f.Name, once, f.Get(back), err)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"", "12.5", "2027-01-01/", "100.00 EUR", "true", strings.Repeat("a", 32) + "=50"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, k := range plan.Kinds() {
			for _, field := range k.Fields {
				checkCanonical(t, field, s)
			}
		}
	})
}
