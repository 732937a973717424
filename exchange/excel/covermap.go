package excel

import (
	"github.com/xuri/excelize/v2"

	"jointplan/exchange/chart"
	"jointplan/exchange/excel/sheetml"
)

// The map on the cover fills its width; the rows it lies on are kept free for it.
const (
	mapHeight    = 400.0 // points
	mapRows      = 20
	mapGap       = 6    // pixels below the heading's line
	pointsOfWide = 5.25 // of a column for each of its characters, at 7 pixels
	columnEdge   = 3.75 // and beside them
	screenDots   = 96.0 // pixels of an inch as Excel counts them
	pageDots     = 72.0 // points of an inch
)

// drawMap puts the map of a single operation below its facts, on rows of its own.
func (c *cover) drawMap() {
	if c.single == nil || c.opts.Symbols == nil || c.err != nil {
		return
	}
	width := 0.0
	for _, w := range coverWidths[1:] {
		width += w*pointsOfWide + columnEdge
	}
	picture, err := chart.DrawPicture(c.doc, c.single.ID, c.words, width, mapHeight, c.opts.Symbols)
	if err != nil || picture == nil {
		c.err = err
		return
	}
	c.heading("document.map")
	c.err = c.place(picture, sheetml.Ref(1, c.row))
	for range mapRows + 1 { // the gap takes a part of one more
		c.page.height(c.row, mapHeight/mapRows)
		c.put(1, look{}, nil)
		c.row++
	}
}

// place lays a picture on the sheet from a cell on, at its size on paper.
func (c *cover) place(p *chart.Picture, cell string) error {
	scale := p.Width / pageDots * screenDots / float64(p.Dots)
	return c.file.AddPictureFromBytes(c.readmeTab, cell, &excelize.Picture{
		Extension: ".png", File: p.PNG,
		Format: &excelize.GraphicOptions{
			AltText: p.Alt, Name: c.t("document.map"), OffsetY: mapGap, ScaleX: scale, ScaleY: scale, Positioning: "oneCell",
		},
	})
}
