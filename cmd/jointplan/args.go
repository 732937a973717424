package main

import (
	"slices"
	"strings"

	"github.com/alecthomas/kong"
)

// flagsFirst puts the flags of a verb that takes any number of files before these:
// kong looks for no more files behind a flag that stands between two. What it is to
// complain about stays as it was written.
func flagsFirst(app *kong.Application, args []string) []string {
	verb := firstWord(app.Flags, args)
	if verb < 0 {
		return args
	}
	at := slices.IndexFunc(app.Children, func(n *kong.Node) bool { return n.Name == args[verb] })
	if at < 0 || !slices.ContainsFunc(app.Children[at].Positional, func(p *kong.Positional) bool { return p.IsCumulative() }) {
		return args
	}
	known := append(slices.Clone(app.Flags), app.Children[at].Flags...)
	var flags, words []string
	for rest := args[verb+1:]; len(rest) > 0; {
		n := tokensOf(known, rest)
		switch {
		case rest[0] == "--":
			words = append(words, rest...)
			rest = nil
		case n == 0:
			words, rest = append(words, rest[0]), rest[1:]
		case n > len(rest):
			return args
		default:
			flags, rest = append(flags, rest[:n]...), rest[n:]
		}
	}
	return slices.Concat(args[:verb+1], flags, words)
}

// firstWord is where the first argument stands that is neither a flag nor the
// value of one, -1 when there is none.
func firstWord(flags []*kong.Flag, args []string) int {
	for i := 0; i < len(args); {
		n := tokensOf(flags, args[i:])
		if n == 0 {
			return i
		}
		i += n
	}
	return -1
}

// tokensOf is how many arguments the first one takes as a flag with its value, 0
// when it is none. A flag nobody knows is taken for one without a value.
func tokensOf(flags []*kong.Flag, args []string) int {
	first := args[0]
	if len(first) < 2 || first[0] != '-' || first == "--" {
		return 0
	}
	name := strings.TrimLeft(first, "-")
	if strings.Contains(name, "=") {
		return 1
	}
	for _, f := range flags {
		named := strings.HasPrefix(first, "--") && f.Name == name || first == "-"+string(f.Short)
		if named && !f.IsBool() {
			return 2
		}
	}
	return 1
}
