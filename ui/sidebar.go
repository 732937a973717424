package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"jointplan/exchange/chart"
	"jointplan/plan"
	"jointplan/plan/check"
	"jointplan/ui/parts"
	"jointplan/ui/theme"
)

// sidebar lists the operations and the sections of the one in sight, each with
// its state; while tasks are dragged it lists what they can be dropped on.
type sidebar struct {
	desk    *Desk
	content *fyne.Container
	entries []sideEntry // as drawn
	rows    []*parts.Row
	drops   []dropRow
}

// sideEntry is a line of the list: a heading, or a row that leads somewhere.
type sideEntry struct {
	head          bool
	text, tail    string
	tone          parts.Tone
	selected, dim bool
	do, tailDo    func()
}

// looks reports whether two entries are drawn alike.
func (e sideEntry) looks(o sideEntry) bool {
	return e.head == o.head && e.text == o.text && e.tail == o.tail && e.tone == o.tone &&
		e.selected == o.selected && e.dim == o.dim
}

// dropRow is an entry tasks can be dropped on.
type dropRow struct {
	row    *parts.Row
	target plan.ID
}

func newSidebar(d *Desk) *sidebar {
	s := &sidebar{desk: d, content: container.NewStack()}
	s.refresh()
	return s
}

// refresh brings the list up to date; rows that look as before are left alone,
// since this runs after every edit.
func (s *sidebar) refresh() {
	entries := s.list()
	if s.drops != nil || !s.update(entries) {
		s.drops = nil
		s.draw(entries)
	}
	s.entries = entries
}

// update changes the rows in place; false when there are others now.
func (s *sidebar) update(entries []sideEntry) bool {
	if len(entries) != len(s.entries) {
		return false
	}
	for i, e := range entries {
		if e.head != s.entries[i].head || (e.head && e.text != s.entries[i].text) {
			return false
		}
	}
	for i, e := range entries {
		if row := s.rows[i]; row != nil {
			row.Do, row.TailDo = e.do, e.tailDo
			if !e.looks(s.entries[i]) {
				e.dress(row)
				row.Refresh()
			}
		}
	}
	return true
}

func (e sideEntry) dress(row *parts.Row) {
	row.Text, row.Tail, row.TailTone, row.Selected, row.Dim = e.text, e.tail, e.tone, e.selected, e.dim
}

func (s *sidebar) draw(entries []sideEntry) {
	list := parts.Column(1)
	s.rows = make([]*parts.Row, len(entries))
	for i, e := range entries {
		if e.head {
			list.Add(parts.Gap(0, 8))
			list.Add(s.head(e.text))
			continue
		}
		row := parts.NewRow(e.text, e.tail, e.do)
		row.TailDo = e.tailDo
		e.dress(row)
		s.rows[i] = row
		list.Add(row)
	}
	s.put(list)
}

// list gathers what stands in the list now.
func (s *sidebar) list() []sideEntry {
	d := s.desk
	entries := []sideEntry{{head: true, text: d.t("side.operations")}}
	for _, op := range plan.All[plan.Operation](d.session.Doc, plan.NoID) {
		entries = append(entries, sideEntry{text: op.Title, dim: op.ID != d.place.Operation,
			do: func() { d.Go(Place{Operation: op.ID, Section: placeOverview}) }})
	}
	if d.session.File.ReadOnly() == nil {
		entries = append(entries, sideEntry{text: d.t("side.new"), dim: true, selected: d.place.Section == placeCreate,
			do: func() { d.run("operation.new") }})
	}
	if op := d.operation(); op != nil {
		entries = append(entries, s.sections(op)...)
	}
	entries = append(entries, s.merging()...)
	entries = append(entries, sideEntry{head: true, text: d.t("section.workspace")})
	for _, k := range []*plan.Kind{plan.KindOf[plan.Party](), plan.KindOf[plan.Person](), plan.KindOf[plan.Term]()} {
		place := Place{Operation: d.place.Operation, Section: k.Section, Kind: k.Name}
		entries = append(entries, sideEntry{text: d.t(k.Plural()), tail: s.count(k, plan.NoID), tone: parts.Hint, do: func() { d.Go(place) }})
	}
	return entries
}

func (s *sidebar) sections(op *plan.Operation) []sideEntry {
	d := s.desk
	_, bySection := d.session.Report.Counts(op.ID)
	entries := []sideEntry{{head: true, text: op.Title}}
	add := func(section plan.Section, tail string, tone parts.Tone, tailDo func()) {
		entries = append(entries, sideEntry{text: d.t("section." + string(section)), tail: tail, tone: tone, tailDo: tailDo,
			selected: d.place.Section == section, do: func() { d.goSection(section) }})
	}
	add(placeOverview, "", parts.Hint, nil)
	for _, section := range plan.Sections {
		if n := bySection[section][check.Blocking]; n > 0 {
			add(section, d.app.Words.Number(float64(n), 0), parts.Blocking, func() { d.showFindings(section, check.Blocking) })
			continue
		}
		tail := ""
		if k := mainKind(section); k != nil {
			tail = s.count(k, op.ID)
		}
		add(section, tail, parts.Hint, nil)
	}
	add(placeHistory, "", parts.Hint, nil)
	return entries
}

// merging lists what merges left open and what is being compared.
func (s *sidebar) merging() (entries []sideEntry) {
	d := s.desk
	if n := len(d.session.Conflicts); n > 0 || d.place.Section == placeConflicts {
		entries = append(entries, sideEntry{text: d.t("section.conflicts"), tail: d.app.Words.Number(float64(n), 0), tone: parts.Serious,
			selected: d.place.Section == placeConflicts, do: func() { d.goSection(placeConflicts) }})
	}
	if d.comparison != nil {
		entries = append(entries, sideEntry{text: d.comparison.title(), selected: d.place.Section == placeMerge, do: func() { d.goSection(placeMerge) }})
	}
	return entries
}

// count is how many objects of a kind there are, nothing for none.
func (s *sidebar) count(k *plan.Kind, op plan.ID) string {
	if n := s.desk.session.Doc.Count(k, op); n > 0 {
		return s.desk.app.Words.Number(float64(n), 0)
	}
	return ""
}

func (s *sidebar) put(list fyne.CanvasObject) {
	s.content.Objects = []fyne.CanvasObject{container.NewVScroll(list)}
	s.content.Refresh()
}

func (s *sidebar) head(text string) fyne.CanvasObject {
	l := parts.NewCut(strings.ToUpper(text), parts.Hint)
	l.Bold, l.Points = true, theme.Small
	return parts.Pad(l, 6, 8, 4, 14)
}

// showDrops lists what dragged tasks can be dropped on: parties and sectors.
func (s *sidebar) showDrops() {
	d := s.desk
	s.drops = nil
	list := parts.Column(1, parts.Gap(0, 8), s.head(d.t("drop.party")))
	colours := chart.PartyColours(d.session.Doc)
	for _, p := range participants(d.session.Doc, d.place.Operation) {
		row := parts.NewRow(p.Title, "", nil)
		row.Swatch = colours[p.ID]
		s.addDrop(list, row, p.ID)
	}
	for _, group := range []struct {
		head string
		kind *plan.Kind
	}{
		{"drop.sector", plan.KindOf[plan.Sector]()}, {"drop.unit", plan.KindOf[plan.Unit]()},
		{"drop.phase", plan.KindOf[plan.Phase]()},
	} {
		objects := d.session.Doc.Objects(group.kind, d.place.Operation)
		if len(objects) == 0 {
			continue
		}
		list.Add(parts.Gap(0, 8))
		list.Add(s.head(d.t(group.head)))
		for _, o := range objects {
			s.addDrop(list, parts.NewRow(plan.NameOf(d.session.Doc, o, d.app.Words), "", nil), plan.IDFor(o))
		}
	}
	s.put(list)
}

func (s *sidebar) addDrop(list *fyne.Container, row *parts.Row, target plan.ID) {
	s.drops = append(s.drops, dropRow{row, target})
	list.Add(row)
}

// dropAt gives what lies under a position of the window, NoID for nothing, and
// marks it.
func (s *sidebar) dropAt(at fyne.Position) plan.ID {
	found := plan.NoID
	for _, drop := range s.drops {
		corner := fyne.CurrentApp().Driver().AbsolutePositionForObject(drop.row)
		size := drop.row.Size()
		over := at.X >= corner.X && at.X < corner.X+size.Width && at.Y >= corner.Y && at.Y < corner.Y+size.Height
		drop.row.Hover(over)
		if over {
			found = drop.target
		}
	}
	return found
}
