package storage

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"jointplan/assets"
)

// TestEveryMessageIsTranslated looks up every key this package and the domain
// use in the three languages.
func TestEveryMessageIsTranslated(t *testing.T) {
	key := regexp.MustCompile(`"((?:error|banner|loss|undo)\.[a-z.]+|do\.(?:workspace|rescue))"`)
	used := map[string]bool{}
	for _, dir := range []string{".", "../plan", "../plan/edit"} {
		names, err := filepath.Glob(filepath.Join(dir, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if regexp.MustCompile(`_test\.go$`).MatchString(name) {
				continue
			}
			for _, m := range key.FindAllStringSubmatch(string(text), -1) {
				used[m[1]] = true
			}
		}
	}
	for _, language := range []string{"en", "fr", "ru"} {
		words := map[string]any{}
		for _, subject := range []string{"errors", "storage"} {
			text, err := assets.I18n.ReadFile("i18n/" + language + "/" + subject + ".json")
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
