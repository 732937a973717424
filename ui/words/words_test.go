package words_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"jointplan/plan"
	"jointplan/ui/words"
)

func TestEveryKindFieldAndChoiceHasItsWords(t *testing.T) {
	for _, lang := range words.Languages {
		w := words.New(lang)
		need := func(key string) {
			if !w.Has(key) {
				t.Errorf("%s: no text for %s", lang, key)
			}
		}
		for _, k := range plan.Kinds() {
			need(k.Label())
			need(k.Plural())
			if got := w.Say(plan.CountOf(k, 5)); got[:2] != "5 " {
				t.Errorf("%s: five of %s reads %q", lang, k.Name, got)
			}
			need("section." + string(k.Section))
			for _, f := range k.Fields {
				need(f.Label())
				for _, c := range f.Choices {
					need(f.ChoiceLabel(c))
				}
				if f.Unit != "" {
					need("unit." + f.Unit)
				}
			}
		}
	}
}

func TestSay(t *testing.T) {
	title := plan.Say("do.assign", "What", plan.CountOf(plan.KindOf[plan.Task](), 12), "Name", "2nd Battalion")
	stored := plan.DecodeMessage(title.Encode())
	for lang, want := range map[string]string{
		"en": "Assign 12 tasks to 2nd Battalion",
		"fr": "Attribuer 12 tâches à 2nd Battalion",
		"ru": "Назначить: 12 задач — 2nd Battalion",
	} {
		w := words.New(lang)
		if got := w.Say(title); got != want {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
		if got := w.Say(stored); got != want {
			t.Errorf("%s, from the log: %q, want %q", lang, got, want)
		}
	}
}

func TestNotation(t *testing.T) {
	d := plan.MakeDate(2027, 5, 3)
	for lang, want := range map[string][2]string{
		"en": {"03 May 27", "1,250.5"},
		"fr": {"03 mai 27", "1\u00a0250,5"},
		"ru": {"03 мая 27", "1\u00a0250,5"},
	} {
		w := words.New(lang)
		if got := [2]string{w.Date(d), w.Number(1250.5, 2)}; got != want {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
	}
}

func TestJoinedErrorsAreSentencesToo(t *testing.T) {
	w := words.New("en")
	missing := plan.Problem("error.storage.missing", "File", "a.jointplan")
	if got, want := w.Error(errors.Join(missing, nil)), w.Error(missing); got != want {
		t.Errorf("%q, want %q", got, want)
	}
	two := w.Error(errors.Join(missing, fmt.Errorf("close: %w", plan.Problem("error.undo.none"))))
	if lines := strings.Split(two, "\n"); len(lines) != 2 || strings.Contains(two, "error.") {
		t.Errorf("two errors read %q", two)
	}
}

func TestSystem(t *testing.T) {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		t.Setenv(name, "")
	}
	if got := words.System(); got != "en" {
		t.Errorf("without a locale: %s", got)
	}
	t.Setenv("LANG", "ru_RU.UTF-8")
	t.Setenv("LC_MESSAGES", "fr_CA.UTF-8")
	if got := words.System(); got != "fr" {
		t.Errorf("messages in French: %s", got)
	}
	t.Setenv("LC_ALL", "C.UTF-8")
	if got := words.System(); got != "en" {
		t.Errorf("an unknown locale: %s", got)
	}
}

func TestJoin(t *testing.T) {
	for _, c := range []struct {
		texts []string
		want  string
	}{
		{nil, ""}, {[]string{"", ""}, ""}, {[]string{"Novak"}, "Novak"}, {[]string{"", "Novak", "", "Poland", ""}, "Novak, Poland"},
	} {
		if got := words.Join(", ", c.texts...); got != c.want {
			t.Errorf("%q: %q, want %q", c.texts, got, c.want)
		}
	}
}
