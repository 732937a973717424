package storage

import (
	"errors"
	"os"
)

// Make creates a workspace and has fill put a plan into it. The file is there
// whole or not at all: it is taken away again when filling it fails.
func Make(path string, o Options, title string, fill func(*Workspace) error) error {
	w, err := Create(path, o, title)
	if err != nil {
		return err
	}
	err = fill(w)
	if closed := w.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return nil
}
