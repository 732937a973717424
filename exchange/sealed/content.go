package sealed

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"jointplan/plan"
)

// Content is what a sealed copy held: a workspace file in a private place, found
// whole and genuine.
type Content struct {
	Signature *Signature // nil when the copy was not signed
	Encrypted bool

	folder string
	file   *os.File
}

// newContent makes a private place for what the copy at path holds.
func newContent(path string) (*Content, error) {
	folder, err := os.MkdirTemp("", "jointplan-sealed-")
	if err != nil {
		return nil, explain(err, path)
	}
	c := &Content{folder: folder}
	base := filepath.Base(path)
	name := strings.TrimSuffix(base, filepath.Ext(base)) + ".jointplan"
	if c.file, err = os.OpenFile(filepath.Join(folder, name), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600); err != nil {
		return nil, errors.Join(explain(err, path), os.RemoveAll(folder))
	}
	return c, nil
}

// Path is where the workspace file lies until Close, to be looked at.
func (c *Content) Path() string { return c.file.Name() }

// Save writes the workspace file to path. It appears there whole or not at all,
// and never in place of another file.
func (c *Content) Save(ctx context.Context, path string) error {
	if _, err := os.Lstat(path); err == nil {
		return exists(path)
	}
	info, err := c.file.Stat()
	if err != nil {
		return explain(err, path)
	}
	return explain(writeBeside(path, giveName, func(w io.Writer) error {
		_, err := io.Copy(w, newMeter(ctx, io.NewSectionReader(c.file, 0, info.Size()), info.Size(), nil))
		return err
	}), path)
}

// giveName gives a finished file its name, unless somebody took it meanwhile.
func giveName(from, to string) error {
	err := os.Link(from, to)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, os.ErrExist):
		return exists(to)
	}
	if _, err := os.Lstat(to); err == nil { // a medium without links
		return exists(to)
	}
	return os.Rename(from, to)
}

func exists(path string) error {
	return plan.Problem("error.sealed.exists", "File", filepath.Base(path))
}

// Close takes the private place away; a second time it does nothing.
func (c *Content) Close() error {
	err := c.file.Close()
	if errors.Is(err, os.ErrClosed) {
		return nil
	}
	return errors.Join(err, os.RemoveAll(c.folder))
}
