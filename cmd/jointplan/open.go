package main

import (
	"os"
	"path/filepath"
	"runtime"

	"jointplan/exchange/sealed"
	"jointplan/plan"
	"jointplan/storage"
)

type openCmd struct {
	File string `arg:"" optional:"" help:"The .jointplan or .jointsealed file to open."`
}

// Run opens the workbench, on a file if one is named.
func (c openCmd) Run(j *job) error {
	if c.File != "" {
		if _, err := os.Stat(c.File); err != nil {
			if filepath.Ext(c.File) == "" {
				return wrongUsage("cli.verb", "Value", c.File)
			}
			return plan.Problem("error.storage.missing", "File", filepath.Base(c.File)).Because(err)
		}
		if ext := filepath.Ext(c.File); ext != storage.Extension && ext != sealed.Extension {
			return plan.Problem("error.storage.foreign", "File", filepath.Base(c.File))
		}
	}
	if !hasDisplay() {
		return plan.Problem("cli.window.display")
	}
	return openWorkbench(c.File, j)
}

// hasDisplay reports whether a window has a place to appear. Where windows need
// no display server there always is one.
func hasDisplay() bool {
	switch runtime.GOOS {
	case "windows", "darwin":
		return true
	}
	return os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != ""
}
