package main

import (
	"fmt"

	"jointplan/plan"
	"jointplan/storage"
)

type dumpCmd struct {
	File string `arg:"" help:"The file."`
}

// Help implements kong.HelpProvider.
func (dumpCmd) Help() string {
	return `Every object with its fields as canonical text, in a fixed order: files with the same content give the same text, whatever their history.`
}

// Run writes all content as text.
func (c dumpCmd) Run(j *job) error {
	return j.read(c.File, func(w *storage.Workspace) error {
		for line := range plan.Dump(w.Document()) {
			if _, err := fmt.Fprintln(j.out, line); err != nil {
				return err
			}
		}
		return nil
	})
}
