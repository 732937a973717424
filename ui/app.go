package ui

import (
	"encoding/json"
	"os"
	"slices"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"

	"jointplan/exchange/sealed/keys"
	"jointplan/plan/basemap"
	"jointplan/storage"
	"jointplan/ui/theme"
	"jointplan/ui/words"
)

// App is the running program: the user's settings and the windows.
type App struct {
	fyne.App
	Version string
	Words   *words.Words
	// Later runs f on the goroutine of the user interface; tests replace it.
	Later func(f func())
	// Now is the clock.
	Now func() time.Time
	// Key tells the files of this installation from those of others.
	Key []byte
	// Keys are the user's for sealed copies, and the signers he knows.
	Keys keys.Store

	forNow storage.Author // see ForNow
	world  *basemap.Map   // once it was read
	maps   *ownMaps
	ending atomic.Bool // the windows are closing
}

// New makes the program on a Fyne application and applies the user's settings.
func New(a fyne.App, version string) *App {
	app := &App{App: a, Version: version, Now: time.Now, Keys: keys.Default()}
	app.Later = app.later
	app.Words = words.New(app.Preferences().StringWithFallback(prefLanguage, words.System()))
	app.setMode(theme.Mode(app.Preferences().StringWithFallback(prefMode, string(theme.Light))))
	app.maps = app.readOwnMaps()
	return app
}

// later has nothing done any more once the program ends: there is nobody left to
// do it, and no window to do it to.
func (a *App) later(f func()) {
	if !a.ending.Load() {
		fyne.Do(f)
	}
}

const (
	prefLanguage = "language"
	prefMode     = "mode"
	prefName     = "author.name"
	prefParty    = "author.party"
	prefRecent   = "recent"
	prefWindow   = "window"
	prefFolder   = "folder"
)

// ForNow sets the language and who edits for this run only, as the command line
// says. What is empty stays as the settings have it, and choosing otherwise in the
// window counts from then on.
func (a *App) ForNow(language string, author storage.Author) {
	if language != "" {
		a.Words = words.New(language)
	}
	a.forNow = author
}

// setLanguage takes a language and keeps it as the user's choice.
func (a *App) setLanguage(code string) {
	a.Words = words.New(code)
	a.Preferences().SetString(prefLanguage, code)
}

func (a *App) setMode(mode theme.Mode) {
	a.Settings().SetTheme(theme.Theme{Mode: mode})
	a.Preferences().SetString(prefMode, string(mode))
}

// Dress sets language and colours for windows made from here on.
func (a *App) Dress(language string, dark bool) {
	a.setLanguage(language)
	a.setMode(map[bool]theme.Mode{false: theme.Light, true: theme.Dark}[dark])
}

func (a *App) mode() theme.Mode {
	if t, ok := a.Settings().Theme().(theme.Theme); ok {
		return t.Mode
	}
	return theme.System
}

// SignAs sets who edits, as the settings do.
func (a *App) SignAs(author storage.Author) {
	a.forNow = storage.Author{}
	a.Preferences().SetString(prefName, author.Name)
	a.Preferences().SetString(prefParty, author.Party)
}

// Author is who edits, as said for this run or in the settings; at first the name
// of the account. Somebody else's name does not come with the party of the settings.
func (a *App) Author() storage.Author {
	who := a.forNow
	if who.Name != "" {
		return who
	}
	if who.Name = a.Preferences().String(prefName); who.Name == "" {
		who.Name = storage.AccountName()
	}
	if who.Party == "" {
		who.Party = a.Preferences().String(prefParty)
	}
	return who
}

func (a *App) options() storage.Options {
	return storage.Options{Author: a.Author(), App: "Jointplan " + a.Version, Now: a.Now, Key: a.Key}
}

// recentLimit is how many files the welcome screen offers.
const recentLimit = 8

// Recent lists the workspaces last used that still exist, newest first.
func (a *App) Recent() []string {
	var paths []string
	for _, path := range a.Preferences().StringList(prefRecent) {
		if _, err := os.Stat(path); err == nil {
			paths = append(paths, path)
		}
	}
	return paths
}

func (a *App) remember(path string) {
	paths := slices.DeleteFunc(a.Recent(), func(p string) bool { return p == path })
	paths = append([]string{path}, paths...)
	a.Preferences().SetStringList(prefRecent, paths[:min(len(paths), recentLimit)])
}

// windowState is what is restored when a window opens again.
type windowState struct {
	Width, Height float32
	Side, Edge    float64 // offsets of the list at the left and the inspector
	Folded        bool    // inspector hidden
	Place         Place
	Views         map[string]viewState
}

func (a *App) windowState() windowState {
	s := windowState{Width: 1440, Height: 900, Side: 0.155, Edge: 0.745}
	_ = json.Unmarshal([]byte(a.Preferences().String(prefWindow)), &s) // a state that cannot be read is no state
	s.Width, s.Height = max(s.Width, 800), max(s.Height, 500)
	if s.Views == nil {
		s.Views = map[string]viewState{}
	}
	return s
}

func (a *App) keepWindow(s windowState) {
	if b, err := json.Marshal(s); err == nil {
		a.Preferences().SetString(prefWindow, string(b))
	}
}
