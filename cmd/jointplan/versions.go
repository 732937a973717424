package main

import (
	"time"

	"jointplan/plan"
	"jointplan/storage"
	"jointplan/ui/words"
)

type versionsCmd struct {
	File string `arg:"" help:"The file."`
	JSON bool   `name:"json" help:"Write JSON for scripts."`
}

// Run lists the named versions.
func (c versionsCmd) Run(j *job) error {
	return j.read(c.File, func(w *storage.Workspace) error {
		all, err := w.Versions()
		if err != nil {
			return err
		}
		list := []jsonVersion{}
		t := newTable(j.words.T("history.when"), j.words.T("history.who"), j.words.T("history.version"))
		for _, v := range all {
			t.add(moment(v.At), words.Join(", ", v.By, v.Party), v.Title)
			list = append(list, jsonVersion{v.Step.String(), v.At.UTC().Format(time.RFC3339), v.By, v.Party, v.Title})
		}
		if c.JSON {
			return j.json(list)
		}
		if len(all) == 0 {
			j.say("cli.versions.none", "File", w.Path())
			return nil
		}
		t.print(j.out)
		return nil
	})
}

type jsonVersion struct {
	Step  string `json:"step"`
	At    string `json:"at"`
	By    string `json:"by"`
	Party string `json:"party,omitempty"`
	Title string `json:"title"`
}

type versionCmd struct {
	Title string `arg:"" help:"What to call the plan as it stands."`
	File  string `arg:"" help:"The file."`
}

// Help implements kong.HelpProvider.
func (versionCmd) Help() string {
	return `A version alters nothing in the plan. Its name can be given to --asof, asof and restore, and it travels with copies and merges.`
}

// Run names a version.
func (c versionCmd) Run(j *job) error {
	return j.edit(c.File, func(w *storage.Workspace) error {
		v, err := w.NameVersion(c.Title)
		if err != nil {
			return err
		}
		j.say("cli.version.done", "Title", v.Title, "When", plan.SayMoment(v.At.Local()))
		return nil
	})
}
