package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

func TestFlagsFirst(t *testing.T) {
	var g grammar
	parser, err := kong.New(&g, kong.Vars{"version": version})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ args, want string }{
		{"history task T-6 --field title a", "history --field title task T-6 a"},
		{"--lang fr history task --json T-6 a --field=title", "--lang fr history --json --field=title task T-6 a"},
		{"merge a b --dry-run c", "merge --dry-run a b c"},
		{"merge a --take ours -- b --dry-run c", "merge --take ours a -- b --dry-run c"},
		{"merge a b --take", "merge a b --take"},
		{"merge a b --nothing c", "merge --nothing a b c"},
		{"convert 41 --to mgrs 44", "convert --to mgrs 41 44"},
		{"set task T-1 party X a --operation O-1", "set task T-1 party X a --operation O-1"},
		{"a.jointplan --lang fr", "a.jointplan --lang fr"},
		{"--lang fr", "--lang fr"},
		{"", ""},
	} {
		got := flagsFirst(parser.Model, strings.Fields(c.args))
		if !slices.Equal(got, strings.Fields(c.want)) {
			t.Errorf("%s: %s", c.args, strings.Join(got, " "))
		}
	}
}
