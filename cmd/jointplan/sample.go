package main

import (
	"jointplan/assets"
	"jointplan/plan"
	"jointplan/storage"
	"jointplan/storage/samplefile"
)

type sampleCmd struct {
	File  string `arg:"" help:"The file to make."`
	Tasks int    `placeholder:"N" help:"Instead of the sample, a plan of this many tasks, for measurements."`
}

// mostTasks is the largest plan for measurements.
const mostTasks = 1_000_000

// Run makes a sample.
func (c sampleCmd) Run(j *job) error {
	if c.Tasks < 0 || c.Tasks > mostTasks {
		return wrongUsage("cli.sample.tasks", "Max", mostTasks)
	}
	title := j.words.T("cli.sample.title")
	var err error
	if c.Tasks == 0 {
		err = samplefile.Make(c.File, j.options(), assets.Templates, title)
	} else {
		progress := j.progress("cli.writing")
		err = samplefile.MakeLarge(c.File, j.options(), c.Tasks, title, progress.step)
		progress.end()
	}
	if err != nil {
		return err
	}
	info, err := storage.Describe(c.File)
	if err != nil {
		return err
	}
	operations, tasks := plan.KindOf[plan.Operation](), plan.KindOf[plan.Task]()
	j.say("cli.sample.done", "File", info.Path, "Operations", plan.CountOf(operations, info.Objects[operations.Name]),
		"Tasks", plan.CountOf(tasks, info.Objects[tasks.Name]))
	return nil
}
