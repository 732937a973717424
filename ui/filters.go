package ui

import (
	"slices"

	"fyne.io/fyne/v2"

	"jointplan/plan"
	"jointplan/ui/parts"
)

// chipFields are the fields with a filter in sight: the first two, those that
// filter now, and behind them the rest in one chip's menu.
func (v *sectionView) chipFields() []*plan.Field {
	var fields []*plan.Field
	for _, f := range v.kind.Fields {
		if f.Groups && f.Width > 0 && len(fields) < 2 || v.spec.FilterOn(f.Name) != nil {
			fields = append(fields, f)
		}
	}
	return fields
}

// moreChip offers the filters that have no chip of their own.
func (v *sectionView) moreChip() fyne.CanvasObject {
	chip := parts.NewChip(v.desk.t("filter.more"), false, nil)
	chip.Do = func() {
		var items []*fyne.MenuItem
		for _, f := range v.kind.Fields {
			if !f.Groups || slices.Contains(v.chipFields(), f) {
				continue
			}
			item := fyne.NewMenuItem(v.desk.t(f.Label()), nil)
			item.ChildMenu = fyne.NewMenu("", v.filterItems(f)...)
			items = append(items, item)
		}
		v.popUnder(chip, items)
	}
	return chip
}

func (v *sectionView) groupChip() fyne.CanvasObject {
	d := v.desk
	label := d.t("group.none")
	if f := v.kind.Field(v.spec.Group); f != nil {
		label = d.say("group.by", "Field", plan.Say(f.Label()))
	}
	chip := parts.NewChip(label, v.spec.Group != "", nil)
	chip.Do = func() {
		items := []*fyne.MenuItem{v.groupItem("", d.t("group.none"))}
		for _, f := range v.kind.Fields {
			if f.Groups {
				items = append(items, v.groupItem(f.Name, d.t(f.Label())))
			}
		}
		v.popUnder(chip, items)
	}
	return chip
}

func (v *sectionView) groupItem(field, label string) *fyne.MenuItem {
	item := fyne.NewMenuItem(label, func() { v.spec.Group = field; v.build() })
	item.Checked = v.spec.Group == field
	return item
}

func (v *sectionView) popUnder(o fyne.CanvasObject, items []*fyne.MenuItem) {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
	v.desk.popUp(fyne.NewMenu("", items...), at.AddXY(0, o.Size().Height))
}

// filterChip narrows by one value of a field; the values offered are those that
// occur.
func (v *sectionView) filterChip(f *plan.Field) fyne.CanvasObject {
	d := v.desk
	now := v.spec.FilterOn(f.Name)
	label := d.say("filter.any", "Field", plan.Say(f.Label()))
	if now != nil {
		label = d.t(f.Label()) + ": " + v.valueLabel(f, now[0])
	}
	chip := parts.NewChip(label, now != nil, nil)
	chip.Do = func() { v.popUnder(chip, v.filterItems(f)) }
	return chip
}

func (v *sectionView) filterItems(f *plan.Field) []*fyne.MenuItem {
	now := v.spec.FilterOn(f.Name)
	every := fyne.NewMenuItem(v.desk.t("filter.every"), func() { v.spec.SetFilter(f.Name); v.build() })
	every.Checked = now == nil
	items := []*fyne.MenuItem{every}
	for _, value := range v.values(f) {
		item := fyne.NewMenuItem(v.valueLabel(f, value), func() { v.spec.SetFilter(f.Name, value); v.build() })
		item.Checked = now != nil && now[0] == value
		items = append(items, item)
	}
	return items
}

func (v *sectionView) valueLabel(f *plan.Field, value string) string {
	if value == "" {
		return v.desk.t("group.unset")
	}
	for _, option := range v.desk.options(f, v.desk.place.Operation) {
		if option.Key == value {
			return option.Label
		}
	}
	return value
}

// maxChoices is how many values a filter offers at most; the rest is found by
// typing.
const maxChoices = 40

func (v *sectionView) values(f *plan.Field) []string {
	op := v.desk.place.Operation
	if v.kind.Operation() == nil {
		op = plan.NoID
	}
	seen := map[string]bool{"": true}
	values := []string{""}
	for _, o := range v.desk.session.Doc.Objects(v.kind, op) {
		own := []string{f.Get(o)}
		if f.IsReference() {
			own = own[:0]
			for _, id := range f.Refs(o) {
				own = append(own, id.String())
			}
		}
		for _, value := range own {
			if !seen[value] && len(values) < maxChoices {
				seen[value] = true
				values = append(values, value)
			}
		}
	}
	return values
}
