package main

import (
	"jointplan/plan"
	"jointplan/plan/edit"
	"jointplan/storage"
)

type assignCmd struct {
	Party     string   `placeholder:"NAME" help:"Who answers for the tasks."`
	Unit      string   `placeholder:"NAME" help:"A unit to be added to those the tasks have."`
	Sector    string   `placeholder:"NAME" help:"Where they are done."`
	Phase     string   `placeholder:"NAME" help:"The phase they belong to."`
	Line      string   `placeholder:"NAME" help:"The line of work they belong to."`
	Start     string   `placeholder:"DATE" and:"when" help:"Their first day, with --finish."`
	Finish    string   `placeholder:"DATE" and:"when" help:"Their last day, with --start."`
	Task      []string `sep:"none" placeholder:"TASK" help:"Only this task: number, exact title or id; may be repeated."`
	Filter    []string `sep:"none" placeholder:"FIELD=VALUE" help:"Only tasks that fit; may be repeated."`
	Operation string   `placeholder:"NAME" help:"The operation, when the file has several."`
	File      string   `arg:"" help:"The file."`
}

// Help implements kong.HelpProvider.
func (assignCmd) Help() string {
	return `Without --task and --filter all tasks of the operation are meant. ` + filterHelp + ` It is one step: jointplan undo takes all of it back.`
}

// Run assigns tasks.
func (c assignCmd) Run(j *job) error {
	return j.edit(c.File, func(w *storage.Workspace) error {
		d := w.Document()
		op, err := j.oneOperation(d, c.Operation)
		if err != nil {
			return err
		}
		a, err := c.assignment(j, d, op)
		if err != nil {
			return err
		}
		tasks, err := c.tasks(j, d, op)
		if err != nil {
			return err
		}
		e, err := edit.Assign(d, tasks, a)
		if err != nil {
			return err
		}
		if done, err := j.apply(w, e); !done {
			return err
		}
		j.say("cli.assign.done", "What", e.Title, "Count", len(e.Changes))
		return nil
	})
}

func (c assignCmd) assignment(j *job, d *plan.Document, op plan.ID) (edit.Assignment, error) {
	var a edit.Assignment
	for _, part := range []struct {
		kind *plan.Kind
		name string
		to   *plan.ID
	}{
		{plan.KindOf[plan.Party](), c.Party, &a.Party},
		{plan.KindOf[plan.Unit](), c.Unit, &a.Unit},
		{plan.KindOf[plan.Sector](), c.Sector, &a.Sector},
		{plan.KindOf[plan.Phase](), c.Phase, &a.Phase},
		{plan.KindOf[plan.Line](), c.Line, &a.Line},
	} {
		if part.name == "" {
			continue
		}
		o, err := plan.Lookup(d, part.kind, op, part.name)
		if err != nil {
			return a, err
		}
		*part.to = plan.IDFor(o)
	}
	var err error
	if a.When.Start, err = plan.ReadDate(c.Start, j.words); err != nil {
		return a, err
	}
	if a.When.Finish, err = plan.ReadDate(c.Finish, j.words); err != nil {
		return a, err
	}
	if a == (edit.Assignment{}) {
		return a, wrongUsage("cli.assign.nothing")
	}
	return a, nil
}

// tasks are those named and those that fit the filters.
func (c assignCmd) tasks(j *job, d *plan.Document, op plan.ID) ([]plan.ID, error) {
	k := plan.KindOf[plan.Task]()
	candidates := d.Objects(k, op)
	if len(c.Task) > 0 {
		candidates = nil
	}
	for _, name := range c.Task {
		o, err := plan.Lookup(d, k, op, name)
		if err != nil {
			return nil, err
		}
		candidates = append(candidates, o)
	}
	filters, err := j.filters(d, op, k, c.Filter)
	if err != nil {
		return nil, err
	}
	var ids []plan.ID
	for _, o := range choose(candidates, filters) {
		ids = append(ids, plan.IDFor(o))
	}
	if len(ids) == 0 {
		return nil, plan.Problem("cli.assign.none")
	}
	return ids, nil
}
