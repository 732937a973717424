package plan

import (
	"encoding/hex"
	"strings"
)

// shortestPrefix is how many letters of an id it takes to name an object.
const shortestPrefix = 4

// mostCandidates is how many objects an ambiguous name is said to fit.
const mostCandidates = 5

// Lookup finds the one object of kind k that a person names: by its id or the
// beginning of it, by its number such as "T-14", or by its exact title. It looks
// in one operation or, with NoID, everywhere. A name that fits nothing, or
// several objects, is an error that says which.
func Lookup(d *Document, k *Kind, op ID, text string) (Object, error) {
	text = strings.TrimSpace(text)
	if k.op == nil {
		op = NoID
	}
	found := matching(d, d.Objects(k, op), text)
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return nil, Problem("error.lookup.unknown", "Kind", Say(k.Label()), "Value", text)
	}
	return nil, Problem("error.lookup.several", "Kind", Say(k.Label()), "Value", text, "Count", len(found), "Names", candidates(d, found))
}

// matching gives the objects that fit in the strictest of the ways in which a
// text can name one.
func matching(d *Document, objects []Object, text string) []Object {
	if text == "" {
		return nil
	}
	bare := strings.ToLower(strings.ReplaceAll(text, "-", ""))
	ways := []func(o Object) bool{
		func(o Object) bool { return IDFor(o).String() == bare },
		func(o Object) bool { return strings.EqualFold(o.Shared().Number(), text) },
		func(o Object) bool { return NameOf(d, o, nil) == text },
		func(o Object) bool { return named(d, o, text) },
	}
	if isPrefix(bare) {
		ways = append(ways, func(o Object) bool { return strings.HasPrefix(IDFor(o).String(), bare) })
	}
	for _, fits := range ways {
		var found []Object
		for _, o := range objects {
			if fits(o) {
				found = append(found, o)
			}
		}
		if len(found) > 0 {
			return found
		}
	}
	return nil
}

// isPrefix reports whether s can be the beginning of an id.
func isPrefix(s string) bool {
	if len(s) < shortestPrefix {
		return false
	}
	_, err := hex.DecodeString(s[:len(s)&^1])
	return err == nil && strings.IndexByte("0123456789abcdef", s[len(s)-1]) >= 0
}

// candidates lists objects so that one of them can be named without doubt.
func candidates(d *Document, objects []Object) string {
	var names []string
	for i, o := range objects {
		if i == mostCandidates {
			names = append(names, "…")
			break
		}
		names = append(names, strings.TrimSpace(o.Shared().Number()+" "+NameOf(d, o, nil))+" ("+IDFor(o).String()[:8]+")")
	}
	return strings.Join(names, ", ")
}
