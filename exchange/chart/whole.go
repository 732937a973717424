package chart

import (
	"sync"

	"jointplan/assets"
	"jointplan/plan/basemap"
	"jointplan/plan/symbol"
)

// Whole is the basemap with a scene on it. The names of the basemap go where the
// scene has left room, but under nothing of it.
type Whole struct {
	Base  *Base
	Scene *Scene
}

// Draw covers the canvas.
func (w Whole) Draw(c Canvas, v View) {
	ground := *w.Base
	names := !ground.Hidden["names"]
	ground.Hidden = map[string]bool{"names": true}
	for what, hidden := range w.Base.Hidden {
		ground.Hidden[what] = ground.Hidden[what] || hidden
	}
	ground.Draw(c, v)
	w.Scene.Draw(c, v)
	if names {
		w.Base.Names(c, v, w.Scene.Taken())
	}
}

// Taken lists where words and symbols of the scene stand since it was last drawn.
func (s *Scene) Taken() []Rect { return s.room.taken }

// Military reads the embedded military symbols, once.
var Military = sync.OnceValues(func() (*Symbols, error) {
	library, err := symbol.Load(assets.Symbols, assets.SymbolCatalogue)
	if err != nil {
		return nil, err
	}
	return NewSymbols(library), nil
})

// ReadSymbol gives the symbol that a text of a plan stands for, in digits or letters;
// what can't be read is drawn as an unknown symbol.
func ReadSymbol(text string) symbol.Code {
	symbols, err := Military()
	if err != nil {
		return symbol.Code(text)
	}
	return symbols.library.Read(text)
}

// KnowsSymbol reports whether a text of a plan stands for a symbol that is drawn.
func KnowsSymbol(text string) bool {
	symbols, err := Military()
	if err != nil {
		return true // nobody can tell
	}
	_, err = symbols.library.Parse(text)
	return err == nil
}

// World reads the embedded basemap, once.
var World = sync.OnceValues(func() (*basemap.Map, error) { return basemap.Load(assets.Basemap) })
