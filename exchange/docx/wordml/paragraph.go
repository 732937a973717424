package wordml

import "strconv"

// Style is the style of a paragraph, by the name the document knows it by.
type Style string

// The styles of paragraphs beside headings.
const (
	Normal   Style = "Normal"
	Title    Style = "Title"
	Subtitle Style = "Subtitle"
	Banner   Style = "Banner"    // the label on the first page, on a ground of its own
	Caption  Style = "Caption"   // below a picture
	Note     Style = "Note"      // what explains, in small letters
	Second   Style = "Second"    // the same text in another language
	Cells    Style = "TableText" // in tables
	Details  Style = "TableMore" // in tables, below a row
	tops     Style = "TableHead"
	contents Style = "TOCHeading"
)

// Paragraph writes a paragraph in a style.
func (d *Document) Paragraph(style Style, runs ...Run) { d.paragraph(style, "", runs) }

// Ground writes a paragraph on a ground of a colour, RRGGBB.
func (d *Document) Ground(style Style, colour string, runs ...Run) {
	d.paragraph(style, `<w:shd w:val="clear" w:color="auto" w:fill="`+colour+`"/>`, runs)
}

// paragraph writes a paragraph with further properties.
func (d *Document) paragraph(style Style, properties string, runs []Run) {
	d.put(`<w:p><w:pPr><w:pStyle w:val="`, string(style), `"/>`, properties, "</w:pPr>")
	d.runs(runs)
	d.put("</w:p>")
}

func (d *Document) runs(runs []Run) {
	for _, r := range runs {
		if r.Anchor == "" {
			d.run(r)
			continue
		}
		d.put(`<w:hyperlink w:anchor="`, r.Anchor, `" w:history="1">`)
		d.run(r)
		d.put("</w:hyperlink>")
	}
}

// heading is an entry of the table of contents.
type heading struct {
	level  int
	number string
	text   string
	anchor string
}

// levels is how many levels of headings there are.
const levels = 3

// Heading writes a numbered heading of level 1 to 3.
func (d *Document) Heading(level int, text string) {
	d.counts[level-1]++
	number := ""
	for i := range levels {
		if i >= level {
			d.counts[i] = 0
			continue
		}
		if i > 0 {
			number += "."
		}
		number += strconv.Itoa(d.counts[i])
	}
	d.head(Style("Heading"+strconv.Itoa(level)), heading{level: level, number: number, text: text, anchor: d.anchor()})
}

// Subheading writes a heading of level 2 or 3 without a number, as annexes have.
func (d *Document) Subheading(level int, text string) {
	d.put(`<w:p><w:pPr><w:pStyle w:val="Heading`, strconv.Itoa(level), `"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr><w:ind w:left="0" w:firstLine="0"/></w:pPr>`)
	d.run(Plain(text))
	d.put("</w:p>")
}

// Annex starts an annex, under an anchor that NextAnnex gave, on a new page.
func (d *Document) Annex(a Annex, text string) {
	d.head("Annex", heading{level: 1, number: a.Name, text: text, anchor: a.Anchor})
}

// Annex is the place of an annex that the text before it names.
type Annex struct {
	Name   string // as "Annex A"
	Anchor string
}

// NextAnnex gives the place of the next annex; they are to be written in the order
// in which places were given.
func (d *Document) NextAnnex() Annex {
	d.annexes++
	count := strconv.Itoa(d.annexes)
	if d.AnnexLetters {
		count = letters(d.annexes)
	}
	return Annex{d.AnnexWord + " " + count, d.anchor()}
}

// letters counts as Word does: A to Z, then AA, BB.
func letters(n int) string {
	text := ""
	for range (n-1)/26 + 1 {
		text += string(rune('A' + (n-1)%26))
	}
	return text
}

func (d *Document) anchor() string {
	d.anchors++
	return "_Toc" + strconv.Itoa(100000+d.anchors)
}

func (d *Document) head(style Style, h heading) {
	d.headings = append(d.headings, h)
	id := strconv.Itoa(len(d.headings))
	d.put(`<w:p><w:pPr><w:pStyle w:val="`, string(style), `"/></w:pPr><w:bookmarkStart w:id="`, id, `" w:name="`, h.anchor, `"/>`)
	d.run(Plain(h.text))
	d.put(`<w:bookmarkEnd w:id="`, id, `"/></w:p>`)
}
