package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"jointplan/exchange/chart"
	"jointplan/plan"
	"jointplan/plan/template"
	"jointplan/storage"
)

type newCmd struct {
	Template string   `required:"" placeholder:"NAME" help:"Name of a template, or a .yaml file with one."`
	Title    string   `help:"What the operation is called; the template's name without it."`
	Theatre  string   `placeholder:"NAME" help:"One of the template’s theatres, with area, sectors and posts on the map, or in words where it takes place. Without it, or with none, nothing is drawn."`
	Party    []string `sep:"none" placeholder:"[ROLE=]NAME" help:"A party, once for each. Without a role it takes the next one that is free, required ones first."`
	Start    string   `required:"" placeholder:"DATE" help:"The first day, as 2027-05-03 or 3 May 27."`
	Sectors  int      `help:"How many sectors; the template's number without it."`
	Sector   []string `sep:"none" placeholder:"NAME" help:"Name of a sector, once for each, instead of --sectors."`
	Currency string   `placeholder:"EUR" help:"Currency of costs, three letters."`
	File     string   `arg:"" help:"The file to make, or one to add the operation to."`
}

// Run makes the operation.
func (c newCmd) Run(j *job) error {
	t, err := findTemplate(c.Template)
	if err != nil {
		return err
	}
	b, err := c.brief(j, t)
	if err != nil {
		return err
	}
	add := func(w *storage.Workspace) error { return j.instantiate(w, t, b) }
	if _, err := os.Stat(c.File); !errors.Is(err, os.ErrNotExist) {
		return j.edit(c.File, add)
	}
	if err := t.Check(plan.NewDocument(), b); err != nil {
		return withRoles(t, err)
	}
	return j.create(c.File, add)
}

func (c newCmd) brief(j *job, t *template.Template) (template.Brief, error) {
	start, err := plan.ReadDate(c.Start, j.words)
	if err != nil {
		return template.Brief{}, err
	}
	b := template.Brief{
		Title: c.Title, Start: start, Currency: strings.ToUpper(c.Currency),
		Parties: t.Cast(c.Party), Sectors: c.Sector,
	}
	if b.Title == "" {
		b.Title = t.Name.In(j.words.Language())
	}
	b.Theatre, b.TheatreKey = c.place(t)
	switch {
	case c.Sectors == 0:
	case c.Sectors < 0 || len(c.Sector) > 0:
		return b, wrongUsage("cli.sectors")
	case t.Sectors == nil:
		return b, plan.Problem("error.brief.sectors.none")
	case c.Sectors > t.Sectors.Max: // before so many names are made
		return b, plan.Problem("error.brief.sectors.many", "Count", t.Sectors.Max, "Have", c.Sectors)
	default:
		b.Sectors = t.SectorNames(b.TheatreKey, c.Sectors)
	}
	if t.NeedsWorld(b.TheatreKey) {
		b.World, err = chart.World()
	}
	return b, err
}

// place tells one of the template's theatres from plain words. What is written like
// a theatre but is none is left for Check to refuse.
func (c newCmd) place(t *template.Template) (words, key string) {
	named := strings.TrimSpace(c.Theatre)
	switch {
	case named == template.NoTheatre:
		return "", ""
	case len(t.Theatres) > 0 && template.IsKey(named):
		return "", named
	}
	return named, ""
}

// create makes a file, named inside after itself, and takes it away again when
// filling it fails.
func (j *job) create(path string, fill func(w *storage.Workspace) error) error {
	title := strings.TrimSuffix(filepath.Base(path), storage.Extension)
	return storage.Make(path, j.options(), title, fill)
}

func (j *job) instantiate(w *storage.Workspace, t *template.Template, b template.Brief) error {
	e, op, err := t.Instantiate(w.Document(), b, storage.NewID)
	if err != nil {
		return withRoles(t, err)
	}
	if err := w.Apply(e); err != nil {
		return err
	}
	d := w.Document()
	j.say("cli.new.done", "Name", plan.NameOf(d, d.Get(op), nil), "File", w.Path(), "Count", len(e.Changes))
	if th := t.TheatreOf(b.TheatreKey); th != nil {
		j.say("cli.new.theatre", "Name", th.Name.In(j.words.Language()))
	}
	fmt.Fprintln(j.out)
	cast := newTable(j.words.T("cli.role"), j.words.T("kind.party"))
	for _, r := range t.Roles {
		for _, p := range b.Parties {
			for _, role := range p.Roles {
				if role == r.Key {
					cast.add(r.Name.In(j.words.Language()), p.Name)
				}
			}
		}
	}
	cast.print(j.out)
	fmt.Fprintln(j.out)
	counts := newTable(j.words.T("cli.kind"), j.words.T("cli.count"))
	counts.columns[1].numbers = true
	for _, k := range plan.Kinds() {
		if n := d.Count(k, op); n > 0 && k.Operation() != nil {
			counts.add(j.words.T(k.Plural()), j.words.Number(float64(n), 0))
		}
	}
	counts.print(j.out)
	return nil
}

// withRoles adds to a problem with parties how roles are written.
func withRoles(t *template.Template, err error) error {
	var problem *plan.ProblemError
	if !errors.As(err, &problem) || len(t.Roles) == 0 {
		return err
	}
	switch problem.Key {
	case "error.brief.few", "error.brief.many", "error.brief.role", "error.brief.party.name":
		return errors.Join(err, plan.Problem("cli.roles", "Template", t.ID, "Roles", rolesOf(t)))
	}
	return err
}
