package template

import (
	"slices"
	"strings"
)

// Cast gives parties their roles for a Brief. Each is written "ROLE=Name" with
// the key of a role, or as a plain name. Plain names fill in turn what the
// template requires, then go on to those who contribute, then to the other
// roles; one too many stays with those who contribute, so that Check says so.
// A party named with several roles has them all.
func (t *Template) Cast(names []string) []BriefParty {
	c := cast{t: t, filled: map[string]int{}}
	var plain []string
	for _, name := range names {
		role, party, ok := strings.Cut(name, "=")
		if ok {
			c.give(strings.TrimSpace(role), party)
		} else {
			plain = append(plain, name)
		}
	}
	for _, name := range plain {
		c.give(c.free(), name)
	}
	return c.parties
}

// cast gathers parties and counts how many each role has.
type cast struct {
	t       *Template
	parties []BriefParty
	filled  map[string]int
}

func (c *cast) give(role, name string) {
	name = strings.TrimSpace(name)
	c.filled[role]++
	at := slices.IndexFunc(c.parties, func(p BriefParty) bool { return name != "" && fold(p.Name) == fold(name) })
	if at < 0 {
		c.parties = append(c.parties, BriefParty{Name: name, Roles: []string{role}})
		return
	}
	c.parties[at].Roles = append(c.parties[at].Roles, role)
}

// free is the role that the next plain name takes.
func (c *cast) free() string {
	roles := c.t.Roles
	for _, r := range roles {
		if c.filled[r.Key] < r.Min {
			return r.Key
		}
	}
	for _, wanted := range []func(Role) bool{contributes, func(r Role) bool { return r.Min > 0 }, func(Role) bool { return true }} {
		for _, r := range roles {
			if wanted(r) && c.filled[r.Key] < r.Max {
				return r.Key
			}
		}
	}
	if len(roles) == 0 {
		return "" // which Check refuses, with the party's name
	}
	return roles[max(slices.IndexFunc(roles, contributes), 0)].Key
}

func contributes(r Role) bool { return r.As == "contributor" }
