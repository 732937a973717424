package excel

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"time"

	"github.com/google/uuid"

	"jointplan/exchange/beside"
	"jointplan/exchange/chart"
	"jointplan/plan"
	"jointplan/plan/check"
)

// Options is what a workbook tells besides the plan itself.
type Options struct {
	Words plan.Words // the language of the workbook
	// Findings of the readiness checks; without them there is no such sheet.
	Findings []check.Finding
	// Exported is when; its day, in its own zone, is the day from which what is
	// overdue is counted until a program calculates the workbook anew.
	Exported time.Time
	By       string  // who exports; colleagues send the workbook back to him
	App      string  // program and version
	PlanID   plan.ID // of the workspace file
	ExportID plan.ID // of this export; a random one when NoID
	// Symbols of units and places on the map of a single operation; without them
	// there is no map.
	Symbols *chart.Symbols
}

// Export writes operation op of d, or the whole workspace with NoID, as a
// workbook at path. d must be a snapshot or otherwise left alone meanwhile.
// The file appears whole or not at all: it is written beside path and renamed.
// progress, if not nil, hears how many of the rows are written. The error is
// the context's when ctx ends first, else a *plan.ProblemError.
func Export(ctx context.Context, d *plan.Document, op plan.ID, path string, o Options, progress func(done, total int)) error {
	if err := checkTarget(path); err != nil {
		return err
	}
	return asProblem(path, beside.Write(path, func(w io.Writer) error { return write(ctx, w, d, op, o, progress) }))
}

// write makes the workbook and writes it to w.
func write(ctx context.Context, w io.Writer, d *plan.Document, op plan.ID, o Options, progress func(done, total int)) error {
	if o.ExportID == plan.NoID {
		o.ExportID = plan.ID(uuid.New())
	}
	b, err := newBook(d, op, o)
	if err != nil {
		return err
	}
	defer b.close()
	b.progress = progress
	pkg, err := b.assemble()
	if err != nil {
		return err
	}
	return pkg.Write(ctx, w, o.Exported)
}

// checkTarget finds out before the work what would fail after it.
func checkTarget(path string) error {
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return plan.Problem("error.excel.folder", "Path", path)
	case err == nil:
		file, err := os.OpenFile(path, os.O_WRONLY, 0)
		if err != nil {
			return plan.Problem("error.excel.locked", "Path", path).Because(err)
		}
		return asProblem(path, file.Close())
	case !errors.Is(err, fs.ErrNotExist):
		return asProblem(path, err)
	}
	if info, err := os.Stat(filepath.Dir(path)); err != nil || !info.IsDir() {
		return plan.Problem("error.excel.missing", "Path", filepath.Dir(path)).Because(err)
	}
	return nil
}

// asProblem puts an error of the file system into words; the end of a context
// and what is a problem already stay as they are.
func asProblem(path string, err error) error {
	var problem *plan.ProblemError
	switch {
	case err == nil:
		return nil
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded), errors.As(err, &problem):
		return err
	case isFull(err):
		return plan.Problem("error.excel.full", "Path", path).Because(err)
	case errors.Is(err, fs.ErrPermission):
		return plan.Problem("error.excel.denied", "Path", path).Because(err)
	}
	return plan.Problem("error.excel.write", "Path", path).Because(err)
}

// isFull reports whether the disk had no room left. Windows has two codes of
// its own for it.
func isFull(err error) bool {
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EFBIG) {
		return true
	}
	var code syscall.Errno
	const handleDiskFull, diskFull = 39, 112
	return runtime.GOOS == "windows" && errors.As(err, &code) && (code == handleDiskFull || code == diskFull)
}
