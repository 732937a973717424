package main

import (
	"errors"

	"jointplan/plan"
	"jointplan/plan/edit"
	"jointplan/storage"
)

type restoreCmd struct {
	Kind      string `arg:"" help:"The kind of object, as task or sector."`
	ID        string `arg:"" name:"object" help:"Its number as T-14, exact title, id or the beginning of the id."`
	Field     string `arg:"" name:"field-or-file" help:"Only this field; without one, the file."`
	File      string `arg:"" optional:"" help:"The file."`
	AsOf      string `name:"asof" required:"" placeholder:"WHEN" help:"What to bring back to: a day, a time or a version."`
	Operation string `placeholder:"NAME" help:"The operation the object is in, when several have such an object."`
}

// Help implements kong.HelpProvider.
func (restoreCmd) Help() string {
	return `jointplan restore task T-14 --asof 2026-11-12 plan.jointplan brings a task back, also one that was deleted since, with its dependencies. It is one step that can be undone. ` + pastHelp
}

// Run brings an object or some of its fields back.
func (c restoreCmd) Run(j *job) error {
	k, err := j.kind(c.Kind)
	if err != nil {
		return err
	}
	if c.File == "" {
		return j.edit(c.Field, func(w *storage.Workspace) error { return c.restore(j, w, k) })
	}
	f, err := j.field(k, c.Field)
	if err != nil {
		return err
	}
	return j.edit(c.File, func(w *storage.Workspace) error { return c.restore(j, w, k, f) })
}

func (c restoreCmd) restore(j *job, w *storage.Workspace, k *plan.Kind, fields ...*plan.Field) error {
	then, m, err := j.past(w, c.AsOf)
	if err != nil {
		return err
	}
	id, err := c.find(j, w.Document(), then, k, m)
	if err != nil {
		return err
	}
	e, err := edit.Restore(w.Document(), then, id, m.Name, fields...)
	if err != nil {
		return err
	}
	if done, err := j.apply(w, e); !done {
		return err
	}
	j.say("cli.restore.done", "What", e.Title, "Count", len(e.Changes))
	return nil
}

// find looks for an object as it is called now, then as it was called then.
func (c restoreCmd) find(j *job, now, then *plan.Document, k *plan.Kind, m storage.Moment) (plan.ID, error) {
	var first error
	for _, d := range []*plan.Document{now, then} {
		op, err := j.operation(d, c.Operation)
		if err == nil {
			var o plan.Object
			if o, err = plan.Lookup(d, k, op, c.ID); err == nil {
				return plan.IDFor(o), nil
			}
		}
		var problem *plan.ProblemError
		if errors.As(err, &problem) && problem.Key == "error.lookup.several" {
			return plan.NoID, err
		}
		first = errors.Join(first, err)
	}
	return plan.NoID, errors.Join(plan.Problem("error.lookup.unknown", "Kind", plan.Say(k.Label()), "Value", c.ID),
		plan.Problem("cli.restore.then", "When", m.Name))
}
