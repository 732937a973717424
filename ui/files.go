package ui

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	fynestorage "fyne.io/fyne/v2/storage"

	"jointplan/assets"
	"jointplan/exchange/chart"
	"jointplan/exchange/excel"
	"jointplan/exchange/sealed"
	"jointplan/plan"
	"jointplan/storage"
	"jointplan/storage/samplefile"
	"jointplan/ui/parts"
	"jointplan/ui/words"
)

// Extension is that of workspace files.
const Extension = ".jointplan"

// Open opens a workspace in this window, with progress. Of a sealed copy it
// first gets the workspace out.
func (d *Desk) Open(path string) {
	if filepath.Ext(path) == sealed.Extension {
		d.openSealed(path)
		return
	}
	var s *Session
	d.work(d.say("open.title", "Name", filepath.Base(path)), func(ctx context.Context, progress func(done, total int)) (err error) {
		s, err = openSession(ctx, path, d.app.options(), progress)
		return err
	}, func(err error) {
		if err != nil {
			d.complain(err)
			return
		}
		d.take(s)
	})
}

// OpenNow opens a workspace and waits until it is there.
func (d *Desk) OpenNow(path string) error {
	s, err := openSession(context.Background(), path, d.app.options(), nil)
	if err == nil {
		d.take(s)
	}
	return err
}

// take makes a session the one of this window.
func (d *Desk) take(s *Session) {
	d.Leave()
	d.session = s
	d.state = d.app.windowState()
	s.Watch(d.changed)
	d.app.remember(s.File.Path())
	d.app.Preferences().SetString(prefFolder, folderOf(s.File.Path()))
	d.place = d.state.Place
	if id, _ := plan.ParseID(d.place.OpText); s.Doc.Get(id) == nil {
		d.place = Place{}
	}
	d.rebuild()
	s.CheckBehind(d.app.Later)
	s.FindConflicts(d.app.Later)
	d.verifyLater(s)
}

// verifyLater checks the whole log of the file in the background.
func (d *Desk) verifyLater(s *Session) { go d.verify(s) }

// verify checks the whole log of the file and says so when it is not what was
// written. Of a file that was opened damaged the banner tells already.
func (d *Desk) verify(s *Session) {
	defer debug.FreeOSMemory() // what loading left behind
	err := s.File.Verify(s.open)
	if err == nil || errors.Is(err, context.Canceled) || problemKey(err) == "error.storage.history" {
		return
	}
	d.app.Later(func() {
		if d.live() == s {
			d.complainOf(d.t("banner.found"), err)
		}
	})
}

func (d *Desk) closeWorkspace() {
	d.Leave()
	d.rebuild()
}

func (d *Desk) dropFiles(uris []fyne.URI) {
	paths := make([]string, 0, len(uris))
	for _, uri := range uris {
		if isMergeable(uri.Path()) {
			paths = append(paths, uri.Path())
		}
	}
	switch {
	case d.areMaps(uris):
		d.droppedMaps(uris)
	case len(paths) == 0 || len(paths) != len(uris), d.session == nil && len(paths) != 1:
		d.inform("open.dropped")
	case d.session == nil:
		d.Open(paths[0])
	default:
		d.dropped(paths)
	}
}

// showFiles brings up a dialog of files that begins in a folder; its title names
// the act.
func (d *Desk) showFiles(box *dialog.FileDialog, folder, title, confirm string) {
	if uri, err := fynestorage.ListerForURI(fynestorage.NewFileURI(folder)); err == nil {
		box.SetLocation(uri)
	}
	box.SetTitleText(title)
	box.SetConfirmText(confirm)
	box.SetDismissText(d.t("button.cancel"))
	before := d.win.Canvas().Overlays().Top()
	box.Show()
	if d.win.Canvas().Overlays().Top() == before {
		return // the system has its own
	}
	d.whileOpen(box, box.Dismiss)
	box.Resize(fyne.NewSize(820, 560)) // Fyne has nothing to size before it is shown
	d.namePlaces(within(d.win.Canvas().Overlays().Top()))
}

// act is what a command is called as the title of its dialog.
func (d *Desk) act(key string) string { return strings.TrimRight(d.t(key), "… \u00a0") }

// openFrom has the user choose a file for what the title says; of any name when
// extensions is nil.
func (d *Desk) openFrom(title string, extensions []string, do func(path string)) {
	box := dialog.NewFileOpen(func(r fyne.URIReadCloser, err error) {
		if err != nil || r == nil {
			return
		}
		path := r.URI().Path()
		r.Close()
		d.app.Preferences().SetString(prefFolder, filepath.Dir(path))
		do(path)
	}, d.win)
	if extensions != nil {
		box.SetFilter(fynestorage.NewExtensionFileFilter(extensions))
	}
	d.showFiles(box, d.folderPath(), title, d.t("button.open"))
}

func (d *Desk) openWorkspace() {
	d.openFrom(d.act("command.file.open"), []string{Extension, sealed.Extension}, d.Open)
}

// newWorkspace makes a new file and leads on to its first operation.
func (d *Desk) newWorkspace() {
	d.saveTo(d.t("save.workspace"), d.t("file.newname"), Extension, d.Create)
}

// Create makes a new workspace at path, named after the file, and opens it on
// the choice of a template.
func (d *Desk) Create(path string) {
	title := strings.TrimSuffix(filepath.Base(path), Extension)
	file, err := storage.Create(path, d.app.options(), title)
	if err != nil {
		d.complain(err)
		return
	}
	s, err := newSession(context.Background(), file, d.app.Now())
	if err != nil {
		d.complain(err)
		return
	}
	d.take(s)
	d.Go(Place{Section: placeCreate})
}

// openSample opens the sample, which is made afresh in the user's folder the
// first time.
func (d *Desk) openSample() {
	home, err := os.UserHomeDir()
	if err != nil {
		home = os.TempDir()
	}
	path := filepath.Join(home, "Jointplan sample"+Extension)
	if _, err := os.Stat(path); err == nil {
		d.Open(path)
		return
	}
	d.work(d.t("open.sample"), func(ctx context.Context, progress func(done, total int)) error {
		world, err := chart.World()
		if err != nil {
			return err
		}
		return samplefile.Make(path, d.app.options(), assets.Templates, world, d.t("cli.sample.title"))
	}, func(err error) {
		if err != nil {
			d.complain(err)
			return
		}
		d.Open(path)
	})
}

// saveCopy writes a copy of the workspace under another name.
func (d *Desk) saveCopy() {
	name := strings.TrimSuffix(filepath.Base(d.session.File.Path()), Extension)
	d.saveTo(d.t("save.copy"), d.say("copy.name", "Name", name), Extension, func(path string) {
		file := d.session.File
		d.workAlone(d.t("save.copy"), func(context.Context, func(done, total int)) error { return file.SaveCopy(path) }, func(err error) {
			if err != nil {
				d.complain(err)
				return
			}
			d.inform("copy.done", "Path", path)
		})
	})
}

// exportExcel writes the operation in sight, or all, as a workbook.
func (d *Desk) exportExcel() {
	title := d.session.Doc.Workspace().Title
	if op := d.operation(); op != nil {
		title = op.Title
	}
	d.saveTo(d.t("export.title"), fileName(title), ".xlsx", d.Export)
}

// Export writes the workbook of the operation in sight to path, with progress.
func (d *Desk) Export(path string) {
	s := d.session
	snapshot := s.Doc.Snapshot()
	o := excel.Options{Words: words.New(d.app.Words.Language()), Findings: s.Report.Findings(d.place.Operation), Exported: d.app.Now(),
		By: d.app.Author().Name, App: "Jointplan " + d.app.Version, PlanID: plan.IDFor(s.Doc.Workspace()), Symbols: loadSymbols()}
	op := d.place.Operation
	d.writeOut(d.t("export.title"), path, func(ctx context.Context, progress func(done, total int)) error {
		return excel.Export(ctx, snapshot, op, path, o, progress)
	})
}

// writeOut writes a file for others at path, off the goroutine of the user interface,
// and then says where it is.
func (d *Desk) writeOut(title, path string, do func(ctx context.Context, progress func(done, total int)) error) {
	d.work(title, do, func(err error) {
		if err != nil {
			d.complain(err)
			return
		}
		d.showExported(title, path)
	})
}

func (d *Desk) showExported(title, path string) {
	body := parts.Column(8, parts.Wide(parts.Paragraph(d.say("export.done", "Path", path), parts.Plain), 440),
		parts.NewLink(d.t("export.open"), func() { d.openOutside(path) }))
	d.showText(title, body)
}

// fileName makes a title fit for a file.
func fileName(title string) string {
	clean := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) || r < ' ' {
			return '-'
		}
		return r
	}, title)
	if runes := []rune(clean); len(runes) > 80 {
		clean = string(runes[:80])
	}
	return strings.TrimSpace(clean)
}
