package wordml

import (
	"fmt"
	"strings"
)

// A4 in twentieths of a point, and its margins. What the label and the title take
// on top and bottom stands within them.
const (
	paperShort = 11906
	paperLong  = 16838
	side       = 1134
	top        = 1588
	bottom     = 1418
	edge       = 567

	// StandingWidth is how wide text is on a page that stands.
	StandingWidth = paperShort - 2*side
	// LyingWidth is how wide text is on a page that lies on its side.
	LyingWidth = paperLong - 2*side
)

// PageSign and PagesSign stand in Bands.Page for the number of the page and of all
// pages.
const (
	PageSign  = "\x01"
	PagesSign = "\x02"
)

// Bands is what stands on top and bottom of every page.
type Bands struct {
	Marking string // in bold on both; nothing when ""
	To      string // below it on top
	Left    string // at the left of the bottom
	Page    string // at its right, as "Page \x01 of \x02"
}

// EndSection ends a section of pages, which stand or lie; what follows starts on a
// new page.
func (d *Document) EndSection(lying bool) {
	d.put(`<w:p><w:pPr><w:pStyle w:val="AfterTable"/>`, sectionProperties(lying), "</w:pPr></w:p>")
}

func sectionProperties(lying bool) string {
	way, wide, high, turned := "Standing", paperShort, paperLong, ""
	if lying {
		way, wide, high, turned = "Lying", paperLong, paperShort, ` w:orient="landscape"`
	}
	return fmt.Sprintf(`<w:sectPr><w:headerReference w:type="default" r:id="rIdTop%s"/><w:footerReference w:type="default" r:id="rIdBottom%s"/>`+
		`<w:type w:val="nextPage"/><w:pgSz w:w="%d" w:h="%d"%s/>`+
		`<w:pgMar w:top="%d" w:right="%d" w:bottom="%d" w:left="%d" w:header="%d" w:footer="%d" w:gutter="0"/></w:sectPr>`,
		way, way, wide, high, turned, top, side, bottom, side, edge, edge)
}

// topBand is the part that stands on top of pages.
func (d *Document) topBand() []byte {
	in := &Document{Properties: d.Properties}
	if d.Bands.Marking != "" {
		in.Paragraph("Marking", Plain(d.Bands.Marking))
	}
	in.Paragraph("Header", Plain(d.Bands.To))
	return partOf("w:hdr", in.body.Bytes())
}

// bottomBand is the part that stands at the bottom of pages so wide.
func (d *Document) bottomBand(width int) []byte {
	in := &Document{Properties: d.Properties}
	in.put(`<w:p><w:pPr><w:pStyle w:val="Footer"/><w:tabs><w:tab w:val="right" w:pos="`, fmt.Sprint(width), `"/></w:tabs></w:pPr>`)
	in.run(Plain(d.Bands.Left))
	in.put("<w:r><w:tab/></w:r>")
	in.pageNumbers(d.Bands.Page)
	in.put("</w:p>")
	if d.Bands.Marking != "" {
		in.Paragraph("Marking", Plain(d.Bands.Marking))
	}
	return partOf("w:ftr", in.body.Bytes())
}

// pageNumbers writes a text with fields for its signs.
func (d *Document) pageNumbers(text string) {
	for text != "" {
		at := strings.IndexAny(text, PageSign+PagesSign)
		if at < 0 {
			d.run(Plain(text))
			return
		}
		d.run(Plain(text[:at]))
		field := "PAGE"
		if text[at:at+1] == PagesSign {
			field = "NUMPAGES"
		}
		d.put(`<w:fldSimple w:instr=" `, field, ` "><w:r><w:t>1</w:t></w:r></w:fldSimple>`)
		text = text[at+1:]
	}
}
