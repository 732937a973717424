package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"jointplan/assets"
	"jointplan/exchange/chart"
	"jointplan/plan"
	"jointplan/plan/template"
)

type templatesCmd struct {
	Name string `arg:"" optional:"" help:"Tell about this template: its name or a .yaml file."`
	JSON bool   `name:"json" help:"Write JSON for scripts."`
}

// Run lists the templates or tells about one.
func (c templatesCmd) Run(j *job) error {
	if c.Name != "" {
		t, err := findTemplate(c.Name)
		if err != nil {
			return err
		}
		if c.JSON {
			return j.json(j.jsonTemplate(t))
		}
		j.tellTemplate(t)
		return nil
	}
	all, err := template.LoadAll(assets.Templates)
	if err != nil {
		return err
	}
	if c.JSON {
		list := []jsonTemplate{}
		for _, t := range all {
			list = append(list, j.jsonTemplate(t))
		}
		return j.json(list)
	}
	out := newTable(j.words.T("cli.template"), j.words.T("field.title"), j.words.T("kind.party.many"), j.words.T("section.sectors"), j.words.T("cli.theatres"))
	for _, t := range all {
		out.add(t.ID, t.Name.In(j.words.Language()), rolesOf(t), sectorsOf(t), strings.Join(t.TheatreKeys(), ", "))
	}
	out.print(j.out)
	return nil
}

// findTemplate gives a shipped template by its name, or reads one from a file.
func findTemplate(name string) (*template.Template, error) {
	if strings.EqualFold(filepath.Ext(name), ".yaml") || strings.ContainsRune(name, os.PathSeparator) {
		unreadable := plan.Problem("cli.template.unreadable", "File", name)
		file, err := os.Open(name)
		if err != nil {
			return nil, unreadable.Because(err)
		}
		defer file.Close()
		t, data, err := template.Read(filepath.Base(name), file)
		if err != nil && data == nil {
			return nil, unreadable.Because(err)
		}
		if err == nil && t.OnBasemap() {
			return t, onBasemap(t)
		}
		return t, err
	}
	all, err := template.LoadAll(assets.Templates)
	if err != nil {
		return nil, err
	}
	var known []string
	for _, t := range all {
		if t.ID == name {
			return t, nil
		}
		known = append(known, t.ID)
	}
	return nil, wrongUsage("cli.template.unknown", "Value", name, "Known", strings.Join(known, ", "))
}

// onBasemap looks up what a template names of the basemap.
func onBasemap(t *template.Template) error {
	world, err := chart.World()
	if err != nil {
		return err
	}
	return t.CheckGround(world)
}

func (j *job) tellTemplate(t *template.Template) {
	lang := j.words.Language()
	fmt.Fprintf(j.out, "%s (%s)\n%s\n", t.Name.In(lang), t.ID, t.Summary.In(lang))
	if t.Source != "" {
		j.say("create.source", "Source", t.Source)
	}
	fmt.Fprintln(j.out)
	roles := newTable(j.words.T("cli.role"), j.words.T("cli.template.filledby"), j.words.T("cli.template.howmany"))
	for _, r := range t.Roles {
		roles.add(r.Key, r.Name.In(lang), between(r.Min, r.Max))
	}
	roles.print(j.out)
	if t.Sectors != nil {
		fmt.Fprintln(j.out)
		j.say("cli.template.sectors", "Default", t.Sectors.Count, "Range", between(t.Sectors.Min, t.Sectors.Max))
	}
	for _, th := range t.Theatres {
		fmt.Fprintln(j.out)
		j.say("cli.template.theatre", "Key", th.Key, "Name", th.Name.In(lang), "Sectors", strings.Join(th.Sectors, "; "))
		fmt.Fprintln(j.out, th.Note.In(lang))
	}
}

// rolesOf is "host 1, contributor 1–12".
func rolesOf(t *template.Template) string {
	var roles []string
	for _, r := range t.Roles {
		roles = append(roles, r.Key+" "+between(r.Min, r.Max))
	}
	return strings.Join(roles, ", ")
}

func sectorsOf(t *template.Template) string {
	if t.Sectors == nil {
		return ""
	}
	return between(t.Sectors.Min, t.Sectors.Max)
}

func between(low, high int) string {
	if low == high {
		return fmt.Sprint(low)
	}
	return fmt.Sprintf("%d–%d", low, high)
}

type jsonTemplate struct {
	Template string      `json:"template"`
	Name     string      `json:"name"`
	Summary  string      `json:"summary"`
	Source   string      `json:"source"`
	Theatre  string      `json:"theatre,omitempty"`
	Roles    []jsonRole  `json:"roles"`
	Sectors  *jsonBounds `json:"sectors,omitempty"`

	Theatres []jsonTheatre `json:"theatres,omitempty"`
}

type jsonTheatre struct {
	Theatre string   `json:"theatre"`
	Name    string   `json:"name"`
	Note    string   `json:"note,omitempty"`
	Where   string   `json:"where"`
	Sectors []string `json:"sectors,omitempty"`
}

type jsonRole struct {
	Role string `json:"role"`
	As   string `json:"as,omitempty"`
	Name string `json:"name"`
	Min  int    `json:"min"`
	Max  int    `json:"max"`
}

type jsonBounds struct {
	Count int `json:"count"`
	Min   int `json:"min"`
	Max   int `json:"max"`
}

func (j *job) jsonTemplate(t *template.Template) jsonTemplate {
	lang := j.words.Language()
	out := jsonTemplate{Template: t.ID, Name: t.Name.In(lang), Summary: t.Summary.In(lang), Source: t.Source, Theatre: t.Theatre, Roles: []jsonRole{}}
	for _, r := range t.Roles {
		out.Roles = append(out.Roles, jsonRole{r.Key, string(r.As), r.Name.In(lang), r.Min, r.Max})
	}
	if t.Sectors != nil {
		out.Sectors = &jsonBounds{t.Sectors.Count, t.Sectors.Min, t.Sectors.Max}
	}
	for _, th := range t.Theatres {
		out.Theatres = append(out.Theatres, jsonTheatre{th.Key, th.Name.In(lang), th.Note.In(lang), th.Where, th.Sectors})
	}
	return out
}
