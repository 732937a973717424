package beside

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"

	"jointplan/plan"
)

// Sort is a sort of file that is written, by what the keys of its problems begin
// with: "error.excel" gives "error.excel.full" and the like.
type Sort string

// Check finds out before the work what would fail after it.
func (s Sort) Check(path string) error {
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return s.problem(".folder", path, nil)
	case err == nil:
		file, err := os.OpenFile(path, os.O_WRONLY, 0)
		if err != nil {
			return s.problem(".locked", path, err)
		}
		return s.Problem(path, file.Close())
	case !errors.Is(err, fs.ErrNotExist):
		return s.Problem(path, err)
	}
	if info, err := os.Stat(filepath.Dir(path)); err != nil || !info.IsDir() {
		return s.problem(".missing", filepath.Dir(path), err)
	}
	return nil
}

// Problem puts an error of the file system into words; the end of a context and
// what is a problem already stay as they are.
func (s Sort) Problem(path string, err error) error {
	var problem *plan.ProblemError
	switch {
	case err == nil:
		return nil
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded), errors.As(err, &problem):
		return err
	case IsFull(err):
		return s.problem(".full", path, err)
	case errors.Is(err, fs.ErrPermission):
		return s.problem(".denied", path, err)
	}
	return s.problem(".write", path, err)
}

func (s Sort) problem(what, path string, cause error) error {
	return plan.Problem(string(s)+what, "Path", path).Because(cause)
}

// IsFull reports whether the disk had no room left. Windows has two codes of
// its own for it.
func IsFull(err error) bool {
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EFBIG) {
		return true
	}
	var code syscall.Errno
	const handleDiskFull, diskFull = 39, 112
	return runtime.GOOS == "windows" && errors.As(err, &code) && (code == handleDiskFull || code == diskFull)
}
