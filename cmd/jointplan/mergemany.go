package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"jointplan/exchange/sealed"
	"jointplan/plan"
	"jointplan/storage"
)

// errLeft says that files of a folder could not be merged. It is an outcome that
// the output tells already.
var errLeft = errors.New("files left out")

// candidate is one of several files on their way into a merge.
type candidate struct {
	name     string // as it was named
	found    bool   // in a folder, so that it may be left out
	path     string // where it can be read, for a sealed copy in a private place
	news     bool   // it holds something new
	returned bool   // it is a shared copy that comes back
	why      error  // it cannot be merged
}

// several lists the files to be merged when they are more than one or a folder was
// named; nil for a single file.
func (c mergeCmd) several() (list []*candidate, err error) {
	folders := false
	for _, name := range c.From {
		if info, err := os.Stat(name); err != nil || !info.IsDir() {
			list = append(list, &candidate{name: name})
			continue
		}
		folders = true
		found, err := workspacesIn(name, c.Into)
		if err != nil {
			return nil, err
		}
		for _, path := range found {
			list = append(list, &candidate{name: path, found: true})
		}
	}
	if len(list) == 1 && !folders {
		return nil, nil
	}
	return list, nil
}

// workspacesIn lists the workspaces and sealed copies in a folder but one.
func workspacesIn(folder, but string) (paths []string, err error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, plan.Problem("cli.merge.folder.unread", "Folder", folder).Because(err)
	}
	own, _ := os.Stat(but) // what is not there is no entry either
	for _, e := range entries {
		path := filepath.Join(folder, e.Name())
		info, err := os.Stat(path)
		mergeable := slices.Contains([]string{storage.Extension, sealed.Extension}, filepath.Ext(path))
		if err == nil && info.Mode().IsRegular() && mergeable && !os.SameFile(own, info) {
			paths = append(paths, path)
		}
	}
	if len(paths) == 0 {
		return nil, plan.Problem("merge.folder.none", "Folder", folder)
	}
	return paths, nil
}

// mergeSeveral takes in the ordinary files together, as one step, and then each
// shared copy that comes back. Files of a folder that cannot be merged are left out
// and listed; any other keeps all from being merged.
func (c mergeCmd) mergeSeveral(j *job, list []*candidate) (err error) {
	for _, one := range list {
		plain, done, failed := c.opened(j, []string{one.name})
		defer func() { err = errors.Join(err, done()) }()
		if one.why = failed; failed == nil {
			one.path = plain[0]
		} else if !one.found {
			return failed
		}
	}
	run := j.edit
	if c.DryRun {
		run = j.read
	}
	return run(c.Into, func(w *storage.Workspace) error {
		for _, one := range list {
			if c.look(j, w, one); one.why != nil && !one.found {
				return one.why
			}
		}
		return c.mergeTurns(j, w, list)
	})
}

// look finds out what becomes of one file.
func (c mergeCmd) look(j *job, w *storage.Workspace, one *candidate) {
	if one.why != nil {
		return
	}
	m, err := w.PrepareMerge(j.ctx, []string{one.path}, storage.MergeOptions{Ahead: c.Ahead})
	switch {
	case err != nil:
		one.why = err
	case m.Unrelated():
		one.why = plan.Problem("error.merge.unrelated", "File", filepath.Base(one.name))
	default:
		one.news, one.returned = !m.IsEmpty(), m.Returned()
	}
}

// turns divides what is merged into what becomes one step each.
func turns(list []*candidate) (all [][]*candidate) {
	var ordinary []*candidate
	for _, one := range list {
		switch {
		case one.why != nil || !one.news:
		case one.returned:
			all = append(all, []*candidate{one})
		default:
			ordinary = append(ordinary, one)
		}
	}
	if ordinary != nil {
		all = slices.Insert(all, 0, ordinary)
	}
	return all
}

// mergeTurns merges and tells what became of each file.
func (c mergeCmd) mergeTurns(j *job, w *storage.Workspace, list []*candidate) (outcome error) {
	told := jsonMerges{Merges: []json.RawMessage{}, LeftOut: []jsonLeft{}}
	all := turns(list)
	for _, turn := range all {
		text, err := c.mergeTurn(j, w, turn)
		if err != nil && !errors.Is(err, errOpen) {
			return err
		}
		outcome = errors.Join(outcome, err)
		told.Merges = append(told.Merges, text)
	}
	if len(all) == 0 && !c.JSON {
		j.say("cli.merge.nothing")
	}
	for _, one := range list {
		if one.why != nil {
			outcome = errLeft
			told.LeftOut = append(told.LeftOut, jsonLeft{one.name, j.reason(one)})
		}
	}
	if c.JSON {
		return errors.Join(j.json(told), outcome)
	}
	if n := len(told.LeftOut); n > 0 {
		j.say("cli.merge.left", "Count", n)
	}
	for _, left := range told.LeftOut {
		fmt.Fprintln(j.out, "  "+left.Why)
	}
	return outcome
}

// mergeTurn merges files that become one step, under their names.
func (c mergeCmd) mergeTurn(j *job, w *storage.Workspace, turn []*candidate) (text []byte, err error) {
	paths, names := make([]string, len(turn)), make([]string, len(turn))
	for i, one := range turn {
		paths[i], names[i] = one.path, filepath.Base(one.name)
	}
	if c.JSON {
		return j.captured(func() error { return c.merge(j, w, paths) })
	}
	fmt.Fprintln(j.out, strings.Join(names, ", ")+":")
	err = c.merge(j, w, paths)
	fmt.Fprintln(j.out)
	return nil, err
}

// reason says why a file is left out, and which it is unless the sentence does.
func (j *job) reason(one *candidate) string {
	why, name := strings.ReplaceAll(sentence(j.words, one.why), "\n", " "), filepath.Base(one.name)
	if strings.Contains(why, name) {
		return why
	}
	return name + ": " + why
}

// captured gives what do writes instead of writing it.
func (j *job) captured(do func() error) ([]byte, error) {
	var text bytes.Buffer
	out := j.out
	j.out = bufio.NewWriter(&text)
	err := do()
	err = errors.Join(err, j.out.Flush())
	j.out = out
	return text.Bytes(), err
}

type jsonMerges struct {
	Merges  []json.RawMessage `json:"merges"`
	LeftOut []jsonLeft        `json:"leftOut"`
}

type jsonLeft struct {
	File string `json:"file"`
	Why  string `json:"why"`
}
