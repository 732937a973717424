package main

import (
	"strings"
	"testing"
)

func TestTable(t *testing.T) {
	for _, c := range []struct {
		name string
		in   table
		want string
	}{
		{"aligned, numbers at the right", table{
			columns: []column{{title: "Partie"}, {title: "Nombre", numbers: true}, {title: "Ville"}},
			rows:    [][]string{{"Équipe", "7", "Батуми"}, {"B", "1 200", "x"}},
		}, "Partie  Nombre  Ville\nÉquipe       7  Батуми\nB        1 200  x\n"},
		{"empty columns are left out", table{
			columns: []column{{title: "A"}, {title: "Empty"}, {title: "B"}},
			rows:    [][]string{{"1", "", "2"}, {"", "", "3"}},
		}, "A  B\n1  2\n   3\n"},
		{"long and broken texts", table{
			columns: []column{{title: "T", cut: 6}},
			rows:    [][]string{{"one\ntwo three"}, {"six123"}},
		}, "T\none t…\nsix123\n"},
		{"no titles", table{columns: []column{{}, {}}, rows: [][]string{{"a", "b"}}}, "a  b\n"},
		{"no rows", table{columns: []column{{title: "A"}, {title: "B"}}}, "A  B\n"},
	} {
		var b strings.Builder
		c.in.print(&b)
		if b.String() != c.want {
			t.Errorf("%s: got\n%swant\n%s", c.name, b.String(), c.want)
		}
	}
}
