package symbol_test

import (
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"image/color"
	"io"
	"os"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"jointplan/plan"
	"jointplan/plan/symbol"
)

const (
	partsFile   = "../../assets/symbols/symbols.json.gz"
	offeredFile = "../../assets/symbols/catalogue.json"
)

var load = sync.OnceValues(func() (*symbol.Library, error) {
	parts, err := os.ReadFile(partsFile)
	if err != nil {
		return nil, err
	}
	offered, err := os.ReadFile(offeredFile)
	if err != nil {
		return nil, err
	}
	return symbol.Load(parts, offered)
})

func library(t testing.TB) *symbol.Library {
	t.Helper()
	l, err := load()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// partsSum is of the parts unpacked, so that another packer makes no difference.
// Whoever runs scripts/symbols anew looks at the pictures and changes it.
const partsSum = "b4700cf6ac5f6e441e2a8eb0c2d6e20dace092bd0330d4250e4fb0c2e81baa01"

func TestPartsAreTheGenerated(t *testing.T) {
	f, err := os.Open(partsFile)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	unpacked, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	h := sha256.New()
	if _, err := io.Copy(h, unpacked); err != nil {
		t.Fatal(err)
	}
	if got := hex.EncodeToString(h.Sum(nil)); got != partsSum {
		t.Errorf("the parts have the sum %s", got)
	}
}

// offered calls f for every entry and identity.
func offered(t testing.TB, f func(e symbol.Entry, code symbol.Code)) {
	for _, g := range library(t).Groups() {
		for _, e := range g.Entries {
			for who := symbol.Pending; who <= symbol.Hostile; who++ {
				f(e, e.Code(who))
			}
		}
	}
}

func TestOfferedComposeAndDiffer(t *testing.T) {
	l := library(t)
	seen := map[string]string{}
	offered(t, func(e symbol.Entry, code symbol.Code) {
		d, ok := l.Compose(code, symbol.Style{})
		if !ok {
			t.Errorf("%s (%s) is not drawn", e.Name.In("en"), code)
			return
		}
		drawn := fmt.Sprint(d.Elements)
		if other, twice := seen[drawn]; twice {
			// Points have no frame, so whose they are shows in some only.
			if e.Set != symbol.Control || !strings.HasPrefix(other, e.Name.In("en")+" ") {
				t.Errorf("%s (%s) looks as %s", e.Name.In("en"), code, other)
			}
		}
		seen[drawn] = e.Name.In("en") + " " + string(code)
		if parsed, err := l.Parse(string(code)); err != nil || parsed != code {
			t.Errorf("%s is read as %s, %v", code, parsed, err)
		}
		if got := l.Name(code, "ru"); got != e.Name.In("ru") {
			t.Errorf("%s is called %q, not %q", code, got, e.Name.In("ru"))
		}
	})
}

func TestOfferedModifiersAndEchelonsShow(t *testing.T) {
	l := library(t)
	plain := map[string]string{"10": "121100", "11": "110400", "20": "121202", "40": "110200"}
	for set, entity := range plain {
		base := symbol.NewCode(symbol.Neutral, set, entity, "")
		seen := map[string]symbol.Code{}
		distinct := func(code symbol.Code) {
			d, ok := l.Compose(code, symbol.Style{})
			drawn := fmt.Sprint(d.Elements)
			if other, twice := seen[drawn]; !ok || twice {
				t.Errorf("%s is drawn: %v, as %s", code, ok, other)
			}
			seen[drawn] = code
		}
		distinct(base)
		for _, m := range l.Modifiers(set, 1) {
			distinct(base.WithModifiers(m.Digits, "00"))
		}
		for _, m := range l.Modifiers(set, 2) {
			distinct(base.WithModifiers("00", m.Digits))
		}
		for _, e := range l.Echelons() {
			distinct(base.WithEchelon(e.Digits))
		}
		for sum := 1; sum < 8; sum++ {
			distinct(base.WithAmplifiers(sum))
		}
		distinct(base.WithPlanned(true))
	}
}

func TestDefaultsCompose(t *testing.T) {
	l := library(t)
	unit := plan.KindOf[plan.Unit]()
	for _, kind := range unit.Field("type").Choices {
		for _, echelon := range unit.Field("echelon").Choices {
			code := symbol.ForUnit(&plan.Unit{Type: plan.Choice(kind), Echelon: plan.Choice(echelon)})
			if !l.Valid(code) {
				t.Errorf("%s %s: %s", kind, echelon, code)
			}
		}
	}
	if !l.Valid(symbol.ForUnit(&plan.Unit{})) {
		t.Error("a unit of no type has no symbol")
	}
	seen := map[symbol.Code]string{}
	for _, kind := range []string{"post", "checkpoint", "base", "training-site", "crossing-point", "observation-post",
		"headquarters", "hospital", "camp", "depot", "helipad", "another"} {
		code := symbol.ForGraphic(plan.Choice(kind))
		if other, twice := seen[code]; twice || !l.Valid(code) {
			t.Errorf("%s: %s, as %s", kind, code, other)
		}
		seen[code] = kind
	}
}

func TestParse(t *testing.T) {
	l := library(t)
	for _, test := range []struct{ text, want string }{
		{"10031000161211000000", "10031000161211000000"},
		{"1003 1000 1612 1100 0000", "10031000161211000000"},
		{"130310001612110000000000000000", "13031000161211000000"},
		{"SFGPUCI---*F***", "10031000161211000000"},
		{"sngpucec--af---", "10041002161407000900"},
		{"SHGAEVAA--MP---", "10061510321201030000"},
		{"10031000161211", "error.symbol.length"},
		{"", "error.symbol.length"},
		{"99031000161211000000", "error.symbol.version"},
		{"10031000169999000000", "error.symbol.unknown"},
		{"10031000161211000098", "error.symbol.unknown"},
		{"10091000161211000000", "error.symbol.unknown"},
		{"10032500001201000000", "error.symbol.unknown"}, // an area
		{"SFGPUCZZZ------", "error.symbol.letters"},
		{"infantry", "error.symbol.letters"},
		{"130310001612110000000300000000", "error.symbol.length"},
	} {
		code, err := l.Parse(test.text)
		got := string(code)
		var problem *plan.ProblemError
		if errors.As(err, &problem) {
			got = problem.Message.Key
		}
		if got != test.want {
			t.Errorf("%q is read as %s, not %s", test.text, got, test.want)
		}
	}
}

func TestWhatIsUnknownLooksLikeNothingElse(t *testing.T) {
	l := library(t)
	unknown, ok := l.Compose("10031000169999000000", symbol.Style{})
	if ok || len(unknown.Elements) != 2 || unknown.Elements[1].Text != "?" {
		t.Fatalf("an unknown code is drawn %v", unknown)
	}
	want := fmt.Sprint(unknown.Elements)
	rapid.Check(t, func(t *rapid.T) {
		code := symbol.Code(rapid.OneOf(
			rapid.StringMatching(`1[034][0-3][0-9](00|01|10|11|15|20|25|27|40)[0-9][0-9](0[0-9]|[1-7][0-9])[0-9]{10}`),
			rapid.StringMatching(`10[0-2][0-6]10[0-5][0-7](00|1[1-8])1[1-6][0-2]00[0-9][0-9][0-9][0-9][0-9]`),
			rapid.String(),
		).Draw(t, "code"))
		d, ok := l.Compose(code, symbol.Style{})
		if looks := fmt.Sprint(d.Elements) == want; looks == ok {
			t.Fatalf("%q is known: %v, and looks unknown: %v", code, ok, looks)
		}
		if ok != l.Valid(code) || d.Bounds.Width() <= 0 {
			t.Fatalf("%q: valid %v, bounds %v", code, l.Valid(code), d.Bounds)
		}
	})
}

func TestAnchorAndColour(t *testing.T) {
	l := library(t)
	code := symbol.NewCode(symbol.Neutral, symbol.LandUnit, "121100", "")
	plain, _ := l.Compose(code, symbol.Style{})
	staff, _ := l.Compose(code.WithAmplifiers(symbol.Headquarters), symbol.Style{})
	if plain.Anchor != (symbol.Point{X: 100, Y: 100}) || staff.Anchor != (symbol.Point{X: 45, Y: 255}) {
		t.Errorf("anchors are %v and %v", plain.Anchor, staff.Anchor)
	}
	if staff.Bounds.Bottom < staff.Anchor.Y {
		t.Errorf("the staff ends at %v", staff.Bounds)
	}
	party := symbol.Tint(color.NRGBA{0, 114, 178, 255})
	tinted, _ := l.Compose(code, symbol.Style{Fill: party})
	if plain.Elements[0].Fill != (color.NRGBA{170, 255, 170, 255}) || tinted.Elements[0].Fill != party {
		t.Errorf("the frame is filled %v and %v", plain.Elements[0].Fill, tinted.Elements[0].Fill)
	}
	halo, _ := l.Compose(code, symbol.Style{Halo: party})
	if len(halo.Elements) != 2*len(plain.Elements) || halo.Bounds.Left >= plain.Bounds.Left || halo.Elements[2].Fill != plain.Elements[0].Fill {
		t.Errorf("a halo gives %d elements within %v", len(halo.Elements), halo.Bounds)
	}
	civilian, _ := l.Compose(symbol.NewCode(symbol.Neutral, symbol.Civilian, "110000", ""), symbol.Style{})
	if civilian.Elements[0].Fill != (color.NRGBA{255, 161, 255, 255}) {
		t.Errorf("civilians are %v", civilian.Elements[0].Fill)
	}
}

func TestDamagedParts(t *testing.T) {
	for _, parts := range []string{"", "not packed"} {
		if _, err := symbol.Load([]byte(parts), nil); err == nil {
			t.Errorf("%q is read", parts)
		}
	}
}

func FuzzParse(f *testing.F) {
	l := library(f)
	f.Add("10031000161211000000")
	f.Add("SFGPUCI----F---")
	f.Fuzz(func(t *testing.T, text string) {
		if code, err := l.Parse(text); err == nil && !l.Valid(code) {
			t.Errorf("%q is read as %q, which is not drawn", text, code)
		}
	})
}

func BenchmarkCompose(b *testing.B) {
	l := library(b)
	for b.Loop() {
		l.Compose("10031000161211000000", symbol.Style{})
	}
}

func BenchmarkLoad(b *testing.B) {
	parts, _ := os.ReadFile(partsFile)
	offered, _ := os.ReadFile(offeredFile)
	for b.Loop() {
		if _, err := symbol.Load(parts, offered); err != nil {
			b.Fatal(err)
		}
	}
}
