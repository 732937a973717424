package storage

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"jointplan/assets"
)

// TestEveryMessageIsTranslated looks up every key this package uses in the three
// languages.
func TestEveryMessageIsTranslated(t *testing.T) {
	key := regexp.MustCompile(`"((?:error|banner|loss|undo)\.[a-z.]+|do\.(?:workspace|rescue|merge[a-z.]*|share[a-z.]*))"`)
	used := map[string]bool{}
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range key.FindAllStringSubmatch(string(text), -1) {
			used[m[1]] = true
		}
	}
	for _, language := range []string{"en", "fr", "ru"} {
		words := map[string]any{}
		subjects, err := fs.Glob(assets.I18n, "i18n/"+language+"/*.json")
		if err != nil {
			t.Fatal(err)
		}
		for _, subject := range subjects {
			text, err := assets.I18n.ReadFile(subject)
			if err != nil {
				t.Fatal(err)
			}
			if err := json.Unmarshal(text, &words); err != nil {
				t.Fatal(subject, err)
			}
		}
		for k := range used {
			if words[k] == nil {
				t.Errorf("%s has no words for %s", language, k)
			}
		}
	}
}
