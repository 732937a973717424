package docx

import (
	"context"
	"io"
	"time"

	"jointplan/exchange/beside"
	"jointplan/exchange/chart"
	"jointplan/plan"
	"jointplan/plan/check"
)

// Options is what a document tells besides the plan itself.
type Options struct {
	Words    plan.Words      // the language of the document
	Findings []check.Finding // of the readiness checks, about the operation
	Exported time.Time
	AsOf     string         // the name of the earlier time whose plan this is; "" for the plan as it stands
	By       string         // who exports
	App      string         // program and version
	Symbols  *chart.Symbols // of units and places on the map; without them there is no map
}

// document is what is written, as problems name it.
const document = beside.Sort("error.document")

// Export writes operation op of d, the only one with NoID, as a document at path. d
// must be a snapshot or otherwise left alone meanwhile. The file appears whole or
// not at all. progress, if not nil, hears how many of the objects are written. The
// error is the context's when ctx ends first, else a *plan.ProblemError.
func Export(ctx context.Context, d *plan.Document, op plan.ID, path string, o Options, progress func(done, total int)) error {
	if err := document.Check(path); err != nil {
		return err
	}
	return document.Problem(path, beside.Write(path, func(w io.Writer) error {
		m, err := newMaker(ctx, d, op, o)
		if err != nil {
			return err
		}
		m.progress = progress
		return m.write(w)
	}))
}
