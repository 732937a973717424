package words_test

import (
	"encoding/json"
	"io/fs"
	"path"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jointplan/assets"
	"jointplan/ui/words"
)

// outline is the build of a guide without its words: heading marks, a dash for
// every item of a list, and the pictures.
func outline(text string) []string {
	var build []string
	for _, line := range strings.Split(text, "\n") {
		if _, name, is := strings.Cut(line, "]("); is && strings.HasPrefix(line, "![") {
			build = append(build, strings.TrimSuffix(name, ")"))
			continue
		}
		mark, _, _ := strings.Cut(line, " ")
		if strings.Trim(mark, "#") == "" || mark == "-" {
			build = append(build, mark)
		}
	}
	return build
}

func guide(t *testing.T, lang string) string {
	t.Helper()
	text, err := assets.Guide.ReadFile("guide/" + lang + ".md")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestGuidesAreBuiltAlike(t *testing.T) {
	want := outline(guide(t, "en"))
	for _, lang := range words.Languages {
		if diff := cmp.Diff(want, outline(guide(t, lang))); diff != "" {
			t.Errorf("%s differs from en:\n%s", lang, diff)
		}
	}
}

var bold = regexp.MustCompile(`\*\*([^*]+)\*\*`)

// The guide promises that its bold words stand on the screen.
func TestGuideNamesWhatIsOnTheScreen(t *testing.T) {
	for lang, own := range map[string]string{"en": "bold", "fr": "gras", "ru": "жирным"} {
		shown := shownTexts(t, lang)
		for _, found := range bold.FindAllStringSubmatch(guide(t, lang), -1) {
			if found[1] != own && !shown[found[1]] {
				t.Errorf("%s: “%s” stands nowhere on the screen", lang, found[1])
			}
		}
	}
}

// shownTexts are all texts of a language that need nothing filled in.
func shownTexts(t *testing.T, lang string) map[string]bool {
	t.Helper()
	names, err := fs.Glob(assets.I18n, path.Join("i18n", lang, "*.json"))
	if err != nil || len(names) == 0 {
		t.Fatal("no texts", err)
	}
	shown := map[string]bool{}
	for _, name := range names {
		data, err := assets.I18n.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		texts := map[string]any{}
		if err := json.Unmarshal(data, &texts); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, text := range texts {
			if s, ok := text.(string); ok {
				shown[s] = true
			}
		}
	}
	return shown
}
