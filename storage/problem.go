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

// What is wrong with a file that SQLite itself may find in order.
var (
	errSchema    = errors.New("unknown schema")
	errStructure = errors.New("structure damaged")
	errLog       = errors.New("the log of changes does not hold together")
	errCache     = errors.New("the tables of objects do not fit the log")
	errReplaced  = errors.New("the file holds another log now")
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
	case errors.Is(err, errSchema):
		return "error.storage.schema"
	case errors.Is(err, errStructure), errors.Is(err, errLog), errors.Is(err, errCache):
		return "error.storage.damaged"
	case errors.Is(err, syscall.ELOOP):
		return "error.storage.notfile"
	case errors.Is(err, fs.ErrNotExist):
		return "error.storage.missing"
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return "error.storage.denied"
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EFBIG), errors.Is(err, syscall.EDQUOT):
		return "error.storage.full"
	case errors.Is(err, syscall.ENAMETOOLONG):
		return "error.storage.long"
	}
	var e sqlite3.Error
	if !errors.As(err, &e) {
		return "error.storage.io"
	}
	if e.SystemErrno == syscall.ENAMETOOLONG { // that of the journal, which is longer than the file's
		return "error.storage.long"
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

// isDamage reports whether the file is broken, and not merely out of reach.
func isDamage(err error) bool {
	if errors.Is(err, errStructure) || errors.Is(err, errLog) || errors.Is(err, errCache) {
		return true
	}
	var e sqlite3.Error
	return tooBig(err) || errors.As(err, &e) && (e.Code == sqlite3.ErrCorrupt || e.Code == sqlite3.ErrNotADB || e.ExtendedCode == sqlite3.ErrIoErrShortRead)
}

// tooBig reports whether a value is larger than any of ours.
func tooBig(err error) bool {
	var e sqlite3.Error
	return errors.As(err, &e) && e.Code == sqlite3.ErrTooBig
}
