package main

import (
	"fmt"

	"jointplan/plan"
	"jointplan/storage"
)

type dumpCmd struct {
	File string `arg:"" help:"The file."`
	AsOf string `name:"asof" placeholder:"WHEN" help:"The plan as it stood on a day, at a time or in a version."`
}

// Help implements kong.HelpProvider.
func (dumpCmd) Help() string {
	return `Every object with its fields as canonical text, in a fixed order: files with the same content give the same text, whatever their history.`
}

// Run writes all content as text.
func (c dumpCmd) Run(j *job) error {
	return j.read(c.File, func(w *storage.Workspace) error {
		d, err := j.planAsOf(w, c.AsOf)
		if err != nil {
			return err
		}
		for line := range plan.Dump(d) {
			if _, err := fmt.Fprintln(j.out, line); err != nil {
				return err
			}
		}
		return nil
	})
}
