package main

import (
	"jointplan/plan"
	"jointplan/storage"
)

type verifyCmd struct {
	File string `arg:"" help:"The file."`
}

// Run checks every step of the history against its digest, and the objects
// against the history.
func (c verifyCmd) Run(j *job) error {
	return j.look(c.File, func(w *storage.Workspace) error {
		if len(w.Losses()) > 0 { // said already
			return plan.Problem("cli.verify.damaged", "File", w.Path())
		}
		if err := w.Verify(j.ctx); err != nil {
			return err
		}
		steps, err := w.Recent(0)
		if err != nil {
			return err
		}
		j.say("cli.verify.sound", "File", w.Path(), "Steps", len(steps), "Objects", w.Document().Len())
		return nil
	})
}
