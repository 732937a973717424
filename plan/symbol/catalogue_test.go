package symbol_test

import (
	"testing"

	"jointplan/plan/symbol"
)

func TestNames(t *testing.T) {
	l := library(t)
	code := symbol.NewCode(symbol.Friend, symbol.LandUnit, "121100", "05")
	code = code.WithEchelon("16").WithAmplifiers(symbol.TaskForce).WithPlanned(true)
	for language, want := range map[string]string{
		"en": "Infantry, border, battalion, task force, planned",
		"fr": "Infanterie, frontière, bataillon, groupement de circonstance, prévu",
		"ru": "Пехота, граница, батальон, оперативная группа, планируется",
	} {
		if got := l.Name(code, language); got != want {
			t.Errorf("%s: %q", language, got)
		}
	}
	if got := l.Name("10031500001202030000", "fr"); got != "Tank, heavy" { // not offered: English
		t.Errorf("got %q", got)
	}
	if got := l.Name("nonsense", "fr"); got != "Symbole inconnu" {
		t.Errorf("got %q", got)
	}
}

func TestSearch(t *testing.T) {
	l := library(t)
	for _, test := range []struct{ text, language, first string }{
		{"border", "en", "Border guard"},
		{"deminage", "fr", "Mine clearing"},
		{"пехота", "en", "Infantry"},
		{"hopital", "en", "Hospital"},
		{"наблюд пост", "ru", "Observation post"},
		{"police poste", "fr", "Police station"},
	} {
		found := l.Search(test.text, test.language)
		if len(found) == 0 || found[0].Name.In("en") != test.first {
			t.Errorf("%q finds %v", test.text, found)
		}
	}
	if found := l.Search("xyzzy", "en"); len(found) != 0 {
		t.Errorf("nonsense finds %v", found)
	}
}
