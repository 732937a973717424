package ui

import (
	"slices"

	"fyne.io/fyne/v2"

	"jointplan/plan"
	"jointplan/plan/compare"
	"jointplan/ui/diff"
	"jointplan/ui/grid"
)

// listen has the grid take decisions: by the chip, by keys, by the cell.
func (v *mergeView) listen() {
	v.grid.OnPress = func(key, _ string) {
		if i := v.rows.At(key); i >= 0 {
			v.decide([]int{i}, v.c.next(i))
		}
	}
	v.grid.OnType = v.typed
	v.grid.OnEditor = v.editor
	v.grid.OnEdit = v.edited
}

// takeKeys are the keys of the choices, the same in every language: they stand
// for the choice and not for its word.
var takeKeys = map[rune]compare.Take{'o': compare.TakeOurs, 't': compare.TakeTheirs, 'b': compare.TakeBoth, 'r': compare.ByRule}

// typed decides by a key; a blank goes on to the next choice, e writes another
// value.
func (v *mergeView) typed(r rune) bool {
	rows := v.picked()
	if r >= 'A' && r <= 'Z' {
		r += 'a' - 'A'
	}
	take, known := takeKeys[r]
	switch {
	case known:
		v.decide(rows, take)
	case r == ' ' && len(rows) > 0:
		v.decide(rows, v.c.next(rows[0]))
	case r == 'e' && len(rows) > 0:
		v.grid.Edit(diff.Key(v.c.merge.Rows[rows[0]]), "take")
	}
	return true // nothing else is typed into a comparison
}

// decide notes what becomes of rows and shows what follows.
func (v *mergeView) decide(rows []int, take compare.Take) {
	if v.c.only || len(rows) == 0 {
		return
	}
	if v.c.decide(rows, take) == 0 {
		v.desk.inform("merge.cannot")
		return
	}
	v.decided()
}

// takeValue has a row take a value that is neither ours nor the one shown of theirs.
func (v *mergeView) takeValue(i int, value string) {
	v.c.put(i, compare.Decision{Take: compare.TakeOther, Value: value})
	v.decided()
}

func (v *mergeView) decided() {
	v.refresh()
	v.checked.later()
	v.desk.selectionChanged()
}

// editor says how another value is entered: as its field says.
func (v *mergeView) editor(key, column string) (grid.Editor, bool) {
	i := v.rows.At(key)
	if column != "take" || i < 0 || v.c.merge.Rows[i].Field == nil {
		return grid.Editor{}, false
	}
	r, d := v.c.merge.Rows[i], v.desk
	value := r.Theirs.Value
	if v.c.winner(i) < 0 {
		value = r.Ours.Value
	}
	if decision := v.c.decisions[i]; decision.Take == compare.TakeOther {
		value = decision.Value
	}
	return d.valueEditor(r, value, v.c.diff), true
}

// valueEditor edits a value that is not in an object.
func (d *Desk) valueEditor(r compare.Row, value string, x *diff.Set) grid.Editor {
	f := r.Field
	switch f.Type {
	case plan.OneOf, plan.Reference, plan.List:
		options := d.options(f, plan.OperationOf(x.Object(r)))
		if f.Type != plan.List {
			options = append([]grid.Option{{Key: "-", Label: d.t("group.unset")}}, options...)
		}
		return grid.Editor{Kind: grid.EditChoice, Value: value, Options: options, Multi: f.Type == plan.List}
	case plan.Flag:
		return grid.Editor{Kind: grid.EditChoice, Value: value, Options: d.flagOptions()}
	case plan.LongText, plan.Shape:
		return grid.Editor{Kind: grid.EditLong, Value: value}
	case plan.Text, plan.Number, plan.Whole, plan.Amount:
		return grid.Editor{Value: value}
	case plan.Period:
		return grid.Editor{Value: x.Show(r, value), Hint: d.t("hint.date")}
	}
	return grid.Editor{Value: x.Show(r, value)}
}

// edited takes another value for the rows selected that have the same field.
func (v *mergeView) edited(key, _, text string) error {
	i := v.rows.At(key)
	if i < 0 {
		return nil
	}
	value, err := v.desk.readValue(v.c.merge.Rows[i].Field, text)
	if err != nil {
		return v.desk.sentence(err)
	}
	for _, other := range append(v.picked(), i) {
		if v.c.merge.Rows[other].Field == v.c.merge.Rows[i].Field {
			v.c.put(other, compare.Decision{Take: compare.TakeOther, Value: value})
		}
	}
	v.decided()
	return nil
}

// readValue turns what a person entered into a canonical value.
func (d *Desk) readValue(f *plan.Field, text string) (string, error) {
	if text == "-" && (f.Type == plan.OneOf || f.Type == plan.Reference || f.Type == plan.Flag) {
		text = ""
	}
	return d.read(f, text)
}

// menu offers what can become of the rows selected, and where they lead.
func (v *mergeView) menu() *fyne.Menu {
	d := v.desk
	rows := v.picked()
	var items []*fyne.MenuItem
	if !v.c.only {
		items = v.itemsFor(rows, "")
		items = append(items, fyne.NewMenuItemSeparator())
	}
	key, _ := v.grid.Active()
	there := fyne.NewMenuItem(d.t("findings.go"), func() { v.goThere(key) })
	there.Disabled = v.rows.At(key) < 0 || d.session.Doc.Get(v.c.merge.Rows[v.rows.At(key)].Object) == nil
	return fyne.NewMenu("", append(items, there)...)
}

// itemsFor offers the choices that some of the rows have.
func (v *mergeView) itemsFor(rows []int, suffix string) []*fyne.MenuItem {
	d := v.desk
	var items []*fyne.MenuItem
	for _, take := range []compare.Take{compare.TakeOurs, compare.TakeTheirs, compare.TakeBoth, compare.ByRule} {
		key := map[compare.Take]string{compare.TakeOurs: "take.menu.ours", compare.TakeTheirs: "take.menu.theirs",
			compare.TakeBoth: "take.menu.both", compare.ByRule: "take.menu.rule"}[take]
		item := fyne.NewMenuItem(d.t(key)+suffix, func() { v.decide(rows, take) })
		item.Disabled = !slices.ContainsFunc(rows, func(i int) bool { return take == compare.ByRule || slices.Contains(v.c.choices(i), take) })
		if len(rows) == 1 {
			item.Checked = v.c.taken(rows[0]) == take
		}
		items = append(items, item)
	}
	if suffix == "" && len(rows) == 1 {
		r := v.c.merge.Rows[rows[0]]
		for _, s := range r.Others {
			item := fyne.NewMenuItem(v.c.diff.Quote(r, s, menuQuote), func() { v.takeValue(rows[0], s.Value) })
			item.Checked = v.c.decisions[rows[0]] == compare.Decision{Take: compare.TakeOther, Value: s.Value}
			items = append(items, item)
		}
	}
	if suffix == "" && len(rows) > 0 {
		key := diff.Key(v.c.merge.Rows[rows[0]])
		other := fyne.NewMenuItem(d.t("take.menu.other"), func() { v.grid.Edit(key, "take") })
		other.Disabled = v.c.merge.Rows[rows[0]].Field == nil
		items = append(items, other)
	}
	return items
}

// takeItems decide on all rows in sight, on the group and on the selection.
func (v *mergeView) takeItems() []*fyne.MenuItem {
	d := v.desk
	active, _ := v.grid.Active()
	all, group := v.rows.Shown(), v.rows.GroupOf(active)
	items := v.itemsFor(all, " — "+d.say("take.all", "Count", len(all)))
	if len(group) > 0 && len(group) < len(all) {
		items = append(items, fyne.NewMenuItemSeparator())
		items = append(items, v.itemsFor(group, " — "+d.say("take.group", "Count", len(group)))...)
	}
	return items
}
