package excel

import (
	"fmt"
	"strings"
	"testing"

	"jointplan/plan"
	"jointplan/plan/edit"
)

// labelled is a plan of one operation that only some parties may have whole.
func labelled(t *testing.T, operation edit.Values, releasable int, names string) (*plan.Document, plan.ID) {
	a := newAuthor(t)
	add[plan.Workspace](a, edit.Values{"title": "Labelled", "policy": "NATO"})
	var to []string
	for i := range releasable {
		to = append(to, add[plan.Party](a, edit.Values{"title": fmt.Sprintf(names, i+1), "type": "nation"}))
	}
	add[plan.Party](a, edit.Values{"title": "Nobody's friend", "type": "nation"})
	operation["title"] = "Watch"
	operation["releasable"] = strings.Join(to, " ")
	op := add[plan.Operation](a, operation)
	add[plan.Operation](a, edit.Values{"title": "Another", "marking": "secret"})
	add[plan.Task](a, edit.Values{"operation": op, "title": "Look"})
	id, err := plan.ParseID(op)
	if err != nil {
		t.Fatal(err)
	}
	return a.done(), id
}

func TestLabelStandsOnCoverAndPages(t *testing.T) {
	for _, c := range []struct {
		name    string
		marking string
		parties int
		called  string
		cover   string
		pages   string
	}{
		{"nothing said", "", 0, "", "No marking · releasable to all parties", "&Creleasable to all parties&R"},
		{"marking only", "restricted", 0, "", "NATO RESTRICTED · releasable to all parties", "&C&\"-,Bold\"NATO RESTRICTED&\"-,Regular\"\nreleasable to all parties&R"},
		{"parties only", "", 1, "Party %d", "No marking · releasable to Party 1", "&Creleasable to Party 1&R"},
		{"both", "confidential", 2, "A & B %d", "NATO CONFIDENTIAL · releasable to A & B 1, A & B 2", "\nreleasable to A && B 1, A && B 2&R"},
		{"many", "confidential", 14, "Kingdom of Somewhere %d", "Kingdom of Somewhere 14", "\nreleasable to 14 parties, see the first sheet&R"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, op := labelled(t, edit.Values{"marking": c.marking}, c.parties, c.called)
			f := open(t, exported(t, d, op, options(t, "en")))
			if cover, err := f.GetCellValue("Read me", "B1"); err != nil || !strings.Contains(cover, c.cover) {
				t.Errorf("cover %q, want %q (%v)", cover, c.cover, err)
			}
			for _, tab := range []string{"Read me", "Tasks"} {
				page, err := f.GetHeaderFooter(tab)
				if err != nil {
					t.Fatal(err)
				}
				for _, text := range []string{page.OddHeader, page.OddFooter} {
					if !strings.Contains(text, c.pages) || units(text) > maxHeader {
						t.Errorf("%s: %q (%d) lacks %q", tab, text, units(text), c.pages)
					}
				}
			}
		})
	}
}

func TestWithheldValuesSaySo(t *testing.T) {
	a := newAuthor(t)
	add[plan.Workspace](a, edit.Values{"title": "A copy"})
	op := add[plan.Operation](a, edit.Values{"title": "Watch"})
	labels := ""
	for _, field := range []string{"party", "people", "purpose", "when"} {
		labels += field + "=:" + plan.Withheld.String() + " "
	}
	add[plan.Task](a, edit.Values{"operation": op, "title": "Look", "labels": labels})
	add[plan.Task](a, edit.Values{"operation": op, "title": "Listen", "people": "7"})
	d := a.done()
	for _, c := range []struct{ lang, tab, party, people, purpose, start, word string }{
		{"en", "Tasks", "Responsible", "People", "Purpose", "Start", "withheld"},
		{"fr", "Tâches", "Responsable", "Personnes (pers.)", "But", "Début", "non communiqué"},
	} {
		rows := table(t, open(t, exported(t, d, plan.NoID, options(t, c.lang))), c.tab)
		for _, column := range []string{c.party, c.people, c.purpose, c.start} {
			if rows[0][column] != c.word {
				t.Errorf("%s: %s is %q, want %q; columns: %v", c.lang, column, rows[0][column], c.word, rows[0])
			}
			if rows[1][column] == c.word {
				t.Errorf("%s: %s of what is empty says it was withheld", c.lang, column)
			}
		}
	}
}
