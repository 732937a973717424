package main

import (
	"slices"
	"strings"
	"time"

	"jointplan/plan"
	"jointplan/plan/compare"
	"jointplan/ui/words"
)

// rowTable lists differences for people; d knows the objects of both sides.
func (j *job) rowTable(d *plan.Document, rows []compare.Row) *table {
	t := newTable("", j.words.T("cli.compare.object"), j.words.T("history.field"), j.words.T("cli.compare.before"), j.words.T("cli.compare.ours"), j.words.T("cli.compare.theirs"))
	for i := range t.columns[:4] {
		t.columns[i].cut = mostLetters
	}
	for _, r := range rows {
		mark := map[compare.Side]string{compare.Ours: "<", compare.Theirs: ">", compare.Both: "="}[r.Side]
		switch {
		case r.Conflict:
			mark = "!"
		case r.Reverted.Exists:
			mark = "~"
		}
		name := words.Join(" ", j.words.T(r.Kind.Label()), j.nameOf(d, r))
		if r.Field == nil {
			t.add(mark, name, "", j.there(r.Base, false), j.there(r.Ours, r.Conflict), j.there(r.Theirs, r.Conflict))
			for _, e := range editsOf(r) {
				ours, theirs := "", ""
				if value := j.brief(j.value(d, e.field, e.is)); r.Ours.Exists {
					ours = value
				} else {
					theirs = value
				}
				t.add("", "", j.words.T(e.field.Label()), j.value(d, e.field, e.was), ours, theirs)
			}
			continue
		}
		t.add(mark, name, j.words.T(r.Field.Label()), j.value(d, r.Field, r.Base.Value), j.said(d, r.Field, r.Ours), j.said(d, r.Field, r.Theirs))
	}
	return t
}

// printRows lists differences and counts those that only arrange objects.
func (j *job) printRows(d *plan.Document, rows []compare.Row) {
	shown := ofSubstance(rows)
	if len(shown) > 0 {
		j.rowTable(d, shown).print(j.out)
	}
	if n := len(rows) - len(shown); n > 0 {
		j.say("cli.compare.arranging", "Count", n)
	}
}

// ofSubstance leaves out what only arranges objects, such as their order.
func ofSubstance(rows []compare.Row) []compare.Row {
	return slices.DeleteFunc(slices.Clone(rows), compare.Row.Arranges)
}

// nameOf is what to call the object of a row; one that is nowhere any more goes
// by what the row says of it.
func (j *job) nameOf(d *plan.Document, r compare.Row) string {
	if o := d.Get(r.Object); o != nil {
		return plan.NameOf(d, o, j.words)
	}
	for _, s := range []compare.State{r.Ours, r.Theirs, r.Base} {
		if o, _, err := plan.DecodeObject(r.Kind, r.Object, s.Value); r.Field == nil && err == nil && o != nil {
			return plan.NameOf(d, o, j.words)
		}
	}
	return r.Object.String()
}

// there says whether a side has an object, and by whose doing.
func (j *job) there(s compare.State, who bool) string {
	key := "cli.compare.gone"
	if s.Exists {
		key = "cli.compare.there"
	}
	if !who {
		return j.words.T(key)
	}
	return words.Join(" · ", j.words.T(key), by(s))
}

// by is who said something, and when.
func by(s compare.State) string { return words.Join(", ", s.By, moment(s.At)) }

// objectEdit is a value that one side gave an object which the other deleted.
type objectEdit struct {
	field   *plan.Field
	was, is string
}

// editsOf gives the values that would go with an object.
func editsOf(r compare.Row) (list []objectEdit) {
	is := r.Theirs
	if r.Ours.Exists {
		is = r.Ours
	}
	before, _, _ := plan.DecodeObject(r.Kind, r.Object, r.Base.Value)
	after, _, err := plan.DecodeObject(r.Kind, r.Object, is.Value)
	if err != nil {
		return nil
	}
	for _, f := range r.Fields {
		e := objectEdit{field: f, is: f.Get(after)}
		if before != nil {
			e.was = f.Get(before)
		}
		list = append(list, e)
	}
	return list
}

// brief is a value as it stands in front of its author, who is never cut off.
func (j *job) brief(text string) string { return column{cut: mostLetters}.fit(j.shown(text)) }

func (j *job) said(d *plan.Document, f *plan.Field, s compare.State) string {
	return words.Join(" · ", j.brief(j.value(d, f, s.Value)), by(s))
}

type jsonRow struct {
	Kind     string     `json:"kind"`
	Object   string     `json:"object"`
	Name     string     `json:"name"`
	Field    string     `json:"field,omitempty"`
	Side     string     `json:"side"`
	Conflict bool       `json:"conflict"`
	Edited   []string   `json:"edited,omitempty"`
	Edits    []jsonEdit `json:"edits,omitempty"`
	Reverted *jsonState `json:"reverted,omitempty"`
	Before   jsonState  `json:"before"`
	Ours     jsonState  `json:"ours"`
	Theirs   jsonState  `json:"theirs"`
}

type jsonEdit struct {
	Field  string `json:"field"`
	Before string `json:"before"`
	Value  string `json:"value"`
}

type jsonState struct {
	There bool   `json:"there"`
	Value string `json:"value,omitempty"`
	By    string `json:"by,omitempty"`
	Party string `json:"party,omitempty"`
	At    string `json:"at,omitempty"`
}

func jsonStateOf(s compare.State) jsonState {
	at := ""
	if !s.At.IsZero() {
		at = s.At.UTC().Format(time.RFC3339)
	}
	return jsonState{s.Exists, s.Value, s.By, s.Party, at}
}

func (j *job) jsonRows(d *plan.Document, rows []compare.Row) []jsonRow {
	list := []jsonRow{}
	for _, r := range rows {
		one := jsonRow{
			Kind: r.Kind.Name, Object: r.Object.String(), Name: j.nameOf(d, r), Conflict: r.Conflict,
			Side:   map[compare.Side]string{compare.Ours: "ours", compare.Theirs: "theirs", compare.Both: "both"}[r.Side],
			Before: jsonStateOf(r.Base), Ours: jsonStateOf(r.Ours), Theirs: jsonStateOf(r.Theirs),
		}
		if r.Field != nil {
			one.Field = r.Field.Name
		}
		for _, f := range r.Fields {
			one.Edited = append(one.Edited, f.Name)
		}
		for _, e := range editsOf(r) {
			one.Edits = append(one.Edits, jsonEdit{e.field.Name, e.was, e.is})
		}
		if r.Reverted.Exists {
			reverted := jsonStateOf(r.Reverted)
			one.Reverted = &reverted
		}
		list = append(list, one)
	}
	return list
}

// names joins what people are called.
func names(list []string) string { return strings.Join(list, "; ") }
