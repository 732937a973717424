package main

import (
	"slices"
	"time"

	"jointplan/plan"
	"jointplan/storage"
	"jointplan/ui/words"
)

type historyCmd struct {
	Args      []string `arg:"" name:"args" help:"[KIND OBJECT] FILE: what was done in the file, or to one object."`
	JSON      bool     `name:"json" help:"Write JSON for scripts."`
	Operation string   `placeholder:"NAME" help:"The operation the object is in, when several have such an object."`
	Person    string   `placeholder:"NAME" help:"Only what this person did."`
	Party     string   `placeholder:"PARTY" help:"Only what people of this party did, as their settings name it."`
	Since     string   `placeholder:"WHEN" help:"Only from this day or time on."`
	Until     string   `placeholder:"WHEN" help:"Only up to this day, which belongs to it, or time."`
	Field     string   `placeholder:"FIELD" help:"Only this field of the object."`
}

// Help implements kong.HelpProvider.
func (historyCmd) Help() string {
	return `jointplan history task T-14 plan.jointplan lists every value the task had, newest first, with --field only those of one field; jointplan history plan.jointplan every step. An object that was deleted is named by its whole id.`
}

// Run lists steps or the values of an object.
func (c historyCmd) Run(j *job) error {
	filter, err := c.filter(j)
	if err != nil {
		return err
	}
	switch len(c.Args) {
	case 1:
		if c.Field != "" {
			return wrongUsage("cli.history.field")
		}
		return j.read(c.Args[0], func(w *storage.Workspace) error { return c.steps(j, w, filter) })
	case 3:
		k, err := j.kind(c.Args[0])
		if err != nil {
			return err
		}
		return j.read(c.Args[2], func(w *storage.Workspace) error { return c.object(j, w, k, filter) })
	}
	return wrongUsage("cli.history.args")
}

// filter reads the options that narrow the list.
func (c historyCmd) filter(j *job) (f storage.StepFilter, err error) {
	f.Author, f.Party = c.Person, c.Party
	if c.Since != "" {
		if f.From, _, err = plan.ReadMoment(c.Since, j.words, time.Local); err != nil {
			return f, err
		}
	}
	if c.Until != "" {
		_, f.To, err = plan.ReadMoment(c.Until, j.words, time.Local)
	}
	if err == nil && !f.From.IsZero() && !f.To.IsZero() && !f.From.Before(f.To) {
		err = wrongUsage("cli.history.span", "Since", c.Since, "Until", c.Until)
	}
	return f, err
}

func (c historyCmd) steps(j *job, w *storage.Workspace, f storage.StepFilter) error {
	steps, err := w.Steps(f)
	if err != nil {
		return err
	}
	list := []jsonStep{}
	t := newTable(j.words.T("history.when"), j.words.T("history.who"), j.words.T("history.what"), j.words.T("history.values"), j.words.T("history.state"))
	t.columns[3].numbers = true
	for _, s := range steps {
		state := ""
		if s.Undone {
			state = j.words.T("history.undone")
		}
		title := j.title(s.Kind, s.Title)
		t.add(moment(s.At), words.Join(", ", s.By, s.Party), title, j.words.Number(float64(s.Changes), 0), state)
		list = append(list, jsonStep{s.ID.String(), string(s.Kind), s.At.UTC().Format(time.RFC3339), s.By, s.Party, title, s.Changes, s.Undone})
	}
	if c.JSON {
		return j.json(list)
	}
	return j.printSteps(t)
}

// printSteps writes a table, or that there is nothing in it.
func (j *job) printSteps(t *table) error {
	if len(t.rows) == 0 {
		j.say("cli.history.none")
		return nil
	}
	t.print(j.out)
	return nil
}

func (c historyCmd) object(j *job, w *storage.Workspace, k *plan.Kind, f storage.StepFilter) error {
	d, text := w.Document(), c.Args[1]
	id, err := c.find(j, d, k, text)
	if err != nil {
		return err
	}
	entries, err := w.History(id)
	if err != nil {
		return err
	}
	if len(entries) == 0 {
		return plan.Problem("error.lookup.unknown", "Kind", plan.Say(k.Label()), "Value", text)
	}
	if entries, err = c.narrow(j, k, entries, f); err != nil {
		return err
	}
	list := []jsonEntry{}
	t := newTable(j.words.T("history.when"), j.words.T("history.who"), j.words.T("history.what"), j.words.T("history.field"), j.words.T("history.old"), j.words.T("history.new"))
	t.columns[4].cut, t.columns[5].cut = mostLetters, mostLetters
	for _, e := range entries {
		title := j.title(e.Kind, e.Title)
		field, was, is := j.values(d, k, e)
		t.add(moment(e.At), words.Join(", ", e.By, e.Party), title, field, was, is)
		list = append(list, jsonEntry{e.Step.String(), string(e.Kind), e.At.UTC().Format(time.RFC3339), e.By, e.Party, title, e.Field, e.Old, e.New})
	}
	if c.JSON {
		return j.json(list)
	}
	return j.printSteps(t)
}

// narrow leaves the lines that the options ask for.
func (c historyCmd) narrow(j *job, k *plan.Kind, entries []storage.Entry, f storage.StepFilter) ([]storage.Entry, error) {
	if c.Field != "" {
		field, err := j.field(k, c.Field)
		if err != nil {
			return nil, err
		}
		entries = storage.OfField(entries, field)
	}
	return slices.DeleteFunc(entries, func(e storage.Entry) bool {
		return !f.Fits(storage.Step{At: e.At, By: e.By, Party: e.Party})
	}), nil
}

// find gives the id of an object, of one that was deleted too when the whole id
// is given.
func (c historyCmd) find(j *job, d *plan.Document, k *plan.Kind, text string) (plan.ID, error) {
	op, err := j.operation(d, c.Operation)
	if err != nil {
		return plan.NoID, err
	}
	o, err := plan.Lookup(d, k, op, text)
	if err != nil {
		if id, whole := plan.ParseID(text); whole == nil && id != plan.NoID && d.Get(id) == nil {
			return id, nil
		}
		return plan.NoID, err
	}
	return plan.IDFor(o), nil
}

func (j *job) title(kind storage.StepKind, title plan.Message) string {
	switch kind {
	case storage.StepUndo:
		return j.words.Say(plan.Say("history.undo", "What", title))
	case storage.StepRedo:
		return j.words.Say(plan.Say("history.redo", "What", title))
	}
	return j.words.Say(title)
}

// values puts a line of an object's history into words.
func (j *job) values(d *plan.Document, k *plan.Kind, e storage.Entry) (field, was, is string) {
	if e.Field == plan.WholeObject {
		if e.New == "" {
			return j.words.T("history.deleted"), "", ""
		}
		return j.words.T("history.created"), "", ""
	}
	f := k.Field(e.Field)
	if f == nil {
		return e.Field, e.Old, e.New
	}
	return j.words.T(f.Label()), j.value(d, f, e.Old), j.value(d, f, e.New)
}

func (j *job) value(d *plan.Document, f *plan.Field, text string) string {
	o, err := plan.With(f.Kind.New(plan.NoID), plan.Change{Kind: f.Kind, Field: f.Name, New: text})
	if err != nil {
		return text
	}
	return plan.ShowField(d, o, f, j.words)
}

type jsonStep struct {
	Step   string `json:"step"`
	Kind   string `json:"kind"`
	At     string `json:"at"`
	By     string `json:"by"`
	Party  string `json:"party,omitempty"`
	Title  string `json:"title"`
	Values int    `json:"values"`
	Undone bool   `json:"undone"`
}

type jsonEntry struct {
	Step  string `json:"step"`
	Kind  string `json:"kind"`
	At    string `json:"at"`
	By    string `json:"by"`
	Party string `json:"party,omitempty"`
	Title string `json:"title"`
	Field string `json:"field"`
	Old   string `json:"old"`
	New   string `json:"new"`
}
