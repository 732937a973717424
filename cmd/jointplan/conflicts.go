package main

import (
	"strconv"

	"jointplan/plan"
	"jointplan/plan/compare"
	"jointplan/storage"
	"jointplan/ui/words"
)

type conflictsCmd struct {
	File string `arg:"" help:"The file."`
	JSON bool   `name:"json" help:"Write JSON for scripts."`
	All  bool   `help:"Also what only arranges objects, such as their order."`
}

// Help implements kong.HelpProvider.
func (conflictsCmd) Help() string {
	return `What merged copies gave different values, and what one deleted while another edited it. The number at the left is for jointplan settle.`
}

// Run lists what merges left open.
func (c conflictsCmd) Run(j *job) error {
	return j.read(c.File, func(w *storage.Workspace) error {
		open, err := w.Conflicts(j.ctx)
		if err != nil {
			return err
		}
		if c.JSON {
			return j.json(j.jsonConflicts(w.Document(), open))
		}
		t := newTable("", j.words.T("cli.compare.object"), j.words.T("history.field"), j.words.T("cli.compare.before"), j.words.T("cli.conflicts.shown"), j.words.T("cli.conflicts.other"))
		t.columns[0].numbers = true
		for i := 1; i < 4; i++ { // the values are cut in front of their authors
			t.columns[i].cut = mostLetters
		}
		for i, one := range open {
			if !one.Arranges() || c.All {
				t.add(j.conflictLine(w.Document(), i+1, one)...)
			}
		}
		if len(t.rows) == 0 {
			j.say("cli.conflicts.none")
			return nil
		}
		t.print(j.out)
		return nil
	})
}

func (j *job) conflictLine(d *plan.Document, n int, c compare.Conflict) []string {
	name := words.Join(" ", j.words.T(c.Kind.Label()), j.nameOf(d, compare.Row{Kind: c.Kind, Object: c.Object}))
	if c.Field == nil {
		return []string{strconv.Itoa(n), name, "", "", j.there(c.Values[0], true), j.there(c.Values[1], true)}
	}
	others := ""
	for _, v := range c.Values[1:] {
		others = words.Join(" | ", others, j.said(d, c.Field, v))
	}
	return []string{strconv.Itoa(n), name, j.words.T(c.Field.Label()), j.value(d, c.Field, c.Before.Value), j.said(d, c.Field, c.Values[0]), others}
}

type jsonConflict struct {
	Number int         `json:"number"`
	Kind   string      `json:"kind"`
	Object string      `json:"object"`
	Name   string      `json:"name"`
	Field  string      `json:"field,omitempty"`
	Before jsonState   `json:"before"`
	Values []jsonState `json:"values"`
}

func (j *job) jsonConflicts(d *plan.Document, open []compare.Conflict) []jsonConflict {
	list := []jsonConflict{}
	for i, c := range open {
		one := jsonConflict{Number: i + 1, Kind: c.Kind.Name, Object: c.Object.String(), Name: j.nameOf(d, compare.Row{Kind: c.Kind, Object: c.Object}), Before: jsonStateOf(c.Before)}
		if c.Field != nil {
			one.Field = c.Field.Name
		}
		for _, v := range c.Values {
			one.Values = append(one.Values, jsonStateOf(v))
		}
		list = append(list, one)
	}
	return list
}

type settleCmd struct {
	Number string `arg:"" help:"The conflict's number in jointplan conflicts."`
	File   string `arg:"" help:"The file."`
	Take   string `enum:",shown,other,both" default:"" placeholder:"shown|other|both" help:"What is to hold: the value shown, the other one, or both as alternatives in brackets. For an object: shown keeps it, other deletes it."`
	Value  string `placeholder:"VALUE" help:"A value of its own."`
}

// Run settles one conflict.
func (c settleCmd) Run(j *job) error {
	if (c.Take == "") == (c.Value == "") {
		return wrongUsage("cli.settle.how")
	}
	number, err := strconv.Atoi(c.Number)
	if err != nil {
		return wrongUsage("cli.settle.what", "Value", c.Number)
	}
	return j.edit(c.File, func(w *storage.Workspace) error {
		open, err := w.Conflicts(j.ctx)
		if err != nil {
			return err
		}
		if number < 1 || number > len(open) {
			return plan.Problem("cli.settle.number", "Number", number, "Count", len(open))
		}
		one := &open[number-1]
		decision, err := c.decision(j, w.Document(), one)
		if err != nil {
			return err
		}
		e, err := w.Settle(plan.Say("do.settle.many", "Count", 1), map[*compare.Conflict]compare.Decision{one: decision})
		if err != nil {
			return err
		}
		j.say("cli.settle.done", "What", e.Title)
		return nil
	})
}

func (c settleCmd) decision(j *job, d *plan.Document, one *compare.Conflict) (compare.Decision, error) {
	if c.Value != "" {
		if one.Field == nil {
			return compare.Decision{}, wrongUsage("cli.settle.object")
		}
		value, err := plan.ReadField(d, plan.OperationOf(d.Get(one.Object)), one.Field, c.Value, j.words)
		return compare.Decision{Take: compare.TakeOther, Value: value}, err
	}
	if c.Take == "both" && !compare.CanBracket(one.Field) {
		return compare.Decision{}, wrongUsage("cli.settle.both")
	}
	return compare.Decision{Take: map[string]compare.Take{"shown": compare.TakeOurs, "other": compare.TakeTheirs, "both": compare.TakeBoth}[c.Take]}, nil
}
