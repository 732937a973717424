package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"jointplan/plan"
	"jointplan/storage"
)

type listCmd struct {
	Kind      string   `arg:"" help:"The kind of object, as task or sector."`
	File      string   `arg:"" help:"The file."`
	JSON      bool     `name:"json" help:"Write JSON for scripts: all fields, canonical values."`
	Operation string   `placeholder:"NAME" help:"Only of this operation: number, title or id."`
	Filter    []string `sep:"none" placeholder:"FIELD=VALUE" help:"Only what fits; may be repeated."`
	Fields    []string `placeholder:"FIELD,…" help:"The columns of the table, or all."`
	AsOf      string   `name:"asof" placeholder:"WHEN" help:"The plan as it stood on a day, at a time or in a version."`
}

// Help implements kong.HelpProvider.
func (listCmd) Help() string { return filterHelp }

// Run lists objects.
func (c listCmd) Run(j *job) error {
	k, err := j.kind(c.Kind)
	if err != nil {
		return err
	}
	fields, err := c.fields(j, k)
	if err != nil {
		return err
	}
	return j.read(c.File, func(w *storage.Workspace) error {
		d, op, err := j.chosen(w, c.AsOf, c.Operation)
		if err != nil {
			return err
		}
		filters, err := j.filters(d, op, k, c.Filter)
		if err != nil {
			return err
		}
		if k.Operation() == nil {
			op = plan.NoID
		}
		objects := choose(d.Objects(k, op), filters)
		if several(d, k, op) {
			objects = byOperation(d, objects)
		}
		if c.JSON {
			return j.jsonObjects(d, objects)
		}
		if len(objects) == 0 {
			j.say("cli.list.none", "Kind", plan.Say(k.Plural()))
			return nil
		}
		j.tableOf(d, k, op, fields, objects).print(j.out)
		return nil
	})
}

// fields are the columns: those a grid shows at first, or what was asked for.
func (c listCmd) fields(j *job, k *plan.Kind) ([]*plan.Field, error) {
	var fields []*plan.Field
	all := len(c.Fields) == 1 && strings.EqualFold(c.Fields[0], "all")
	if len(c.Fields) == 0 || all {
		for _, f := range k.Fields {
			if !f.Hidden && f.Name != "no" && (f.Width > 0 || f.IsTitle || all) {
				fields = append(fields, f)
			}
		}
		return fields, nil
	}
	for _, name := range c.Fields {
		f, err := j.field(k, name)
		if err != nil {
			return nil, err
		}
		fields = append(fields, f)
	}
	return fields, nil
}

// byOperation puts objects in the order of operations.
func byOperation(d *plan.Document, objects []plan.Object) []plan.Object {
	place := map[plan.ID]int{}
	for i, o := range d.Objects(plan.KindOf[plan.Operation](), plan.NoID) {
		place[plan.IDFor(o)] = i
	}
	sorted := slices.Clone(objects)
	slices.SortStableFunc(sorted, func(a, b plan.Object) int {
		return place[plan.OperationOf(a)] - place[plan.OperationOf(b)]
	})
	return sorted
}

// mostLetters is how much of a long text a table shows.
const mostLetters = 48

// tableOf shows objects for people, those of several operations with the
// operation, each with enough of its id to name it.
func (j *job) tableOf(d *plan.Document, k *plan.Kind, op plan.ID, fields []*plan.Field, objects []plan.Object) *table {
	t := newTable(j.words.T("field.no"))
	mixed := several(d, k, op)
	if mixed {
		t.columns = append(t.columns, column{title: j.words.T("kind.operation"), cut: mostLetters})
	}
	for _, f := range fields {
		c := column{title: j.words.T(f.Label())}
		switch f.Type {
		case plan.Number, plan.Whole, plan.Amount:
			c.numbers = true
		case plan.LongText, plan.List, plan.Portions, plan.Shape:
			c.cut = mostLetters
		}
		t.columns = append(t.columns, c)
	}
	t.columns = append(t.columns, column{title: "Id"})
	for _, o := range objects {
		cells := []string{o.Shared().Number()}
		if mixed {
			cells = append(cells, plan.NameOf(d, d.Get(plan.OperationOf(o)), j.words))
		}
		for _, f := range fields {
			cells = append(cells, plan.ShowField(d, o, f, j.words))
		}
		t.add(append(cells, plan.IDFor(o).String()[:8])...)
	}
	return t
}

// jsonObject is an object for scripts. Fields holds canonical texts under their
// declared names, without empty ones; Names the names of what they refer to.
type jsonObject struct {
	ID     string              `json:"id"`
	Kind   string              `json:"kind"`
	Number string              `json:"number"`
	Name   string              `json:"name"`
	Fields map[string]string   `json:"fields"`
	Names  map[string][]string `json:"names,omitempty"`
}

func makeJSON(d *plan.Document, o plan.Object) jsonObject {
	k := plan.KindFor(o)
	out := jsonObject{
		ID: plan.IDFor(o).String(), Kind: k.Name, Number: o.Shared().Number(), Name: plan.NameOf(d, o, nil),
		Fields: map[string]string{}, Names: map[string][]string{},
	}
	for _, f := range k.Fields {
		if f.IsEmpty(o) || f.Own {
			continue
		}
		out.Fields[f.Name] = f.Get(o)
		if !f.IsReference() {
			continue
		}
		for _, id := range f.Refs(o) {
			out.Names[f.Name] = append(out.Names[f.Name], plan.NameOf(d, d.Get(id), nil))
		}
	}
	return out
}

// jsonObjects writes an array with one object a line, as it goes.
func (j *job) jsonObjects(d *plan.Document, objects []plan.Object) error {
	enc := json.NewEncoder(j.out)
	enc.SetEscapeHTML(false)
	fmt.Fprint(j.out, "[")
	for i, o := range objects {
		if i > 0 {
			fmt.Fprint(j.out, ",")
		}
		if err := enc.Encode(makeJSON(d, o)); err != nil {
			return err
		}
	}
	fmt.Fprintln(j.out, "]")
	return nil
}
