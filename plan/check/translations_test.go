package check_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"jointplan/plan/check"
)

// translations reads the texts of the rules by language.
func translations(t *testing.T) map[string]map[string]string {
	t.Helper()
	words := map[string]map[string]string{}
	for _, lang := range []string{"en", "fr", "ru"} {
		data, err := os.ReadFile(filepath.Join("..", "..", "assets", "i18n", lang, "rules.json"))
		if err != nil {
			t.Fatal(err)
		}
		texts := map[string]string{}
		if err := json.Unmarshal(data, &texts); err != nil {
			t.Fatalf("%s: %v", lang, err)
		}
		words[lang] = texts
	}
	return words
}

func TestEveryRuleHasItsWords(t *testing.T) {
	words := translations(t)
	wanted := map[string]bool{}
	for _, s := range []check.Severity{check.Blocking, check.Serious, check.Advice} {
		wanted[s.String()] = true
	}
	for _, rule := range check.Rules() {
		key := "rule." + rule.Name
		wanted[key], wanted[key+".why"] = true, true
		if rule.Fix != nil {
			wanted[key+".fix"] = true
		}
		if rule.Source == "" || rule.Check == nil || rule.Kind == nil || rule.Section == "" {
			t.Errorf("%s is not fully declared", rule.Name)
		}
	}
	placeholder := regexp.MustCompile(`\{\{\.(\w+)\}\}`)
	for lang, texts := range words {
		for key := range wanted {
			if strings.TrimSpace(texts[key]) == "" {
				t.Errorf("%s has no %s", lang, key)
			}
			names := placeholder.FindAllString(texts[key], -1)
			same := placeholder.FindAllString(words["en"][key], -1)
			slices.Sort(names)
			slices.Sort(same)
			if !slices.Equal(slices.Compact(names), slices.Compact(same)) {
				t.Errorf("%s %s uses %v, English %v", lang, key, names, same)
			}
		}
		for key, text := range texts {
			if strings.HasPrefix(key, "rule.") && !wanted[key] {
				t.Errorf("%s: %s belongs to no rule", lang, key)
			}
			sentence := wanted[key] && strings.HasPrefix(key, "rule.") && !strings.HasSuffix(key, ".fix")
			if sentence && !strings.HasSuffix(text, ".") {
				t.Errorf("%s: %s is no sentence: %q", lang, key, text)
			}
			if sentence && !strings.HasSuffix(key, ".why") && !strings.HasPrefix(text, "{{.Name}}") {
				t.Errorf("%s: %s does not start with the name: %q", lang, key, text)
			}
		}
	}
}
