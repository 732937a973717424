package main

import (
	"jointplan/plan"
	"jointplan/storage"
)

// pastHelp is what --asof of several verbs means.
const pastHelp = `WHEN is a day as 2026-11-12, which counts to its end, a time as "2026-11-12 14:03", or the name of a version.`

// planAsOf is the plan as it is, or as it stood when asof says.
func (j *job) planAsOf(w *storage.Workspace, asof string) (*plan.Document, error) {
	if asof == "" {
		return w.Document(), nil
	}
	d, _, err := j.past(w, asof)
	return d, err
}

// chosen is the plan, or as it stood when asof says, and the operation of it that is
// named; NoID when none is.
func (j *job) chosen(w *storage.Workspace, asof, operation string) (*plan.Document, plan.ID, error) {
	d, err := j.planAsOf(w, asof)
	if err != nil {
		return nil, plan.NoID, err
	}
	op, err := j.operation(d, operation)
	return d, op, err
}

func (j *job) past(w *storage.Workspace, asof string) (*plan.Document, storage.Moment, error) {
	m, err := w.Moment(j.ctx, asof, j.words)
	if err != nil {
		return nil, m, err
	}
	d, err := w.AsOfStep(j.ctx, m.Step)
	return d, m, err
}

type asofCmd struct {
	When   string `arg:"" help:"A day, a time or a version."`
	File   string `arg:"" help:"The file."`
	Output string `required:"" short:"o" placeholder:"COPY" help:"The file to make; it must not be there yet."`
}

// Help implements kong.HelpProvider.
func (asofCmd) Help() string {
	return `Makes a file of its own with the plan as it stood, without history. ` + pastHelp + ` list, check, export, measure, info and dump look at an earlier plan with --asof, without a copy.`
}

// Run writes the plan as it stood to a new file.
func (c asofCmd) Run(j *job) error {
	return j.handOn(c.File, func(w *storage.Workspace) error {
		d, m, err := j.past(w, c.When)
		if err != nil {
			return err
		}
		if err := storage.MakeFrom(c.Output, j.options(), d, plan.Say("do.compact", "When", m.Name)); err != nil {
			return err
		}
		j.say("cli.asof.done", "When", m.Name, "File", c.Output, "Count", d.Len())
		return nil
	})
}
