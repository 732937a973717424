package wordml

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"time"
)

// Properties say what a document is.
type Properties struct {
	Title    string
	Creator  string
	App      string // the program that made it
	Category string
	Language string // two letters
	Created  time.Time
	Bands    Bands

	AnnexWord    string // before the count of annexes
	AnnexLetters bool   // which are counted in letters
}

// Document is a document being written, from its beginning to its end.
type Document struct {
	Properties
	body     bytes.Buffer
	pictures [][]byte
	headings []heading
	counts   [levels]int
	anchors  int
	annexes  int

	contentsAt    int
	contentsTitle string
}

// New gives an empty document.
func New(p Properties) *Document { return &Document{Properties: p} }

func (d *Document) put(pieces ...string) {
	for _, p := range pieces {
		d.body.WriteString(p)
	}
}

const declaration = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

// partOf puts content into the root element of a part.
func partOf(root string, content []byte) []byte {
	const names = ` xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"` +
		` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"` +
		` xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"` +
		` xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"` +
		` xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"`
	return bytes.Join([][]byte{[]byte(declaration + "<" + root + names + ">"), content, []byte("</" + root + ">")}, nil)
}

// part is one file of the package.
type part struct {
	name    string
	content []byte
}

// Write ends the document, whose last section stands or lies, and writes it to w.
func (d *Document) Write(w io.Writer, lying bool) error {
	d.put(sectionProperties(lying))
	parts := []part{
		{"[Content_Types].xml", d.types()},
		{"_rels/.rels", []byte(declaration + `<Relationships xmlns="` + packageRelations + `">` +
			relation("rId1", officeRelations+"/officeDocument", "word/document.xml") +
			relation("rId2", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml") +
			relation("rId3", officeRelations+"/extended-properties", "docProps/app.xml") + `</Relationships>`)},
		{"docProps/core.xml", d.core()},
		{"docProps/app.xml", []byte(declaration + `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>` + escape(d.App) + `</Application></Properties>`)},
		{"word/document.xml", partOf("w:document", bytes.Join([][]byte{[]byte("<w:body>"), d.whole(), []byte("</w:body>")}, nil))},
		{"word/_rels/document.xml.rels", d.relations()},
		{"word/styles.xml", d.styles()},
		{"word/numbering.xml", d.numbering()},
		{"word/settings.xml", d.settings()},
		{"word/header1.xml", d.topBand()},
		{"word/header2.xml", d.topBand()},
		{"word/footer1.xml", d.bottomBand(StandingWidth)},
		{"word/footer2.xml", d.bottomBand(LyingWidth)},
	}
	for i, png := range d.pictures {
		parts = append(parts, part{"word/" + pictureName(i+1), png})
	}
	return d.pack(w, parts)
}

// pack writes the parts; pictures are not deflated a second time.
func (d *Document) pack(w io.Writer, parts []part) error {
	z := zip.NewWriter(w)
	for _, p := range parts {
		method := zip.Deflate
		if strings.HasSuffix(p.name, ".png") {
			method = zip.Store
		}
		file, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: method, Modified: d.Created.UTC()})
		if err != nil {
			return err
		}
		if _, err := file.Write(p.content); err != nil {
			return err
		}
	}
	return z.Close()
}

const (
	officeRelations  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	packageRelations = "http://schemas.openxmlformats.org/package/2006/relationships"
)

func relation(id, kind, target string) string {
	return `<Relationship Id="` + id + `" Type="` + kind + `" Target="` + target + `"/>`
}

// bandParts are the parts beside the text, by the ids of their relations.
var bandParts = []struct{ id, kind, name, content string }{
	{"rIdStyles", "styles", "styles.xml", "styles"},
	{"rIdNumbering", "numbering", "numbering.xml", "numbering"},
	{"rIdSettings", "settings", "settings.xml", "settings"},
	{"rIdTopStanding", "header", "header1.xml", "header"},
	{"rIdTopLying", "header", "header2.xml", "header"},
	{"rIdBottomStanding", "footer", "footer1.xml", "footer"},
	{"rIdBottomLying", "footer", "footer2.xml", "footer"},
}

func (d *Document) relations() []byte {
	var b strings.Builder
	b.WriteString(declaration + `<Relationships xmlns="` + packageRelations + `">`)
	for _, p := range bandParts {
		b.WriteString(relation(p.id, officeRelations+"/"+p.kind, p.name))
	}
	for i := range d.pictures {
		b.WriteString(relation(pictureRelation(i+1), officeRelations+"/image", pictureName(i+1)))
	}
	b.WriteString("</Relationships>")
	return []byte(b.String())
}

// types lists what sort of content each part has.
func (d *Document) types() []byte {
	var b strings.Builder
	b.WriteString(declaration + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>`)
	override := func(name, content string) {
		fmt.Fprintf(&b, `<Override PartName="/%s" ContentType="application/vnd.%s+xml"/>`, name, content)
	}
	const word = "openxmlformats-officedocument.wordprocessingml."
	override("word/document.xml", word+"document.main")
	for _, p := range bandParts {
		override("word/"+p.name, word+p.content)
	}
	override("docProps/core.xml", "openxmlformats-package.core-properties")
	override("docProps/app.xml", "openxmlformats-officedocument.extended-properties")
	b.WriteString("</Types>")
	return []byte(b.String())
}

// settings tell Word that the document is of its present form, so that it opens
// without the words "compatibility mode".
func (d *Document) settings() []byte {
	return partOf("w:settings", []byte(`<w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/><w:characterSpacingControl w:val="doNotCompress"/>`+
		`<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>`+
		`<w:themeFontLang w:val="`+escape(locale(d.Language))+`"/>`))
}

func (d *Document) core() []byte {
	when := d.Created.UTC().Format("2006-01-02T15:04:05Z")
	return []byte(declaration + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"` +
		` xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
		`<dc:title>` + escape(d.Title) + `</dc:title><dc:creator>` + escape(d.Creator) + `</dc:creator><cp:category>` + escape(d.Category) + `</cp:category>` +
		`<dc:language>` + escape(locale(d.Language)) + `</dc:language><cp:lastModifiedBy>` + escape(d.Creator) + `</cp:lastModifiedBy>` +
		`<dcterms:created xsi:type="dcterms:W3CDTF">` + when + `</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">` + when + `</dcterms:modified></cp:coreProperties>`)
}
