package main

import (
	"fmt"
	"os"
	"strings"

	"jointplan/storage"
)

type compactCmd struct {
	File   string `arg:"" help:"The file; it stays as it is."`
	Before string `required:"" placeholder:"WHEN" help:"Leave out the history before a day, a time or a version."`
	Output string `short:"o" placeholder:"NEW" help:"The file to make; it must not be there yet. Without it you are only told what would be lost."`
}

// Help implements kong.HelpProvider.
func (compactCmd) Help() string {
	return `The plan as it stood then becomes the first step of a new file; every step since is kept, a merge as one step. Copies made before can no longer be merged with the new file. ` + pastHelp
}

// Run says what is lost and writes the new file.
func (c compactCmd) Run(j *job) error {
	return j.handOn(c.File, func(w *storage.Workspace) error {
		m, err := w.Moment(j.ctx, c.Before, j.words)
		if err != nil {
			return err
		}
		prepared, err := w.PrepareCompaction(j.ctx, m)
		if err != nil {
			return err
		}
		for _, line := range prepared.Tell() {
			fmt.Fprintln(j.out, j.words.Say(line))
		}
		if c.Output == "" {
			return nil
		}
		progress := j.progress("cli.writing")
		err = prepared.Write(j.ctx, c.Output, progress.step)
		progress.end()
		if err != nil {
			return err
		}
		j.say("compact.done", "File", c.Output, "Old", size(c.File), "New", size(c.Output))
		return nil
	})
}

// size is how large a file is, for people.
func size(path string) string {
	info, err := os.Stat(path)
	if err != nil {
		return "?"
	}
	return strings.TrimSuffix(fmt.Sprintf("%.2f", float64(info.Size())/1e6), ".00") + " MB"
}
