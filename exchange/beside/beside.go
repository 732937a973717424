// Package beside writes files that take another's place only once they are whole.
package beside

import (
	"io"
	"os"
	"path/filepath"

	"github.com/google/uuid"
)

// Write lets content write a file beside path and, when all went well and is on the
// disk, puts it in path's place; a link keeps pointing to it. Otherwise nothing is
// left of it, and the error is that of the file system or of content.
func Write(path string, content func(io.Writer) error) error {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	part := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+"."+uuid.NewString()[:8]+".part")
	file, err := os.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
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
		err = os.Rename(part, path)
	}
	if err != nil {
		_ = os.Remove(part) // what failed before is the better news
	}
	return err
}
