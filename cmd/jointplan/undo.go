package main

import (
	"errors"

	"jointplan/plan"
	"jointplan/storage"
	"jointplan/ui/words"
)

type undoCmd struct {
	File string `arg:"" help:"The file."`
}

// Help implements kong.HelpProvider.
func (undoCmd) Help() string {
	return `Everybody takes back only what was edited under the same name and party: see --author and --author-party. Values that others changed since stay as they are and are named.`
}

// Run takes back the last edit.
func (c undoCmd) Run(j *job) error {
	return j.revert(c.File, (*storage.Workspace).Undo, "history.undo")
}

type redoCmd struct {
	File string `arg:"" help:"The file."`
}

// Run does again what undo took back.
func (c redoCmd) Run(j *job) error {
	return j.revert(c.File, (*storage.Workspace).Redo, "history.redo")
}

func (j *job) revert(path string, step func(*storage.Workspace) (plan.Edit, error), key string) error {
	return j.edit(path, func(w *storage.Workspace) error {
		e, err := step(w)
		var problem *plan.ProblemError
		if errors.As(err, &problem) && problem.Key == "error.undo.none" {
			return errors.Join(err, plan.Problem("cli.undo.author", "Name", words.Join(", ", j.author.Name, j.author.Party)))
		}
		if err != nil {
			return err
		}
		j.say(key, "What", e.Title)
		for _, kept := range w.Kept() {
			j.warn(kept)
		}
		return nil
	})
}
