package wordml

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func properties() Properties {
	return Properties{
		Title: "Plan <1> & \"more\"", Creator: "A. Berg", App: "Jointplan", Category: "x", Language: "ru", Created: time.Unix(1_800_000_000, 0),
		Bands:     Bands{Marking: "SECRET", To: "to all & nobody", Left: "left", Page: "Page " + PageSign + " of " + PagesSign + "."},
		AnnexWord: "Annex", AnnexLetters: true,
	}
}

// sample is a document with something of everything.
func sample() *Document {
	d := New(properties())
	d.Ground(Banner, "B3261E", Plain("SECRET"))
	d.Contents("Contents")
	d.EndSection(false)
	d.Heading(1, "First")
	d.Heading(2, "Within")
	d.Heading(3, "Deep")
	d.Heading(2, "Within again")
	place := d.NextAnnex()
	d.Paragraph(Normal, Plain("two\nlines\tand a tab "), Run{Text: "see", Anchor: place.Anchor}, Run{Text: "open", Marked: true, Bold: true, Language: "ka"})
	d.Heading(1, "Second")
	d.Picture(Picture{PNG: []byte("one"), Width: 100, Height: 50, Name: "map", Alt: `"quoted" <alt>`})
	d.Picture(Picture{PNG: []byte("two"), Width: 100, Height: 50})
	t := d.Table("numbers", []Column{{Head: "No.", Width: 600}, {Head: "What", Width: 3000}, {Head: "How much", Width: 900, Align: Right}})
	t.Row(Row{Cells: []Cell{{Runs: []Run{Plain("1")}, Fill: "FFFFFF"}, {Runs: []Run{Plain("one")}}}})
	t.Row(Row{Cells: []Cell{{Runs: []Run{Plain("2")}}}, More: [][]Run{{Plain("more")}, {Plain(strings.Repeat("long ", 1000))}}})
	t.End()
	d.EndSection(false)
	d.Annex(place, "Numbers")
	d.Subheading(3, "group")
	return d
}

// read writes a document and gives its parts and their order.
func read(t interface{ Fatal(...any) }, d *Document) (parts map[string]string, order []string) {
	var file bytes.Buffer
	if err := d.Write(&file, true); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(file.Bytes()), int64(file.Len()))
	if err != nil {
		t.Fatal(err)
	}
	parts = map[string]string{}
	for _, f := range z.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = string(content)
		order = append(order, f.Name)
	}
	return parts, order
}

// wellFormed goes through a part and gives its texts.
func wellFormed(content string) (text string, err error) {
	in := xml.NewDecoder(strings.NewReader(content))
	for {
		token, err := in.Token()
		if errors.Is(err, io.EOF) {
			return text, nil
		}
		if err != nil {
			return text, err
		}
		if letters, ok := token.(xml.CharData); ok {
			text += string(letters)
		}
	}
}

func TestPartsAreWellFormedAndNamed(t *testing.T) {
	parts, order := read(t, sample())
	if order[0] != "[Content_Types].xml" || order[1] != "_rels/.rels" {
		t.Errorf("the package begins with %v", order[:2])
	}
	for name, content := range parts {
		if strings.HasSuffix(name, ".png") {
			continue
		}
		if _, err := wellFormed(content); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, m := range regexp.MustCompile(`PartName="/([^"]+)"`).FindAllStringSubmatch(parts["[Content_Types].xml"], -1) {
		if _, ok := parts[m[1]]; !ok {
			t.Errorf("there is no part %s", m[1])
		}
	}
	relations := map[string]bool{}
	for _, m := range regexp.MustCompile(`Id="([^"]+)"[^>]*Target="([^"]+)"`).FindAllStringSubmatch(parts["word/_rels/document.xml.rels"], -1) {
		relations[m[1]] = true
		if _, ok := parts["word/"+m[2]]; !ok {
			t.Errorf("%s leads to %s, which is not there", m[1], m[2])
		}
	}
	for _, m := range regexp.MustCompile(`r:(?:id|embed)="([^"]+)"`).FindAllStringSubmatch(parts["word/document.xml"], -1) {
		if !relations[m[1]] {
			t.Errorf("nothing is called %s", m[1])
		}
	}
}

func TestIdsAreUniqueAndAnchorsLeadSomewhere(t *testing.T) {
	parts, _ := read(t, sample())
	body := parts["word/document.xml"]
	for _, what := range []string{`<wp:docPr id="([^"]+)"`, `<w:bookmarkStart w:id="([^"]+)"`, `w:name="([^"]+)"/>`} {
		seen := map[string]bool{}
		for _, m := range regexp.MustCompile(what).FindAllStringSubmatch(body, -1) {
			if seen[m[1]] {
				t.Errorf("%s: %s twice", what, m[1])
			}
			seen[m[1]] = true
		}
		if len(seen) < 2 {
			t.Errorf("%s: found %v", what, seen)
		}
	}
	for _, m := range regexp.MustCompile(`w:anchor="([^"]+)"`).FindAllStringSubmatch(body, -1) {
		if !strings.Contains(body, `w:name="`+m[1]+`"`) {
			t.Errorf("%s leads nowhere", m[1])
		}
	}
}

func TestContentsListHeadings(t *testing.T) {
	parts, _ := read(t, sample())
	var got []string
	for _, m := range regexp.MustCompile(`<w:pStyle w:val="TOC(\d)"/>.*?</w:p>`).FindAllStringSubmatch(parts["word/document.xml"], -1) {
		var words []string
		for _, piece := range regexp.MustCompile(`<w:t [^>]*>([^<]*)<`).FindAllStringSubmatch(m[0], -1) {
			words = append(words, piece[1])
		}
		got = append(got, m[1]+" "+strings.Join(words, "|"))
	}
	want := []string{"1 1|First", "2 1.1|Within", "2 1.2|Within again", "1 2|Second", "1 Annex A|Numbers"}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("the contents are %q, want %q", got, want)
	}
	begin, end := strings.Count(parts["word/document.xml"], `"begin"`), strings.Count(parts["word/document.xml"], `"end"`)
	if begin != 1 || end != 1 {
		t.Errorf("the field begins %d times and ends %d times", begin, end)
	}
}

func TestNoContentsWithoutHeadings(t *testing.T) {
	d := New(properties())
	d.Contents("Contents")
	d.Paragraph(Normal, Plain("text"))
	parts, _ := read(t, d)
	if strings.Contains(parts["word/document.xml"], "Contents") {
		t.Error("there are contents of nothing")
	}
}

func TestTableRowsFillTheirColumns(t *testing.T) {
	parts, _ := read(t, sample())
	table := regexp.MustCompile(`<w:tbl>.*</w:tbl>`).FindString(parts["word/document.xml"])
	rows := regexp.MustCompile(`<w:tr>.*?</w:tr>`).FindAllString(table, -1)
	if len(rows) != 4 {
		t.Fatalf("%d rows", len(rows))
	}
	for i, row := range rows {
		columns := strings.Count(row, "<w:tc>")
		for _, m := range regexp.MustCompile(`gridSpan w:val="(\d)"`).FindAllStringSubmatch(row, -1) {
			columns += int(m[1][0]-'0') - 1
		}
		if columns != 3 {
			t.Errorf("row %d has %d columns", i, columns)
		}
	}
	if !strings.Contains(rows[0], "<w:tblHeader/>") || strings.Contains(rows[1], "<w:tblHeader/>") {
		t.Error("not just the first row is repeated")
	}
	for i, want := range []bool{true, true, false, false} { // the last would not fit a page
		if strings.Contains(rows[i], "<w:cantSplit/>") != want {
			t.Errorf("row %d may be split: %v", i, want)
		}
	}
}

func TestPagesCarryTheLabel(t *testing.T) {
	parts, _ := read(t, sample())
	for _, name := range []string{"word/header1.xml", "word/header2.xml", "word/footer1.xml", "word/footer2.xml"} {
		if !strings.Contains(parts[name], "SECRET") {
			t.Errorf("%s lacks the marking", name)
		}
	}
	for _, want := range []string{"to all &amp; nobody"} {
		if !strings.Contains(parts["word/header1.xml"], want) {
			t.Errorf("the top lacks %s", want)
		}
	}
	foot, _ := wellFormed(parts["word/footer2.xml"])
	if !strings.Contains(foot, "Page 1 of 1.") || !strings.Contains(parts["word/footer2.xml"], "NUMPAGES") {
		t.Errorf("the bottom says %q", foot)
	}
	if n := strings.Count(parts["word/document.xml"], `w:orient="landscape"`); n != 1 {
		t.Errorf("%d sections lie", n)
	}
}

func TestAnnexesCountAsWordDoes(t *testing.T) {
	for n, want := range map[int]string{1: "A", 26: "Z", 27: "AA", 28: "BB", 52: "ZZ", 53: "AAA"} {
		if got := letters(n); got != want {
			t.Errorf("%d is %s, want %s", n, got, want)
		}
	}
}

func TestAnyTextStaysWellFormed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) }),
			rapid.SampledFrom([]string{"]]>", "a\x00b", "\uFFFE\uFFFF", "&amp;<w:p>", "\xff\xfe", "\u202e", "emoji 🚁"})).Draw(t, "text")
		d := New(properties())
		d.Heading(1, text)
		d.Paragraph(Normal, Run{Text: text, Language: "en"})
		d.Picture(Picture{Alt: text, Name: text})
		d.Table(text, []Column{{Head: text, Width: 100}}).End()
		parts, _ := read(t, d)
		if _, err := wellFormed(parts["word/document.xml"]); err != nil {
			t.Fatalf("%q: %v", text, err)
		}
	})
}

func TestSameContentSameBytes(t *testing.T) {
	var first, again bytes.Buffer
	if err := errors.Join(sample().Write(&first, true), sample().Write(&again, true)); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first.Bytes(), again.Bytes()) {
		t.Error("two files of one document differ")
	}
}
