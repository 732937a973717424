package excel

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"jointplan/plan"
)

// maxRows is how many objects fit a worksheet below its header.
const maxRows = 1<<20 - 1

// sheet is the table of all exported objects of one kind.
type sheet struct {
	kind    *plan.Kind
	tab     string // as people see it
	table   string // as formulas see it; the same in all languages
	objects []plan.Object
	columns []*column
	long    bool // has texts of many lines: cells start at the top
}

// choose finds the sheets: one for each kind that is ever listed and has
// objects, in the order of sections.
func (b *book) choose() error {
	used := b.usedOutside()
	label := newBanner(b.doc, b.op)
	for _, section := range append([]plan.Section{plan.SectionWorkspace}, plan.Sections...) {
		for _, k := range plan.KindsIn(section) {
			objects := b.objectsOf(k, used)
			if !isListed(k) || len(objects) == 0 {
				continue
			}
			if len(objects) > maxRows {
				return plan.Problem("error.excel.rows", "Kind", plan.Say(k.Plural()), "Count", len(objects), "Max", maxRows)
			}
			s := &sheet{kind: k, objects: objects, table: "tbl" + strings.ToUpper(k.Name[:1]) + strings.ReplaceAll(k.Name[1:], "-", "_")}
			s.tab = b.uniqueTab(b.t(k.Plural()))
			b.sheets = append(b.sheets, s)
			b.byKind[k] = s
			b.total += len(objects)
			label.see(k, objects)
		}
	}
	b.label = label.Label
	return nil
}

// isListed reports whether grids show objects of the kind in rows. What is
// never listed, as the one object that describes the file, makes no table.
func isListed(k *plan.Kind) bool {
	return slices.ContainsFunc(k.Fields, func(f *plan.Field) bool { return !f.Common && f.Width > 0 })
}

// objectsOf lists what is exported of kind k. With one operation of several,
// objects of the whole workspace are left out that nothing in it refers to.
func (b *book) objectsOf(k *plan.Kind, used map[plan.ID]bool) []plan.Object {
	switch {
	case b.op == plan.NoID || k.Operation() != nil:
		return b.doc.Objects(k, b.op)
	case k == plan.KindOf[plan.Operation]():
		return []plan.Object{b.single}
	}
	all := b.doc.Objects(k, plan.NoID)
	if used == nil || !isTarget(k) {
		return all
	}
	var some []plan.Object
	for _, o := range all {
		if used[plan.IDFor(o)] {
			some = append(some, o)
		}
	}
	return some
}

// isTarget reports whether any field names objects of kind k; a glossary, which
// nothing names, goes whole.
func isTarget(k *plan.Kind) bool {
	return slices.ContainsFunc(plan.ReferencesTo(k), func(f *plan.Field) bool { return f.Target == k.Name })
}

// usedOutside finds the objects of the whole workspace that the exported
// operation refers to; nil when all are exported anyway.
func (b *book) usedOutside() map[plan.ID]bool {
	if b.op == plan.NoID || b.doc.Count(plan.KindOf[plan.Operation](), plan.NoID) == 1 {
		return nil
	}
	used := map[plan.ID]bool{}
	for _, k := range plan.Kinds() {
		if k.Operation() != nil {
			for _, o := range b.doc.Objects(k, b.op) {
				b.follow(o, used)
			}
		}
	}
	b.follow(b.single, used)
	return used
}

func (b *book) follow(o plan.Object, used map[plan.ID]bool) {
	for _, f := range plan.KindFor(o).Fields {
		if !f.IsReference() || f.Target != "any" && f.TargetKind().Operation() != nil {
			continue
		}
		for _, id := range f.Refs(o) {
			target := b.doc.Get(id)
			if used[id] || target == nil || plan.KindFor(target).Operation() != nil {
				continue
			}
			used[id] = true
			b.follow(target, used)
		}
	}
}

// uniqueTab makes a name that Excel accepts for a sheet and that no other has.
func (b *book) uniqueTab(name string) string {
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]`, r) || r < ' ' {
			return ' '
		}
		return r
	}, name)
	name = cutUnits(strings.Trim(name, "' "), 31)
	if name == "" {
		name = "Sheet"
	}
	unique := name
	for n := 2; b.tabs[strings.ToLower(unique)]; n++ {
		suffix := " " + strconv.Itoa(n)
		unique = strings.TrimRight(cutUnits(name, 31-len(suffix)), "' ") + suffix
	}
	b.tabs[strings.ToLower(unique)] = true
	return unique
}

// cutUnits shortens s to at most n UTF-16 units, in which Excel counts.
func cutUnits(s string, n int) string {
	units := 0
	for i, r := range s {
		if units += utf16.RuneLen(r); units > n {
			return strings.TrimSpace(s[:i])
		}
	}
	return s
}
