package main

import "jointplan/storage"

type recoverCmd struct {
	File   string `arg:"" help:"The damaged or altered file; it stays as it is."`
	Output string `required:"" short:"o" placeholder:"NEW" help:"The file to make; it must not be there yet."`
}

// Help implements kong.HelpProvider.
func (recoverCmd) Help() string {
	return `What can be read of a file that is damaged, or whose history was altered, is saved in a new one, with a history that begins there: earlier copies can be compared with it, and taken into it only as new objects. A sound file is copied whole.`
}

// Run saves what can be read.
func (c recoverCmd) Run(j *job) error {
	return j.look(c.File, func(w *storage.Workspace) error {
		altered := j.checked(w)
		j.complain(altered)
		if err := w.SaveCopy(c.Output); err != nil {
			return err
		}
		key := "cli.recover.whole"
		if altered != nil || len(w.Losses()) > 0 {
			key = "cli.recover.done"
		}
		j.say(key, "File", w.Path(), "To", c.Output, "Count", w.Document().Len())
		return nil
	})
}
