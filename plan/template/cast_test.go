package template

import (
	"fmt"
	"strings"
	"testing"
)

func TestCast(t *testing.T) {
	tpl := &Template{Roles: []Role{
		{Key: "host", As: "host", Min: 1, Max: 1},
		{Key: "lead", As: "lead", Min: 0, Max: 1},
		{Key: "sender", As: "contributor", Min: 1, Max: 2},
		{Key: "donor", As: "donor", Min: 0, Max: 1},
	}}
	for _, c := range []struct{ names, want string }{
		{"", ""},
		{"A", "A:host"},
		{"A,B", "A:host B:sender"},
		{"A,B,C,D,E,F", "A:host B:sender C:sender D:lead E:donor F:sender"},
		{"sender=A,B", "A:sender B:host"},
		{"B,host=A, lead = B ", "A:host B:lead,sender"},
		{"host=A,sender=a", "A:host,sender"},
		{"nobody=A,B", "A:nobody B:host"},
		{"host=", ":host"},
	} {
		var names, got []string
		if c.names != "" {
			names = strings.Split(c.names, ",")
		}
		for _, p := range tpl.Cast(names) {
			got = append(got, fmt.Sprintf("%s:%s", p.Name, strings.Join(p.Roles, ",")))
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("Cast(%q): got %q, want %q", c.names, s, c.want)
		}
	}
	if parties := (&Template{}).Cast([]string{"A"}); len(parties) != 1 || parties[0].Roles[0] != "" {
		t.Errorf("a template without roles: got %v", parties)
	}
}
