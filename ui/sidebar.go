package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"jointplan/plan"
	"jointplan/plan/check"
	"jointplan/ui/parts"
)

// sidebar lists the operations and the sections of the one in sight, each with
// its state; while tasks are dragged it lists what they can be dropped on.
type sidebar struct {
	desk    *Desk
	content *fyne.Container
	drops   []dropRow
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

func (s *sidebar) refresh() {
	s.drops = nil
	d := s.desk
	list := parts.Column(1, parts.Gap(0, 8), s.head(d.t("side.operations")))
	for _, op := range plan.All[plan.Operation](d.session.Doc, plan.NoID) {
		row := parts.NewRow(op.Title, "", func() { d.Go(Place{Operation: op.ID, Section: placeOverview}) })
		row.Dim = op.ID != d.place.Operation
		list.Add(row)
	}
	if d.session.File.ReadOnly() == nil {
		row := parts.NewRow(d.t("side.new"), "", func() { d.run("operation.new") })
		row.Dim, row.Selected = true, d.place.Section == placeCreate
		list.Add(row)
	}
	if op := d.operation(); op != nil {
		s.addSections(list, op)
	}
	list.Add(parts.Gap(0, 8))
	list.Add(s.head(d.t("section.workspace")))
	for _, k := range []*plan.Kind{plan.KindOf[plan.Party](), plan.KindOf[plan.Person](), plan.KindOf[plan.Term]()} {
		list.Add(s.workspaceRow(k))
	}
	s.put(list)
}

func (s *sidebar) put(list fyne.CanvasObject) {
	s.content.Objects = []fyne.CanvasObject{container.NewVScroll(list)}
	s.content.Refresh()
}

func (s *sidebar) head(text string) fyne.CanvasObject {
	l := parts.NewCut(strings.ToUpper(text), parts.Hint)
	l.Bold, l.Points = true, parts11
	return parts.Pad(l, 6, 8, 4, 14)
}

const parts11 float32 = 11

func (s *sidebar) addSections(list *fyne.Container, op *plan.Operation) {
	d := s.desk
	list.Add(parts.Gap(0, 8))
	list.Add(s.head(op.Title))
	_, bySection := d.session.Report.Counts(op.ID)
	s.addPlace(list, placeOverview, "", parts.Hint, nil)
	for _, section := range plan.Sections {
		tail, tone := s.state(section, op.ID, bySection[section])
		s.addPlace(list, section, tail, tone, s.tailLink(section, bySection[section]))
	}
	s.addPlace(list, placeHistory, "", parts.Hint, nil)
}

func (s *sidebar) addPlace(list *fyne.Container, section plan.Section, tail string, tone parts.Tone, tailDo func()) {
	d := s.desk
	row := parts.NewRow(d.t("section."+string(section)), tail, func() { d.goSection(section) })
	row.TailTone, row.TailDo = tone, tailDo
	row.Selected = d.place.Section == section
	list.Add(row)
}

// state is what stands behind a section: how many findings block it, else how
// much there is.
func (s *sidebar) state(section plan.Section, op plan.ID, found check.Count) (string, parts.Tone) {
	w := s.desk.app.Words
	if n := found[check.Blocking]; n > 0 {
		return w.Number(float64(n), 0), parts.Blocking
	}
	if k := mainKind(section); k != nil {
		if n := s.desk.session.Doc.Count(k, op); n > 0 {
			return w.Number(float64(n), 0), parts.Hint
		}
	}
	return "", parts.Hint
}

// tailLink makes the count of blocking findings lead to them.
func (s *sidebar) tailLink(section plan.Section, found check.Count) func() {
	if found[check.Blocking] == 0 {
		return nil
	}
	return func() { s.desk.showFindings(section, check.Blocking) }
}

func (s *sidebar) workspaceRow(k *plan.Kind) fyne.CanvasObject {
	d := s.desk
	n := d.session.Doc.Count(k, plan.NoID)
	tail := ""
	if n > 0 {
		tail = d.app.Words.Number(float64(n), 0)
	}
	place := Place{Operation: d.place.Operation, Section: k.Section, Kind: k.Name}
	row := parts.NewRow(d.t(k.Plural()), tail, func() { d.Go(place) })
	return row
}

// showDrops lists what dragged tasks can be dropped on: parties and sectors.
func (s *sidebar) showDrops() {
	d := s.desk
	s.drops = nil
	list := parts.Column(1, parts.Gap(0, 8), s.head(d.t("drop.party")))
	colours := partyColours(d.session.Doc)
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
