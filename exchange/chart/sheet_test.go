package chart

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jointplan/plan"
)

func testSheet(t *testing.T, patterns bool) *Sheet {
	d, op := theatre(t, 5, 3, 40, 40)
	o := options(op)
	o.Look, o.Patterns = Print, patterns
	scene := NewScene(d, NewTraces(), o)
	box, _ := scene.Box()
	return &Sheet{
		Title: "Наблюдение за границей", Under: "Sectors by who answers for them", Marking: "RESTRICTED · releasable to all parties",
		Notes:  []string{"Boundaries shown imply no position of any party. " + strings.Repeat("More of it. ", 40)},
		Layers: []Layer{scene}, Legend: scene.Legend(), Heading: "Who answers", Box: box, Look: Print, Words: plainWords{},
	}
}

// keep writes a picture where JOINTPLAN_SHEETS says, to be looked at.
func keepFile(t *testing.T, name string, data []byte) {
	if dir := os.Getenv("JOINTPLAN_SHEETS"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func TestSheetAsSVG(t *testing.T) {
	for name, patterns := range map[string]bool{"plain.svg": false, "patterns.svg": true} {
		paper := Papers[0].Lying()
		c := NewSVG(paper.Width, paper.Height, symbols(t))
		testSheet(t, patterns).Draw(c)
		var b bytes.Buffer
		if _, err := c.WriteTo(&b); err != nil {
			t.Fatal(err)
		}
		words, ids, dec := "", map[string]bool{}, xml.NewDecoder(bytes.NewReader(b.Bytes()))
		for {
			token, err := dec.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			element, ok := token.(xml.StartElement)
			if !ok {
				continue
			}
			if element.Name.Local == "text" {
				t.Errorf("%s: a text needs a font that the reader may not have", name)
			}
			for _, a := range element.Attr {
				switch {
				case a.Name.Local == "aria-label":
					words += a.Value + "\n"
				case a.Name.Local == "id":
					ids[a.Value] = true
				case a.Name.Local == "href" && !ids[strings.TrimPrefix(a.Value, "#")]:
					t.Errorf("%s: %s is nowhere", name, a.Value)
				}
			}
		}
		for _, want := range []string{"Наблюдение за границей", "RESTRICTED", "SECTOR 7", "Party 2", "Boundaries shown"} {
			if !strings.Contains(words, want) {
				t.Errorf("%s: nothing says %q", name, want)
			}
		}
		keepFile(t, name, b.Bytes())
	}
}

// TestWordsKeepOut prints on a sheet whose furniture takes all room but the middle,
// and on one that it leaves free.
func TestWordsKeepOut(t *testing.T) {
	d, op := theatre(t, 5, 3, 40, 40)
	o := options(op)
	scene := NewScene(d, NewTraces(), o)
	box, _ := scene.Box()
	draw := func(kept ...Rect) *recorder {
		c := newRecorder(t, 800, 600, 1)
		scene.Draw(Reserve(c, kept), View{Width: 800, Height: 600, Scale: 1}.Fit(box, 20))
		return c
	}
	left := Rect{0, 0, 400, 600}
	words := func(c *recorder) (inLeft int) {
		for _, w := range c.words {
			if w.rect.Meets(left) {
				inLeft++
			}
		}
		return inLeft
	}
	if n := words(draw()); n == 0 {
		t.Fatal("no words on the left of the map")
	}
	if n := words(draw(left)); n != 0 {
		t.Errorf("%d words on the left of the map, which is kept free", n)
	}
	if c := draw(Rect{-900, -900, 900, 900}); len(c.words) != 0 || len(c.symbols) == 0 {
		t.Errorf("%d words where all is kept free, and %d symbols", len(c.words), len(c.symbols))
	}
}

func TestSheetAsPDF(t *testing.T) {
	for name, patterns := range map[string]bool{"plain.pdf": false, "patterns.pdf": true} {
		paper, _ := PaperNamed("a3")
		paper = paper.Lying()
		c := NewPDF(paper.Width, paper.Height, symbols(t))
		testSheet(t, patterns).Draw(c)
		var b bytes.Buffer
		n, err := c.WriteTo(&b)
		if err != nil || n != int64(b.Len()) {
			t.Fatal(n, b.Len(), err)
		}
		if !bytes.HasPrefix(b.Bytes(), []byte("%PDF-")) || b.Len() < 10_000 {
			t.Errorf("%s: %d bytes that begin with %q", name, b.Len(), b.Bytes()[:8])
		}
		keepFile(t, name, b.Bytes())
	}
}

func TestSheetAsPicture(t *testing.T) {
	paper := Papers[0].Lying()
	const dpi = 150.0
	on := image.NewRGBA(image.Rect(0, 0, int(paper.Width*dpi/72), int(paper.Height*dpi/72)))
	testSheet(t, true).Draw(NewRaster(on, dpi/72, symbols(t)))
	if corner := on.RGBAAt(2, 2); corner.R != 255 || corner.A != 255 {
		t.Errorf("the paper is %v", corner)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, on); err != nil {
		t.Fatal(err)
	}
	keepFile(t, "sheet.png", b.Bytes())
}

// A legend that has no room for all its lines says how many it leaves out.
func TestShortenedLegend(t *testing.T) {
	legend := make([]LegendEntry, 14)
	for i := range legend {
		legend[i] = LegendEntry{Paint: Paint{Colour: color.NRGBA{A: 0xFF}}, Text: fmt.Sprint(i)}
	}
	for _, c := range []struct{ most, shown, left int }{{20, 14, 0}, {14, 14, 0}, {13, 12, 2}, {1, 0, 14}} {
		got := Shorten(legend, c.most, spoken{})
		want := c.shown
		if c.left > 0 {
			want++
		}
		if len(got) != want {
			t.Fatalf("%d lines for %d", len(got), c.most)
		}
		last := got[len(got)-1]
		if c.left > 0 && (last.Text != plan.Say("chart.more", "Count", c.left).String() || last.Paint.Colour.A != 0) {
			t.Errorf("with %d lines the last is %+v", c.most, last)
		}
	}
	if got := Shorten(legend, 0, spoken{}); got != nil {
		t.Errorf("without room there are %d lines", len(got))
	}
	if len(legend) != 14 || legend[13].Text != "13" {
		t.Error("the legend itself was changed")
	}
}
