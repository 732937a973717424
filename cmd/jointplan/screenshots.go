package main

import "github.com/alecthomas/kong"

// takePictures draws every view of the workbench on a file, or on the sample
// when there is none, into a folder and gives the paths of the pictures.
var takePictures func(j *job, dir, file string) ([]string, error)

type screenshotsCmd struct {
	Dir  string `arg:"" help:"The folder for the pictures."`
	File string `arg:"" optional:"" help:"The file to show; the sample without it."`
}

// Run makes the pictures and says where they are.
func (c screenshotsCmd) Run(j *job) error {
	paths, err := takePictures(j, c.Dir, c.File)
	for _, path := range paths {
		j.say("plain", "Text", path)
	}
	return err
}

// moreVerbs are the verbs that not every build has.
func moreVerbs() []kong.Option {
	if takePictures == nil {
		return nil
	}
	return []kong.Option{kong.DynamicCommand("screenshots", "Draw every view into pictures, without a display.", "", &screenshotsCmd{})}
}
