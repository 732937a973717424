package ui

import (
	"context"
	"fmt"
	"os"

	"jointplan/plan"
	"jointplan/storage"
	"jointplan/ui/parts"
)

// nameVersion asks what to call the plan as it stands.
func (d *Desk) nameVersion() {
	title := parts.NewEntry("", nil)
	content := parts.Column(10, parts.Labelled(d.t("version.name"), title), parts.Paragraph(d.t("version.help"), parts.Second))
	d.form(d.t("version.title"), d.t("version.give"), content, 440, func() error {
		_, err := d.session.File.NameVersion(title.Text)
		if err == nil {
			d.session.tell(nil)
		}
		return err
	})
	d.win.Canvas().Focus(title)
}

// askCompact asks from when on the history is to be kept, says what that costs
// and writes a new file.
func (d *Desk) askCompact() {
	when := parts.NewEntry("", nil)
	content := parts.Column(10, parts.Paragraph(d.t("compact.what"), parts.Plain), parts.Labelled(d.t("compact.before"), when),
		parts.Paragraph(d.t("past.when.help"), parts.Second))
	var m storage.Moment
	d.formThen(d.t("compact.title"), d.t("button.next"), content, 480, func() (err error) {
		m, err = d.session.File.Moment(context.Background(), when.Text, d.app.Words)
		return err
	}, func() { d.prepareCompact(m) }, nil)
	d.win.Canvas().Focus(when)
}

func (d *Desk) prepareCompact(m storage.Moment) {
	var c *storage.Compaction
	file := d.session.File
	d.work(d.t("compact.title"), func(ctx context.Context, _ func(done, total int)) (err error) {
		c, err = file.PrepareCompaction(ctx, m)
		return err
	}, func(err error) {
		if err != nil {
			d.complain(err)
			return
		}
		d.confirmCompact(c)
	})
}

func (d *Desk) confirmCompact(c *storage.Compaction) {
	list := parts.Column(8)
	for _, line := range c.Tell() {
		list.Add(parts.Paragraph(d.app.Words.Say(line), parts.Plain))
	}
	d.formThen(d.t("compact.title"), d.t("compact.write"), list, 520, func() error { return nil }, func() {
		d.saveTo(d.t("compact.title"), d.t("compact.name"), Extension, func(path string) { d.writeCompact(c, path) })
	}, nil)
}

func (d *Desk) writeCompact(c *storage.Compaction, path string) {
	old := d.session.File.Path()
	d.work(d.t("compact.title"), func(ctx context.Context, progress func(done, total int)) error {
		return c.Write(ctx, path, progress)
	}, func(err error) {
		if err != nil {
			d.complain(err)
			return
		}
		d.inform("compact.done", "File", path, "Old", megabytes(old), "New", megabytes(path))
	})
}

func megabytes(path string) string {
	info, err := os.Stat(path)
	if err != nil {
		return "?"
	}
	return fmt.Sprintf("%.2f MB", float64(info.Size())/1e6)
}

// fieldInSight is the field of the cell that is active in the grid, and its
// object; nil where there is none.
func (d *Desk) fieldInSight() (plan.Object, *plan.Field) {
	v, ok := d.view.(*sectionView)
	if !ok {
		return nil, nil
	}
	key, column := v.grid.Active()
	slot, ok := v.slot(column)
	if o := v.object(key); ok && o != nil {
		return o, slot.Field
	}
	return nil, nil
}
