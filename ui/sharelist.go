package ui

import (
	"jointplan/plan"
	"jointplan/plan/release"
	"jointplan/ui/grid"
)

// shareRows lists what of a kind stays, with the reason, or what goes. Texts are
// made as rows come into sight.
type shareRows struct {
	desk    *Desk
	release *release.Release
	doc     *plan.Document
	stays   []release.Stay
}

func (r *shareRows) Rows() int                    { return len(r.stays) }
func (r *shareRows) Group(int) (grid.Group, bool) { return grid.Group{}, false }

// Key names the object, and the field that stays.
func (r *shareRows) Key(row int) string {
	s := r.stays[row]
	key := plan.IDFor(s.Object).String()
	if s.Field != nil {
		key += "." + s.Field.Name
	}
	return key
}

// Cell gives number, name, field and reason.
func (r *shareRows) Cell(row, col int) grid.Cell {
	s, d := r.stays[row], r.desk
	switch col {
	case 0:
		return grid.Cell{Text: s.Object.Shared().Number(), Tone: grid.ToneSecond}
	case 1:
		return grid.Cell{Text: grid.FirstLine(plan.NameOf(r.doc, s.Object, d.app.Words))}
	case 2:
		if s.Field == nil {
			return grid.Cell{}
		}
		return grid.Cell{Text: d.t(s.Field.Label())}
	}
	if r.release == nil {
		return grid.Cell{}
	}
	return grid.Cell{Text: d.app.Words.Say(r.release.Because(s)), Tone: grid.ToneSecond}
}

// drawList shows the kind in sight.
func (b *shareBox) drawList() {
	d := b.desk
	rows := &shareRows{desk: d, doc: d.session.Doc}
	columns := []grid.Column{
		{ID: "no", Title: d.t("field.no"), Width: 60, Unsorted: true},
		{ID: "name", Title: d.t("share.what"), Width: 210, Unsorted: true},
		{ID: "field", Title: d.t("share.field"), Width: 90, Unsorted: true},
		{ID: "why", Title: d.t("share.why"), Width: 312, Unsorted: true},
	}
	switch {
	case b.release == nil:
		b.list.Empty = grid.Empty{Title: d.t("share.none"), Sentence: d.t("share.none.sentence")}
	case b.going:
		columns = columns[:2]
		columns[1].Width = 610
		for _, o := range rows.doc.Objects(b.kind, plan.NoID) {
			if b.release.Goes(plan.IDFor(o)) {
				rows.stays = append(rows.stays, release.Stay{Object: o})
			}
		}
	case b.kind != nil:
		rows.release, rows.stays = b.release, b.release.Stays(b.kind)
		b.list.Empty = grid.Empty{Title: d.t("share.all"), Sentence: d.t("share.all.sentence")}
	}
	b.list.SetColumns(columns, 0)
	b.list.SetSource(rows)
}

// showLeaks lists all places where texts that go tell of what stays.
func (b *shareBox) showLeaks() {
	d := b.desk
	lines := make(leakRows, len(b.leaks))
	for i, l := range b.leaks {
		lines[i] = leakRow{l, d}
	}
	b.kind = nil
	b.drawKinds()
	b.chips.Objects = nil
	b.chips.Refresh()
	b.list.SetColumns([]grid.Column{
		{ID: "word", Title: d.t("share.leaks"), Width: 670, Unsorted: true},
	}, 0)
	b.list.SetSource(lines)
}

// leakRows lists leaks.
type leakRows []leakRow

type leakRow struct {
	release.Leak
	desk *Desk
}

func (r leakRows) Rows() int                    { return len(r) }
func (r leakRows) Group(int) (grid.Group, bool) { return grid.Group{}, false }

// Key leads to the text that goes.
func (r leakRows) Key(row int) string {
	return r[row].In.String() + "." + r[row].Field.Name + r[row].Word
}

// Cell says what stands where.
func (r leakRows) Cell(row, _ int) grid.Cell {
	d := r[row].desk
	return grid.Cell{Text: d.app.Words.Say(leakMessage(d.session.Doc, r[row].Leak))}
}
