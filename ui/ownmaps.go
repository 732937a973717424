package ui

import (
	"context"
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"

	"jointplan/exchange/chart"
	"jointplan/exchange/ownmap"
	"jointplan/plan"
)

// ownMap is a map of the user's own, as he has it on this computer.
type ownMap struct {
	Path    string
	Hidden  bool
	Opacity float64 // of pictures, from 0 to 1
	Colour  int     // of map data

	opened  *ownmap.Map // nil until it was read, and while it is hidden
	err     error       // why it could not be
	reading bool
	fresh   bool // added just now: to be brought into sight
}

// ownMaps are those under the plan, the topmost first: map data, then pictures. They
// belong to the user and not to a plan, so they are kept with his settings.
type ownMaps struct {
	Bare bool // the built-in map is hidden
	List []*ownMap
}

const prefMaps = "maps"

// readOwnMaps reads the list as it was kept.
func (a *App) readOwnMaps() *ownMaps {
	var kept ownMaps
	if json.Unmarshal([]byte(a.Preferences().String(prefMaps)), &kept) != nil {
		return &ownMaps{} // a list that cannot be read is no list
	}
	kept.List = slices.DeleteFunc(kept.List, func(m *ownMap) bool { return m == nil || m.Path == "" })
	return &kept
}

func (a *App) keepOwnMaps() {
	if b, err := json.Marshal(a.maps); err == nil {
		a.Preferences().SetString(prefMaps, string(b))
	}
}

// isTiles reports whether a map is of pictures, by its name: it may not be open.
func (m *ownMap) isTiles() bool { return ownmap.IsTiles(m.Path) }

// close ends reading it.
func (m *ownMap) close() {
	if m.opened != nil {
		_ = m.opened.Close() // was read only
	}
	m.opened, m.err = nil, nil
}

// own is what is drawn of the maps that are open.
func (maps *ownMaps) own() chart.Own {
	var uses []ownmap.Use
	for _, m := range maps.List {
		if !m.Hidden && m.opened != nil {
			uses = append(uses, m.use(m.opened))
		}
	}
	return ownmap.Own(uses, maps.Bare)
}

// credit says whom the maps in sight are from, where they say so.
func (maps *ownMaps) credit() string {
	var whom []string
	for _, m := range maps.List {
		if !m.Hidden && m.opened != nil && m.opened.Attribution != "" && !slices.Contains(whom, m.opened.Attribution) {
			whom = append(whom, m.opened.Attribution)
		}
	}
	return strings.Join(whom, " · ")
}

func (m *ownMap) use(opened *ownmap.Map) ownmap.Use {
	return ownmap.Use{Map: opened, Opacity: m.Opacity, Colour: m.Colour}
}

// forPaper is the maps that are not hidden, as they are now. It opens those that were
// not yet; close ends that again.
type forPaper struct {
	wanted []ownMap
	bare   bool
	more   []*ownmap.Map
}

func (maps *ownMaps) forPaper() *forPaper {
	f := &forPaper{bare: maps.Bare}
	for _, m := range maps.List {
		if !m.Hidden {
			f.wanted = append(f.wanted, *m)
		}
	}
	return f
}

// own is what is drawn on paper, which takes its time. A map that cannot be opened is
// an error: paper should not lack silently what was asked for.
func (f *forPaper) own(ctx context.Context) (chart.Own, error) {
	var uses []ownmap.Use
	for _, m := range f.wanted {
		opened := m.opened
		if opened == nil {
			var err error
			if opened, err = ownmap.Open(ctx, m.Path); err != nil {
				return chart.Own{}, plan.Problem("error.ownmap.print", "Name", filepath.Base(m.Path)).Because(err)
			}
			f.more = append(f.more, opened)
		}
		uses = append(uses, m.use(opened))
	}
	return ownmap.Own(uses, f.bare), nil
}

func (f *forPaper) close() {
	for _, m := range f.more {
		_ = m.Close() // was read only
	}
}

// anyShown reports whether the user sees other maps than the built-in one.
func (maps *ownMaps) anyShown() bool {
	return maps.Bare || slices.ContainsFunc(maps.List, func(m *ownMap) bool { return !m.Hidden })
}

// add puts a map over the others of its sort.
func (maps *ownMaps) add(path string) *ownMap {
	m := &ownMap{Path: path, Opacity: 1, Colour: maps.freeColour(), fresh: true}
	at := 0
	if m.isTiles() {
		at = maps.firstTiles()
	}
	maps.List = slices.Insert(maps.List, at, m)
	return m
}

// firstTiles is where the pictures begin.
func (maps *ownMaps) firstTiles() int {
	if at := slices.IndexFunc(maps.List, (*ownMap).isTiles); at >= 0 {
		return at
	}
	return len(maps.List)
}

// freeColour is the first that no map has.
func (maps *ownMaps) freeColour() int {
	for n := 0; ; n++ {
		if !slices.ContainsFunc(maps.List, func(m *ownMap) bool { return !m.isTiles() && m.Colour == n }) {
			return n
		}
	}
}

// canMove reports whether a map can go up (-1) or down (+1): map data stays over
// pictures.
func (maps *ownMaps) canMove(at, by int) bool {
	to := at + by
	return to >= 0 && to < len(maps.List) && maps.List[at].isTiles() == maps.List[to].isTiles()
}

func (maps *ownMaps) move(at, by int) {
	if maps.canMove(at, by) {
		maps.List[at], maps.List[at+by] = maps.List[at+by], maps.List[at]
	}
}

func (maps *ownMaps) remove(m *ownMap) {
	maps.List = slices.DeleteFunc(maps.List, func(other *ownMap) bool { return other == m })
	m.close()
}

// AddMaps shows files as maps under the plan.
func (d *Desk) AddMaps(paths ...string) {
	maps := d.app.maps
	for _, path := range paths {
		if whole, err := filepath.Abs(path); err == nil {
			path = whole
		}
		at := slices.IndexFunc(maps.List, func(m *ownMap) bool { return m.Path == path })
		if at < 0 {
			maps.add(path)
			continue
		}
		m := maps.List[at]
		m.close() // it may have changed
		m.Hidden, m.fresh = false, true
	}
	d.mapsChanged()
}

// readMaps reads the maps that are shown and not open, behind.
func (d *Desk) readMaps() {
	for _, m := range d.app.maps.List {
		if !m.Hidden && m.opened == nil && m.err == nil && !m.reading {
			d.readMap(m)
		}
	}
}

func (d *Desk) readMap(m *ownMap) {
	m.reading = true
	a, path := d.app, m.Path
	go func() {
		opened, err := ownmap.Open(context.Background(), path)
		a.Later(func() {
			m.reading = false
			m.opened, m.err = opened, err
			if m.Hidden || !slices.Contains(a.maps.List, m) {
				m.close() // the user has changed his mind
			}
			d.mapsChanged()
		})
	}()
}

// mapsChanged keeps the list and brings up to date what shows it.
func (d *Desk) mapsChanged() {
	d.app.keepOwnMaps()
	d.readMaps()
	if v, ok := d.view.(*mapView); ok {
		v.layMaps()
		v.showTools()
	}
	if d.mapsShown != nil {
		d.mapsShown()
	}
}
