package excel

import (
	"github.com/xuri/excelize/v2"

	"jointplan/exchange/chart"
	"jointplan/exchange/excel/sheetml"
	"jointplan/plan"
)

// The map on the cover fills its width; the rows it lies on are kept free for it.
const (
	mapHeight    = 400.0 // points
	lowMap       = 360.0 // of which two fit a page
	mapRows      = 20
	mapGap       = 6    // pixels below the heading's line
	pointsOfWide = 5.25 // of a column for each of its characters, at 7 pixels
	columnEdge   = 3.75 // and beside them
	screenDots   = 96.0 // pixels of an inch as Excel counts them
	pageDots     = 72.0 // points of an inch
)

// mostMaps bounds the maps of a workspace with many operations; each takes half a page,
// and the workbook of one operation has its own.
const mostMaps = 6

// drawMap puts the map of the one operation there is below its facts.
func (c *cover) drawMap() {
	if c.single != nil {
		c.mapOf(c.single, c.t("document.map"), mapHeight)
	}
}

// besideMap is how many rows may stand above the first map on its page.
const besideMap = 24

// drawMaps puts the maps of several operations below their list, so that none is cut
// by the end of a page.
func (c *cover) drawMaps() {
	if c.single != nil {
		return
	}
	drawn := 0
	for _, op := range plan.All[plan.Operation](c.doc, plan.NoID) {
		if drawn == mostMaps {
			return
		}
		at := c.row
		if !c.mapOf(op, c.t("document.map")+": "+op.Title, lowMap) {
			continue
		}
		if drawn%2 == 1 || drawn == 0 && at > besideMap {
			c.breaks = append(c.breaks, at)
		}
		drawn++
	}
}

// mapOf puts the map of an operation, so many points high, under a heading and on rows
// of its own, and reports whether there is anything on it.
func (c *cover) mapOf(op *plan.Operation, heading string, height float64) bool {
	if c.opts.Symbols == nil || c.err != nil {
		return false
	}
	width := 0.0
	for _, w := range coverWidths[1:] {
		width += w*pointsOfWide + columnEdge
	}
	picture, err := chart.DrawPicture(c.doc, op.ID, c.words, width, height, c.opts.Symbols)
	if err != nil || picture == nil {
		c.err = err
		return false
	}
	c.headingText(heading)
	c.err = c.place(picture, heading, sheetml.Ref(1, c.row))
	for range mapRows + 1 { // the gap takes a part of one more
		c.page.height(c.row, height/mapRows)
		c.put(1, look{}, nil)
		c.row++
	}
	return true
}

// place lays a picture on the sheet from a cell on, at its size on paper.
func (c *cover) place(p *chart.Picture, name, cell string) error {
	scale := p.Width / pageDots * screenDots / float64(p.Dots)
	return c.file.AddPictureFromBytes(c.readmeTab, cell, &excelize.Picture{
		Extension: ".png", File: p.PNG,
		Format: &excelize.GraphicOptions{
			AltText: p.Alt, Name: name, OffsetY: mapGap, ScaleX: scale, ScaleY: scale, Positioning: "oneCell",
		},
	})
}

// mapScale is the scale in percent at which the cover is as wide as a page of A4 or
// Letter. Programs heed breaks between pages only at a fixed scale.
const mapScale = 75

// breakPages ends pages where the maps ask for it.
func (c *cover) breakPages() error {
	if len(c.breaks) == 0 {
		return nil
	}
	fit, scale := false, uint(mapScale)
	if err := c.file.SetSheetProps(c.readmeTab, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	if err := c.file.SetPageLayout(c.readmeTab, &excelize.PageLayoutOptions{AdjustTo: &scale}); err != nil {
		return err
	}
	for _, row := range c.breaks {
		if err := c.file.InsertPageBreak(c.readmeTab, sheetml.Ref(0, row)); err != nil {
			return err
		}
	}
	return nil
}
