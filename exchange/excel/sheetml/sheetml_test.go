package sheetml

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"
)

func TestEscapedTextReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(rapid.String(), rapid.StringMatching(`(_x[0-9A-Fa-f]{4}_|[<&>_\x00-\x1f]|ю|🚁|\x{FFFE}|\x{FFFF}){0,20}`)).Draw(t, "text")
		checkEscape(t, s)
	})
}

func FuzzEscape(f *testing.F) {
	for _, s := range []string{"", "=cmd|' /C calc'!A1", "_x000D_", "_x005F_x000D_", "\x00\v\ufffe", "\xff", "]]>", "\r\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { checkEscape(t, s) })
}

func checkEscape(t interface{ Fatalf(string, ...any) }, s string) {
	var read string
	if err := xml.Unmarshal([]byte("<t>"+string(AppendEscaped(nil, s))+"</t>"), &read); err != nil {
		t.Fatalf("%q makes no XML: %v", s, err)
	}
	if got, want := Unescape(read), strings.ToValidUTF8(s, "\uFFFD"); got != want {
		t.Fatalf("%q came back as %q", want, got)
	}
}

func TestFit(t *testing.T) {
	for _, c := range []struct {
		text  string
		units int
		cut   bool
	}{
		{"", 0, false},
		{strings.Repeat("a", MaxText), MaxText, false},
		{strings.Repeat("a", MaxText+1), MaxText, true},
		{strings.Repeat("ю", MaxText), MaxText, false},
		{strings.Repeat("🚁", 20000), MaxText - 1, true},
	} {
		got, cut := Fit(c.text)
		if n := len(utf16.Encode([]rune(got))); n != c.units || cut != c.cut {
			t.Errorf("%d bytes fit as %d units, cut %v; want %d, %v", len(c.text), n, cut, c.units, c.cut)
		}
	}
}

func TestLetters(t *testing.T) {
	for column := range 16384 {
		want, err := excelize.ColumnNumberToName(column + 1)
		if got := Letters(column); err != nil || got != want {
			t.Fatalf("column %d is %s, want %s", column, got, want)
		}
	}
}

func TestNumbers(t *testing.T) {
	for _, c := range []struct {
		n        float64
		decimals int
		want     string
	}{
		{0, 2, "0"}, {1.005, 2, "1"}, {29.956899999999997, 2, "29.96"}, {-0.125, 2, "-0.13"}, {1e14, 0, "100000000000000"},
		{1.0 / 3, 15, "0.3333333333333333"}, {12345678.9, 2, "12345678.9"}, {0.05, 2, "0.05"}, {-0.001, 2, "0"}, {1e13 + 0.5, 2, "10000000000000.5"},
	} {
		if got := string(AppendNumber(nil, c.n, c.decimals)); got != c.want {
			t.Errorf("%v with %d decimals is %s, want %s", c.n, c.decimals, got, c.want)
		}
	}
}

func TestDeflatedBlocksAreOneStream(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		piece := rapid.SliceOfN(rapid.Byte(), 1, 400).Draw(t, "piece")
		text := bytes.Repeat(piece, rapid.IntRange(0, 3*blockSize/len(piece)).Draw(t, "times"))
		step := rapid.IntRange(1, 2*blockSize).Draw(t, "step")
		var out bytes.Buffer
		d := newDeflater(&out)
		for rest := text; len(rest) > 0; {
			n := min(step, len(rest))
			if _, err := d.Write(rest[:n]); err != nil {
				t.Fatal(err)
			}
			rest = rest[n:]
		}
		if err := d.Close(); err != nil {
			t.Fatal(err)
		}
		read, err := io.ReadAll(flate.NewReader(&out))
		if err != nil || !bytes.Equal(read, text) {
			t.Fatalf("%d bytes came back as %d: %v", len(text), len(read), err)
		}
	})
}

type fullDisk struct{ room int }

var errFull = errors.New("no room")

func (f *fullDisk) Write(p []byte) (int, error) {
	if f.room -= len(p); f.room < 0 {
		return 0, errFull
	}
	return len(p), nil
}

func rowsOf(n int) Source {
	return Parallel(n, func() func(*Rows, int, int) {
		cell := NewCell(0, 1)
		return func(r *Rows, first, end int) {
			for i := first; i < end; i++ {
				r.Begin(i)
				r.Text(cell, strconv.Itoa(i)+strings.Repeat(" \u0416x", i%50))
				r.End(float64(i%3)*20, i%2 == 0)
			}
		}
	}, nil)
}

func packageWith(t *testing.T, rows Source) *Package {
	t.Helper()
	p := NewPackage()
	part, err := p.Create("xl/worksheets/sheet1.xml")
	if err == nil {
		_, err = part.Write([]byte("<worksheet><sheetData></sheetData></worksheet>"))
	}
	if err != nil {
		t.Fatal(err)
	}
	p.Fill("xl/worksheets/sheet1.xml", rows)
	return p
}

func TestRowsComeInOrder(t *testing.T) {
	const n = 10*rowsAtOnce + 7
	var out bytes.Buffer
	if err := packageWith(t, rowsOf(n)).Write(context.Background(), &out, time.Now()); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	in, err := z.Open("xl/worksheets/sheet1.xml")
	if err != nil {
		t.Fatal(err)
	}
	var sheet struct {
		Rows []struct {
			R int `xml:"r,attr"`
			C struct {
				R string `xml:"r,attr"`
			} `xml:"c"`
		} `xml:"sheetData>row"`
	}
	if err := xml.NewDecoder(in).Decode(&sheet); err != nil || len(sheet.Rows) != n {
		t.Fatalf("%d rows: %v", len(sheet.Rows), err)
	}
	for i, row := range sheet.Rows {
		if row.R != i+1 || row.C.R != "A"+strconv.Itoa(i+1) {
			t.Fatalf("row %d is %+v", i, row)
		}
	}
}

func TestFullDiskEndsTheWriting(t *testing.T) {
	for _, room := range []int{0, 100, 10_000} {
		if err := packageWith(t, rowsOf(200_000)).Write(context.Background(), &fullDisk{room}, time.Now()); !errors.Is(err, errFull) {
			t.Errorf("with room for %d: %v", room, err)
		}
	}
}

func TestEndOfContextEndsTheWriting(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	rows := 0
	source := func(ctx context.Context, emit Emit) error {
		return rowsOf(200_000)(ctx, func(xml []byte) error {
			if rows++; rows == 3 {
				cancel()
			}
			return emit(xml)
		})
	}
	if err := packageWith(t, source).Write(ctx, io.Discard, time.Now()); !errors.Is(err, context.Canceled) {
		t.Errorf("ended with %v", err)
	}
	if rows > 5 {
		t.Errorf("%d more pieces were made after the end", rows-3)
	}
}

func TestFormulaCells(t *testing.T) {
	var r Rows
	r.Begin(0)
	r.Formula(NewCell(1, 2), `IF(A1<"&",1,2)`, 2.5)
	r.Formula(NewCell(2, 2), "TODAY()", "x")
	r.Bare(NewCell(3, 4))
	r.End(0, false)
	want := `<row r="1"` + roomForHeight + `><c r="B1" s="2"><f>IF(A1&lt;"&amp;",1,2)</f><v>2.5</v></c>` +
		`<c r="C1" s="2" t="str"><f>TODAY()</f><v>x</v></c><c r="D1" s="4"/></row>`
	if string(r.XML) != want {
		t.Errorf("got  %s\nwant %s", r.XML, want)
	}
}
