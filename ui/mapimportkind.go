package ui

import (
	"maps"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"jointplan/exchange/features"
	"jointplan/plan"
	"jointplan/ui/grid"
	"jointplan/ui/parts"
)

// kindEditor offers what the feature of a row becomes; one that was written here is
// what it was.
func (b *mapImport) kindEditor(key, _ string) (grid.Editor, bool) {
	at, ok := b.row(key)
	if !ok || b.data.Features[at].Kind != nil {
		return grid.Editor{}, false
	}
	e := grid.Editor{Kind: grid.EditChoice}
	for _, l := range features.Layers() {
		e.Options = append(e.Options, grid.Option{Key: l.Kind.Name, Label: b.desk.t(l.Kind.Label())})
	}
	if k := b.found.preview.Rows[at].Kind; k != nil {
		e.Value = k.Name
	}
	return e, true
}

// setKind says what the feature of a row becomes, and with it those selected.
func (b *mapImport) setKind(key, _, value string) error {
	k := plan.KindNamed(value)
	keys := []string{key}
	if selected := b.list.Selected(); slices.Contains(selected, key) {
		keys = selected
	}
	single := maps.Clone(b.single)
	for _, key := range keys {
		if at, ok := b.row(key); ok && k != nil {
			if single == nil {
				single = map[int]*plan.Kind{}
			}
			single[at] = k
		}
	}
	b.single = single
	b.draw()
	return nil
}

// tell writes out what the list has no room for, of the only row that is selected.
func (b *mapImport) tell(keys []string) {
	b.told.Objects = nil
	if len(keys) == 1 {
		if at, ok := b.row(keys[0]); ok {
			text := b.desk.rowNotes(b.found.preview.Rows[at])
			b.told.Objects = []fyne.CanvasObject{parts.Paragraph(text, parts.Second)}
		}
	}
	b.told.Refresh()
}

// row is the place of a feature by the key of its row.
func (b *mapImport) row(key string) (int, bool) {
	at, err := strconv.Atoi(key)
	return at, err == nil && at >= 0 && at < len(b.data.Features)
}
