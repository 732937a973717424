package excel

import (
	"archive/zip"
	"context"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"jointplan/plan"
	"jointplan/plan/edit"
)

// readPart reads one part of a workbook.
func readPart(t *testing.T, path, name string) string {
	t.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = z.Close() }()
	in, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(in)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// partOf finds the part of the sheet with the name.
func partOf(t *testing.T, path, tab string) string {
	t.Helper()
	for id, name := range open(t, path).GetSheetMap() {
		if name == tab {
			return readPart(t, path, "xl/worksheets/sheet"+strconv.Itoa(id)+".xml")
		}
	}
	t.Fatalf("no sheet %s", tab)
	return ""
}

func TestWorkbookHasAllItsFeatures(t *testing.T) {
	d := sampleDocument(t)
	o := options(t, "en")
	o.Findings = findings(d)
	path := exported(t, d, plan.NoID, o)
	for _, c := range []struct{ tab, want string }{
		{"Tasks", `<pane activePane="bottomRight" state="frozen" topLeftCell="D2" xSplit="3" ySplit="1">`},
		{"Tasks", `<dimension ref="A1:`},
		{"Tasks", `fitToPage="true"`},
		{"Tasks", `orientation="landscape"`},
		{"Tasks", `paperSize="9"`},
		{"Tasks", `type="dataBar"`},
		{"Tasks", `<formula>&#34;Blocked&#34;</formula>`},
		{"Tasks", `type="list"`},
		{"Tasks", `<formula1>'Lists'!$`},
		{"Tasks", `<tablePart `},
		{"Tasks", `hidden="true" max="1" min="1"`},
		{"Tasks", `outlineLevel="1"`},
		{"Tasks", `&amp;C&amp;&#34;-,Bold&#34;PARTNERS RESTRICTED&amp;&#34;-,Regular&#34;&#xA;releasable to all parties&amp;R`},
		{"Tasks", `Page &amp;P of &amp;N`},
		{"Summary", `<drawing `},
		{"Summary", `<f>COUNTIFS(`},
		{"Findings", `<hyperlink `},
		{"Read me", `<hyperlink `},
		{"Read me", `<sheetProtection`},
		{"Lists", `<sheetProtection`},
	} {
		if xml := partOf(t, path, c.tab); !strings.Contains(xml, c.want) {
			t.Errorf("%s lacks %s", c.tab, c.want)
		}
	}
	workbook := readPart(t, path, "xl/workbook.xml")
	for _, want := range []string{`name="_meta" sheetId="20" r:id="rId22" state="veryHidden"`, `name="Lists"`, `_xlnm.Print_Titles`, `fullCalcOnLoad="true"`} {
		if !strings.Contains(workbook, want) {
			t.Errorf("the workbook lacks %s", want)
		}
	}
	for _, chart := range []string{"<c:doughnutChart", "<c:barChart"} {
		if !strings.Contains(readPart(t, path, "xl/charts/chart1.xml")+readPart(t, path, "xl/charts/chart2.xml"), strings.ReplaceAll(chart, "c:", "")) {
			t.Errorf("no %s", chart)
		}
	}
}

func TestNoTwoColoursOverlap(t *testing.T) {
	xml := partOf(t, exported(t, sampleDocument(t), plan.NoID, options(t, "en")), "Tasks")
	columns := map[int]string{}
	for _, m := range regexp.MustCompile(`<conditionalFormatting sqref="([^"]+)"`).FindAllStringSubmatch(xml, -1) {
		from, to, _ := strings.Cut(m[1], ":")
		first, _, err := excelize.CellNameToCoordinates(from)
		if err != nil {
			t.Fatal(err)
		}
		last, _, err := excelize.CellNameToCoordinates(to)
		if err != nil {
			t.Fatal(err)
		}
		for c := first; c <= last; c++ {
			if columns[c] != "" {
				t.Errorf("column %d is in %s and %s", c, columns[c], m[1])
			}
			columns[c] = m[1]
		}
	}
}

func TestMetaTellsTheWayBack(t *testing.T) {
	d := sampleDocument(t)
	o := options(t, "fr")
	f := open(t, exported(t, d, plan.NoID, o))
	rows, err := f.GetRows(metaTab)
	if err != nil {
		t.Fatal(err)
	}
	facts, columns := map[string]string{}, 0
	for _, row := range rows {
		switch row[0] {
		case metaSheet:
			n, _ := strconv.Atoi(row[4])
			if k := plan.KindNamed(row[2]); k == nil || d.Count(k, plan.NoID) != n {
				t.Errorf("sheet %q", row)
			}
		case metaColumn:
			columns++
			at, _ := strconv.Atoi(row[2])
			name, _ := excelize.CoordinatesToCellName(at, 1)
			if header, _ := f.GetCellValue(row[1], name); header != row[5] {
				t.Errorf("%s!%s is headed %q, want %q", row[1], name, header, row[5])
			}
		case metaChoice:
		default:
			facts[row[0]] = strings.Join(row[1:], " ")
		}
	}
	if facts["jointplan"] != "1" || facts["plan"] != o.PlanID.String() || facts["export"] != o.ExportID.String() || facts["language"] != "fr" || facts["by"] != o.By {
		t.Errorf("facts: %v", facts)
	}
	if columns < 100 {
		t.Errorf("only %d columns are told of", columns)
	}
}

func TestHashFollowsWhatCanBeEdited(t *testing.T) {
	hashes := func(values edit.Values) string {
		a := newAuthor(t)
		op := add[plan.Operation](a, edit.Values{"title": "Operation"})
		party := add[plan.Party](a, edit.Values{"title": "Party"})
		all := edit.Values{"operation": op, "party": party, "title": "Task", "status": "ready", "when": "2027-05-03/2027-05-09", "hours": "1.5"}
		for name, v := range values {
			all[name] = v
		}
		add[plan.Task](a, all)
		return table(t, open(t, exported(t, a.done(), plan.NoID, options(t, "en"))), "Tasks")[0][hashHeader]
	}
	base := hashes(nil)
	if len(base) != 16 {
		t.Fatalf("hash %q", base)
	}
	for _, same := range []edit.Values{{"title": "Task "}, {"hours": "1.501"}, {"no": "77"}, {"order": "zz"}} {
		if got := hashes(same); got != base {
			t.Errorf("%v alters the hash", same)
		}
	}
	for _, other := range []edit.Values{{"title": "Tasks"}, {"when": "2027-05-03/2027-05-10"}, {"party": ""}, {"hours": "1.6"}, {"status": "done"}} {
		if got := hashes(other); got == base {
			t.Errorf("%v does not alter the hash", other)
		}
	}
	if want := plan.TextDigest(strings.Join([]string{"Task", "", "", "Party", "", "46510", "46516", "", "Ready", "", "", "", "", "", "", "", "", "1.5", "", "", "", "", "", "", ""}, "\x1f")); base != want {
		t.Errorf("the hash is %s, want %s of the values as cells show them", base, want)
	}
}

// withoutValues copies a workbook without what its formulas came to, so that a
// program has to calculate them.
func withoutValues(t *testing.T, from, to string) {
	t.Helper()
	in, err := zip.OpenReader(from)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = in.Close() }()
	file, err := os.Create(to)
	if err != nil {
		t.Fatal(err)
	}
	out := zip.NewWriter(file)
	values := regexp.MustCompile(`</f><v>[^<]*</v>`)
	for _, f := range in.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		w, err := out.Create(f.Name)
		if err == nil {
			_, err = w.Write(values.ReplaceAll(text, []byte("</f>")))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
}

// throughLibreOffice opens a workbook there and saves it again.
func throughLibreOffice(t *testing.T, path string) *excelize.File {
	t.Helper()
	office, err := exec.LookPath("soffice")
	if err != nil || testing.Short() {
		t.Skip("LibreOffice is not here")
	}
	out := t.TempDir()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	command := exec.CommandContext(ctx, office, "-env:UserInstallation=file://"+filepath.Join(out, "profile"),
		"--headless", "--convert-to", "xlsx", "--outdir", out, path)
	if said, err := command.CombinedOutput(); err != nil {
		t.Skipf("LibreOffice does not run: %v %s", err, said)
	}
	return open(t, filepath.Join(out, filepath.Base(path)))
}

func TestFormulasComeToWhatIsShown(t *testing.T) {
	for _, lang := range []string{"en", "ru"} {
		d := sampleDocument(t)
		o := options(t, lang)
		o.Findings = findings(d)
		path := exported(t, d, plan.NoID, o)
		bare := filepath.Join(t.TempDir(), "bare.xlsx")
		withoutValues(t, path, bare)
		ours, theirs := open(t, path), throughLibreOffice(t, bare)
		formulas := 0
		for _, tab := range ours.GetSheetList()[:2] {
			rows, err := ours.GetRows(tab, excelize.Options{RawCellValue: true})
			if err != nil {
				t.Fatal(err)
			}
			for i, row := range rows {
				for j, want := range row {
					cell, _ := excelize.CoordinatesToCellName(j+1, i+1)
					formula, _ := ours.GetCellFormula(tab, cell)
					if formula == "" {
						continue
					}
					formulas++
					got, _ := theirs.GetCellValue(tab, cell, excelize.Options{RawCellValue: true})
					a, errA := strconv.ParseFloat(got, 64)
					b, errB := strconv.ParseFloat(want, 64)
					if errA != nil || errB != nil || math.Abs(a-b) > 1e-9 {
						t.Errorf("%s %s!%s =%s comes to %q, shown is %q", lang, tab, cell, formula, got, want)
					}
				}
			}
		}
		if formulas < 60 {
			t.Errorf("%s: only %d formulas", lang, formulas)
		}
	}
}

func TestEditsMoveTheSummary(t *testing.T) {
	path := exported(t, sampleDocument(t), plan.NoID, options(t, "en"))
	f := open(t, path)
	status := ""
	for i := 1; i < 40; i++ {
		name, _ := excelize.CoordinatesToCellName(i, 1)
		if header, _ := f.GetCellValue("Tasks", name); header == "Status" {
			status = strings.TrimRight(name, "1")
		}
	}
	for i := 2; i <= 67; i++ {
		if err := f.SetCellStr("Tasks", status+strconv.Itoa(i), "Done"); err != nil {
			t.Fatal(err)
		}
	}
	edited, bare := filepath.Join(t.TempDir(), "edited.xlsx"), filepath.Join(t.TempDir(), "bare.xlsx")
	if err := f.SaveAs(edited); err != nil {
		t.Fatal(err)
	}
	withoutValues(t, edited, bare)
	rows, err := throughLibreOffice(t, bare).GetRows("Summary")
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		if len(row) > 1 && row[0] == "Done" && row[1] != "66" {
			t.Errorf("all tasks are done, the summary says %q", row)
		}
		if len(row) > 1 && row[0] == "Overdue" && row[1] != "0" {
			t.Errorf("nothing is overdue, the summary says %q", row)
		}
	}
}

func TestEmptyPlanMakesAWorkbook(t *testing.T) {
	f := open(t, exported(t, plan.NewDocument(), plan.NoID, options(t, "en")))
	if tabs := f.GetSheetList(); len(tabs) != 4 {
		t.Errorf("sheets %v, want those that are always there", tabs)
	}
}
