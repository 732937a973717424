package ui

import (
	"context"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"jointplan/plan"
	"jointplan/storage"
	"jointplan/ui/parts"
)

// mergeFiles has the user tick files of a folder.
func (d *Desk) mergeFiles() {
	d.othersOfFolder(d.act("command.share.several"), func(paths []string) { d.chooseFiles(paths) })
}

// mergeFolder brings together all copies in a folder.
func (d *Desk) mergeFolder() {
	d.othersOfFolder(d.act("command.share.folder"), func(paths []string) { d.sift(paths, false) })
}

func (d *Desk) othersOfFolder(title string, do func(paths []string)) {
	box := dialog.NewFolderOpen(func(chosen fyne.ListableURI, err error) {
		if err != nil || chosen == nil {
			return
		}
		d.app.Preferences().SetString(prefFolder, chosen.Path())
		if paths := d.othersIn(chosen.Path()); len(paths) > 0 {
			do(paths)
		} else {
			d.inform("merge.folder.none", "Folder", chosen.Path())
		}
	}, d.win)
	d.showFiles(box, d.folderPath(), title, d.t("button.choose"))
}

// othersIn lists the workspaces in a folder without the one that is open.
func (d *Desk) othersIn(folder string) (paths []string) {
	entries, _ := os.ReadDir(folder) // a folder that cannot be read holds nothing for us
	own, _ := os.Stat(d.session.File.Path())
	for _, e := range entries {
		path := filepath.Join(folder, e.Name())
		info, err := os.Stat(path)
		if err == nil && !info.IsDir() && isMergeable(path) && !os.SameFile(own, info) {
			paths = append(paths, path)
		}
	}
	return paths
}

// chooseFiles has the user tick the files to be merged.
func (d *Desk) chooseFiles(paths []string) {
	names := make([]string, len(paths))
	for i, path := range paths {
		names[i] = filepath.Base(path)
	}
	ticks := widget.NewCheckGroup(names, nil)
	list := container.NewVScroll(ticks)
	list.SetMinSize(fyne.NewSize(440, min(float32(len(names))*30+10, 320)))
	var chosen []string
	d.formThen(d.t("merge.files"), d.t("merge.files.do"), list, 460, func() error {
		chosen = nil
		for _, name := range ticks.Selected {
			chosen = append(chosen, filepath.Join(filepath.Dir(paths[0]), name))
		}
		if len(chosen) == 0 {
			return plan.Problem("error.merge.nofile")
		}
		return nil
	}, func() { d.sift(chosen, false) }, nil)
}

// sift looks at each of several files by itself, leaves out what cannot be merged
// together or holds nothing new, has shared copies that come back wait, and prepares
// the rest in one; only is for comparing alone.
func (d *Desk) sift(paths []string, only bool) {
	d.unsealAll(paths, func(opened []string, left []skip) {
		f := &sieve{c: d.newComparison(only), paths: opened}
		f.c.skipped = left
		d.siftOpened(f)
	})
}

// sieve is several files on their way into one merge.
type sieve struct {
	c     *comparison
	paths []string
	kept  []string
	ahead []string // dated far ahead: to be asked about
	alone []string // shared copies that come back
	left  map[string]error

	returned map[string]bool // those that are shared copies coming back
}

func (d *Desk) siftOpened(f *sieve) {
	s := d.session
	s.Doc.Prepare()
	f.left, f.returned = map[string]error{}, map[string]bool{}
	d.work(d.say("merge.reading.many", "Count", len(f.paths)), func(ctx context.Context, progress func(done, total int)) error {
		for i, path := range f.paths {
			progress(i, len(f.paths)+1)
			f.look(ctx, s, path)
			if ctx.Err() != nil {
				return ctx.Err()
			}
		}
		return nil
	}, func(error) {
		if d.session == s {
			d.askAhead(f)
		}
	})
}

// look finds out what becomes of one file.
func (f *sieve) look(ctx context.Context, s *Session, path string) {
	m, err := s.File.PrepareMerge(ctx, []string{path}, storage.MergeOptions{})
	ahead := problemKey(err) == "error.merge.ahead"
	if ahead {
		f.left[path] = err
		m, err = s.File.PrepareMerge(ctx, []string{path}, storage.MergeOptions{Ahead: true})
	}
	if err == nil {
		err = f.worth(m, path)
	}
	switch {
	case err != nil:
		f.left[path] = err
	case ahead:
		f.ahead = append(f.ahead, path)
		f.returned[path] = m.Returned()
	default:
		f.returned[path] = m.Returned()
		f.keep(path)
	}
}

// keep has a file merged with the others, or by itself when it comes back.
func (f *sieve) keep(path string) {
	if f.returned[path] {
		f.alone = append(f.alone, path)
		return
	}
	f.kept = append(f.kept, path)
}

// worth is why a file that can be read is left out, nil when it is not.
func (f *sieve) worth(m *storage.Merge, path string) error {
	switch {
	case m.Unrelated():
		return plan.Problem("error.merge.unrelated", "File", filepath.Base(path))
	case m.IsEmpty() && (!f.c.only || len(m.Rows) == 0):
		return plan.Problem("merge.nothing", "Files", filepath.Base(path))
	}
	return nil
}

// askAhead asks about each file that was written by a clock far ahead, and then
// prepares what is left.
func (d *Desk) askAhead(f *sieve) {
	if len(f.ahead) == 0 {
		d.prepareSifted(f)
		return
	}
	path := f.ahead[0]
	f.ahead = f.ahead[1:]
	text := parts.Column(8, parts.Paragraph(d.app.Words.Error(f.left[path]), parts.Plain), parts.Paragraph(d.t("merge.ahead.cancel"), parts.Second))
	d.formThen(d.t("merge.ahead"), d.t("merge.ahead.do"), text, 440, func() error { return nil }, func() {
		delete(f.left, path)
		f.c.options.Ahead = true
		f.keep(path)
		d.askAhead(f)
	}, func() { d.askAhead(f) })
}

// prepareSifted prepares the merge of the files that are kept and says why the
// others are not.
func (d *Desk) prepareSifted(f *sieve) {
	for _, path := range f.paths {
		if why := f.left[path]; why != nil {
			f.c.skipped = append(f.c.skipped, skip{filepath.Base(path), d.app.Words.Error(why)})
		}
	}
	if len(f.kept) == 0 && len(f.alone) > 0 {
		f.kept, f.alone = f.alone[:1:1], f.alone[1:]
	}
	if len(f.kept) == 0 {
		d.showSkipped(f.c.skipped)
		return
	}
	var waiting [][]string
	for _, path := range f.alone {
		waiting = append(waiting, []string{path})
	}
	d.prepareFor(f.c, f.kept, waiting...)
}

// showSkipped says that no file was left to merge, and why of each.
func (d *Desk) showSkipped(skipped []skip) {
	lines := []string{d.t("merge.folder.nothing")}
	for _, s := range skipped {
		lines = append(lines, d.leftOut(s))
	}
	d.showLines(d.t("merge.leftout"), lines)
}

// dropped asks what to do with workspaces that were dropped on an open one.
func (d *Desk) dropped(paths []string) {
	var box dialog.Dialog
	button := func(key string, do func()) *parts.Push {
		return parts.NewPush(d.t(key), func() { box.Hide(); do() })
	}
	buttons := parts.Flow(8, button("button.cancel", func() {}))
	if len(paths) == 1 {
		buttons.Add(button("button.open", func() { d.Open(paths[0]) }))
	}
	buttons.Add(button("drop.compare", func() { d.prepare(paths, true) }))
	if d.session.File.ReadOnly() == nil {
		merge := button("drop.merge", func() { d.prepare(paths, false) })
		merge.Importance = widget.HighImportance
		buttons.Add(merge)
	}
	body := parts.Column(12, parts.Paragraph(d.say("drop.sentence", "Files", fileNames(paths)), parts.Plain),
		container.NewBorder(nil, nil, nil, buttons))
	box = dialog.NewCustomWithoutButtons(d.say("drop.title", "Count", len(paths)), parts.Wide(body, 460), d.win)
	d.present(box)
}
