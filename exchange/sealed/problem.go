package sealed

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"

	"jointplan/exchange/beside"
	"jointplan/plan"
)

func foreign(name string) *plan.ProblemError {
	return plan.Problem("error.sealed.foreign", "File", name)
}

func damaged(name string) *plan.ProblemError {
	return plan.Problem("error.sealed.damaged", "File", name)
}

func tooLarge() *plan.ProblemError {
	return plan.Problem("error.sealed.large", "Limit", MaxPayload>>30)
}

// explain puts an error of the file system into words; the end of a context and
// what is a problem already stay as they are.
func explain(err error, path string) error {
	var problem *plan.ProblemError
	if err == nil || errors.As(err, &problem) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	name := filepath.Base(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return plan.Problem("error.sealed.missing", "Path", path).Because(err)
	case errors.Is(err, fs.ErrPermission):
		return plan.Problem("error.sealed.denied", "File", name).Because(err)
	case beside.IsFull(err):
		return plan.Problem("error.sealed.full", "File", name).Because(err)
	}
	return plan.Problem("error.sealed.io", "File", name).Because(err)
}

// explainWritten is explain for a file that was to be written.
func explainWritten(err error, path string) error {
	var problem *plan.ProblemError
	switch {
	case errors.As(err, &problem):
	case errors.Is(err, fs.ErrExist):
		return plan.Problem("error.sealed.exists", "File", filepath.Base(path)).Because(err)
	case errors.Is(err, fs.ErrNotExist):
		return plan.Problem("error.sealed.folder", "Path", filepath.Dir(path)).Because(err)
	}
	return explain(err, path)
}
