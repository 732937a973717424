package chart

import (
	"bufio"
	"image"
	"image/png"
	"io"
	"path/filepath"
	"strings"

	"jointplan/exchange/beside"
	"jointplan/plan"
	"jointplan/plan/geo"
	"jointplan/plan/release"
)

// Format is a sort of file that a map is written as.
type Format string

// The formats, by the endings of their files.
const (
	AsPNG Format = ".png"
	AsSVG Format = ".svg"
	AsPDF Format = ".pdf"
)

// Formats lists them in the order of menus.
var Formats = []Format{AsPDF, AsPNG, AsSVG}

// printDensity is how many pixels an inch of a PNG has.
const printDensity = 150

// NewSheet makes the sheet of an operation's map on a basemap. With nothing drawn
// and no box there is nothing to hand out, which is an error a person can read.
func NewSheet(d *plan.Document, scene *Scene, base *Base, box geo.Box) (*Sheet, error) {
	w := scene.Words
	op := plan.Find[plan.Operation](d, scene.Operation)
	if op == nil {
		return nil, plan.Problem("error.object.gone", "ID", scene.Operation.String())
	}
	if box == (geo.Box{}) {
		var ok bool
		if box, ok = scene.Box(); !ok {
			return nil, plan.Problem("error.chart.empty", "Title", op.Title)
		}
	}
	s := &Sheet{
		Title: op.Title, Under: w.T(ColouringKey(scene.By)), Marking: Label(d, op.ID, w),
		Notes: base.Own.notes(w),
		Box:   box.Grow(0.02 * (box.East - box.West)), Layers: []Layer{Whole{base, scene}},
		Legend: scene.Legend(), Heading: w.T(ColouringKey(scene.By)), Look: scene.Look, Words: w,
	}
	if scene.On != 0 {
		s.Under += " · " + w.Say(plan.Say("chart.on", "Date", scene.On))
	}
	return s, nil
}

// ColouringKey is the translation key of a colouring's name.
func ColouringKey(by Colouring) string {
	if by == "" {
		by = ByParty
	}
	return "chart.by." + string(by)
}

// Label is the highest marking of an operation, or of the whole plan with NoID, and
// who may have it, as what is handed out carries it.
func Label(d *plan.Document, op plan.ID, w Words) string {
	banner := release.NewLabels(d).Banner(op)
	if banner.Marking == "" {
		banner.Marking = "unclassified"
	}
	whom := w.T("marking.all")
	if banner.Limited {
		var names []string
		for _, id := range banner.To {
			if p := plan.Find[plan.Party](d, id); p != nil {
				names = append(names, p.Title)
			}
		}
		whom = w.Say(plan.Say("marking.to", "Names", strings.Join(names, ", ")))
	}
	text := w.T("choice.marking."+string(banner.Marking)) + " · " + whom
	if space := d.Workspace(); space != nil && space.Policy != "" {
		text = space.Policy + " · " + text
	}
	return text
}

// WriteFile writes the sheet into the file at path, in the format that its ending
// tells; a file that is there is replaced once the new one is whole.
func (s *Sheet) WriteFile(path string, paper Paper, symbols *Symbols) error {
	as := Format(strings.ToLower(filepath.Ext(path)))
	err := beside.Write(path, func(w io.Writer) error { return s.Write(w, as, paper, symbols) })
	if err != nil {
		return plan.Problem("error.chart.write", "Name", filepath.Base(path)).Because(err)
	}
	return nil
}

// Write writes the sheet on paper, whose sizes are in points.
func (s *Sheet) Write(to io.Writer, as Format, paper Paper, symbols *Symbols) error {
	w := bufio.NewWriter(to)
	switch as {
	case AsSVG:
		c := NewSVG(paper.Width, paper.Height, symbols)
		s.Draw(c)
		if _, err := c.WriteTo(w); err != nil {
			return err
		}
	case AsPDF:
		c := NewPDF(paper.Width, paper.Height, symbols)
		s.Draw(c)
		if _, err := c.WriteTo(w); err != nil {
			return err
		}
	default:
		if err := png.Encode(w, s.Picture(paper, printDensity, symbols)); err != nil {
			return err
		}
	}
	return w.Flush()
}

// Picture draws the sheet as pixels, so many an inch.
func (s *Sheet) Picture(paper Paper, density float64, symbols *Symbols) *image.RGBA {
	scale := density / 72
	on := image.NewRGBA(image.Rect(0, 0, int(paper.Width*scale), int(paper.Height*scale)))
	s.Draw(NewRaster(on, scale, symbols))
	return on
}
