package ui

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"jointplan/storage"
)

// TestLanguageOfTheSystem follows the system until the user chooses.
func TestLanguageOfTheSystem(t *testing.T) {
	f := test.NewTempApp(t)
	t.Setenv("LC_ALL", "")
	t.Setenv("LC_MESSAGES", "")
	for _, c := range []struct{ system, chosen, want string }{
		{"fr_FR.UTF-8", "", "fr"}, {"ru_RU.UTF-8", "", "ru"}, {"ru_RU.UTF-8", "en", "en"}, {"fr_FR.UTF-8", "", "en"},
	} {
		t.Setenv("LANG", c.system)
		a := New(f, "test")
		if c.chosen != "" {
			a.setLanguage(c.chosen)
		}
		if got := a.Words.Language(); got != c.want {
			t.Errorf("%s, chosen %q: %s instead of %s", c.system, c.chosen, got, c.want)
		}
	}
}

// TestForNow keeps what the command line says out of the settings.
func TestForNow(t *testing.T) {
	t.Setenv("LANG", "en_GB.UTF-8")
	f := test.NewTempApp(t)
	a := New(f, "test")
	a.SignAs(storage.Author{Name: "Ann", Party: "Poland"})
	for _, c := range []struct{ said, want storage.Author }{
		{storage.Author{}, storage.Author{Name: "Ann", Party: "Poland"}},
		{storage.Author{Name: "Bob"}, storage.Author{Name: "Bob"}},
		{storage.Author{Name: "Bob", Party: "France"}, storage.Author{Name: "Bob", Party: "France"}},
		{storage.Author{Party: "France"}, storage.Author{Name: "Ann", Party: "France"}},
	} {
		a.ForNow("fr", c.said)
		if got := a.Author(); got != c.want || a.Words.Language() != "fr" {
			t.Errorf("%v: edits as %v in %s", c.said, got, a.Words.Language())
		}
	}
	next := New(f, "test")
	if got := next.Author(); got != (storage.Author{Name: "Ann", Party: "Poland"}) || next.Words.Language() != "en" {
		t.Errorf("the next run: %v in %s", got, next.Words.Language())
	}
}

// TestSettingsKeepWhatWasSaidForNow saves the settings for another reason, then
// with another name.
func TestSettingsKeepWhatWasSaidForNow(t *testing.T) {
	p := atSample(t)
	p.app.SignAs(storage.Author{Name: "Ann", Party: "Poland"})
	p.app.ForNow("fr", storage.Author{Name: "Bob"})
	p.rebuild()
	p.run("file.settings")
	p.press(p.t("button.save"))
	if got := p.app.Preferences().String(prefName); got != "Ann" || p.app.Author().Name != "Bob" {
		t.Errorf("kept: %q", got)
	}
	p.run("file.settings")
	p.fill(p.t("settings.party"), "France")
	p.press(p.t("button.save"))
	if got := p.app.Author(); got != (storage.Author{Name: "Bob", Party: "France"}) || p.app.Preferences().String(prefName) != "Bob" {
		t.Errorf("chosen: %v", got)
	}
}
