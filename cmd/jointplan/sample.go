package main

import (
	"jointplan/assets"
	"jointplan/exchange/chart"
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
		err = j.makeSample(c.File)
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

// makeSample writes the two sample operations to a new file.
func (j *job) makeSample(file string) error {
	world, err := chart.World()
	if err != nil {
		return err
	}
	return samplefile.Make(file, j.options(), assets.Templates, world, j.words.T("cli.sample.title"))
}
