package ui

import (
	"strconv"
	"strings"

	"jointplan/plan/symbol"
	"jointplan/ui/parts"
)

// symbolField is one choice about a symbol besides what it shows.
type symbolField struct {
	box    *symbolBox
	framed bool // it shows at a frame only
	label  string
	picker *parts.Picker
	items  func() []parts.Item
	chosen func() string
	set    func(key string) symbol.Code
}

// noChoice is the key of "none" in a list.
const noChoice = "00"

// newFields makes the choices in the order of the form.
func (b *symbolBox) newFields() []*symbolField {
	fields := []*symbolField{
		{label: "symbol.identity",
			items:  func() []parts.Item { return b.itemsOf(b.library().Identities()) },
			chosen: func() string { return strconv.Itoa(int(b.code.Identity())) },
			set: func(key string) symbol.Code {
				who, _ := strconv.Atoi(key)
				return b.code.WithIdentity(symbol.Identity(who))
			}},
		{label: "symbol.echelon", framed: true,
			items:  func() []parts.Item { return b.orNone(b.itemsOf(b.library().Echelons())) },
			chosen: func() string { return b.code.Echelon() },
			set:    func(key string) symbol.Code { return b.code.WithEchelon(key) }},
		b.modifierField("symbol.modifier.one", 1),
		b.modifierField("symbol.modifier.two", 2),
		{label: "symbol.amplifiers", framed: true, items: b.amplifierItems, chosen: b.amplifiers, set: b.withAmplifiers},
	}
	for _, f := range fields {
		f.box = b
		f.addPicker()
	}
	return fields
}

func (f *symbolField) addPicker() {
	b, d := f.box, f.box.desk
	f.picker = &parts.Picker{FilterHint: d.t("picker.filter"), NoMatch: d.t("picker.none"), Hint: d.t("symbol.none")}
	f.picker.Multi = f.label == "symbol.amplifiers"
	f.picker.Pick = func(key string) {
		b.code = f.set(key)
		b.narrow()
		b.show()
	}
	f.picker.ExtendBaseWidget(f.picker)
}

func (b *symbolBox) modifierField(label string, place int) *symbolField {
	at := func() string {
		first, second := b.code.Modifiers()
		return []string{first, second}[place-1]
	}
	return &symbolField{label: label, chosen: at,
		items: func() []parts.Item { return b.orNone(b.itemsOf(b.library().Modifiers(b.code.Set(), place))) },
		set: func(key string) symbol.Code {
			first, second := b.code.Modifiers()
			if place == 1 {
				return b.code.WithModifiers(key, second)
			}
			return b.code.WithModifiers(first, key)
		}}
}

// show offers what goes with the symbol and writes what is chosen.
func (f *symbolField) show() {
	var names []string
	f.picker.Items, f.picker.Chosen = f.items(), f.chosen()
	for _, item := range f.picker.Items {
		for _, key := range strings.Fields(f.picker.Chosen) {
			if key == item.Key && key != noChoice {
				names = append(names, item.Label)
			}
		}
	}
	f.picker.Text = strings.Join(names, ", ")
	f.picker.Locked = len(f.picker.Items) < 2 && f.picker.Chosen == noChoice || f.framed && !f.box.framed
	f.picker.Refresh()
}

func (b *symbolBox) itemsOf(choices []symbol.Choice) []parts.Item {
	items := make([]parts.Item, len(choices))
	for i, c := range choices {
		items[i] = parts.Item{Key: c.Digits, Label: c.Name.In(b.language())}
	}
	return items
}

func (b *symbolBox) orNone(items []parts.Item) []parts.Item {
	return append([]parts.Item{{Key: noChoice, Label: b.desk.t("symbol.none")}}, items...)
}

// plannedKey stands for the status in the list of amplifiers.
const plannedKey = "planned"

func (b *symbolBox) amplifierItems() []parts.Item {
	items := b.itemsOf(b.library().Amplifiers())
	return append(items, parts.Item{Key: plannedKey, Label: b.library().Planned().In(b.language())})
}

func (b *symbolBox) amplifiers() string {
	var keys []string
	for _, a := range b.library().Amplifiers() {
		if sum, err := strconv.Atoi(a.Digits); err == nil && b.code.Has(sum) {
			keys = append(keys, a.Digits)
		}
	}
	if b.code.Planned() {
		keys = append(keys, plannedKey)
	}
	return strings.Join(keys, " ")
}

func (b *symbolBox) withAmplifiers(keys string) symbol.Code {
	sum, planned := 0, false
	for _, key := range strings.Fields(keys) {
		planned = planned || key == plannedKey
		if n, err := strconv.Atoi(key); err == nil {
			sum |= n
		}
	}
	return b.code.WithAmplifiers(sum).WithPlanned(planned)
}
