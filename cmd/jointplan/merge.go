package main

import (
	"errors"
	"slices"

	"jointplan/plan"
	"jointplan/plan/compare"
	"jointplan/storage"
)

type compareCmd struct {
	File  string `arg:"" help:"The file that counts as ours."`
	Other string `arg:"" help:"The file it is compared with."`
	JSON  bool   `name:"json" help:"Write JSON for scripts."`
	Ahead bool   `help:"Also when the other file was written by a clock more than a day ahead."`
	unsealFlags
}

// Help implements kong.HelpProvider.
func (compareCmd) Help() string {
	return `Copies of one workspace are compared with what both had when they went apart: < changed here, > changed there, ! changed in both and not alike, ~ taken back there by undoing a merge of what is here. Nothing is written. A sealed copy is opened first, as unseal does, into a private place for as long as it takes.`
}

// Run lists what two files differ in.
func (c compareCmd) Run(j *job) error {
	files, done, err := c.opened(j, []string{c.Other})
	if err == nil {
		err = c.compare(j, files)
	}
	return errors.Join(err, done())
}

func (c compareCmd) compare(j *job, files []string) error {
	return j.read(c.File, func(w *storage.Workspace) error {
		m, err := w.PrepareMerge(j.ctx, files, storage.MergeOptions{Ahead: c.Ahead, Look: true})
		if err != nil {
			return err
		}
		if c.JSON {
			return j.json(j.jsonRows(m.Names(), m.Rows))
		}
		if len(m.Rows) == 0 {
			j.say("cli.compare.same")
			return nil
		}
		j.printRows(m.Names(), m.Rows)
		for _, said := range m.Reverted() {
			j.warn(said)
		}
		return nil
	})
}

type mergeCmd struct {
	Into   string   `arg:"" help:"The file that is changed."`
	From   []string `arg:"" help:"The files that are taken in, or folders: all workspaces and sealed copies in them."`
	DryRun bool     `help:"Only say what would change."`
	Take   string   `enum:",ours,theirs" default:"" placeholder:"ours|theirs" help:"Settle what both changed, and what they took back of ours; without it the later value is shown and the conflict stays open."`
	JSON   bool     `name:"json" help:"Write JSON for scripts."`
	Ahead  bool     `help:"Also when a file was written by a clock more than a day ahead."`
	unsealFlags
}

// Help implements kong.HelpProvider.
func (mergeCmd) Help() string {
	return `What the others changed comes in as one step that undo takes back; a copy of the file as it was is kept beside it. What both changed stays listed by jointplan conflicts until it is settled, and the exit code is 5 then. The order of files does not matter, nor does merging one twice. Several files come in together; shared copies that come back follow, each as a step of its own, which undo takes back one by one. A file of a folder that cannot be merged is left out and listed with the reason, and the exit code is 7 then; one that was named keeps all from being merged. With --json several files give the merges and what was left out. Sealed copies are opened first, as unseal does, into a private place for as long as it takes.`
}

// errOpen says that conflicts are open. It is an outcome that the output tells
// already.
var errOpen = errors.New("open conflicts")

// Run takes other files in.
func (c mergeCmd) Run(j *job) error {
	if list, err := c.several(); err != nil || list != nil {
		return errors.Join(err, c.mergeSeveral(j, list))
	}
	files, done, err := c.opened(j, c.From)
	if err == nil {
		run := j.edit
		if c.DryRun {
			run = j.read
		}
		err = run(c.Into, func(w *storage.Workspace) error { return c.merge(j, w, files) })
	}
	return errors.Join(err, done())
}

func (c mergeCmd) merge(j *job, w *storage.Workspace, files []string) error {
	m, err := w.PrepareMerge(j.ctx, files, storage.MergeOptions{Ahead: c.Ahead})
	if err != nil {
		return err
	}
	for _, said := range m.Notes() {
		j.warn(said)
	}
	backup := ""
	if !c.DryRun {
		if _, backup, err = m.Apply(c.decisions(m.Rows)); err != nil {
			return err
		}
	}
	if err := c.report(j, m, backup); err != nil {
		return err
	}
	return c.openLeft(m)
}

// decisions takes one side wherever both changed something, or they took back what
// is here.
func (c mergeCmd) decisions(rows []compare.Row) map[int]compare.Decision {
	take := map[string]compare.Take{"ours": compare.TakeOurs, "theirs": compare.TakeTheirs}[c.Take]
	decisions := map[int]compare.Decision{}
	for i, r := range rows {
		if r.Conflict || r.Reverted.Exists {
			decisions[i] = compare.Decision{Take: take}
		}
	}
	return decisions
}

func (c mergeCmd) openLeft(m *storage.Merge) error {
	if c.Take == "" && m.Conflicts() > 0 {
		return errOpen
	}
	return nil
}

func (c mergeCmd) report(j *job, m *storage.Merge, backup string) error {
	theirs := slices.DeleteFunc(slices.Clone(m.Rows), func(r compare.Row) bool { return r.Side == compare.Ours })
	count := len(ofSubstance(theirs))
	if c.JSON {
		return j.json(jsonMerge{backup != "", m.Steps, count, m.Conflicts(), m.Unrelated(), m.Again, backup, authorNames(m.Authors), j.jsonRows(m.Names(), theirs)})
	}
	switch {
	case m.IsEmpty():
		j.say("cli.merge.nothing")
		return nil
	case m.Unrelated():
		j.say("cli.merge.unrelated", "Count", count)
	case m.Again:
		j.say("cli.merge.again")
	}
	j.printRows(m.Names(), theirs)
	c.sum(j, m, count)
	if backup == "" {
		j.say("cli.merge.dry")
		return nil
	}
	j.say("cli.merge.done", "Path", backup)
	return nil
}

// sum says how many changes come in, by whom, and what of them is open.
func (c mergeCmd) sum(j *job, m *storage.Merge, count int) {
	conflicts := plan.Say("cli.merge.conflicts", "Count", m.Conflicts())
	switch n := m.Conflicts(); {
	case m.Unrelated() && c.Take == "" && n > 0:
		j.say("cli.merge.stay", "Count", n)
	case m.Unrelated():
	case len(m.Authors) == 0: // a shared copy names nobody
		j.say("cli.merge.sum.unsigned", "Count", count, "Conflicts", conflicts)
	default:
		j.say("cli.merge.sum", "Count", count, "Names", names(authorNames(m.Authors)), "Conflicts", conflicts)
	}
}

type jsonMerge struct {
	Merged    bool      `json:"merged"`
	Steps     int       `json:"steps"`
	Changes   int       `json:"changes"`
	Conflicts int       `json:"conflicts"`
	Unrelated bool      `json:"unrelated"`
	Again     bool      `json:"again"`
	Backup    string    `json:"backup,omitempty"`
	Authors   []string  `json:"authors"`
	Rows      []jsonRow `json:"rows"`
}
