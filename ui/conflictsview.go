package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"jointplan/plan"
	"jointplan/plan/compare"
	"jointplan/storage"
	"jointplan/ui/diff"
	"jointplan/ui/grid"
	"jointplan/ui/parts"
)

// conflictsView lists what merges left open until somebody settles it.
type conflictsView struct {
	desk    *Desk
	open    []compare.Conflict
	diff    *diff.Set
	rows    *diff.Rows
	spec    diff.Spec
	grid    *grid.Grid
	head    *fyne.Container
	buttons map[compare.Take]*parts.Press
	content fyne.CanvasObject
}

func newConflictsView(d *Desk) *conflictsView {
	v := &conflictsView{desk: d, grid: d.newGrid(), head: container.NewStack(), spec: diff.Spec{Group: diff.ByObject}}
	v.grid.SetColumns(d.settler().Columns(d.middle.Size().Width, false), 0)
	v.grid.OnSelect = func([]string) { v.dim(); d.selectionChanged() }
	v.grid.OnOpen = v.goThere
	v.grid.OnMenu = func(at fyne.Position) { d.popUp(v.menu(), at) }
	v.grid.OnType = v.typed
	v.grid.Empty = grid.Empty{Title: d.t("conflicts.none"), Sentence: d.t("conflicts.none.sentence")}
	v.grid.SetReadOnly(d.session.File.ReadOnly() != nil)
	v.content = parts.Edges(parts.Panel(v.head), nil, nil, nil, v.grid)
	v.build()
	v.grid.SetState(grid.State{Column: "what"})
	return v
}

// settler is the user as who reads conflicts.
func (d *Desk) settler() diff.Reader { return d.reader("conflicts.inforce", "conflicts.other") }

// asRow shows a conflict as a difference: what is in force against the other.
func asRow(c compare.Conflict) compare.Row {
	r := compare.Row{Kind: c.Kind, Object: c.Object, Field: c.Field, Base: c.Before, Ours: c.Values[0], Theirs: c.Values[1],
		Others: c.Values[2:], Side: compare.Both, Conflict: true}
	r.Theirs.Exists = c.Field != nil // of an object, the other wants it deleted
	return r
}

func (v *conflictsView) build() {
	d := v.desk
	v.open = d.session.Conflicts
	rows := make([]compare.Row, len(v.open))
	for i, c := range v.open {
		rows[i] = asRow(c)
	}
	v.diff = diff.New(d.settler(), rows, d.session.Doc)
	v.arrange()
}

func (v *conflictsView) arrange() {
	v.rows = v.diff.Arrange(v.spec)
	v.grid.SetSource(v.rows)
	v.drawHead()
}

func (v *conflictsView) drawHead() {
	d := v.desk
	title := parts.NewCut(d.t("conflicts.none"), parts.Plain)
	if n := len(v.open); n > 0 {
		title.Text = d.say("conflicts.open", "Count", n)
	}
	title.Bold = true
	chips, buttons := parts.Flow(6), parts.Flow(6)
	for _, g := range diff.Groupings {
		chips.Add(parts.NewChip(d.t("compare.by."+string(g)), v.spec.Group == g, func() { v.spec.Group = g; v.arrange() }))
	}
	v.buttons = map[compare.Take]*parts.Press{}
	if d.session.File.ReadOnly() == nil && len(v.open) > 0 {
		for _, take := range settleTakes {
			v.buttons[take] = parts.NewButton(d.t(settleKeys[take]), false, func() { v.settle(v.picked(), compare.Decision{Take: take}) })
			buttons.Add(v.buttons[take])
		}
		buttons.Add(parts.NewButton(d.t("settle.own"), false, v.writeOwn))
	}
	v.head.Objects = []fyne.CanvasObject{parts.Column(0, parts.Pad(parts.Column(7, container.NewBorder(nil, nil, nil, chips, title),
		sideways(buttons)), 9, 12, 8, 14), parts.Hair())}
	v.head.Refresh()
	v.dim()
}

// settleTakes are the ways to settle, in their order in menus.
var settleTakes = []compare.Take{compare.TakeOurs, compare.TakeTheirs, compare.TakeBoth}

var settleKeys = map[compare.Take]string{compare.TakeOurs: "settle.inforce", compare.TakeTheirs: "settle.other", compare.TakeBoth: "settle.both"}

func (v *conflictsView) picked() []int { return v.rows.Picked(v.grid) }

// typed settles by the keys of the merge: o what is in force, t the other, b both,
// e something else.
func (v *conflictsView) typed(r rune) bool {
	switch take, known := takeKeys[r]; {
	case known && take != compare.ByRule:
		v.settle(v.picked(), compare.Decision{Take: take})
	case r == 'e':
		v.writeOwn()
	case r == ' ':
		return false
	}
	return true
}

// settle gives the conflicts selected their value in one step.
func (v *conflictsView) settle(rows []int, decision compare.Decision) {
	d := v.desk
	if len(rows) == 0 {
		d.inform("conflicts.select")
		return
	}
	var chosen []*compare.Conflict
	for _, i := range rows {
		if decision.Take != compare.TakeBoth || compare.CanBracket(v.open[i].Field) {
			chosen = append(chosen, &v.open[i])
		}
	}
	if len(chosen) == 0 {
		d.inform("merge.cannot")
		return
	}
	d.settle(chosen, decision)
}

// settle gives conflicts one decision in one step of undo.
func (d *Desk) settle(chosen []*compare.Conflict, decision compare.Decision) {
	if d.session.File.ReadOnly() != nil {
		return
	}
	settled := map[*compare.Conflict]compare.Decision{}
	for _, c := range chosen {
		settled[c] = decision
	}
	title := plan.Say("do.settle.many", "Count", len(chosen))
	if len(chosen) == 1 {
		name := plan.NameOf(d.session.Doc, d.session.Doc.Get(chosen[0].Object), nil)
		title = plan.Say("do.settle.one", "Field", plan.Say(fieldLabel(chosen[0].Field)), "Name", name)
	}
	if err := d.session.Settle(title, settled); err != nil {
		d.complain(err)
	}
}

// fieldLabel is the key of a field's name, or of the object as a whole.
func fieldLabel(f *plan.Field) string {
	if f == nil {
		return "compare.object"
	}
	return f.Label()
}

// writeOwn asks for a value that nobody gave yet.
func (v *conflictsView) writeOwn() {
	rows := v.picked()
	if len(rows) == 0 || v.open[rows[0]].Field == nil {
		v.desk.inform("conflicts.select")
		return
	}
	v.desk.writeOwn(&v.open[rows[0]])
}

// writeOwn settles a conflict by a value of the user's own, starting from both
// where they can stand side by side.
func (d *Desk) writeOwn(c *compare.Conflict) {
	x := diff.New(d.settler(), nil, d.session.Doc)
	r := asRow(*c)
	text := x.Show(r, c.Values[0].Value)
	if compare.CanBracket(c.Field) {
		text = storage.Both(c.Values...)
	} else if c.Field.IsReference() || c.Field.Type == plan.OneOf || c.Field.Type == plan.Flag {
		d.chooseOwn(c, x)
		return
	} else if e := d.valueEditor(r, c.Values[0].Value, x); e.Value != "" {
		text = e.Value
	}
	entry := parts.NewEntry(text, nil)
	if c.Field.Type == plan.LongText {
		entry = parts.NewLongEntry(text, 8, nil)
	}
	label := d.t(c.Field.Label())
	var value string
	d.formThen(d.say("settle.own.title", "Field", label), d.t("settle.do"), parts.Labelled(label, entry), 520, func() (err error) {
		value, err = d.readValue(c.Field, entry.Text)
		return err
	}, func() {
		d.settle([]*compare.Conflict{c}, compare.Decision{Take: compare.TakeOther, Value: value})
	}, nil)
	d.win.Canvas().Focus(entry)
}

// chooseOwn settles a conflict by one of the words or objects its field takes.
func (d *Desk) chooseOwn(c *compare.Conflict, x *diff.Set) {
	options := d.valueEditor(asRow(*c), c.Values[0].Value, x).Options
	var items []*fyne.MenuItem
	for _, o := range options {
		items = append(items, fyne.NewMenuItem(o.Label, func() {
			value, err := d.readValue(c.Field, o.Key)
			if err != nil {
				d.complain(err)
				return
			}
			d.settle([]*compare.Conflict{c}, compare.Decision{Take: compare.TakeOther, Value: value})
		}))
	}
	size := d.win.Canvas().Size()
	d.popUp(fyne.NewMenu("", items...), fyne.NewPos(size.Width/3, size.Height/4))
}
