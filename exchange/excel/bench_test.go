package excel

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"jointplan/exchange/beside"
	"jointplan/exchange/excel/sheetml"
	"jointplan/plan"
	"jointplan/plan/edit"
)

// bigDocument has n tasks with all columns of a grid filled, partly in Cyrillic.
func bigDocument(t testing.TB, n int) *plan.Document {
	a := newAuthor(t)
	op := add[plan.Operation](a, edit.Values{"title": "Large operation", "theatre": "North", "period": day(-500) + "/" + day(2000)})
	var parties, sectors, units, lines, phases []string
	for i := range 8 {
		parties = append(parties, add[plan.Party](a, edit.Values{"title": fmt.Sprintf("Party number %d", i+1)}))
		lines = append(lines, add[plan.Line](a, edit.Values{"operation": op, "title": fmt.Sprintf("Line of work %d", i+1)}))
		phases = append(phases, add[plan.Phase](a, edit.Values{"operation": op, "title": fmt.Sprintf("Phase %d", i+1), "when": day(i*100) + "/" + day(i*100+99)}))
	}
	for i := range 120 {
		sectors = append(sectors, add[plan.Sector](a, edit.Values{"operation": op, "title": fmt.Sprintf("Sector %d", i+1)}))
		units = append(units, add[plan.Unit](a, edit.Values{"operation": op, "title": fmt.Sprintf("%d. Grenzjägerkompanie", i+1), "party": parties[i%8]}))
	}
	for i := range n {
		v := edit.Values{
			"operation": op, "title": fmt.Sprintf("Reconnoitre crossing point %d and report", i), "line": lines[i%8], "sector": sectors[i%120],
			"party": parties[i%8], "units": units[i%120] + " " + units[(i*7+1)%120], "when": day(i%900) + "/" + day(i%900+i%30), "phase": phases[i/13%8],
			"status": []string{"planned", "done", "running", "blocked", "ready", "cancelled"}[i%6], "progress": fmt.Sprint(i % 101), "priority": "normal",
			"purpose": fmt.Sprintf("Обеспечить наблюдение за участком %d днём и ночью во все времена года", i), "measure": fmt.Sprintf("Reports each day of %d", i%365),
			"capability": "Reconnaissance", "supporting": parties[(i+1)%8], "hours": fmt.Sprint(float64(i%240) + 0.5), "people": fmt.Sprint(3 + i%40),
			"marking": "restricted", "source": "Planning conference, annex C", "remarks": fmt.Sprintf("Проверено %d", i%77),
		}
		if i%5 == 0 {
			v["milestone"] = "true"
		}
		add[plan.Task](a, v)
	}
	return a.done()
}

var big *plan.Document

func hundredThousand(b *testing.B) *plan.Document {
	if big == nil {
		big = bigDocument(b, 100_000)
	}
	return big
}

// BenchmarkExport100k writes 100,000 tasks in 27 columns to a file.
func BenchmarkExport100k(b *testing.B) {
	d, o := hundredThousand(b), options(b, "en")
	path := filepath.Join(b.TempDir(), "plan.xlsx")
	b.ReportAllocs()
	before := inUse(true)
	most, heard := before, 0
	for b.Loop() {
		err := Export(context.Background(), d, plan.NoID, path, o, func(int, int) {
			if heard++; heard%20 == 0 {
				most = max(most, inUse(false))
			}
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(most-before)/1e6, "MB-above-document")
	if info, err := os.Stat(path); err == nil {
		b.ReportMetric(float64(info.Size())/1e6, "MB-file")
	}
}

// inUse is the memory the program holds for heap and stacks.
func inUse(collect bool) uint64 {
	if collect {
		debug.FreeOSMemory()
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapInuse + m.StackInuse
}

// BenchmarkFloor100k deflates and writes the very bytes of those rows, made
// beforehand, with the same compressor: what no exporter can go below.
func BenchmarkFloor100k(b *testing.B) {
	d, o := hundredThousand(b), options(b, "en")
	var book bytes.Buffer
	if err := write(context.Background(), &book, d, plan.NoID, o, nil); err != nil {
		b.Fatal(err)
	}
	xml := largestPart(b, book.Bytes())
	path := filepath.Join(b.TempDir(), "floor.xlsx")
	b.SetBytes(int64(len(xml)))
	for b.Loop() {
		err := beside.Write(path, func(w io.Writer) error {
			return floor(w, o, func(_ context.Context, emit sheetml.Emit) error { return emit(xml) })
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkFloorByHand100k makes the same XML from the values of its cells,
// ready in memory, and deflates it, with the same writer: the least it costs to
// write such a sheet, without a plan to read, hashes and heights to find.
func BenchmarkFloorByHand100k(b *testing.B) {
	d, o := hundredThousand(b), options(b, "en")
	var book bytes.Buffer
	if err := write(context.Background(), &book, d, plan.NoID, o, nil); err != nil {
		b.Fatal(err)
	}
	rows := valuesIn(largestPart(b, book.Bytes()))
	source := sheetml.Parallel(len(rows), func() func(*sheetml.Rows, int, int) {
		return func(r *sheetml.Rows, first, end int) {
			for i := first; i < end; i++ {
				r.Begin(i)
				for _, v := range rows[i] {
					if v.number != nil {
						r.Number(v.cell, v.number)
					} else {
						r.Text(v.cell, v.text)
					}
				}
				r.End(0, false)
			}
		}
	}, nil)
	path := filepath.Join(b.TempDir(), "floor.xlsx")
	for b.Loop() {
		if err := beside.Write(path, func(w io.Writer) error { return floor(w, o, source) }); err != nil {
			b.Fatal(err)
		}
	}
}

// value is a cell with what it holds.
type value struct {
	cell   *sheetml.Cell
	text   string
	number []byte
}

var cellXML = regexp.MustCompile(`<c r="([A-Z]+)\d+" s="(\d+)"(?: t="inlineStr"><is><t[^>]*>([^<]*)<|><v>([^<]*)<)`)

func valuesIn(xml []byte) [][]value {
	var rows [][]value
	cells := map[string]*sheetml.Cell{}
	for row := range bytes.SplitAfterSeq(xml, []byte("</row>")) {
		var values []value
		for _, m := range cellXML.FindAllSubmatch(row, -1) {
			key := string(m[1]) + string(m[2])
			if cells[key] == nil {
				column, _ := excelize.ColumnNameToNumber(string(m[1]))
				style, _ := strconv.Atoi(string(m[2]))
				cells[key] = sheetml.NewCell(column-1, style)
			}
			v := value{cell: cells[key], text: string(m[3])}
			if len(m[4]) > 0 {
				v.number = bytes.Clone(m[4])
			}
			values = append(values, v)
		}
		rows = append(rows, values)
	}
	return rows
}

func floor(w io.Writer, o Options, rows sheetml.Source) error {
	pkg := sheetml.NewPackage()
	part, err := pkg.Create("xl/worksheets/sheet1.xml")
	if err == nil {
		_, err = part.Write([]byte("<sheetData></sheetData>"))
	}
	if err != nil {
		return err
	}
	pkg.Fill("xl/worksheets/sheet1.xml", rows)
	return pkg.Write(context.Background(), w, o.Exported)
}

func largestPart(b *testing.B, book []byte) []byte {
	r, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		b.Fatal(err)
	}
	var largest *zip.File
	for _, f := range r.File {
		if strings.HasPrefix(f.Name, "xl/worksheets/") && (largest == nil || f.UncompressedSize64 > largest.UncompressedSize64) {
			largest = f
		}
	}
	in, err := largest.Open()
	if err != nil {
		b.Fatal(err)
	}
	xml, err := io.ReadAll(in)
	if err != nil {
		b.Fatal(err)
	}
	return xml
}
