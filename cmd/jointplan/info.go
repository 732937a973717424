package main

import (
	"fmt"
	"strings"
	"time"

	"jointplan/plan"
	"jointplan/storage"
	"jointplan/ui/words"
)

type infoCmd struct {
	File string `arg:"" help:"The file."`
	JSON bool   `name:"json" help:"Write JSON for scripts."`
	AsOf string `name:"asof" placeholder:"WHEN" help:"The plan as it stood on a day, at a time or in a version."`
}

// Run says what a file holds.
func (c infoCmd) Run(j *job) error {
	info, when, err := c.describe(j)
	if err != nil {
		return err
	}
	if c.JSON {
		return j.json(j.jsonInfo(info))
	}
	t := newTable("", "")
	for _, line := range [][2]string{
		{"cli.info.title", info.Title},
		{"cli.info.asof", j.words.Say(when)},
		{"cli.info.path", info.Path},
		{"cli.info.size", j.words.Number(float64(info.Bytes)/1e6, 2) + " MB"},
		{"cli.info.format", fmt.Sprint(info.Format)},
		{"cli.info.steps", j.words.Number(float64(info.Steps), 0)},
		{"cli.info.saved", words.Join(", ", moment(info.Saved), info.By)},
		{"cli.info.authors", strings.Join(authorNames(info.Authors), "; ")},
	} {
		if line[1] != "" {
			t.add(j.words.T(line[0]), line[1])
		}
	}
	t.print(j.out)
	fmt.Fprintln(j.out)
	counts := newTable(j.words.T("cli.kind"), j.words.T("cli.count"))
	counts.columns[1].numbers = true
	for _, k := range plan.Kinds() {
		if n := info.Objects[k.Name]; n > 0 {
			counts.add(j.words.T(k.Plural()), j.words.Number(float64(n), 0))
		}
	}
	counts.print(j.out)
	if info.Banner != nil {
		j.warn(*info.Banner)
	}
	return nil
}

// describe sums up the file, and of its plan what there was at the time asked for.
func (c infoCmd) describe(j *job) (info storage.Info, when plan.Message, err error) {
	err = j.read(c.File, func(w *storage.Workspace) error {
		if info, err = w.Describe(); err != nil || c.AsOf == "" {
			return err
		}
		d, m, err := j.past(w, c.AsOf)
		if err == nil {
			info.Count(d)
			when = m.Name
		}
		return err
	})
	return info, when, err
}

// moment writes a time of the log for people, in their zone.
func moment(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.Local().Format("2006-01-02 15:04")
}

func authorNames(authors []storage.Author) []string {
	var names []string
	for _, a := range authors {
		names = append(names, words.Join(", ", a.Name, a.Party))
	}
	return names
}

type jsonInfo struct {
	Path    string         `json:"path"`
	Title   string         `json:"title"`
	Format  int            `json:"format"`
	Bytes   int64          `json:"bytes"`
	Steps   int            `json:"steps"`
	Saved   string         `json:"saved,omitempty"`
	By      string         `json:"by,omitempty"`
	Authors []jsonAuthor   `json:"authors"`
	Objects map[string]int `json:"objects"`
	Damage  []string       `json:"damage,omitempty"`
}

type jsonAuthor struct {
	Name  string `json:"name"`
	Party string `json:"party,omitempty"`
}

func (j *job) jsonInfo(info storage.Info) jsonInfo {
	out := jsonInfo{
		Path: info.Path, Title: info.Title, Format: info.Format, Bytes: info.Bytes, Steps: info.Steps,
		By: info.By, Objects: info.Objects, Authors: []jsonAuthor{},
	}
	if !info.Saved.IsZero() {
		out.Saved = info.Saved.UTC().Format(time.RFC3339)
	}
	for _, a := range info.Authors {
		out.Authors = append(out.Authors, jsonAuthor(a))
	}
	if info.Banner != nil {
		out.Damage = append(out.Damage, j.words.Say(*info.Banner))
	}
	for _, loss := range info.Losses {
		out.Damage = append(out.Damage, j.words.Say(loss))
	}
	return out
}
