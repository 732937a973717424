package excel

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"jointplan/plan"
	"jointplan/plan/release"
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
	extract := plan.NewExtract(b.doc, b.op)
	var outside []plan.Object
	for _, section := range append([]plan.Section{plan.SectionWorkspace}, plan.Sections...) {
		for _, k := range plan.KindsIn(section) {
			objects := extract.Objects(k)
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
			if k.Operation() == nil {
				outside = append(outside, objects...)
			}
		}
	}
	b.label = release.NewLabels(b.doc).BannerWith(b.op, outside)
	return nil
}

// isListed reports whether grids show objects of the kind in rows. What is
// never listed, as the one object that describes the file, makes no table.
func isListed(k *plan.Kind) bool {
	return slices.ContainsFunc(k.Fields, func(f *plan.Field) bool { return !f.Common && f.Width > 0 })
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
