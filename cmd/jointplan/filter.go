package main

import (
	"errors"
	"strings"

	"jointplan/plan"
)

// filterHelp is what --filter of several verbs means.
const filterHelp = `A filter is FIELD=VALUE, with the value as a person writes it: a text is looked for in the field, a list has to hold what is named, a period has to touch the days given, everything else has to be equal. Nothing behind the sign means that the field is empty. Several filters all have to fit.`

// filter is one FIELD=VALUE.
type filter struct {
	field *plan.Field
	value string // canonical, of texts in lower case
	ids   []plan.ID
	span  plan.Span
}

// filters reads the filters for objects of kind k.
func (j *job) filters(d *plan.Document, op plan.ID, k *plan.Kind, texts []string) ([]filter, error) {
	var all []filter
	for _, text := range texts {
		name, value, ok := strings.Cut(text, "=")
		if !ok {
			return nil, wrongUsage("cli.filter", "Value", text)
		}
		f, err := j.field(k, strings.TrimSpace(name))
		if err != nil {
			return nil, err
		}
		one, err := j.filter(d, op, f, value)
		var problem *plan.ProblemError
		if errors.As(err, &problem) && strings.HasSuffix(problem.Key, ".several") && several(d, k, op) {
			return nil, errors.Join(err, chooseOperation(d))
		}
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, nil
}

func (j *job) filter(d *plan.Document, op plan.ID, f *plan.Field, text string) (filter, error) {
	one := filter{field: f}
	switch f.Type {
	case plan.Text, plan.LongText, plan.Shape:
		one.value = strings.ToLower(strings.TrimSpace(text))
		return one, nil
	case plan.Portions:
		if strings.TrimSpace(text) == "" {
			return one, nil
		}
		party, err := plan.Lookup(d, f.TargetKind(), op, text)
		one.ids = []plan.ID{plan.IDFor(party)}
		return one, err
	}
	var err error
	if one.value, err = plan.ReadField(d, op, f, text, j.words); err != nil {
		return one, err
	}
	switch f.Type {
	case plan.List:
		one.ids, err = plan.ParseIDs(one.value)
	case plan.Period:
		one.span, err = plan.ParseSpan(one.value)
	}
	return one, err
}

func (f filter) fits(o plan.Object) bool {
	switch f.field.Type {
	case plan.Text, plan.LongText, plan.Shape:
		if f.value == "" {
			return f.field.IsEmpty(o)
		}
		return strings.Contains(strings.ToLower(f.field.Get(o)), f.value)
	case plan.List, plan.Portions:
		if len(f.ids) == 0 {
			return f.field.IsEmpty(o)
		}
		own := plan.IDs(f.field.Refs(o))
		for _, id := range f.ids {
			if !own.Has(id) {
				return false
			}
		}
		return true
	case plan.Period:
		if f.span == (plan.Span{}) {
			return f.field.IsEmpty(o)
		}
		return f.field.Span(o).Overlaps(f.span)
	}
	return f.field.Get(o) == f.value
}

// choose gives the objects that fit all filters.
func choose(objects []plan.Object, filters []filter) []plan.Object {
	var chosen []plan.Object
	for _, o := range objects {
		fits := true
		for _, f := range filters {
			fits = fits && f.fits(o)
		}
		if fits {
			chosen = append(chosen, o)
		}
	}
	return chosen
}
