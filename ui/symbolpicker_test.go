package ui

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"jointplan/plan"
	"jointplan/plan/symbol"
	"jointplan/ui/parts"
)

func TestChooseASymbolByKeyboard(t *testing.T) {
	p := atSample(t)
	var got symbol.Code
	start := symbol.NewCode(symbol.Neutral, symbol.LandUnit, "121100", "").WithEchelon("16")
	p.pickSymbol(start, symbol.Style{}, false, func(c symbol.Code) { got = c })
	p.types("border")
	p.key(fyne.KeyDown, fyne.KeyReturn)
	if want := symbol.NewCode(symbol.Neutral, symbol.LandUnit, "200200", "").WithEchelon("16"); got != want || p.overlay() != nil {
		t.Errorf("chosen is %s, want %s", got, want)
	}
}

func TestSymbolPickerInEachLanguage(t *testing.T) {
	for language, test := range map[string]struct{ search, name string }{
		"en": {"observation", "Observation post"},
		"fr": {"poste d'observation", "Poste d’observation"},
		"ru": {"наблюдательный", "Наблюдательный пост"},
	} {
		p := atSample(t)
		p.setLanguage(language)
		b := p.pickSymbol("", symbol.Style{}, true, func(symbol.Code) {})
		p.wantText(p.t("symbol.all"))
		p.wantText(loadSymbols().Library().Groups()[0].Name.In(language))
		p.types(test.search)
		p.key(fyne.KeyDown)
		p.wantText(test.name)
		if b.code.Entity() != "160100" || b.code.Identity() != symbol.Friend {
			t.Errorf("%s: the symbol is %s", language, b.code)
		}
		p.types("xyzzy")
		p.wantText(p.t("symbol.nothing"))
		p.key(fyne.KeyEscape)
		if p.overlay() != nil {
			t.Errorf("%s: Escape left the dialog open", language)
		}
	}
}

func TestSymbolPickerSetsWhatIsAroundTheFrame(t *testing.T) {
	p := atSample(t)
	got := symbol.Code("untouched")
	p.pickSymbol(symbol.NewCode(symbol.Friend, symbol.LandUnit, "141200", ""), symbol.Style{}, true, func(c symbol.Code) { got = c })
	p.choose(p.t("symbol.identity"), "Neutral")
	p.choose(p.t("symbol.echelon"), "Battalion")
	p.choose(p.t("symbol.modifier.one"), "Multinational specialised unit")
	p.choose(p.t("symbol.modifier.two"), "Mountain")
	under[*parts.Picker](p, p.t("symbol.amplifiers")).Pick("2 planned")
	p.wantText("Military police, multinational specialised unit, mountain, battalion, headquarters, planned")
	p.press(p.t("symbol.choose"))
	if want := symbol.Code("10041012161412004027"); got != want {
		t.Errorf("chosen is %s, want %s", got, want)
	}
	p.pickSymbol(got, symbol.Style{}, true, func(c symbol.Code) { got = c })
	p.press(p.t("symbol.type"))
	if got != "" {
		t.Errorf("the type's symbol is %q", got)
	}
}

func TestSymbolPickerGroups(t *testing.T) {
	p := atSample(t)
	b := p.pickSymbol("", symbol.Style{}, false, func(symbol.Code) {})
	all := len(b.shown)
	sum := 0
	for _, g := range b.library().Groups() {
		p.press(g.Name.In("en"))
		if !slices.Equal(b.shown, g.Entries) {
			t.Errorf("%s shows %d of %d", g.Name.In("en"), len(b.shown), len(g.Entries))
		}
		sum += len(b.shown)
	}
	if sum != all {
		t.Errorf("groups hold %d of %d", sum, all)
	}
	b.take(slices.IndexFunc(b.shown, func(e symbol.Entry) bool { return e.Name.In("en") == "Tank" }))
	p.press("Posts and points")
	b.take(0)
	if !b.fields[1].picker.Locked || b.fields[0].picker.Locked {
		t.Error("a point takes an echelon")
	}
}

func TestSymbolControl(t *testing.T) {
	p := atSample(t)
	var got []symbol.Code
	police := symbol.ForUnit(&plan.Unit{Type: "police", Echelon: "company"})
	control := p.symbolControl("", func() symbol.Code { return police }, symbol.Style{}, func(c symbol.Code) { got = append(got, c) })
	p.showText("A form", parts.Wide(control, 300))
	p.wantText("Police, company")
	p.win.Canvas().Focus(control)
	p.key(fyne.KeySpace)
	p.types("infantry")
	p.key(fyne.KeyDown, fyne.KeyReturn)
	p.wantText("Infantry, company")
	p.win.Canvas().Focus(control)
	p.key(fyne.KeySpace)
	p.press(p.t("symbol.type"))
	p.wantText("Police, company")
	want := []symbol.Code{symbol.NewCode(symbol.Friend, symbol.LandUnit, "121100", "").WithEchelon("15"), ""}
	if !slices.Equal(got, want) {
		t.Errorf("set were %v", got)
	}
}

// A code that is typed or pasted, in digits or letters, is the symbol; one that can't
// be read says why.
func TestSymbolPickerTakesCodes(t *testing.T) {
	p := atSample(t)
	for text, want := range map[string]symbol.Code{
		"SFGPUCI----F---":         "10031000161211000000",
		"10041000 15 121100 0000": "10041000151211000000",
		"13031000001205000000":    "13031000001205000000",
	} {
		var got symbol.Code
		p.pickSymbol("", symbol.Style{}, false, func(c symbol.Code) { got = c })
		p.press(loadSymbols().Library().Groups()[0].Name.In("en"))
		p.types(text)
		p.wantText(loadSymbols().Library().Name(want, "en"))
		p.key(fyne.KeyReturn)
		if got != want {
			t.Errorf("%q gives %s, not %s", text, got, want)
		}
	}
	p.pickSymbol("", symbol.Style{}, false, func(symbol.Code) {})
	p.types("SFGPUCZZZ------")
	p.wantText(p.say("error.symbol.letters", "Value", "SFGPUCZZZ------"))
	p.key(fyne.KeyEscape)
	p.pickSymbol("", symbol.Style{}, false, func(symbol.Code) {})
	p.types("10031000")
	p.wantText(p.say("error.symbol.length", "Value", "10031000"))
	p.key(fyne.KeyEscape)
}

// A code in letters, as plans of others bring it, is shown as what it stands for and
// stays as it is written.
func TestSymbolInLetters(t *testing.T) {
	p := atSample(t)
	p.Go(Place{Section: plan.SectionForces, Kind: "unit"})
	id := p.ids()[0]
	p.set(id, "symbol", "SFGPUCI----F---")
	p.pick(id)
	p.wantText("Infantry, battalion")
	for _, f := range p.inspect.fields {
		if f.slot.Field.Symbol {
			f.symbol.Objects[0].(*parts.Picker).Open()
			p.wantText("Infantry, battalion")
			p.key(fyne.KeyEscape)
		}
	}
	if got := p.get(id, "symbol"); got != "SFGPUCI----F---" {
		t.Errorf("the code is %q", got)
	}
}
