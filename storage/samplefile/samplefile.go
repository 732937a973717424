// Package samplefile writes the samples of package plan/sample to workspace
// files.
package samplefile

import (
	"io/fs"
	"time"

	"jointplan/plan"
	"jointplan/plan/basemap"
	"jointplan/plan/sample"
	"jointplan/plan/template"
	"jointplan/storage"
)

// seed makes all large samples of one size the same plan.
const seed = 1

// Make writes a new workspace with the two sample operations at path: border
// monitoring and police training. templates holds the shipped templates, world is
// what they are drawn from. The file is there whole or not at all; an existing one
// is refused.
func Make(path string, o storage.Options, templates fs.FS, world *basemap.Map, title string) error {
	border, police, err := find(templates)
	if err != nil {
		return err
	}
	return storage.Make(path, o, title, func(w *storage.Workspace) error {
		today := day(o)
		for _, operation := range []func() ([]plan.Edit, error){
			func() ([]plan.Edit, error) { return sample.Border(w.Document(), border, world, storage.NewID, today) },
			func() ([]plan.Edit, error) { return sample.Police(w.Document(), police, world, storage.NewID, today) },
		} {
			edits, err := operation()
			if err != nil {
				return err
			}
			for _, e := range edits {
				if err := w.Apply(e); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// MakeLarge writes a new workspace with a plan of the given number of tasks, for
// measurements. progress, if not nil, hears how many of them are written.
func MakeLarge(path string, o storage.Options, tasks int, title string, progress func(done, total int)) error {
	return storage.Make(path, o, title, func(w *storage.Workspace) error {
		large := sample.NewLarge(w.Document(), tasks, seed)
		for {
			e, ok := large.Next()
			if !ok {
				return nil
			}
			if err := w.Apply(e); err != nil {
				return err
			}
			if progress != nil {
				progress(int(large.Progress()*float64(tasks)), tasks)
			}
		}
	})
}

func find(templates fs.FS) (border, police *template.Template, err error) {
	all, err := template.LoadAll(templates)
	if err != nil {
		return nil, nil, err
	}
	for _, t := range all {
		switch t.ID {
		case "joint-border-monitoring":
			border = t
		case "police-training":
			police = t
		}
	}
	if border == nil || police == nil {
		return nil, nil, plan.Problem("error.sample.template")
	}
	return border, police, nil
}

func day(o storage.Options) plan.Date {
	if o.Now == nil {
		return plan.DateOf(time.Now())
	}
	return plan.DateOf(o.Now())
}
