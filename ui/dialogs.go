package ui

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"jointplan/exchange/chart"
	"jointplan/plan"
	"jointplan/ui/parts"
)

// sentence turns an error into one a person can read in his language; nil
// stays nil.
func (d *Desk) sentence(err error) error {
	if err == nil {
		return nil
	}
	return errors.New(d.app.Words.Error(err))
}

// complain shows an error as a sentence with what to do next.
func (d *Desk) complain(err error) { d.complainOf(d.t("dialog.problem"), err) }

// complainOf is complain about what the user did not do himself.
func (d *Desk) complainOf(title string, err error) {
	d.noticeReadOnly()
	d.showText(title, parts.Wide(parts.Paragraph(d.app.Words.Error(err), parts.Plain), 440))
}

// inform says something that needs no decision.
func (d *Desk) inform(key string, namesAndValues ...any) {
	text := parts.Wide(parts.Paragraph(d.say(key, namesAndValues...), parts.Plain), 420)
	d.showText("Jointplan", text)
}

// showText shows something with a button that closes it.
func (d *Desk) showText(title string, content fyne.CanvasObject) {
	d.present(d.closable(title, content))
}

// closable makes a dialog with a button that closes it.
func (d *Desk) closable(title string, content fyne.CanvasObject) (box dialog.Dialog) {
	done := parts.NewPush(d.t("button.close"), func() { box.Hide() })
	body := parts.Column(10, content, container.NewBorder(nil, nil, nil, done))
	box = dialog.NewCustomWithoutButtons(title, body, d.win)
	return box
}

// present shows a dialog that Escape closes, as nothing else in it may do so.
func (d *Desk) present(box dialog.Dialog) {
	d.whileOpen(box, box.Hide)
	box.Show()
}

// whileOpen has escape called when Escape is pressed with the dialog on top,
// and what is given besides once it is closed.
func (d *Desk) whileOpen(box dialog.Dialog, escape func(), closed ...func()) {
	d.escapes = append(d.escapes, escape)
	n := len(d.escapes)
	box.SetOnClosed(func() {
		d.escapes = d.escapes[:min(n-1, len(d.escapes))]
		for _, f := range closed {
			f()
		}
	})
}

// ask wants a decision before do is done.
func (d *Desk) ask(title, sentence, confirm string, do func()) {
	var box dialog.Dialog
	yes := parts.NewPush(confirm, func() {
		box.Hide()
		do()
	})
	yes.Importance = widget.HighImportance
	no := parts.NewPush(d.t("button.cancel"), func() { box.Hide() })
	text := parts.Wide(parts.Paragraph(sentence, parts.Plain), 420)
	body := parts.Column(10, text, container.NewBorder(nil, nil, nil, parts.Flow(8, no, yes)))
	box = dialog.NewCustomWithoutButtons(title, body, d.win)
	d.present(box)
}

// formThen is form for what goes on after the dialog: then is called once check
// has let it go, or otherwise, when it is given, once the user gave up.
func (d *Desk) formThen(title, confirm string, content fyne.CanvasObject, width float32, check func() error, then, otherwise func()) {
	next := otherwise
	d.form(title, confirm, content, width, func() error {
		err := check()
		if err == nil {
			next = then
		}
		return err
	}, func() {
		if next != nil {
			next()
		}
	})
}

// form shows fields with a button that does something; the dialog stays open,
// with the reason, while do fails. do opens no dialog of its own, as closing this one
// would take it along: see formThen.
func (d *Desk) form(title, confirm string, content fyne.CanvasObject, width float32, do func() error, closed ...func()) {
	var box dialog.Dialog
	complaint := container.NewStack()
	ok := parts.NewPush(confirm, nil)
	ok.Importance = widget.HighImportance
	ok.OnTapped = func() {
		if err := do(); err != nil {
			complaint.Objects = []fyne.CanvasObject{parts.Paragraph(d.app.Words.Error(err), parts.Blocking)}
			complaint.Refresh()
			return
		}
		box.Hide()
	}
	eachEntry(content, func(e *parts.Entry) {
		e.Entered, e.Escaped = func() { ok.OnTapped() }, func() { box.Hide() }
	})
	cancel := parts.NewPush(d.t("button.cancel"), func() { box.Hide() })
	buttons := container.NewBorder(nil, nil, nil, parts.Flow(8, cancel, ok))
	body := parts.Column(10, content, complaint, buttons)
	box = dialog.NewCustomWithoutButtons(title, parts.Wide(body, width), d.win)
	d.whileOpen(box, box.Hide, closed...)
	box.Show()
}

// eachEntry visits the fields of one line within o.
func eachEntry(o fyne.CanvasObject, visit func(*parts.Entry)) {
	switch o := o.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			eachEntry(child, visit)
		}
	case *container.ThemeOverride:
		eachEntry(o.Content, visit)
	case *parts.Entry:
		if !o.MultiLine {
			visit(o)
		}
	}
}

// work does something slow off the goroutine of the user interface, with
// progress and a way to cancel; done is called on it again.
func (d *Desk) work(title string, do func(ctx context.Context, progress func(done, total int)) error, done func(err error)) {
	ctx, cancel := context.WithCancel(context.Background())
	bar := widget.NewProgressBar()
	stop := parts.NewPush(d.t("button.cancel"), cancel)
	body := parts.Wide(parts.Column(10, bar, container.NewBorder(nil, nil, nil, stop)), 380)
	box := dialog.NewCustomWithoutButtons(title, body, d.win)
	d.whileOpen(box, cancel)
	box.Show()
	go func() {
		last := -1
		err := do(ctx, func(n, total int) {
			percent := 0
			if total > 0 {
				percent = n * 100 / total
			}
			if percent != last {
				last = percent
				d.app.Later(func() { bar.SetValue(float64(percent) / 100) })
			}
		})
		cancel()
		d.app.Later(func() {
			box.Hide()
			if errors.Is(err, context.Canceled) {
				return
			}
			done(err)
		})
	}()
}

// workAlone is work while which no command is carried out, whatever key is pressed
// behind its dialog.
func (d *Desk) workAlone(title string, do func(ctx context.Context, progress func(done, total int)) error, done func(err error)) {
	d.alone = true
	d.work(title, func(ctx context.Context, progress func(done, total int)) error {
		defer d.app.Later(func() { d.alone = false })
		return do(ctx, progress)
	}, done)
}

// pickerFor makes a picker of objects of a kind; pick gets NoID for none.
func (d *Desk) pickerFor(k *plan.Kind, op plan.ID, pick func(plan.ID)) *parts.Picker {
	p := &parts.Picker{Hint: d.t("assign.keep"), FilterHint: d.t("picker.filter"), NoMatch: d.t("picker.none")}
	p.Items = append(p.Items, parts.Item{Key: "-", Label: d.t("assign.keep")})
	colours := chart.PartyColours(d.session.Doc)
	if k.Operation() == nil {
		op = plan.NoID
	}
	for _, o := range d.session.Doc.Objects(k, op) {
		item := parts.Item{Key: plan.IDFor(o).String(), Label: plan.NameOf(d.session.Doc, o, d.app.Words)}
		if c, ok := colours[plan.IDFor(o)]; ok {
			item.Swatch = c
		}
		p.Items = append(p.Items, item)
	}
	p.Pick = func(key string) {
		id, err := plan.ParseID(key)
		if err != nil {
			id, key = plan.NoID, ""
		}
		p.Chosen, p.Text = key, ""
		if o := d.session.Doc.Get(id); o != nil {
			p.Text = plan.NameOf(d.session.Doc, o, d.app.Words)
		}
		p.Refresh()
		pick(id)
	}
	p.ExtendBaseWidget(p)
	return p
}
