package main

import (
	"jointplan/plan"
	"jointplan/plan/edit"
	"jointplan/storage"
	"jointplan/ui/words"
)

type setCmd struct {
	Kind      string `arg:"" help:"The kind of object, as task or sector."`
	ID        string `arg:"" name:"object" help:"Its number as T-14, exact title, id or the beginning of the id."`
	Field     string `arg:"" help:"The field, as party or when."`
	Value     string `arg:"" help:"The value as a person writes it; \"\" empties the field."`
	File      string `arg:"" help:"The file."`
	Operation string `placeholder:"NAME" help:"The operation the object is in, when several have such an object."`
}

// Help implements kong.HelpProvider.
func (setCmd) Help() string {
	return `Dates are written 2027-05-03 or 3 May 27, periods 2027-05-03/2027-05-09, amounts 1250 EUR, shares "Poland 60, France 40", references by name or number, lists with commas. Put -- before a value that begins with a dash.`
}

// Run gives a field a value.
func (c setCmd) Run(j *job) error {
	k, err := j.kind(c.Kind)
	if err != nil {
		return err
	}
	f, err := j.field(k, c.Field)
	if err != nil {
		return err
	}
	return j.edit(c.File, func(w *storage.Workspace) error {
		d := w.Document()
		op, err := j.operation(d, c.Operation)
		if err != nil {
			return err
		}
		o, err := plan.Lookup(d, k, op, c.ID)
		if err != nil {
			return err
		}
		return j.set(w, o, f, c.Value)
	})
}

func (j *job) set(w *storage.Workspace, o plan.Object, f *plan.Field, text string) error {
	d := w.Document()
	value, err := plan.ReadField(d, plan.OperationOf(o), f, text, j.words)
	if err != nil {
		return err
	}
	e, err := edit.Set(d, []plan.ID{plan.IDFor(o)}, f, value)
	if err != nil {
		return err
	}
	if done, err := j.apply(w, e); !done {
		return err
	}
	is := d.Get(plan.IDFor(o))
	j.say("cli.set.done", "Name", words.Join(" ", o.Shared().Number(), plan.NameOf(d, is, nil)), "Field", plan.Say(f.Label()),
		"Old", j.shown(plan.ShowField(d, o, f, j.words)), "New", j.shown(plan.ShowField(d, is, f, j.words)))
	return nil
}

// shown makes an empty value visible.
func (j *job) shown(text string) string {
	if text == "" {
		return j.words.T("cli.empty")
	}
	return text
}
