package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"jointplan/ui/words"
)

// TestEveryTextIsThere looks for each key that a verb names in all languages.
func TestEveryTextIsThere(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	key := regexp.MustCompile(`"((?:cli|error|key|signer|history|findings|export|field|kind|section|create)\.[a-z.]+[a-z])"`)
	found := 0
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, match := range key.FindAllStringSubmatch(string(source), -1) {
			found++
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			for _, lang := range words.Languages {
				if !words.New(lang).Has(match[1]) {
					t.Errorf("%s: no text in %s for %s", file, lang, match[1])
				}
			}
		}
	}
	if found < 50 {
		t.Errorf("only %d keys were found: the search is broken", found)
	}
}
