package main

import (
	"bytes"
	"io"
	"log"
	"os"
	"runtime/debug"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"jointplan/assets"
	"jointplan/plan"
	"jointplan/storage"
	"jointplan/ui"
)

// appID names the program to the desktop and its settings on the disk.
const appID = "org.jointplan.workbench"

// heapSlack is by how many percent the memory of the window may grow before what
// is no longer used is given back. A large plan stays in memory and little else
// comes and goes, so that half of Go's usual slack costs hardly any time: 100,000
// tasks take 580 MB instead of 730 MB while they are checked.
const heapSlack = 50

// openWorkbench shows the window, on a file if path names one, until it is
// closed.
func openWorkbench(path string, j *job) error {
	log.SetOutput(&windowFailure{w: j.errs, fail: func() {
		j.complain(plan.Problem("cli.window.failed"))
		os.Exit(exitFailed)
	}})
	if dir, err := os.UserCacheDir(); err == nil {
		_ = os.MkdirAll(dir, 0o700) // a new account has none, and the toolkit expects it; without it it only complains
	}
	debug.SetGCPercent(heapSlack)
	a := app.NewWithID(appID)
	if icon, err := assets.Icons.ReadFile("icons/jointplan.png"); err == nil {
		a.SetIcon(fyne.NewStaticResource("jointplan.png", icon))
	}
	desks := ui.New(a, version)
	desks.Key = installKey()
	desks.ForNow(j.given.Lang, storage.Author{Name: j.given.Author, Party: j.given.AuthorParty})
	d := desks.NewDesk()
	if path != "" {
		d.Open(path)
	}
	save := takeEnding(a)
	d.Window().ShowAndRun()
	save()
	return nil
}

// takeEnding takes from the toolkit what it does with the settings when its loop
// has ended, to be done by us behind it. The toolkit queues it for the very loop
// that is ending: when that is a moment faster, nobody does it, and the program
// waits for it without end; or it is dropped, and with it what was set last.
func takeEnding(a fyne.App) (save func()) {
	l, ok := a.Lifecycle().(interface {
		OnStopped() func()
		SetOnStoppedHookExecuted(f func())
	})
	if !ok {
		return func() {}
	}
	save = l.OnStopped()
	l.SetOnStoppedHookExecuted(nil)
	return save
}

// windowFailure passes on what the toolkit logs, and ends the program with one
// sentence when it logs that no window can be opened: the toolkit has no other
// way to say so.
type windowFailure struct {
	w    io.Writer
	fail func()
}

func (f *windowFailure) Write(line []byte) (int, error) {
	for _, sign := range []string{"window creation error", "failed to initialise GLFW"} {
		if bytes.Contains(line, []byte(sign)) {
			f.fail()
		}
	}
	return f.w.Write(line)
}
