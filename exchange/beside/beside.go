// Package beside writes files that get their name, or take another's place, only
// once they are whole.
package beside

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/google/uuid"
)

// Write lets content write a file beside path and, when all went well and is on the
// disk, puts it in path's place; a link keeps pointing to it. Otherwise nothing is
// left of it, and the error is that of the file system or of content.
func Write(path string, content func(io.Writer) error) error {
	return write(followed(path), 0o666, os.Rename, content)
}

// WriteSecret does the same with a file that nobody but the user may read.
func WriteSecret(path string, content func(io.Writer) error) error {
	return write(followed(path), 0o600, os.Rename, content)
}

// NewSecret writes such a file under a name that nothing has yet. When something has
// it, also since, the error is fs.ErrExist and what is there stays.
func NewSecret(path string, content func(io.Writer) error) error {
	if _, err := os.Lstat(path); err == nil {
		return &fs.PathError{Op: "create", Path: path, Err: fs.ErrExist}
	}
	return write(path, 0o600, giveName, content)
}

func followed(path string) string {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		return real
	}
	return path
}

// partPrefix and partSuffix make the names of files that are being written. The name
// that is to come is not in them: it may be as long as the file system allows.
const partPrefix, partSuffix = ".~jointplan.", ".part"

// deserted is how old a part must be for nobody to write it any more.
const deserted = 24 * time.Hour

// sweep takes away the parts in a folder that a program left which was killed.
func sweep(dir string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return // what is to be written will tell
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), partPrefix) || !strings.HasSuffix(e.Name(), partSuffix) {
			continue
		}
		if info, err := e.Info(); err == nil && time.Since(info.ModTime()) > deserted {
			_ = os.Remove(filepath.Join(dir, e.Name())) // that of somebody else stays, as it must
		}
	}
}

func write(path string, mode fs.FileMode, place func(from, to string) error, content func(io.Writer) error) error {
	dir := filepath.Dir(path)
	sweep(dir)
	part := filepath.Join(dir, partPrefix+uuid.NewString()[:8]+partSuffix)
	file, err := os.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	err = content(file)
	if err == nil {
		err = file.Sync()
	}
	if closed := file.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = place(part, path)
	}
	_ = os.Remove(part) // gone already when it was renamed; else what failed before is the better news
	return err
}

// giveName gives a finished file its name, unless somebody took it meanwhile.
func giveName(from, to string) error {
	err := os.Link(from, to)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	if _, err := os.Lstat(to); err == nil { // a medium without links
		return &fs.PathError{Op: "create", Path: to, Err: fs.ErrExist}
	}
	return os.Rename(from, to)
}
