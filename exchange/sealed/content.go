package sealed

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"jointplan/exchange/beside"
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
	folder, err := beside.Private()
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
	info, err := c.file.Stat()
	if err != nil {
		return explain(err, path)
	}
	return explainWritten(beside.NewSecret(path, func(w io.Writer) error {
		_, err := io.Copy(w, newMeter(ctx, io.NewSectionReader(c.file, 0, info.Size()), info.Size(), nil))
		return err
	}), path)
}

// Close takes the private place away; a second time it does nothing.
func (c *Content) Close() error {
	err := c.file.Close()
	if errors.Is(err, os.ErrClosed) {
		return nil
	}
	return errors.Join(err, os.RemoveAll(c.folder))
}
