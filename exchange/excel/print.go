package excel

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"jointplan/exchange/excel/sheetml"
)

// A4 lies on its side with margins of 10 mm, which leaves so many characters of
// the workbook's font; below the smallest scale nobody reads it.
const (
	paperWidth    = 149.0
	smallestScale = 0.55
	besideColumn  = 0.7 // what a column takes beside its characters
)

// printTable sets up a table for paper: the header repeated on every page, and
// the number and title too when the columns need several pages side by side.
func (b *book) printTable(s *sheet) error {
	width, kept := 0.0, 0.0
	for _, c := range s.columns {
		if c.hidden() || c.folded {
			continue
		}
		width += c.width + besideColumn
		if c.at <= s.shownBy().at {
			kept += c.width + besideColumn
		}
	}
	wide := 1
	for wide < 6 && paperWidth*float64(wide)-kept*smallestScale*float64(wide-1) < width*smallestScale {
		wide++
	}
	tab := quotedTab(s.tab)
	titles := tab + "!$1:$1"
	if wide > 1 {
		titles = fmt.Sprintf("%s!$B:$%s,%s", tab, sheetml.Letters(s.shownBy().at), titles)
	}
	if err := b.printTitles(s.tab, titles); err != nil {
		return err
	}
	return b.print(s.tab, "landscape", wide, 0)
}

func (b *book) printTitles(tab, ranges string) error {
	return b.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: ranges, Scope: tab})
}

// print sets a sheet up for A4, so many pages wide and tall; 0 is as many as it
// takes.
func (b *book) print(tab, orientation string, wide, tall int) error {
	const a4 = 9
	size, fit := a4, true
	order := "overThenDown"
	if err := b.file.SetSheetProps(tab, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	if err := b.file.SetPageLayout(tab, &excelize.PageLayoutOptions{
		Size: &size, Orientation: &orientation, FitToWidth: &wide, FitToHeight: &tall, PageOrder: &order,
	}); err != nil {
		return err
	}
	side, top, edge, centred := 0.4, 0.8, 0.3, true
	if err := b.file.SetPageMargins(tab, &excelize.PageLayoutMarginsOptions{
		Left: &side, Right: &side, Top: &top, Bottom: &top, Header: &edge, Footer: &edge, Horizontally: &centred,
	}); err != nil {
		return err
	}
	return b.headAndFoot(tab)
}

// headAndFoot puts the label on top and bottom of every page: the marking, and
// below it who may have all of it.
func (b *book) headAndFoot(tab string) error {
	title, from := headerText(b.title(), 48), headerText(b.say("excel.exported.on", "When", b.exportedText()), 50)
	label := ""
	if marking := headerText(b.markingText(), 40); marking != "" {
		label = `&"-,Bold"` + marking + `&"-,Regular"` + "\n"
	}
	page := b.say("excel.page", "Page", "&P", "Pages", "&N")
	around := max(units(title)+len("&R&A"), units(from)+len("&R")+units(page)) + len("&L&C") + units(label)
	label += b.toHeader(maxHeader - around)
	scale := false
	return b.file.SetHeaderFooter(tab, &excelize.HeaderFooterOptions{
		ScaleWithDoc: &scale,
		OddHeader:    "&L" + title + "&C" + label + "&R&A",
		OddFooter:    "&L" + from + "&C" + label + "&R" + page,
	})
}

// maxHeader is how many units a header or footer may hold, codes and all.
const maxHeader = 255

// headerText is a text as the codes of headers have it, cut to n units.
func headerText(s string, n int) string {
	return strings.ReplaceAll(cutUnits(oneLine(s), n), "&", "&&")
}
