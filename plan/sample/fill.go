package sample

import (
	"jointplan/plan"
	"jointplan/plan/edit"
	"jointplan/plan/template"
)

// The templates the sample operations are made from.
const (
	borderTemplate = "joint-border-monitoring"
	policeTemplate = "police-training"
)

// Fill makes both sample operations from the shipped templates, handing every
// edit to apply, which must apply it to d.
func Fill(d *plan.Document, shipped []*template.Template, newID edit.Maker, today plan.Date, apply func(plan.Edit) error) error {
	makers := map[string]func(*plan.Document, *template.Template, edit.Maker, plan.Date) ([]plan.Edit, error){
		borderTemplate: Border, policeTemplate: Police,
	}
	for _, id := range []string{borderTemplate, policeTemplate} {
		for _, t := range shipped {
			if t.ID != id {
				continue
			}
			edits, err := makers[id](d, t, newID, today)
			if err != nil {
				return err
			}
			for _, e := range edits {
				if err := apply(e); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
