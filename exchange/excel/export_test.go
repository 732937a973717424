package excel

import (
	"archive/zip"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/xuri/excelize/v2"

	"jointplan/exchange/beside"
	"jointplan/plan"
	"jointplan/plan/edit"
)

// table reads a sheet back by header: one map for each row, of raw values.
func table(t *testing.T, f *excelize.File, tab string) []map[string]string {
	t.Helper()
	rows, err := f.GetRows(tab, excelize.Options{RawCellValue: true})
	if err != nil || len(rows) == 0 {
		t.Fatalf("sheet %s: %v", tab, err)
	}
	var read []map[string]string
	for _, row := range rows[1:] {
		values := map[string]string{}
		for i, v := range row {
			values[rows[0][i]] = v
		}
		read = append(read, values)
	}
	return read
}

func TestCellsHoldTheValues(t *testing.T) {
	d := sampleDocument(t)
	f := open(t, exported(t, d, plan.NoID, options(t, "en")))
	tasks := table(t, f, "Tasks")
	want := plan.All[plan.Task](d, plan.NoID)
	if len(tasks) != len(want) {
		t.Fatalf("%d rows, want %d", len(tasks), len(want))
	}
	for i, task := range want {
		row := tasks[i]
		id, err := plan.ParseID(row["_id"])
		if err != nil || id != task.ID {
			t.Fatalf("row %d is of %s, want %s", i, row["_id"], task.ID)
		}
		if row["No"] != task.Number() || row["Task"] != task.Title || row["Purpose"] != string(task.Purpose) {
			t.Errorf("row %d: %q, want %s %q", i, row, task.Number(), task.Title)
		}
		for header, day := range map[string]plan.Date{"Start": task.When.Start, "Finish": task.When.Finish} {
			serial, _ := strconv.ParseFloat(row[header], 64)
			if day == 0 && row[header] == "" {
				continue
			}
			at, err := excelize.ExcelDateToTime(serial, false)
			if err != nil || plan.DateOf(at) != day {
				t.Errorf("row %d: %s is %q, want %s", i, header, row[header], day)
			}
		}
	}
	cost := table(t, f, "Cost lines")[0]
	if cost["Amount"] != "1250000.5" || cost["Currency"] != "EUR" || cost["Shares"] != "OSCE 60; Poland 40" {
		t.Errorf("cost line: %v", cost)
	}
	if hours := tasks[60]["Hours after alert (h)"]; hours != "1.24" {
		t.Errorf("hours are %q, want them rounded to 1.24", hours)
	}
}

func TestReferencesTellAlikeApart(t *testing.T) {
	f := open(t, exported(t, sampleDocument(t), plan.NoID, options(t, "en")))
	link := table(t, f, "Dependencies")[0]
	if link["Predecessor"] != "Weekly report (T-65)" || link["Successor"] != "Weekly report (T-66)" {
		t.Errorf("dependency: %v", link)
	}
	if about := table(t, f, "Decisions")[0]["About"]; about != "I-1 Status of mission agreement" {
		t.Errorf("a decision is about %q", about)
	}
}

func TestOddTextsStayTexts(t *testing.T) {
	f := open(t, exported(t, sampleDocument(t), plan.NoID, options(t, "en")))
	for i, want := range []string{commandText, emojiText, rtlText, escapedText} {
		cell := "C" + strconv.Itoa(62+i)
		if got, _ := f.GetCellValue("Tasks", cell); got != want {
			t.Errorf("%s is %q, want %q", cell, got, want)
		}
		if formula, _ := f.GetCellFormula("Tasks", cell); formula != "" {
			t.Errorf("%s became the formula %q", cell, formula)
		}
	}
	if got := table(t, f, "Tasks")[60]["Purpose"]; got != linesText {
		t.Errorf("lines came back as %q", got)
	}
	if got := table(t, f, "Instruments")[0]["Contents"]; got != long(10000) {
		t.Errorf("a long text came back with %d characters", len(got))
	}
}

func TestTextBeyondACellIsCutAndTold(t *testing.T) {
	a := newAuthor(t)
	op := add[plan.Operation](a, edit.Values{"title": "Operation"})
	text := strings.Repeat("🚁", plan.MaxText)
	add[plan.Task](a, edit.Values{"operation": op, "title": "Fly", "remarks": text})
	f := open(t, exported(t, a.done(), plan.NoID, options(t, "en")))
	if got := table(t, f, "Tasks")[0]["Remarks"]; got != strings.Repeat("🚁", 16383) {
		t.Errorf("cut to %d bytes", len(got))
	}
	rows, _ := f.GetRows("Read me")
	last := strings.Join(rows[len(rows)-1], " ")
	if !strings.Contains(last, "T-1") || !strings.Contains(last, "Remarks") {
		t.Errorf("the cover ends with %q, want it to tell what was cut", last)
	}
}

func TestOneOperationLeavesOutTheOthers(t *testing.T) {
	a := newAuthor(t)
	mine := add[plan.Party](a, edit.Values{"title": "Ours"})
	other := add[plan.Party](a, edit.Values{"title": "Theirs"})
	add[plan.Person](a, edit.Values{"title": "Nobody refers to him", "party": other})
	one := add[plan.Operation](a, edit.Values{"title": "One"})
	two := add[plan.Operation](a, edit.Values{"title": "Two", "lead": other})
	add[plan.Task](a, edit.Values{"operation": one, "title": "First", "party": mine})
	add[plan.Task](a, edit.Values{"operation": two, "title": "Second", "party": other})
	d := a.done()
	id, err := plan.ParseID(one)
	if err != nil {
		t.Fatal(err)
	}
	path := exported(t, d, id, options(t, "en"))
	f := open(t, path)
	for _, tab := range f.GetSheetList() {
		rows, _ := f.GetRows(tab)
		for _, row := range rows {
			if s := strings.Join(row, "|"); strings.Contains(s, "Theirs") || strings.Contains(s, "Second") || strings.Contains(s, "Nobody") {
				t.Errorf("%s tells of the other operation: %s", tab, s)
			}
		}
	}
	all := open(t, exported(t, d, plan.NoID, options(t, "en")))
	if rows := table(t, all, "Tasks"); len(rows) != 2 || rows[1]["Operation"] != "Two" {
		t.Errorf("the whole workspace: %v", rows)
	}
}

func TestTabsAreLegalInAllLanguages(t *testing.T) {
	for _, lang := range []string{"en", "fr", "ru"} {
		f := open(t, exported(t, sampleDocument(t), plan.NoID, options(t, lang)))
		seen := map[string]bool{}
		for _, tab := range f.GetSheetList() {
			low := strings.ToLower(tab)
			if seen[low] || len([]rune(tab)) > 31 || strings.ContainsAny(tab, `:\/?*[]`) || low == "history" {
				t.Errorf("%s: sheet named %q", lang, tab)
			}
			seen[low] = true
		}
	}
}

func TestUniqueTab(t *testing.T) {
	b := &book{tabs: map[string]bool{"history": true}}
	for _, c := range [][2]string{
		{"Tasks", "Tasks"}, {"tasks", "tasks 2"}, {"History", "History 2"}, {"A/B: 'x'", "A B  'x"}, {"", "Sheet"},
		{strings.Repeat("я", 40), strings.Repeat("я", 31)}, {strings.Repeat("я", 40), strings.Repeat("я", 29) + " 2"},
	} {
		if got := b.uniqueTab(c[0]); got != c[1] {
			t.Errorf("uniqueTab(%q) = %q, want %q", c[0], got, c[1])
		}
	}
}

func TestCancelLeavesNothing(t *testing.T) {
	d := bigDocument(t, 4000)
	dir := t.TempDir()
	ctx, cancel := context.WithCancel(context.Background())
	err := Export(ctx, d, plan.NoID, filepath.Join(dir, "plan.xlsx"), options(t, "en"), func(done, total int) {
		if done > 1000 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that it was cancelled", err)
	}
	if left, _ := os.ReadDir(dir); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestProgressReachesTheEnd(t *testing.T) {
	last, of := 0, 0
	d := bigDocument(t, 1500)
	err := Export(context.Background(), d, plan.NoID, filepath.Join(t.TempDir(), "plan.xlsx"), options(t, "en"), func(done, total int) {
		if done < last {
			t.Errorf("progress went back from %d to %d", last, done)
		}
		last, of = done, total
	})
	if err != nil || last != of || last < 1500 {
		t.Errorf("ended at %d of %d: %v", last, of, err)
	}
}

func TestTargetsThatCannotBe(t *testing.T) {
	dir := t.TempDir()
	for path, want := range map[string]string{
		dir:                                     "error.excel.folder",
		filepath.Join(dir, "none", "plan.xlsx"): "error.excel.missing",
	} {
		err := Export(context.Background(), sampleDocument(t), plan.NoID, path, options(t, "en"), nil)
		var problem *plan.ProblemError
		if !errors.As(err, &problem) || problem.Key != want {
			t.Errorf("%s: %v, want %s", path, err, want)
		}
	}
	if left, _ := os.ReadDir(dir); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestFailureKeepsTheFileThatWas(t *testing.T) {
	path := filepath.Join(t.TempDir(), "plan.xlsx")
	if err := os.WriteFile(path, []byte("as it was"), 0o600); err != nil {
		t.Fatal(err)
	}
	for cause, want := range map[error]string{syscall.ENOSPC: "error.excel.full", syscall.EACCES: "error.excel.denied", io.ErrShortWrite: "error.excel.write"} {
		err := asProblem(path, beside.Write(path, func(w io.Writer) error {
			_, _ = w.Write([]byte("half"))
			return &os.PathError{Op: "write", Path: path, Err: cause}
		}))
		var problem *plan.ProblemError
		if !errors.As(err, &problem) || problem.Key != want {
			t.Errorf("%v became %v, want %s", cause, err, want)
		}
	}
	content, _ := os.ReadFile(path)
	left, _ := os.ReadDir(filepath.Dir(path))
	if string(content) != "as it was" || len(left) != 1 {
		t.Errorf("the file holds %q beside %d others", content, len(left)-1)
	}
}

func TestExportIsTheSameEachTime(t *testing.T) {
	d := sampleDocument(t)
	sameParts(t, exported(t, d, plan.NoID, options(t, "en")), exported(t, d, plan.NoID, options(t, "en")))
}

// sameParts holds two exports of one plan to each other.
func sameParts(t *testing.T, first, again string) {
	t.Helper()
	z, err := zip.OpenReader(first)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = z.Close() }()
	for _, f := range z.File {
		// excelize lists the kinds of pictures there might be in any order.
		if f.Name != "[Content_Types].xml" && readPart(t, first, f.Name) != readPart(t, again, f.Name) {
			t.Errorf("%s differs between two exports of one plan", f.Name)
		}
	}
}
