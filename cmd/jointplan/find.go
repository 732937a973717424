package main

import (
	"strings"

	"jointplan/plan"
)

// kind reads the name of a kind: "task", "tasks", or what the reader's language
// calls it.
func (j *job) kind(text string) (*plan.Kind, error) {
	var known []string
	for _, k := range plan.Kinds() {
		for _, name := range []string{k.Name, k.Name + "s", j.words.T(k.Label()), j.words.T(k.Plural())} {
			if strings.EqualFold(text, name) {
				return k, nil
			}
		}
		known = append(known, k.Name)
	}
	return nil, wrongUsage("cli.kind.none", "Value", text, "Known", strings.Join(known, ", "))
}

// field reads the name of a field of k: as declared, or as the reader's language
// calls it.
func (j *job) field(k *plan.Kind, text string) (*plan.Field, error) {
	var known []string
	for _, f := range k.Fields {
		if f.Own || f == k.Operation() {
			continue
		}
		if strings.EqualFold(text, f.Name) || strings.EqualFold(text, j.words.T(f.Label())) {
			return f, nil
		}
		known = append(known, f.Name)
	}
	return nil, wrongUsage("cli.field", "Value", text, "Kind", plan.Say(k.Label()), "Known", strings.Join(known, ", "))
}

// operation finds the operation that text names; NoID, for all, without a text.
func (j *job) operation(d *plan.Document, text string) (plan.ID, error) {
	if text == "" {
		return plan.NoID, nil
	}
	o, err := plan.Lookup(d, plan.KindOf[plan.Operation](), plan.NoID, text)
	return plan.IDFor(o), err
}

// oneOperation is operation for verbs that work within one: without a text it is
// the only one of the file.
func (j *job) oneOperation(d *plan.Document, text string) (plan.ID, error) {
	if text != "" {
		return j.operation(d, text)
	}
	all := plan.All[plan.Operation](d, plan.NoID)
	switch len(all) {
	case 1:
		return all[0].ID, nil
	case 0:
		return plan.NoID, plan.Problem("cli.operation.none")
	}
	return plan.NoID, chooseOperation(d)
}

// chooseOperation is the problem of a file with several operations.
func chooseOperation(d *plan.Document) error {
	var names []string
	for o := range plan.Each[plan.Operation](d, plan.NoID) {
		names = append(names, o.Number()+" "+o.Title)
	}
	return plan.Problem("cli.operation.several", "Names", strings.Join(names, ", "))
}

// several reports whether objects of kind k may be of different operations when
// those of op are asked for.
func several(d *plan.Document, k *plan.Kind, op plan.ID) bool {
	return op == plan.NoID && k.Operation() != nil && d.Count(plan.KindOf[plan.Operation](), plan.NoID) > 1
}
