package ui

import (
	"context"
	"maps"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"jointplan/exchange/chart"
	"jointplan/exchange/features"
	"jointplan/exchange/mapfile"
	"jointplan/plan"
	"jointplan/storage"
	"jointplan/ui/grid"
	"jointplan/ui/parts"
	"jointplan/ui/words"
)

// mapImport shows what a file of map data would change, and lets the planner say
// what its features become, before it is taken in.
type mapImport struct {
	desk    *Desk
	path    string
	swap    bool
	data    *features.Collection
	kind    *plan.Kind                      // of all foreign features; nil for what fits each
	single  map[int]*plan.Kind              // of single ones
	mapping map[*plan.Kind]features.Mapping // chosen or guessed so far
	found   mapFound
	stop    func() // gives up what is being worked out

	dialog  dialog.Dialog
	choices *fyne.Container // kind and mapping
	notes   *fyne.Container
	counts  *parts.Line
	told    *fyne.Container // the notes on the row that is selected, whole
	list    *grid.Grid
	button  *parts.Push
}

const (
	mapImportWidth, mapImportHeight float32 = 940, 330
	mapChoicesWidth                 float32 = 290
	mapToldHeight                   float32 = 36 // two lines
)

// importMap has the user choose a file of map data.
func (d *Desk) importMap() {
	d.openFrom(d.act("command.file.mapimport"), mapfile.Extensions(), d.ImportMap)
}

// ImportMap reads a file of map data, with progress, and shows what it would change.
func (d *Desk) ImportMap(path string) {
	b := &mapImport{desk: d, path: path, stop: func() {}}
	b.read(false, b.open)
}

// read reads the file, works out what it would change, and shows that.
func (b *mapImport) read(swap bool, show func(found mapFound)) {
	b.stop()
	d := b.desk
	doc, how := d.session.Doc.Snapshot(), b.how()
	var data *features.Collection
	var found mapFound
	d.work(d.say("mapimport.reading", "Name", filepath.Base(b.path)), func(ctx context.Context, _ func(done, total int)) (err error) {
		if data, err = mapfile.Read(ctx, b.path, swap); err != nil {
			return err
		}
		found, err = findIn(ctx, doc, data, how)
		return err
	}, func(err error) {
		if err != nil {
			d.complain(err)
			return
		}
		b.data, b.swap = data, swap
		show(found)
	})
}

// mapFound is what was found out about a file.
type mapFound struct {
	preview    *features.Preview
	swapped    bool // its axes look exchanged
	kinds      []*plan.Kind
	properties map[*plan.Kind][]string // of foreign features
	mappings   map[*plan.Kind]features.Mapping
}

func findIn(ctx context.Context, doc *plan.Document, data *features.Collection, how features.How) (found mapFound, err error) {
	world, err := chart.World()
	if err != nil {
		return found, err
	}
	data.Guess(&how, languages()...)
	found.mappings, found.kinds, found.properties = how.Mappings, data.Kinds(how), map[*plan.Kind][]string{}
	for _, k := range found.kinds {
		found.properties[k] = data.Properties(how, k)
	}
	if found.preview, err = features.Import(ctx, doc, data, how, storage.NewID); err == nil {
		found.swapped = data.LooksSwapped(doc, how.Operation, world)
	}
	return found, err
}

func (b *mapImport) how() features.How {
	how := features.How{Operation: b.desk.place.Operation, Kind: b.kind, Single: maps.Clone(b.single),
		Mappings: map[*plan.Kind]features.Mapping{}, Symbols: loadSymbols().Library(), Words: b.desk.app.Words}
	for k, m := range b.mapping {
		how.Mappings[k] = maps.Clone(m)
	}
	return how
}

func languages() []plan.Words {
	var list []plan.Words
	for _, lang := range words.Languages {
		list = append(list, words.New(lang))
	}
	return list
}

func (b *mapImport) open(found mapFound) {
	d := b.desk
	b.choices, b.notes, b.list = parts.Column(8), parts.Column(6), d.newGrid()
	b.counts = parts.NewLine("", parts.Second)
	b.list.OnEditor, b.list.OnEdit, b.list.OnSelect = b.kindEditor, b.setKind, b.tell
	b.told = container.NewStack()
	b.button = parts.NewPush(d.t("mapimport.do"), b.take)
	b.button.Importance = widget.HighImportance
	cancel := parts.NewPush(d.t("button.cancel"), func() { b.dialog.Hide() })
	side := container.NewBorder(nil, nil, nil, vertical(), parts.Wide(container.NewVScroll(parts.Pad(b.choices, 0, 10, 0, 0)), mapChoicesWidth))
	body := parts.Column(10, b.notes,
		parts.Tall(container.NewBorder(nil, nil, side, nil, b.list), mapImportHeight),
		parts.Tall(b.told, mapToldHeight),
		container.NewBorder(nil, nil, b.counts, parts.Flow(8, cancel, b.button)))
	b.show(found)
	b.dialog = dialog.NewCustomWithoutButtons(d.say("mapimport.title", "Name", filepath.Base(b.path)), parts.Wide(body, mapImportWidth), d.win)
	d.whileOpen(b.dialog, b.dialog.Hide, func() { b.stop() })
	b.dialog.Show()
}

// draw works out behind what the file would change by the choices as they are now,
// and shows it; what was being worked out before is given up.
func (b *mapImport) draw() {
	d := b.desk
	b.stop()
	ctx, stop := context.WithCancel(context.Background())
	b.stop = stop
	b.button.Disable()
	if len(b.data.Features) > manyFeatures {
		b.counts.Set(d.t("mapimport.looking"))
	}
	doc, data, how := d.session.Doc.Snapshot(), b.data, b.how()
	go func() {
		found, err := findIn(ctx, doc, data, how)
		d.app.Later(func() {
			switch {
			case ctx.Err() != nil: // others were made since, or the dialog is closed
			case err != nil:
				d.complain(err)
			default:
				b.show(found)
			}
		})
	}()
}

// manyFeatures is from how many on one may have to wait.
const manyFeatures = 2000

// show shows what the file would change.
func (b *mapImport) show(found mapFound) {
	d, preview := b.desk, found.preview
	b.found, b.mapping = found, found.mappings
	b.drawChoices()
	b.drawNotes(found.swapped)
	b.drawList()
	b.tell(b.list.Selected())
	b.counts.Set(d.say("mapimport.counts", "New", preview.Count(features.New), "Changed", preview.Count(features.Changed),
		"Same", preview.Count(features.Same), "Refused", preview.Count(features.Refused)))
	if preview.Edit.IsEmpty() {
		b.counts.Set(d.t("mapimport.nothing"))
		b.button.Disable()
	} else {
		b.button.Enable()
	}
}

// drawChoices offers what foreign features become, and for each kind among them a
// field for each property.
func (b *mapImport) drawChoices() {
	d := b.desk
	b.choices.Objects = nil
	if b.data.Foreign() == 0 {
		b.choices.Add(parts.Wide(parts.Paragraph(d.t("mapimport.own"), parts.Second), mapChoicesWidth-20))
		b.choices.Refresh()
		return
	}
	b.choices.Add(parts.Labelled(d.t("mapimport.kind"), b.kindPicker()))
	b.choices.Add(parts.Wide(parts.Paragraph(d.t("mapimport.single"), parts.Hint), mapChoicesWidth-20))
	for _, k := range b.found.kinds {
		names := b.found.properties[k]
		if len(names) == 0 {
			continue
		}
		b.choices.Add(parts.NewCut(d.say("mapimport.mapping", "Kind", plan.Say(k.Plural())), parts.Second))
		for _, name := range names {
			b.choices.Add(parts.Labelled(name, b.fieldPicker(k, name)))
		}
	}
	b.choices.Refresh()
}

// kindPicker offers what all foreign features become.
func (b *mapImport) kindPicker() *parts.Picker {
	d := b.desk
	p := &parts.Picker{FilterHint: d.t("picker.filter"), NoMatch: d.t("picker.none")}
	p.Items = []parts.Item{{Key: wholeKey, Label: d.t("mapimport.fitting")}}
	for _, l := range features.Layers() {
		p.Items = append(p.Items, parts.Item{Key: l.Kind.Name, Label: d.t(l.Kind.Plural())})
	}
	p.ExtendBaseWidget(p)
	now := wholeKey
	if b.kind != nil {
		now = b.kind.Name
	}
	choosePicker(p, now)
	p.Pick = func(key string) {
		b.kind, b.single = plan.KindNamed(key), nil
		b.draw()
	}
	return p
}

// fieldPicker offers the fields of a kind that a property can go into.
func (b *mapImport) fieldPicker(k *plan.Kind, property string) *parts.Picker {
	d := b.desk
	p := &parts.Picker{FilterHint: d.t("picker.filter"), NoMatch: d.t("picker.none")}
	p.Items = []parts.Item{{Key: wholeKey, Label: d.t("mapimport.leave")}}
	for _, f := range features.Fields(k) {
		p.Items = append(p.Items, parts.Item{Key: f.Name, Label: d.fieldTitle(f)})
	}
	p.ExtendBaseWidget(p)
	now := b.mapping[k][property]
	if now == "" {
		now = wholeKey
	}
	choosePicker(p, now)
	p.Pick = func(key string) {
		if key == wholeKey {
			key = ""
		}
		b.mapping[k][property] = key
		b.draw()
	}
	return p
}

// drawNotes says what people should know of the file, and asks about its axes.
func (b *mapImport) drawNotes(swapped bool) {
	d := b.desk
	b.notes.Objects = nil
	switch {
	case b.swap:
		b.notes.Add(parts.Note(false, d.t("mapimport.isswapped"), parts.NewLink(d.t("mapimport.unswap"), func() { b.read(false, b.show) })))
	case swapped:
		b.notes.Add(parts.Note(true, d.t("mapimport.swapped"), parts.NewLink(d.t("mapimport.swap"), func() { b.read(true, b.show) })))
	}
	for _, m := range b.data.Notes {
		b.notes.Add(parts.Note(false, d.app.Words.Say(m)))
	}
	b.notes.Refresh()
}

func (b *mapImport) drawList() {
	d := b.desk
	b.list.Empty = grid.Empty{Title: d.t("mapdata.nothing")}
	b.list.SetColumns([]grid.Column{
		{ID: "fate", Title: d.t("mapdata.column.fate"), Width: 90, Unsorted: true},
		{ID: "kind", Title: d.t("mapdata.column.kind"), Width: 132, Unsorted: true, Editable: true},
		{ID: "name", Title: d.t("mapdata.column.name"), Width: 170, Unsorted: true},
		{ID: "notes", Title: d.t("mapdata.column.notes"), Width: 238, Unsorted: true},
	}, 0)
	b.list.SetSource(&mapRows{d, b.found.preview.Rows})
}

// take does the import as one step.
func (b *mapImport) take() {
	b.dialog.Hide()
	if err := b.desk.session.Do(b.found.preview.Edit); err != nil {
		b.desk.complain(err)
	}
}
