package docx

import (
	"slices"

	"jointplan/exchange/chart"
	"jointplan/exchange/docx/wordml"
	"jointplan/plan"
)

// told lists the kinds that documents tell of, in the order of lists of the
// workbench within each chapter.
func told() []*plan.Kind {
	var list []*plan.Kind
	for _, s := range append([]plan.Section{plan.SectionWorkspace}, plan.Sections...) {
		for _, k := range plan.KindsIn(s) {
			if k.Chapter != plan.NoChapter || chapterField(k) != nil {
				list = append(list, k)
			}
		}
	}
	return list
}

// chapterField is the field that says in which chapter an object stands as a text;
// nil for kinds that stand in tables.
func chapterField(k *plan.Kind) *plan.Field {
	for _, f := range k.Fields {
		if f.Chapter {
			return f
		}
	}
	return nil
}

// chapter writes a chapter, if there is anything in it: texts, then tables.
func (m *maker) chapter(c plan.Chapter) error {
	var texts, tables []func() error
	alone := false
	for _, k := range told() {
		switch {
		case chapterField(k) != nil:
			for _, o := range m.textsIn(k, c) {
				texts = append(texts, func() error { return m.text(o) })
			}
		case k.Chapter != c:
		case k == plan.KindFor(m.op):
			tables = append(tables, m.ownTexts()...)
		default:
			if objects := m.extract.Objects(k); len(objects) > 0 {
				tables = append(tables, func() error { return m.kind(k, objects, alone) })
			}
		}
	}
	parts := append(texts, tables...)
	alone = len(parts) == 1
	picture, err := m.picture(c)
	if err != nil || len(parts) == 0 && picture == nil {
		return err
	}
	m.out.Heading(1, m.t(c.Label()))
	m.place(picture)
	for _, write := range parts {
		if err := write(); err != nil {
			return err
		}
	}
	return nil
}

// textsIn lists the texts of a chapter. What belongs to none, or to one that is not
// known here, stands in the first.
func (m *maker) textsIn(k *plan.Kind, c plan.Chapter) []plan.Object {
	var list []plan.Object
	f := chapterField(k)
	for _, o := range m.extract.Objects(k) {
		own := plan.Chapter(f.Get(o))
		if !slices.Contains(plan.Chapters, own) {
			own = plan.Chapters[0]
		}
		if own == c {
			list = append(list, o)
		}
	}
	return list
}

// text writes an object as a text below a heading: the first long field, and the
// others as the same in another language.
func (m *maker) text(o plan.Object) error {
	k := plan.KindFor(o)
	m.out.Heading(2, plan.NameOf(m.doc, o, m.words))
	written := 0
	for _, f := range k.Fields {
		text := m.show(o, f)
		if f.Type != plan.LongText || f.Common || f.Hidden || text == "" {
			continue
		}
		style := wordml.Normal
		if written > 0 {
			style = wordml.Second
		}
		m.paragraphs(style, text)
		written++
	}
	if written == 0 {
		m.out.Paragraph(wordml.Note, wordml.Plain(m.t("document.notext")))
	}
	for _, f := range k.Fields {
		if f.Digest != "" && written > 1 && plan.EditedSince(m.doc, o, f) {
			m.out.Paragraph(wordml.Note, wordml.Run{Text: m.t("document.stale"), Italic: true})
		}
	}
	for _, line := range m.more(o, m.aboutAny(k)) {
		m.out.Paragraph(wordml.Note, line...)
	}
	return m.step(1)
}

// aboutAny lists the fields that all kinds have and that documents tell: remarks,
// and how far the object may go.
func (m *maker) aboutAny(k *plan.Kind) []*plan.Field {
	var fields []*plan.Field
	for _, f := range k.Fields {
		if f.Common && isTold(f) {
			fields = append(fields, f)
		}
	}
	return fields
}

// ownTexts are the long fields of the operation itself.
func (m *maker) ownTexts() []func() error {
	var parts []func() error
	for _, f := range plan.KindFor(m.op).Fields {
		text := m.show(m.op, f)
		if f.Type != plan.LongText || !isTold(f) || text == "" {
			continue
		}
		parts = append(parts, func() error {
			m.out.Heading(2, m.t(f.Label()))
			m.paragraphs(wordml.Normal, text)
			return m.ctx.Err()
		})
	}
	return parts
}

// The map fills the width of the page and is so high, in points. It is drawn larger
// than it stands there, so that words and symbols leave more of it to be seen.
const (
	mapHeight = 365.0
	mapShrunk = 0.78
)

// twips is how many units of widths a point has.
const twips = 20

// picture draws the map for the chapter of sectors; nil for others, and where
// nothing is drawn.
func (m *maker) picture(c plan.Chapter) (*chart.Picture, error) {
	if c != plan.ChapterSectors || m.opts.Symbols == nil {
		return nil, nil
	}
	return chart.DrawPicture(m.doc, m.op.ID, m.words, standing/mapShrunk, mapHeight/mapShrunk, m.opts.Symbols)
}

func (m *maker) place(p *chart.Picture) {
	if p == nil {
		return
	}
	m.out.Picture(wordml.Picture{PNG: p.PNG, Width: p.Width * mapShrunk, Height: p.Height * mapShrunk, Name: m.t("document.map"), Alt: p.Alt})
	m.out.Paragraph(wordml.Caption, wordml.Plain(m.say("document.map.caption", "Title", m.op.Title, "AsOf", m.asOf())))
}
