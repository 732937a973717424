package main

import (
	"maps"
	"strings"

	"jointplan/exchange/chart"
	"jointplan/exchange/features"
	"jointplan/exchange/mapfile"
	"jointplan/plan"
	"jointplan/storage"
	"jointplan/ui/words"
)

type importCmd struct {
	From      string   `arg:"" help:"The map data: .geojson, .kml, .kmz, .gpx, .nvg or .gpkg."`
	Into      string   `arg:"" help:"The file that is changed."`
	Kind      string   `placeholder:"KIND" help:"What features of other programs become: sector, graphic or unit; without it what fits their shape and symbol."`
	Operation string   `placeholder:"NAME" help:"The operation they go into, when the file has several."`
	Map       []string `placeholder:"PROPERTY=FIELD" help:"Which property goes into which field, besides those known by name; PROPERTY= leaves it out. Repeatable."`
	Swap      bool     `xor:"axes" help:"Take latitudes and longitudes for each other."`
	AsIs      bool     `xor:"axes" help:"Take them as they are, also where they look exchanged."`
	DryRun    bool     `help:"Only say what would change."`
}

// Help implements kong.HelpProvider.
func (importCmd) Help() string {
	return `It is one step that undo takes back. Features of other programs become what fits them: areas and lines sectors, points with the symbol of a unit units, all else map objects. What was exported from Jointplan changes the objects it came from; another feature the only object of the kind with its name; all else is new. Where latitudes and longitudes look exchanged nothing is taken in unless you say which way round they are.`
}

// Run takes map data into a plan.
func (c importCmd) Run(j *job) error {
	how, err := c.how(j)
	if err != nil {
		return err
	}
	if _, ok := mapfile.For(c.From); !ok {
		return codedError{mapfile.Unknown(c.From), exitUsage}
	}
	data, err := mapfile.Read(j.ctx, c.From, c.Swap)
	if err != nil {
		return err
	}
	if err := c.mapping(j, data, &how); err != nil {
		return err
	}
	world, err := chart.World()
	if err != nil {
		return err
	}
	open := j.edit
	if c.DryRun {
		open = j.read
	}
	return open(c.Into, func(w *storage.Workspace) error {
		d := w.Document()
		if how.Operation, err = j.oneOperation(d, c.Operation); err != nil {
			return err
		}
		if !c.Swap && !c.AsIs && data.LooksSwapped(d, how.Operation, world) {
			if !c.DryRun {
				return plan.Problem("cli.import.swapped")
			}
			j.warn(plan.Say("cli.import.swapped"))
		}
		p, err := features.Import(j.ctx, d, data, how, storage.NewID)
		if err != nil {
			return err
		}
		j.tellImport(data, p)
		if c.DryRun {
			return nil
		}
		if p.Count(features.Refused) == len(p.Rows) && len(p.Rows) > 0 {
			return plan.Problem("mapdata.refused.all")
		}
		if done, err := j.apply(w, p.Edit); !done {
			return err
		}
		j.say("mapdata.import.done", "Made", p.Count(features.New), "Changed", p.Count(features.Changed))
		return nil
	})
}

// how is what is asked for but for the file and the plan.
func (c importCmd) how(j *job) (features.How, error) {
	how := features.How{Words: j.words}
	if c.Kind != "" {
		l, err := j.layer(c.Kind)
		if err != nil {
			return how, err
		}
		how.Kind = l.Kind
	}
	symbols, err := chart.Military()
	if err == nil {
		how.Symbols = symbols.Library()
	}
	return how, err
}

// mapping adds what is guessed and what is asked for on top of it.
func (c importCmd) mapping(j *job, data *features.Collection, how *features.How) error {
	data.Guess(how, languages()...)
	for _, pair := range c.Map {
		property, field, ok := strings.Cut(pair, "=")
		if !ok {
			return wrongUsage("cli.import.map", "Value", pair)
		}
		var missing error
		found := field == ""
		for _, k := range data.Kinds(*how) {
			delete(how.Mappings[k], property)
			if field == "" {
				continue
			}
			f, err := j.field(k, field)
			if err != nil {
				missing = err
				continue
			}
			found = true
			maps.DeleteFunc(how.Mappings[k], func(_, other string) bool { return other == f.Name }) // what is asked for comes before what was guessed
			how.Mappings[k][property] = f.Name
		}
		if !found && missing != nil {
			return missing
		}
	}
	return nil
}

func languages() []plan.Words {
	var list []plan.Words
	for _, lang := range words.Languages {
		list = append(list, words.New(lang))
	}
	return list
}

// tellImport lists what becomes of each feature, and what people should know.
func (j *job) tellImport(data *features.Collection, p *features.Preview) {
	for _, m := range data.Notes {
		j.warn(m)
	}
	out := newTable("", j.words.T("mapdata.column.kind"), j.words.T("mapdata.column.name"), j.words.T("mapdata.column.notes"))
	out.columns[2].cut, out.columns[3].cut = 60, 120
	for _, r := range p.Rows {
		kind := ""
		if r.Kind != nil {
			kind = j.words.T(r.Kind.Label())
		}
		out.add(j.words.T("mapdata.fate."+string(r.Fate)), kind, r.Title, j.notes(r))
	}
	out.print(j.out)
}

func (j *job) notes(r features.Row) string {
	var said []string
	if r.Why.Key != "" {
		said = append(said, j.words.Say(r.Why))
	}
	for _, m := range r.Notes {
		said = append(said, j.words.Say(m))
	}
	return strings.Join(said, " ")
}
