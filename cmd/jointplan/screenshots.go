package main

import (
	"os"
	"path/filepath"

	"jointplan/storage"
	"jointplan/ui/screens"
)

type screenshotsCmd struct {
	Dir  string `arg:"" help:"The folder for the pictures."`
	File string `arg:"" optional:"" help:"The file to show; the sample without it."`

	Guide bool `help:"Only the pictures that the user's guide shows, small."`
}

// Run draws every view and says where the pictures are.
func (c screenshotsCmd) Run(j *job) error {
	file := c.File
	if file == "" {
		dir, err := os.MkdirTemp("", "jointplan-sample")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		file = filepath.Join(dir, "sample"+storage.Extension)
		if err := j.makeSample(file); err != nil {
			return err
		}
	}
	save := screens.Save
	if c.Guide {
		save = screens.SaveGuide
	}
	paths, err := save(file, c.Dir, version)
	for _, path := range paths {
		j.say("plain", "Text", path)
	}
	return err
}
