package main

import (
	"path/filepath"
	"strings"
	"time"

	"jointplan/exchange/excel"
	"jointplan/plan"
	"jointplan/plan/check"
	"jointplan/storage"
)

type exportCmd struct {
	File      string `arg:"" help:"The file."`
	Output    string `required:"" short:"o" placeholder:"OUT" help:"The file to write: a workbook (.xlsx) or a map (.pdf, .png, .svg); one that is there is replaced."`
	Operation string `placeholder:"NAME" help:"Only this operation; the whole file without it."`
	AsOf      string `name:"asof" placeholder:"WHEN" help:"The plan as it stood on a day, at a time or in a version."`
	mapFlags
}

// Run writes a workbook or a map.
func (c exportCmd) Run(j *job) error {
	if !strings.EqualFold(filepath.Ext(c.Output), ".xlsx") && mapFormat(c.Output) == "" {
		return wrongUsage("cli.export.extension", "Path", c.Output)
	}
	return j.read(c.File, func(w *storage.Workspace) error {
		d, err := j.planAsOf(w, c.AsOf)
		if err != nil {
			return err
		}
		op, err := j.operation(d, c.Operation)
		if err != nil {
			return err
		}
		if mapFormat(c.Output) != "" {
			return c.exportMap(j, d, op, c.Output)
		}
		report, err := check.All(j.ctx, d, j.today())
		if err != nil {
			return err
		}
		progress := j.progress("cli.exporting")
		err = excel.Export(j.ctx, d, op, c.Output, excel.Options{
			Words: j.words, Findings: report.Findings(op), Exported: time.Now(),
			By: j.author.Name, App: "Jointplan " + version, PlanID: workspaceID(d),
		}, progress.step)
		progress.end()
		if err != nil {
			return err
		}
		j.say("export.done", "Path", c.Output)
		return nil
	})
}

// workspaceID names the plan in a workbook; NoID for one so damaged that the
// object is lost.
func workspaceID(d *plan.Document) plan.ID {
	if w := d.Workspace(); w != nil {
		return w.ID
	}
	return plan.NoID
}
