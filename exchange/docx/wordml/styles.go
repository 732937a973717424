package wordml

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// The colours of documents, RRGGBB.
const (
	inkDark   = "1F3A5F" // headings and heads of tables
	inkSecond = "4A535E"
	hairline  = "C9D0D8"
	accent    = "1F5FBF"
	face      = "Calibri"
)

// style is a style of paragraphs: its properties as the schema orders them.
type style struct {
	id, name   string
	based      string
	next       string
	paragraph  string // properties of the paragraph
	characters string // and of its letters
}

// styleList holds the styles. The names of headings are those by which Word knows
// them; it shows them in
// the reader's language.
var styleList = []style{
	{id: "Normal", name: "Normal", paragraph: `<w:spacing w:after="120" w:line="264" w:lineRule="auto"/>`},
	{id: "Title", name: "Title", based: "Normal", next: "Normal",
		paragraph:  `<w:keepNext/><w:spacing w:before="240" w:after="60" w:line="240" w:lineRule="auto"/>`,
		characters: `<w:b/><w:color w:val="` + inkDark + `"/><w:sz w:val="48"/><w:szCs w:val="48"/>`},
	{id: "Subtitle", name: "Subtitle", based: "Normal", next: "Normal",
		paragraph:  `<w:spacing w:after="200"/>`,
		characters: `<w:color w:val="` + inkSecond + `"/><w:sz w:val="26"/><w:szCs w:val="26"/>`},
	{id: "Banner", name: "Banner", based: "Normal",
		paragraph:  `<w:spacing w:before="0" w:after="120" w:line="340" w:lineRule="atLeast"/><w:jc w:val="center"/>`,
		characters: `<w:b/><w:color w:val="FFFFFF"/><w:sz w:val="24"/><w:szCs w:val="24"/>`},
	{id: "Heading1", name: "heading 1", based: "Normal", next: "Normal",
		paragraph: `<w:keepNext/><w:keepLines/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>` +
			`<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="2" w:color="` + inkDark + `"/></w:pBdr>` +
			`<w:spacing w:before="400" w:after="140" w:line="240" w:lineRule="auto"/><w:outlineLvl w:val="0"/>`,
		characters: `<w:b/><w:color w:val="` + inkDark + `"/><w:sz w:val="32"/><w:szCs w:val="32"/>`},
	{id: "Heading2", name: "heading 2", based: "Normal", next: "Normal",
		paragraph: `<w:keepNext/><w:keepLines/><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>` +
			`<w:spacing w:before="260" w:after="80" w:line="240" w:lineRule="auto"/><w:outlineLvl w:val="1"/>`,
		characters: `<w:b/><w:color w:val="` + inkDark + `"/><w:sz w:val="25"/><w:szCs w:val="25"/>`},
	{id: "Heading3", name: "heading 3", based: "Normal", next: "Normal",
		paragraph: `<w:keepNext/><w:keepLines/><w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr>` +
			`<w:spacing w:before="200" w:after="80" w:line="240" w:lineRule="auto"/><w:outlineLvl w:val="2"/>`,
		characters: `<w:b/><w:color w:val="` + inkDark + `"/>`},
	{id: "Annex", name: "Annex", based: "Normal", next: "Normal",
		paragraph: `<w:keepNext/><w:keepLines/><w:pageBreakBefore/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>` +
			`<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="2" w:color="` + inkDark + `"/></w:pBdr>` +
			`<w:spacing w:before="0" w:after="160" w:line="240" w:lineRule="auto"/><w:outlineLvl w:val="0"/>`,
		characters: `<w:b/><w:color w:val="` + inkDark + `"/><w:sz w:val="32"/><w:szCs w:val="32"/>`},
	{id: "TOCHeading", name: "TOC Heading", based: "Normal", next: "Normal",
		paragraph:  `<w:keepNext/><w:spacing w:before="360" w:after="100"/>`,
		characters: `<w:b/><w:color w:val="` + inkDark + `"/><w:sz w:val="28"/><w:szCs w:val="28"/>`},
	{id: "TOC1", name: "toc 1", based: "Normal", next: "Normal", paragraph: `<w:spacing w:before="70" w:after="0"/>`, characters: `<w:b/>`},
	{id: "TOC2", name: "toc 2", based: "Normal", next: "Normal", paragraph: `<w:spacing w:after="0"/>`},
	{id: "Header", name: "header", based: "Normal", paragraph: `<w:spacing w:after="0" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>`, characters: small(17)},
	{id: "Footer", name: "footer", based: "Normal", paragraph: `<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>`, characters: small(17)},
	{id: "Marking", name: "Marking", based: "Normal", paragraph: `<w:spacing w:after="0" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>`, characters: `<w:b/>`},
	{id: "Picture", name: "Picture", based: "Normal", next: "Caption", paragraph: `<w:keepNext/><w:spacing w:before="120" w:after="60" w:line="240" w:lineRule="auto"/>`},
	{id: "Caption", name: "caption", based: "Normal", next: "Normal", paragraph: `<w:spacing w:after="200" w:line="240" w:lineRule="auto"/>`, characters: small(18)},
	{id: "Note", name: "Note", based: "Normal", characters: small(18)},
	{id: "Second", name: "Second language", based: "Normal", next: "Normal",
		paragraph:  `<w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="` + hairline + `"/></w:pBdr><w:ind w:left="284"/>`,
		characters: `<w:i/><w:color w:val="` + inkSecond + `"/>`},
	{id: "TableText", name: "Table text", based: "Normal", paragraph: `<w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/>`, characters: `<w:sz w:val="18"/><w:szCs w:val="18"/>`},
	{id: "TableHead", name: "Table head", based: "TableText", paragraph: `<w:keepNext/>`, characters: `<w:b/><w:color w:val="FFFFFF"/>`},
	{id: "TableMore", name: "Table details", based: "TableText", paragraph: `<w:spacing w:before="0" w:after="30" w:line="240" w:lineRule="auto"/>`, characters: `<w:color w:val="` + inkSecond + `"/><w:sz w:val="17"/><w:szCs w:val="17"/>`},
	{id: "AfterTable", name: "After table", based: "Normal", paragraph: `<w:spacing w:after="0" w:line="120" w:lineRule="exact"/>`, characters: `<w:sz w:val="8"/><w:szCs w:val="8"/>`},
}

func small(halfPoints int) string {
	return fmt.Sprintf(`<w:color w:val="%s"/><w:sz w:val="%d"/><w:szCs w:val="%[2]d"/>`, inkSecond, halfPoints)
}

// What the word before the count of annexes takes in twentieths of a point, in the
// table of contents and in headings: they are the longest numbers there are.
func (d *Document) annexWidth(letter, beside int) int {
	return beside + letter*utf8.RuneCountInString(d.AnnexWord)
}

// tocProperties are where number, text and page of an entry of the table of contents
// stand.
func (d *Document) tocProperties(id string) string {
	text := d.annexWidth(124, 430)
	hanging := text
	switch id {
	case "TOC1":
	case "TOC2":
		hanging = text - 454
	default:
		return ""
	}
	return fmt.Sprintf(`<w:tabs><w:tab w:val="left" w:pos="%d"/><w:tab w:val="right" w:leader="dot" w:pos="%d"/></w:tabs>`, text, StandingWidth) +
		"%s" + fmt.Sprintf(`<w:ind w:left="%d" w:right="567" w:hanging="%d"/>`, text, hanging)
}

// styles is the part with the styles, in the language of the document.
func (d *Document) styles() []byte {
	var b strings.Builder
	fmt.Fprintf(&b, `<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="%s" w:hAnsi="%[1]s" w:eastAsia="%[1]s" w:cs="%[1]s"/>`+
		`<w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="%s" w:eastAsia="%[2]s" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>`,
		face, escape(locale(d.Language)))
	for _, s := range styleList {
		if around := d.tocProperties(s.id); around != "" {
			s.paragraph = fmt.Sprintf(around, s.paragraph)
		}
		b.WriteString(s.xml())
	}
	b.WriteString(`<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>`)
	b.WriteString(`<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="` + accent + `"/></w:rPr></w:style>`)
	b.WriteString(`<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>` +
		`<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>`)
	line := func(edge string) string {
		return `<w:` + edge + ` w:val="single" w:sz="4" w:space="0" w:color="` + hairline + `"/>`
	}
	b.WriteString(`<w:style w:type="table" w:customStyle="1" w:styleId="PlanTable"><w:name w:val="Plan table"/><w:basedOn w:val="TableNormal"/>` +
		`<w:tblPr><w:tblBorders>` + line("top") + line("bottom") + line("insideH") + `</w:tblBorders>` +
		`<w:tblCellMar><w:top w:w="15" w:type="dxa"/><w:left w:w="70" w:type="dxa"/><w:bottom w:w="15" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>`)
	return partOf("w:styles", []byte(b.String()))
}

func (s style) xml() string {
	var b strings.Builder
	b.WriteString(`<w:style w:type="paragraph"`)
	if s.id == "Normal" {
		b.WriteString(` w:default="1"`)
	}
	if own(s.name) {
		b.WriteString(` w:customStyle="1"`)
	}
	fmt.Fprintf(&b, ` w:styleId="%s"><w:name w:val="%s"/>`, s.id, s.name)
	if s.based != "" {
		fmt.Fprintf(&b, `<w:basedOn w:val="%s"/>`, s.based)
	}
	if s.next != "" {
		fmt.Fprintf(&b, `<w:next w:val="%s"/>`, s.next)
	}
	b.WriteString("<w:qFormat/>")
	if s.paragraph != "" {
		b.WriteString("<w:pPr>" + s.paragraph + "</w:pPr>")
	}
	if s.characters != "" {
		b.WriteString("<w:rPr>" + s.characters + "</w:rPr>")
	}
	b.WriteString("</w:style>")
	return b.String()
}

// own reports whether a style is none of Word's.
func own(name string) bool {
	switch name {
	case "Banner", "Annex", "Marking", "Picture", "Note", "Second language", "Table text", "Table head", "Table details", "After table":
		return true
	}
	return false
}

// numbering is the part that numbers headings and annexes.
func (d *Document) numbering() []byte {
	var b strings.Builder
	b.WriteString(`<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/>`)
	number := ""
	for i := range levels {
		number += fmt.Sprintf("%%%d.", i+1)
		fmt.Fprintf(&b, `<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading%d"/><w:suff w:val="tab"/><w:lvlText w:val="%s"/><w:lvlJc w:val="left"/>`+
			`<w:pPr><w:tabs><w:tab w:val="num" w:pos="709"/></w:tabs><w:ind w:left="709" w:hanging="709"/></w:pPr></w:lvl>`, i, i+1, strings.TrimSuffix(number, "."))
	}
	format := "decimal"
	if d.AnnexLetters {
		format = "upperLetter"
	}
	fmt.Fprintf(&b, `</w:abstractNum><w:abstractNum w:abstractNumId="2"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="%s"/>`+
		`<w:pStyle w:val="Annex"/><w:suff w:val="tab"/><w:lvlText w:val="%s %%1"/><w:lvlJc w:val="left"/><w:pPr><w:tabs><w:tab w:val="num" w:pos="%[3]d"/></w:tabs><w:ind w:left="%[3]d" w:hanging="%[3]d"/></w:pPr></w:lvl></w:abstractNum>`,
		format, escape(d.AnnexWord), d.annexWidth(185, 620))
	b.WriteString(`<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>`)
	return partOf("w:numbering", []byte(b.String()))
}
