package ui

import (
	"context"
	"math"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"jointplan/plan"
	"jointplan/plan/release"
	"jointplan/storage"
	"jointplan/ui/grid"
	"jointplan/ui/parts"
)

// shareBox shows, for a party, what goes and what stays by kind, with the
// reasons and with the words that tell of what stays, before a copy is made.
type shareBox struct {
	desk    *Desk
	release *release.Release // nil until a party is chosen
	counts  []release.Count
	leaks   []release.Leak
	before  time.Time // of the copy that the party has already
	kind    *plan.Kind
	going   bool // the list shows what goes

	party   *parts.Picker
	dialog  dialog.Dialog
	kinds   *fyne.Container
	chips   *fyne.Container
	warning *fyne.Container
	list    *grid.Grid
	button  *parts.Push
	round   int // of computing, so that a late result is dropped
}

const (
	shareWidth, shareHeight float32 = 940, 380
	mostShareLeaks                  = 200
	// From so many objects on, what goes is computed off the goroutine of the
	// user interface.
	manyToShare = 20_000
)

// showShare asks for a party and shows what it would get.
func (d *Desk) showShare() { d.openShare() }

func (d *Desk) openShare() *shareBox {
	b := &shareBox{desk: d, kinds: parts.Column(1), chips: container.NewStack(), warning: container.NewStack(), list: d.newGrid()}
	b.list.OnOpen = b.open
	b.list.SetReadOnly(true)
	party := d.pickerFor(plan.KindOf[plan.Party](), plan.NoID, b.choose)
	party.Hint, party.Items, b.party = d.t("share.party"), party.Items[1:], party
	b.button = parts.NewPush(d.t("share.make"), b.save)
	b.button.Importance = widget.HighImportance
	b.button.Disable()
	cancel := parts.NewPush(d.t("button.cancel"), func() { b.dialog.Hide() })
	head := container.NewBorder(nil, nil, parts.Wide(parts.Labelled(d.t("share.for"), party), 280), nil,
		parts.Pad(parts.Paragraph(d.t("share.sentence"), parts.Second), 2, 0, 0, 16))
	lists := container.NewBorder(nil, nil, container.NewBorder(nil, nil, nil, vertical(), parts.Wide(container.NewVScroll(b.kinds), 250)), nil,
		parts.Edges(parts.Tall(parts.Pad(b.chips, 0, 8, 6, 10), 34), nil, nil, nil, b.list))
	body := parts.Column(10, head, parts.Hair(), parts.Tall(lists, shareHeight), b.warning,
		container.NewBorder(nil, nil, nil, parts.Flow(8, cancel, b.button)))
	b.draw()
	b.dialog = dialog.NewCustomWithoutButtons(d.t("share.title"), parts.Wide(body, shareWidth), d.win)
	d.present(b.dialog)
	d.win.Canvas().Focus(party)
	return b
}

// ShowShare brings up the dialog for a party.
func (d *Desk) ShowShare(party plan.ID) { d.openShare().party.Pick(party.String()) }

// choose computes what goes to a party.
func (b *shareBox) choose(party plan.ID) {
	d := b.desk
	b.round++
	round, file := b.round, d.session.File
	compute := func(doc *plan.Document) (func(), error) {
		r, err := release.For(doc, party)
		if err != nil {
			return nil, err
		}
		before, err := file.LastShare(party)
		counts, leaks := r.Summary(), r.Leaks(mostShareLeaks)
		return func() { b.before = before; b.show(r, counts, leaks) }, err
	}
	finish := func(show func(), err error) {
		if round != b.round {
			return
		}
		if err != nil {
			d.complain(err)
			return
		}
		show()
	}
	if d.session.Doc.Len() < manyToShare {
		finish(compute(d.session.Doc.Snapshot()))
		return
	}
	b.list.SetLoading(true)
	b.button.Disable()
	snapshot := d.session.Doc.Snapshot()
	go func() {
		defer debug.FreeOSMemory()
		show, err := compute(snapshot)
		d.app.Later(func() { finish(show, err) })
	}()
}

// show brings up what goes and stays; at first the kind of which most stays.
func (b *shareBox) show(r *release.Release, counts []release.Count, leaks []release.Leak) {
	b.release, b.counts, b.leaks = r, counts, leaks
	b.kind, b.going = nil, false
	most := 0
	for _, c := range counts {
		if n := c.Stays + c.Fields; n > most {
			b.kind, most = c.Kind, n
		}
	}
	if b.kind == nil && len(counts) > 0 {
		b.kind, b.going = counts[0].Kind, true
	}
	slices.SortStableFunc(b.counts, func(a, b release.Count) int { // what stays comes first
		return min(b.Stays+b.Fields, 1) - min(a.Stays+a.Fields, 1)
	})
	b.list.SetLoading(false)
	b.button.Enable()
	b.draw()
}

func (b *shareBox) draw() {
	b.drawKinds()
	b.drawChips()
	b.drawWarning()
	b.drawList()
}

func (b *shareBox) drawKinds() {
	d := b.desk
	b.kinds.Objects = nil
	for _, c := range b.counts {
		tail := d.app.Words.Number(float64(c.Goes), 0)
		if n := c.Stays + c.Fields; n > 0 {
			tail = d.say("share.tail", "Goes", c.Goes, "Count", n)
		}
		row := parts.NewRow(d.t(c.Kind.Plural()), tail, func() { b.kind = c.Kind; b.going = c.Stays+c.Fields == 0; b.draw() })
		row.Selected = c.Kind == b.kind
		if c.Stays+c.Fields > 0 {
			row.TailTone = parts.Serious
		}
		b.kinds.Add(row)
	}
	b.kinds.Refresh()
}

func (b *shareBox) drawChips() {
	d := b.desk
	b.chips.Objects = nil
	if b.release != nil {
		goes, stays := b.count()
		b.chips.Objects = []fyne.CanvasObject{parts.Flow(6,
			parts.NewChip(d.say("share.stays.count", "Count", stays), !b.going, func() { b.going = false; b.draw() }),
			parts.NewChip(d.say("share.goes.count", "Count", goes), b.going, func() { b.going = true; b.draw() }))}
	}
	b.chips.Refresh()
}

// count is how much of the kind in sight goes and stays.
func (b *shareBox) count() (goes, stays int) {
	for _, c := range b.counts {
		if c.Kind == b.kind {
			return c.Goes, c.Stays + c.Fields
		}
	}
	return 0, 0
}

// drawWarning tells of a copy that the party has already, and names the first text
// that goes and tells of what stays, and how many more there are.
func (b *shareBox) drawWarning() {
	d := b.desk
	notes := parts.Column(6)
	b.warning.Objects = []fyne.CanvasObject{notes}
	if !b.before.IsZero() {
		notes.Add(parts.Paragraph(d.say("share.before", "Party", plan.NameOf(d.session.Doc, b.release.Party, nil), "Date", plan.DateOf(b.before)), parts.Second))
	}
	if len(b.leaks) > 0 {
		l := b.leaks[0]
		text := d.app.Words.Say(leakMessage(d.session.Doc, l))
		links := []fyne.CanvasObject{parts.NewLink(d.t("findings.go"), func() { b.leave(l.In) })}
		if len(b.leaks) > 1 {
			links = append(links, parts.NewLink(d.say("share.leaks.more", "Count", len(b.leaks)-1), b.showLeaks))
		}
		notes.Add(parts.Note(true, text, links...))
	}
	b.warning.Refresh()
}

func leakMessage(doc *plan.Document, l release.Leak) plan.Message {
	in := doc.Get(l.In)
	if in == nil {
		return plan.Message{}
	}
	return plan.Say("share.leak", "Word", l.Word, "From", plan.NameOf(doc, doc.Get(l.From), nil),
		"Field", plan.Say(l.Field.Label()), "Kind", plan.Say(plan.KindFor(in).Label()), "Name", plan.NameOf(doc, in, nil))
}

// leave closes the dialog and goes to an object.
func (b *shareBox) leave(id plan.ID) {
	b.dialog.Hide()
	b.desk.Reveal(id)
}

// open goes to the object of a row.
func (b *shareBox) open(key string) {
	key, _, _ = strings.Cut(key, ".")
	if id, err := plan.ParseID(key); err == nil {
		b.leave(id)
	}
}

// save asks where the copy goes and makes it.
func (b *shareBox) save() {
	d, party := b.desk, b.release.Party
	name := strings.TrimSuffix(filepath.Base(d.session.File.Path()), Extension)
	b.dialog.Hide()
	d.saveTo(d.say("share.save", "Party", plan.NameOf(d.session.Doc, party, nil)),
		d.say("share.name", "Name", name, "Party", plan.ShortName(d.session.Doc, party, nil)), Extension,
		func(path string) { d.Share(path, party.ID) })
}

// Share makes a copy for a party at path, with progress.
func (d *Desk) Share(path string, party plan.ID) {
	s := d.session
	o := storage.ShareOptions{Document: s.Doc.Snapshot()}
	var report storage.ShareReport
	var leaks []release.Leak
	d.work(d.t("share.title"), func(ctx context.Context, progress func(done, total int)) (err error) {
		o.Progress = progress
		if report, err = s.File.Share(ctx, path, party, o); err != nil {
			return err
		}
		r, err := release.For(o.Document, party)
		if err == nil {
			leaks = r.Leaks(math.MaxInt)
		}
		return err
	}, func(err error) {
		if err != nil {
			d.complain(err)
			return
		}
		if d.session == s {
			d.changed(nil) // the share is a step of the history
		}
		goes, stays := 0, 0
		for _, c := range report.Counts {
			goes, stays = goes+c.Goes, stays+c.Stays
		}
		sentence := plan.Say("share.report", "Path", path, "Party", plan.NameOf(s.Doc, s.Doc.Get(party), nil), "Goes", goes, "Stays", stays)
		text := parts.Column(8, parts.Paragraph(d.app.Words.Say(sentence), parts.Plain), d.searched(leaks), parts.Paragraph(d.t("share.noted"), parts.Second))
		d.showText(d.t("share.title"), parts.Wide(text, 460))
	})
}

// searched says what was looked for in a copy, and what words of what stays are in
// it nevertheless.
func (d *Desk) searched(leaks []release.Leak) fyne.CanvasObject {
	if len(leaks) == 0 {
		return parts.Paragraph(d.t("share.searched"), parts.Plain)
	}
	type place struct {
		in    plan.ID
		field *plan.Field
	}
	var told []string
	texts := map[place]bool{}
	for _, l := range leaks {
		texts[place{l.In, l.Field}] = true
		if word := "“" + l.Word + "”"; !slices.Contains(told, word) {
			told = append(told, word)
		}
	}
	const most = 3
	if len(told) > most {
		told = append(told[:most], "…")
	}
	return parts.Note(true, d.say("share.searched.leaks", "Count", len(texts), "Words", strings.Join(told, ", ")))
}
