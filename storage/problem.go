package storage

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"syscall"

	sqlite3 "github.com/mattn/go-sqlite3"

	"jointplan/plan"
)

// explain turns what SQLite or the system says about the file into a sentence
// for a person. Problems and cancellations pass as they are.
func explain(err error, path string) error {
	var problem *plan.ProblemError
	if err == nil || errors.As(err, &problem) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return plan.Problem(keyFor(err), "File", filepath.Base(path)).Because(err)
}

func keyFor(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "error.storage.missing"
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return "error.storage.denied"
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EFBIG):
		return "error.storage.full"
	}
	var e sqlite3.Error
	if !errors.As(err, &e) {
		return "error.storage.io"
	}
	switch e.Code {
	case sqlite3.ErrFull:
		return "error.storage.full"
	case sqlite3.ErrReadonly, sqlite3.ErrPerm, sqlite3.ErrCantOpen:
		return "error.storage.denied"
	case sqlite3.ErrBusy, sqlite3.ErrLocked:
		return "error.storage.busy"
	case sqlite3.ErrCorrupt, sqlite3.ErrNotADB:
		return "error.storage.damaged"
	}
	if e.SystemErrno == syscall.ENOSPC || e.SystemErrno == syscall.EFBIG || e.SystemErrno == syscall.EDQUOT {
		return "error.storage.full"
	}
	return "error.storage.io"
}

// isDamage reports whether SQLite finds the file's structure broken.
func isDamage(err error) bool {
	var e sqlite3.Error
	return errors.As(err, &e) && (e.Code == sqlite3.ErrCorrupt || e.Code == sqlite3.ErrNotADB || e.Code == sqlite3.ErrError || e.ExtendedCode == sqlite3.ErrIoErrShortRead)
}
