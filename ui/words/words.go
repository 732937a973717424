// Package words puts Jointplan's messages, dates and numbers into English,
// French or Russian. The texts are data (assets/i18n); plural forms and
// placeholders are go-i18n's.
package words

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
	"sync"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"

	"jointplan/assets"
	"jointplan/plan"
)

// Languages lists the codes of the languages that are complete.
var Languages = []string{"en", "fr", "ru"}

var loadBundle = sync.OnceValues(func() (*i18n.Bundle, error) {
	b := i18n.NewBundle(language.English)
	err := fs.WalkDir(assets.I18n, "i18n", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(name) != ".json" {
			return err
		}
		data, err := assets.I18n.ReadFile(name)
		if err != nil {
			return err
		}
		lang := path.Base(path.Dir(name))
		if _, err := b.ParseMessageFileBytes(data, lang+".json"); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		return nil
	})
	return b, err
})

// Words is one reader's language; it implements plan.Words. One goroutine uses
// it at a time; New is cheap.
type Words struct {
	lang    string
	local   *i18n.Localizer
	printer *message.Printer
	known   map[string]string
}

// New gives the words of a language, English for one that Jointplan does not
// speak.
func New(lang string) *Words {
	code := Match(lang)
	bundle, err := loadBundle()
	if err != nil {
		panic(err) // the embedded texts are ours and tested
	}
	return &Words{
		lang:    code,
		local:   i18n.NewLocalizer(bundle, code, "en"),
		printer: message.NewPrinter(language.MustParse(code)),
		known:   map[string]string{},
	}
}

// Match gives the code of the language nearest to a locale such as "fr_CA.UTF-8".
func Match(locale string) string {
	for _, code := range Languages {
		if strings.HasPrefix(strings.ToLower(locale), code) {
			return code
		}
	}
	return "en"
}

// System gives the code of the language that the environment asks for.
func System() string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if locale := os.Getenv(name); locale != "" {
			return Match(locale)
		}
	}
	return "en"
}

// Language is the two-letter code.
func (w *Words) Language() string { return w.lang }

// T translates a bare key.
func (w *Words) T(key string) string {
	if s, ok := w.known[key]; ok {
		return s
	}
	s := w.Say(plan.Message{Key: key})
	w.known[key] = s
	return s
}

// Has reports whether there is a text for the key.
func (w *Words) Has(key string) bool { return w.T(key) != key }

// Say translates a message with everything in it. "field.task.party" falls back
// to "field.party" and "choice.task.status.done" to "choice.done", so that what
// many kinds share is said once; a key without any text shows as itself.
func (w *Words) Say(m plan.Message) string {
	if m.Key == "plain" {
		return fmt.Sprint(m.Args["Text"])
	}
	args := make(map[string]any, len(m.Args))
	for name, value := range m.Args {
		args[name] = w.show(value)
	}
	for _, key := range candidates(m.Key) {
		config := &i18n.LocalizeConfig{MessageID: key, TemplateData: args}
		if count, ok := wholeNumber(m.Args["Count"]); ok {
			config.PluralCount = count
		}
		if s, err := w.local.Localize(config); err == nil && s != "" {
			return s
		}
		config.PluralCount = nil // a text with a number in it that needs no plural forms
		if s, err := w.local.Localize(config); err == nil && s != "" {
			return s
		}
	}
	return m.Key
}

func candidates(key string) []string {
	keys := []string{key}
	parts := strings.Split(key, ".")
	switch {
	case parts[0] == "field" && len(parts) > 2:
		keys = append(keys, "field."+strings.Join(parts[2:], "."))
	case parts[0] == "choice" && len(parts) == 4:
		keys = append(keys, "choice."+parts[2]+"."+parts[3], "choice."+parts[3])
	}
	return keys
}

// show puts one value of a message into the reader's language.
func (w *Words) show(value any) any {
	switch v := value.(type) {
	case plan.Message:
		return w.Say(v)
	case *plan.ProblemError:
		return w.Say(v.Message)
	case plan.Date:
		return w.Date(v)
	case plan.Span:
		return w.Span(v)
	case plan.Money:
		return w.Number(v.Units(), 2) + " " + v.Currency
	case float64:
		return w.Number(v, 2)
	case int:
		return w.Number(float64(v), 0)
	case map[string]any: // a Message that has been through JSON
		return w.fromJSON(v)
	case error:
		return w.Error(v)
	}
	return value
}

func (w *Words) fromJSON(v map[string]any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprint(v)
	}
	return w.Say(plan.DecodeMessage(string(b)))
}

// Error puts an error into a sentence, several joined ones into a line each;
// one that was not made for people is shown as it is.
func (w *Words) Error(err error) string {
	if err == nil {
		return ""
	}
	if p, ok := err.(*plan.ProblemError); ok {
		return w.Say(p.Message)
	}
	switch wrapped := err.(type) {
	case interface{ Unwrap() []error }:
		var sentences []string
		for _, one := range wrapped.Unwrap() {
			sentences = append(sentences, w.Error(one))
		}
		return strings.Join(sentences, "\n")
	case interface{ Unwrap() error }:
		if inner := wrapped.Unwrap(); inner != nil {
			return w.Error(inner)
		}
	}
	return err.Error()
}

func wholeNumber(v any) (int, bool) {
	switch n := v.(type) {
	case int:
		return n, true
	case float64:
		return int(n), true
	}
	return 0, false
}

// Date writes a day as "03 May 27"; "" for none.
func (w *Words) Date(d plan.Date) string {
	if d == 0 {
		return ""
	}
	t := d.Time()
	return fmt.Sprintf("%02d %s %02d", t.Day(), w.T(fmt.Sprintf("month.%d", int(t.Month()))), t.Year()%100)
}

// Span writes "03 May 27 – 09 May 27"; an open end is left out.
func (w *Words) Span(s plan.Span) string {
	if s == (plan.Span{}) {
		return ""
	}
	return strings.TrimSpace(w.Date(s.Start) + " – " + w.Date(s.Finish))
}

// Number writes n with at most the given decimals, grouped as the language does.
func (w *Words) Number(n float64, decimals int) string {
	return w.printer.Sprint(number.Decimal(n, number.MaxFractionDigits(decimals)))
}

// Join puts a separator between the texts that are not empty.
func Join(separator string, texts ...string) string {
	kept := make([]string, 0, len(texts))
	for _, s := range texts {
		if s != "" {
			kept = append(kept, s)
		}
	}
	return strings.Join(kept, separator)
}
