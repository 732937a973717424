package excel

import (
	"context"
	"io"
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
	// Symbols of units and places on the maps of operations; without them there are
	// no maps.
	Symbols *chart.Symbols
}

// Export writes operation op of d, or the whole workspace with NoID, as a
// workbook at path. d must be a snapshot or otherwise left alone meanwhile.
// The file appears whole or not at all: it is written beside path and renamed.
// progress, if not nil, hears how many of the rows are written. The error is
// the context's when ctx ends first, else a *plan.ProblemError.
func Export(ctx context.Context, d *plan.Document, op plan.ID, path string, o Options, progress func(done, total int)) error {
	if err := workbook.Check(path); err != nil {
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

// workbook is what is written, as problems name it.
const workbook = beside.Sort("error.excel")

// asProblem puts an error into words.
func asProblem(path string, err error) error { return workbook.Problem(path, err) }
