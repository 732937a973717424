// Package wordstest helps tests of what people read.
package wordstest

import (
	"errors"
	"strings"
	"testing"

	"jointplan/plan"
	"jointplan/ui/words"
)

// Problem wants an error that is a problem of a key and a whole sentence in every
// language.
func Problem(t testing.TB, err error, key string) {
	t.Helper()
	var p *plan.ProblemError
	if !errors.As(err, &p) || p.Key != key {
		t.Fatalf("got %v, want %s", err, key)
	}
	for _, lang := range words.Languages {
		if s := words.New(lang).Say(p.Message); strings.Contains(s, key) || strings.Contains(s, "<no value>") {
			t.Errorf("%s: %q", lang, s)
		}
	}
}
