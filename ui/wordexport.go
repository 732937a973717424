package ui

import (
	"context"

	"jointplan/exchange/docx"
	"jointplan/plan"
	"jointplan/ui/words"
)

// exportWord writes the operation in sight, or the only one, as a Word document.
func (d *Desk) exportWord() {
	op := d.operationToTell()
	if op == nil {
		d.complain(plan.Problem("error.document.operation"))
		return
	}
	d.saveTo(d.t("document.title"), fileName(op.Title), ".docx", func(path string) { d.ExportWord(path, op) })
}

// operationToTell is the operation in sight, or the only one there is; nil where one
// has to be chosen first.
func (d *Desk) operationToTell() *plan.Operation {
	if op := d.operation(); op != nil {
		return op
	}
	if all := plan.All[plan.Operation](d.session.Doc, plan.NoID); len(all) == 1 {
		return all[0]
	}
	return nil
}

// ExportWord writes an operation as a document to path, with progress.
func (d *Desk) ExportWord(path string, op *plan.Operation) {
	s := d.session
	snapshot := s.Doc.Snapshot()
	o := docx.Options{Words: words.New(d.app.Words.Language()), Findings: s.Report.Findings(op.ID), Exported: d.app.Now(),
		By: d.app.Author().Name, App: "Jointplan " + d.app.Version, Symbols: loadSymbols()}
	if d.past != nil {
		o.AsOf = d.app.Words.Say(d.past.moment.Name)
	}
	d.writeOut(d.t("document.title"), path, func(ctx context.Context, progress func(done, total int)) error {
		return docx.Export(ctx, snapshot, op.ID, path, o, progress)
	})
}
