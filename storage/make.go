package storage

import (
	"errors"
	"os"
)

// Make creates a workspace and has fill put a plan into it. The file is there
// whole or not at all: it has another name until it is filled.
func Make(path string, o Options, title string, fill func(*Workspace) error) error {
	part, path, err := partOf(path)
	if err != nil {
		return err
	}
	w, err := begin(part, path, o, title)
	if err == nil {
		err = fill(w)
	}
	err = errors.Join(err, w.Close())
	if err == nil {
		err = publish(part, path)
	}
	return explain(errors.Join(renamed(err, part, path), ignoreMissing(os.Remove(part))), path)
}
