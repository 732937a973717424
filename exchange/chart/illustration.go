package chart

import (
	"bytes"
	"image/png"
	"strings"

	"jointplan/plan"
	"jointplan/plan/geo"
)

// Picture is the map of an operation as documents hold pictures.
type Picture struct {
	PNG           []byte
	Width, Height float64 // points of 1/72 inch
	Dots          int     // pixels across
	Alt           string  // what it shows, for who cannot see it
}

// pictureDensity is how many pixels an inch of a picture in a document has: enough
// for paper, and small enough to be sent by mail.
const pictureDensity = 200

// mostNamed bounds how many sectors the description of a picture names.
const mostNamed = 12

// DrawPicture draws the map of operation op at a size in points, with title, marking,
// legend, scale and notes as on paper, coloured by who answers for what. Where
// nothing of the operation is drawn there is no picture, and no error.
func DrawPicture(d *plan.Document, op plan.ID, w plan.Words, width, height float64, symbols *Symbols) (*Picture, error) {
	traces := NewTraces()
	o := Options{Operation: op, By: ByParty, Look: Print, Words: w}
	scene := NewScene(d, traces, o)
	if _, any := scene.Box(); !any {
		return nil, nil
	}
	var err error
	if scene.Pieces, err = FindPieces(d, traces, op, 0); err != nil {
		return nil, err
	}
	world, err := World()
	if err != nil {
		return nil, err
	}
	sheet, err := NewSheet(d, scene, &Base{Map: world, Look: o.Look, Language: w.Language()}, geo.Box{})
	if err != nil {
		return nil, err
	}
	drawn := sheet.Picture(Paper{Width: width, Height: height}, pictureDensity, symbols)
	var file bytes.Buffer
	if err := png.Encode(&file, drawn); err != nil {
		return nil, err
	}
	return &Picture{PNG: file.Bytes(), Width: width, Height: height, Dots: drawn.Rect.Dx(), Alt: scene.describe(sheet)}, nil
}

// describe says in words what a sheet with the scene shows.
func (s *Scene) describe(sheet *Sheet) string {
	var names []string
	for _, list := range [][]*item{s.areas, s.lines} {
		for _, it := range list {
			if it.kind == "sector" && len(names) < mostNamed {
				names = append(names, it.title+" ("+it.second+")")
			}
		}
	}
	text := s.Words.Say(plan.Say("chart.alt", "Title", sheet.Title, "Colours", sheet.Under))
	if len(names) > 0 {
		text += " " + strings.Join(names, "; ") + "."
	}
	return text
}
