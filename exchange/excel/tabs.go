package excel

import (
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"

	"jointplan/exchange/excel/sheetml"
	"jointplan/plan"
)

// nameTabs takes the names of the sheets that are no tables of objects, and
// readies the lists that all sheets share.
func (b *book) nameTabs() error {
	b.readmeTab = b.uniqueTab(b.t("excel.tab.readme"))
	b.summaryTab = b.uniqueTab(b.t("excel.tab.summary"))
	b.findingsTab = b.uniqueTab(b.t("excel.tab.findings"))
	b.listsTab = b.uniqueTab(b.t("excel.tab.lists"))
	b.lists.ranges, b.lists.yes = map[string]string{}, show(b.t("yes"))
	return nil
}

// makeTabs makes the sheets in their order.
func (b *book) makeTabs() error {
	if err := b.file.SetSheetName("Sheet1", b.readmeTab); err != nil {
		return err
	}
	tabs := []string{b.summaryTab}
	if len(b.opts.Findings) > 0 {
		tabs = append(tabs, b.findingsTab)
	}
	for _, s := range b.sheets {
		tabs = append(tabs, s.tab)
	}
	for _, tab := range append(tabs, b.listsTab, metaTab) {
		if _, err := b.file.NewSheet(tab); err != nil {
			return err
		}
	}
	return nil
}

// parts finds in which part of the package each sheet is.
func (b *book) parts() map[string]string {
	parts := map[string]string{}
	for id, tab := range b.file.GetSheetMap() {
		parts[tab] = fmt.Sprintf("xl/worksheets/sheet%d.xml", id)
	}
	return parts
}

// collect lets excelize write its parts into the package.
func (b *book) collect(pkg *sheetml.Package) error {
	b.file.SetZipWriter(func(io.Writer) excelize.ZipWriter { return pkg })
	_, err := b.file.WriteToBuffer()
	return err
}

// finish sets what concerns the workbook as a whole.
func (b *book) finish() error {
	for _, tab := range []struct {
		name string
		very bool
	}{{b.listsTab, false}, {metaTab, true}} {
		if err := b.file.SetSheetVisible(tab.name, false, tab.very); err != nil {
			return err
		}
	}
	if err := b.colourTabs(); err != nil {
		return err
	}
	yes := true
	if err := b.file.SetCalcProps(&excelize.CalcPropsOptions{FullCalcOnLoad: &yes}); err != nil {
		return err
	}
	when := b.opts.Exported.UTC().Format("2006-01-02T15:04:05Z")
	if err := b.file.SetDocProps(&excelize.DocProperties{
		Title: b.title(), Creator: b.opts.By, LastModifiedBy: b.opts.By, Created: when, Modified: when,
		Category: b.labelText(), Language: b.words.Language(), Description: b.opts.App,
	}); err != nil {
		return err
	}
	name, _, _ := strings.Cut(b.opts.App, " ")
	return b.file.SetAppProps(&excelize.AppProperties{Application: name})
}

// colourTabs gives the sheets of a section one colour, so that a long row of
// tabs can be found through.
func (b *book) colourTabs() error {
	colours := []string{"0072B2", "E69F00", "009E73", "CC79A7", "56B4E9", "D55E00", "6A7480"}
	turn := map[plan.Section]int{}
	for _, s := range b.sheets {
		if _, ok := turn[s.kind.Section]; !ok {
			turn[s.kind.Section] = len(turn)
		}
		colour := opaque + colours[turn[s.kind.Section]%len(colours)]
		if err := b.file.SetSheetProps(s.tab, &excelize.SheetPropsOptions{TabColorRGB: &colour}); err != nil {
			return err
		}
	}
	own := opaque + dark
	for _, tab := range []string{b.readmeTab, b.summaryTab} {
		if err := b.file.SetSheetProps(tab, &excelize.SheetPropsOptions{TabColorRGB: &own}); err != nil {
			return err
		}
	}
	return nil
}

// opaque stands before the colour of a tab, which has an alpha value.
const opaque = "FF"

// protect keeps a sheet that is only for reading from slips of the hand; there
// is no password.
func (b *book) protect(tab string) error {
	return b.file.ProtectSheet(tab, &excelize.SheetProtectionOptions{
		SelectLockedCells: true, SelectUnlockedCells: true, FormatColumns: true, FormatRows: true,
	})
}

// title is what the workbook is about.
func (b *book) title() string {
	if b.single != nil {
		return b.single.Title
	}
	if w := b.doc.Workspace(); w != nil && w.Title != "" {
		return w.Title
	}
	return b.t("excel.untitled")
}

// exportedText is when the workbook was made, in UTC.
func (b *book) exportedText() string {
	at := b.opts.Exported.UTC()
	return b.words.Date(plan.DateOf(at)) + " " + at.Format("15:04") + " UTC"
}
