package docx

import (
	"context"
	"io"

	"jointplan/exchange/docx/wordml"
	"jointplan/plan"
	"jointplan/plan/release"
)

// maker is a document in the making.
type maker struct {
	ctx     context.Context
	doc     *plan.Document
	op      *plan.Operation
	opts    Options
	words   plan.Words
	extract *plan.Extract
	label   release.Label // of all it holds together
	out     *wordml.Document
	annexes []annex

	progress    func(done, total int)
	total, done int
}

// annex is a part that was put off to the end.
type annex struct {
	place wordml.Annex
	title string
	write func() error
}

func newMaker(ctx context.Context, d *plan.Document, op plan.ID, o Options) (*maker, error) {
	operations := plan.All[plan.Operation](d, plan.NoID)
	if op == plan.NoID {
		if len(operations) != 1 {
			return nil, plan.Problem("error.document.operation")
		}
		op = operations[0].ID
	}
	m := &maker{ctx: ctx, doc: d, op: plan.Find[plan.Operation](d, op), opts: o, words: o.Words, extract: plan.NewExtract(d, op)}
	if m.op == nil {
		return nil, plan.Problem("error.object.gone", "ID", op.String())
	}
	var outside []plan.Object
	for _, k := range told() {
		objects := m.extract.Objects(k)
		if k != plan.KindFor(m.op) {
			m.total += len(objects)
		}
		if k.Operation() == nil {
			outside = append(outside, objects...)
		}
	}
	m.label = release.NewLabels(d).BannerWith(op, outside)
	m.out = wordml.New(m.properties())
	return m, nil
}

func (m *maker) t(key string) string { return m.words.T(key) }

func (m *maker) say(key string, namesAndValues ...any) string {
	return m.words.Say(plan.Say(key, namesAndValues...))
}

// properties are those of the file and what stands on every page.
func (m *maker) properties() wordml.Properties {
	return wordml.Properties{
		Title: m.op.Title, Creator: m.opts.By, App: m.opts.App, Language: m.words.Language(), Created: m.opts.Exported,
		Category: m.labelText(),
		Bands: wordml.Bands{
			Marking: m.label.Show(m.doc, m.words), To: m.label.ShowTo(m.doc, m.words),
			Left: shorten(m.op.Title, longestFoot) + " · " + m.asOf(),
			Page: m.say("document.page", "Page", wordml.PageSign, "Pages", wordml.PagesSign),
		},
		AnnexWord: m.t("document.annex"), AnnexLetters: m.words.Language() != "ru", // where they are numbered
	}
}

// longestFoot is how many letters of the title stand at the bottom of pages.
const longestFoot = 70

func shorten(s string, n int) string {
	if letters := []rune(s); len(letters) > n {
		return string(letters[:n-1]) + "…"
	}
	return s
}

// labelText is the label of all the document holds.
func (m *maker) labelText() string {
	marking := m.label.Show(m.doc, m.words)
	if marking == "" {
		marking = m.t("excel.unmarked")
	}
	return marking + " · " + m.label.ShowTo(m.doc, m.words)
}

// asOf is of when the plan is.
func (m *maker) asOf() string {
	if m.opts.AsOf != "" {
		return m.opts.AsOf
	}
	return m.words.Date(plan.DateOf(m.opts.Exported.UTC()))
}

// write makes the document and writes it to w.
func (m *maker) write(w io.Writer) error {
	m.titleBlock()
	m.out.Contents(m.t("document.contents"))
	m.out.EndSection(false)
	for _, c := range plan.Chapters {
		if err := m.chapter(c); err != nil {
			return err
		}
	}
	m.findings()
	if len(m.annexes) > 0 {
		m.out.EndSection(false)
	}
	for _, a := range m.annexes {
		m.out.Annex(a.place, a.title)
		if err := a.write(); err != nil {
			return err
		}
	}
	if err := m.ctx.Err(); err != nil {
		return err
	}
	return m.out.Write(w, len(m.annexes) > 0)
}

// putOff keeps a part for an annex and says where it is found.
func (m *maker) putOff(title, count string, write func() error) {
	place := m.out.NextAnnex()
	m.annexes = append(m.annexes, annex{place, title, write})
	see := wordml.Run{Text: m.say("document.see", "Annex", place.Name), Anchor: place.Anchor}
	m.out.Paragraph(wordml.Normal, wordml.Plain(count+". "), see)
}

// step tells of n more objects that are written.
func (m *maker) step(n int) error {
	m.done += n
	if m.progress != nil {
		m.progress(m.done, m.total)
	}
	return m.ctx.Err()
}
