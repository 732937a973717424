package wordml

import (
	"bytes"
	"strconv"
)

// inContents is how many levels of headings the table of contents shows.
const inContents = 2

// Contents puts the table of contents here, below a title of its own; without any
// heading there is none. It is a field with the entries in it, each leading to its
// heading; Word knows the numbers of pages once the field is updated. It is not
// marked as due for that, since Word would then ask at every opening whether other
// files may be read; but it is what Word offers to update when it is pressed.
func (d *Document) Contents(title string) {
	d.contentsAt, d.contentsTitle = d.body.Len(), title
}

// writeContents writes the entries, which are known when all is written.
func (d *Document) writeContents() []byte {
	inner := &Document{Properties: d.Properties}
	inner.put(`<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>`)
	inner.Paragraph(contents, Plain(d.contentsTitle))
	entries := 0
	for _, h := range d.headings {
		if h.level > inContents {
			continue
		}
		style := "TOC" + strconv.Itoa(h.level)
		inner.put(`<w:p><w:pPr><w:pStyle w:val="`, style, `"/></w:pPr>`)
		if entries++; entries == 1 {
			inner.field("begin")
			inner.put(`<w:r><w:instrText xml:space="preserve"> TOC \o "1-`, strconv.Itoa(inContents), `" \h \z \u </w:instrText></w:r>`)
			inner.field("separate")
		}
		inner.put(`<w:hyperlink w:anchor="`, h.anchor, `" w:history="1">`)
		inner.run(Plain(h.number + "\t" + h.text))
		inner.put("</w:hyperlink></w:p>")
	}
	if entries == 0 {
		return nil
	}
	inner.put("<w:p><w:pPr><w:pStyle w:val=\"Note\"/></w:pPr>")
	inner.field("end")
	inner.put("</w:p></w:sdtContent></w:sdt>")
	return inner.body.Bytes()
}

// field writes one of the three marks of a field.
func (d *Document) field(mark string) {
	d.put(`<w:r><w:fldChar w:fldCharType="`, mark, `"/></w:r>`)
}

// whole is the body with the table of contents in its place.
func (d *Document) whole() []byte {
	if d.contentsAt == 0 {
		return d.body.Bytes()
	}
	text := d.body.Bytes()
	return bytes.Join([][]byte{text[:d.contentsAt], d.writeContents(), text[d.contentsAt:]}, nil)
}
