package excel

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"testing"
	"text/template"

	"jointplan/assets"
	"jointplan/plan"
)

// testWords speaks from the translation files, with the fallbacks that the
// workbench has and plurals of "other".
type testWords struct {
	lang  string
	texts map[string]any
}

var _ plan.Words = testWords{}

func words(t testing.TB, lang string) testWords {
	t.Helper()
	w := testWords{lang, map[string]any{}}
	files, err := fs.Glob(assets.I18n, path.Join("i18n", lang, "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no texts for %s: %v", lang, err)
	}
	for _, name := range files {
		data, err := assets.I18n.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(data, &w.texts); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	return w
}

func (w testWords) Language() string { return w.lang }

func (w testWords) T(key string) string { return w.Say(plan.Message{Key: key}) }

func (w testWords) Say(m plan.Message) string {
	text := m.Key
	parts := strings.Split(m.Key, ".")
	keys := []string{m.Key}
	switch {
	case parts[0] == "field" && len(parts) > 2:
		keys = append(keys, "field."+strings.Join(parts[2:], "."))
	case parts[0] == "choice" && len(parts) == 4:
		keys = append(keys, "choice."+parts[2]+"."+parts[3], "choice."+parts[3])
	}
	for _, key := range keys {
		found := w.texts[key]
		if forms, ok := found.(map[string]any); ok {
			found = forms["other"]
		}
		if s, ok := found.(string); ok {
			text = s
			break
		}
	}
	args := map[string]any{}
	for name, v := range m.Args {
		if nested, ok := v.(plan.Message); ok {
			v = w.Say(nested)
		}
		args[name] = v
	}
	var b bytes.Buffer
	if template.Must(template.New("").Parse(text)).Execute(&b, args) != nil {
		return text
	}
	return b.String()
}

func (w testWords) Date(d plan.Date) string {
	if d == 0 {
		return ""
	}
	return d.Time().Format("02 Jan 2006")
}

func (w testWords) Number(n float64, decimals int) string {
	return strings.TrimSuffix(strconv.FormatFloat(n, 'f', decimals, 64), ".00")
}

func TestWordsAreThereInAllLanguages(t *testing.T) {
	english := words(t, "en")
	for _, lang := range []string{"fr", "ru"} {
		other := words(t, lang)
		for key := range english.texts {
			if (strings.HasPrefix(key, "excel.") || strings.HasPrefix(key, "error.excel.")) && other.texts[key] == nil {
				t.Errorf("%s lacks %s", lang, key)
			}
		}
	}
}

func TestSheetsHaveNoBareKeys(t *testing.T) {
	for _, lang := range []string{"en", "fr", "ru"} {
		f := open(t, exported(t, sampleDocument(t), plan.NoID, options(t, lang)))
		for _, tab := range f.GetSheetList() {
			rows, err := f.GetRows(tab)
			if err != nil {
				t.Fatal(err)
			}
			if tab == metaTab {
				continue
			}
			for i, row := range rows {
				for j, cell := range row {
					for _, prefix := range []string{"excel.", "field.", "kind.", "choice.", "section.", "severity.", "unit."} {
						if strings.HasPrefix(cell, prefix) && tab != f.GetSheetList()[len(f.GetSheetList())-2] {
							t.Errorf("%s %s: %q at row %d column %d has no translation", lang, tab, cell, i+1, j+1)
						}
					}
				}
			}
		}
	}
}
