package template

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"jointplan/plan"
)

// LoadAll parses every .yaml file of fsys, also in folders, and sorts them by
// id. Files that cannot be parsed are left out and told in the error, which is
// of type Errors; the others are usable.
func LoadAll(fsys fs.FS) ([]*Template, error) {
	var all []*Template
	var problems Errors
	unreadable := func(name string, err error) {
		problems = append(problems, problem(name, 0, plan.Say("error.template.unreadable")).Because(err))
	}
	err := fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			unreadable(name, err)
			return nil
		}
		if entry.IsDir() || strings.ToLower(path.Ext(name)) != ".yaml" {
			return nil
		}
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			unreadable(name, err)
			return nil
		}
		t, err := Parse(name, data)
		if wrong, ok := err.(Errors); ok {
			problems = append(problems, wrong...)
			return nil
		}
		all = append(all, t)
		return nil
	})
	if err != nil {
		unreadable(".", err)
	}
	slices.SortFunc(all, func(a, b *Template) int { return strings.Compare(a.ID, b.ID) })
	if len(problems) > 0 {
		return all, problems
	}
	return all, nil
}
