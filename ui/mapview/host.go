package mapview

import (
	"fyne.io/fyne/v2"

	"jointplan/exchange/chart"
	"jointplan/plan"
	"jointplan/plan/geo"
)

// Layer is something that is drawn on the map. It is drawn off the goroutine of the
// user interface, by one goroutine at a time.
type Layer interface {
	Draw(c chart.Canvas, v chart.View)
}

// Host is what the map asks of the window around it.
type Host interface {
	Look() chart.Look
	Words() chart.Words
	// Later runs a function on the goroutine of the user interface.
	Later(f func())
	// Hit lists what was drawn at a place of a view; hurried it may list nothing.
	Hit(v chart.View, at chart.Dot, hurried bool) []chart.Hit
	// Card says what is known of an object at a place, title first; of the place alone
	// for NoID.
	Card(id plan.ID, at geo.Point) []string
	// Pick selects an object, or nothing for NoID; add keeps what was selected.
	Pick(id plan.ID, add bool)
	// Open brings up what edits the selected object.
	Open()
	// Next selects the next object on the map, or the one before.
	Next(step int)
	// Menu opens the menu of a place.
	Menu(at fyne.Position, spot Spot)
	// Legend explains the colours.
	Legend() []chart.LegendEntry
	// Home is what is shown at first; false when there is nothing.
	Home() (geo.Box, bool)
	// Worked is told that the tool was used.
	Worked()
	// Write takes the keyboard to where the place of the next point is written, and
	// begins with a text.
	Write(text string)
	// Left is told that the user gave up the tool.
	Left()
}

// Spot is a place of the map and what is there.
type Spot struct {
	Pointer
	Hits []chart.Hit
}
