package ui

import (
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"jointplan/exchange/sealed"
	"jointplan/plan"
	"jointplan/ui/parts"
	"jointplan/ui/words"
)

// Desk is one window of the workbench.
type Desk struct {
	app      *App
	win      fyne.Window
	session  *Session  // nil on the welcome screen
	past     *pastView // while an earlier time is in sight
	alone    bool      // nothing else is to be done, see workAlone
	stepping *dayStep  // to another day, nil when none is under way
	place    Place
	state    windowState
	view     view

	commands []*command
	body     *fyne.Container // what is below the bar of menus
	middle   *fyne.Container // the view
	side     *sidebar
	inspect  *inspector
	bar      *findingsBar
	status   *statusBar
	marking  *marking
	splits   [2]*container.Split
	escapes  []func()          // what Escape does, for each dialog open
	readOnly bool              // as the window was built for
	spoken   string            // language that the toolkit was told
	unsealed *sealed.Content   // of a sealed copy while the user decides about it
	compared []*sealed.Content // decrypted for the comparison in sight

	mapsShown  func()      // brings the list of the user's maps up to date, nil while it is not in sight
	comparison *comparison // with other files, nil while there is none
	before     Place       // where the user was before it
	waiting    [][]string  // files to be merged after it, each lot by itself
}

// view is what fills the middle of the window.
type view interface {
	// Content is what is drawn.
	Content() fyne.CanvasObject
	// Changed brings the view up to date after an edit.
	Changed(changes []plan.Change)
	// Selected lists the objects selected.
	Selected() []plan.ID
	// Reveal selects an object and brings it into sight; false when the view
	// does not show it.
	Reveal(id plan.ID) bool
	// Focus gives the view the keyboard.
	Focus()
}

// NewDesk makes a window with the welcome screen.
func (a *App) NewDesk() *Desk {
	d := &Desk{app: a, state: a.windowState()}
	d.win = a.NewWindow("Jointplan")
	d.win.SetPadded(false)
	d.win.Resize(fyne.NewSize(d.state.Width, d.state.Height))
	d.win.SetOnDropped(func(_ fyne.Position, uris []fyne.URI) { d.dropFiles(uris) })
	d.win.SetCloseIntercept(d.quit)
	d.commands = d.listCommands()
	d.addShortcuts()
	d.rebuild()
	return d
}

// Window gives the Fyne window.
func (d *Desk) Window() fyne.Window { return d.win }

// Session gives the open workspace, nil on the welcome screen.
func (d *Desk) Session() *Session { return d.session }

// t translates a bare key.
func (d *Desk) t(key string) string { return d.app.Words.T(key) }

// say translates a message.
func (d *Desk) say(key string, namesAndValues ...any) string {
	return d.app.Words.Say(plan.Say(key, namesAndValues...))
}

// rebuild draws everything anew: after a file was opened or closed and after a
// change of language.
func (d *Desk) rebuild() {
	if code := d.app.Words.Language(); code != d.spoken {
		speakToolkit(d.app.Words)
		d.spoken = code
	}
	if d.session == nil {
		d.win.SetTitle("Jointplan")
		d.view = nil
		d.setContent(d.welcome())
		return
	}
	d.win.SetTitle(d.windowTitle())
	d.readOnly = d.session.File.ReadOnly() != nil
	d.side = newSidebar(d)
	d.inspect = newInspector(d)
	d.bar = newFindingsBar(d)
	d.status = newStatusBar(d)
	d.middle = container.NewStack()
	right := container.NewHSplit(parts.Page(d.middle), parts.Panel(d.inspect.content))
	right.SetOffset(d.state.Edge)
	left := container.NewHSplit(parts.Panel(d.side.content), right)
	left.SetOffset(d.state.Side)
	d.splits = [2]*container.Split{left, right}
	foot := parts.Column(0, parts.Hair(), parts.Panel(parts.Tall(d.bar.content, 32)), parts.Hair(), parts.Panel(d.status.content))
	d.setContent(parts.Edges(d.banner(), foot, nil, nil, left))
	d.Go(d.place)
}

// windowTitle names the workspace, its file and the time in sight.
func (d *Desk) windowTitle() string {
	title := "Jointplan"
	path := d.session.File.Path()
	name := strings.TrimSuffix(filepath.Base(path), Extension)
	workspace := name
	if w := d.session.Doc.Workspace(); w != nil {
		workspace = w.Title
	}
	namesake := func(other string) bool { return other != path && filepath.Base(other) == filepath.Base(path) }
	switch {
	case slices.ContainsFunc(d.app.Recent(), namesake):
		workspace = words.Join(" – ", workspace, filepath.Join(filepath.Base(filepath.Dir(path)), name))
	case name != workspace:
		workspace = words.Join(" – ", workspace, name)
	}
	title = words.Join(" – ", workspace, title)
	if d.past != nil {
		title = d.app.Words.Say(d.past.moment.Name) + " – " + title
	}
	return title
}

func (d *Desk) setContent(body fyne.CanvasObject) {
	top := parts.Column(0, parts.Panel(d.topBar()), parts.Hair())
	d.body = container.NewStack(body)
	d.win.SetContent(parts.Page(parts.Edges(top, nil, nil, nil, d.body)))
}

// noticeReadOnly builds the window anew, with the reason in a banner, when the
// file has become read-only since: removed, or found damaged.
func (d *Desk) noticeReadOnly() {
	if d.session != nil && !d.readOnly && d.session.File.ReadOnly() != nil {
		d.rebuild()
	}
}

// Go shows a place; one that no longer exists becomes the nearest that does.
func (d *Desk) Go(p Place) {
	if d.session == nil {
		return
	}
	if d.comparison == nil && len(d.waiting) == 0 {
		d.discardCompared()
	}
	d.place = d.nearest(p)
	d.keepViewState()
	d.view = d.makeView(d.place)
	d.middle.Objects = []fyne.CanvasObject{d.view.Content()}
	d.middle.Refresh()
	d.showInspector(!d.state.Folded && d.place.Section != placeCreate && d.place.Section != placeHistory)
	d.marking.refresh()
	d.side.refresh()
	d.selectionChanged()
	d.view.Focus()
}

func (d *Desk) nearest(p Place) Place {
	doc := d.session.Doc
	if p.Section == "" {
		p.Section = placeOverview
	}
	if p.Operation == plan.NoID {
		p.Operation, _ = plan.ParseID(p.OpText)
	}
	if p.Section == placeMerge && d.comparison == nil {
		p.Section = placeOverview
	}
	if p.Section == placeMerge || p.Section == placeConflicts { // of the whole file
		if doc.Get(p.Operation) == nil {
			p.Operation = plan.NoID
		}
		return p
	}
	if p.Section == placeCreate || p.Section == plan.SectionWorkspace {
		return p
	}
	if plan.Find[plan.Operation](doc, p.Operation) == nil {
		p.Operation = plan.NoID
		if all := plan.All[plan.Operation](doc, plan.NoID); len(all) > 0 {
			p.Operation = all[0].ID
		} else {
			return Place{Section: placeCreate}
		}
	}
	p.OpText = p.Operation.String()
	if k := plan.KindNamed(p.Kind); k == nil || k.Section != p.Section {
		p.Kind, p.Board = "", false
		if k := mainKind(p.Section); k != nil {
			p.Kind = k.Name
		}
		p.Map = p.Section == plan.SectionSectors // the map comes first
	}
	return p
}

func (d *Desk) makeView(p Place) view {
	switch p.Section {
	case placeOverview:
		return newOverview(d)
	case placeFindings:
		return newFindingsView(d)
	case placeHistory:
		return newHistoryView(d)
	case placeCreate:
		return newCreateView(d)
	case placeMerge:
		return newMergeView(d)
	case placeConflicts:
		return newConflictsView(d)
	}
	if p.Map {
		return newMapView(d)
	}
	if p.Board {
		return newBoard(d)
	}
	return newSectionView(d)
}

// Reveal goes to an object and selects it.
func (d *Desk) Reveal(id plan.ID) {
	o := d.session.Doc.Get(id)
	if o == nil {
		return
	}
	defer d.selectionChanged() // a view selects without a word
	if d.view.Reveal(id) {
		return
	}
	p := placeOf(o)
	if d.session.Doc.Get(p.Operation) == nil {
		p.Operation = d.place.Operation
	}
	d.Go(p)
	d.view.Reveal(id)
}

// Do applies an edit and says so when it fails.
func (d *Desk) Do(e plan.Edit, err error) bool {
	if err == nil {
		err = d.session.Do(e)
	}
	if err != nil {
		d.complain(err)
		return false
	}
	return true
}

// changed brings all parts up to date after an edit.
func (d *Desk) changed(changes []plan.Change) {
	if d.comparison != nil && len(changes) > 0 {
		d.comparison.stale = true
	}
	if d.past != nil {
		return // of a time that is not in sight
	}
	if d.place.Operation != plan.NoID && d.session.Doc.Get(d.place.Operation) == nil {
		d.Go(d.place)
		return
	}
	d.view.Changed(changes)
	d.marking.refresh()
	d.side.refresh()
	d.selectionChanged()
}

// selectionChanged brings up to date what depends on the selection.
func (d *Desk) selectionChanged() {
	if d.session == nil || d.view == nil {
		return
	}
	if v, ok := d.view.(interface{ Aside() fyne.CanvasObject }); ok {
		d.inspect.put(v.Aside())
	} else {
		d.inspect.show(d.view.Selected())
	}
	d.bar.refresh()
	d.status.refresh()
}

func (d *Desk) operation() *plan.Operation {
	return plan.Find[plan.Operation](d.session.Doc, d.place.Operation)
}

func (d *Desk) foldInspector(folded bool) {
	d.state.Folded = folded
	d.showInspector(!folded)
}

// showInspector shows or hides the inspector, at the width it had.
func (d *Desk) showInspector(on bool) {
	right := d.splits[1]
	if right.Trailing.Visible() == on {
		return
	}
	if on {
		right.Trailing.Show()
		right.SetOffset(min(d.state.Edge, 0.9))
	} else {
		d.state.Edge = right.Offset
		right.Trailing.Hide()
		right.SetOffset(1)
	}
	right.Refresh()
}

// keepViewState remembers how the view that is left was arranged.
func (d *Desk) keepViewState() {
	if v, ok := d.view.(interface{ State() (string, viewState) }); ok {
		key, state := v.State()
		d.state.Views[key] = state
	}
}

// Leave keeps the state of the window and closes the workspace.
func (d *Desk) Leave() {
	if d.session == nil {
		return
	}
	d.keepViewState()
	d.endPast()
	d.state.Place = d.place
	if size := d.win.Canvas().Size(); size.Width > 0 {
		d.state.Width, d.state.Height = size.Width, size.Height
	}
	d.state.Side = d.splits[0].Offset
	if d.splits[1].Trailing.Visible() {
		d.state.Edge = d.splits[1].Offset
	}
	d.app.keepWindow(d.state)
	if err := d.session.Close(); err != nil {
		d.complain(err)
	}
	d.session, d.comparison, d.waiting = nil, nil, nil
	d.discardCompared()
}

// quit closes the workspace and ends the program.
func (d *Desk) quit() {
	d.Leave()
	d.discard()
	d.app.ending.Store(true)
	d.app.Quit()
}
