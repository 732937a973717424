package excel

import (
	"github.com/xuri/excelize/v2"

	"jointplan/exchange/tone"

	"jointplan/plan"
)

// The colours of the workbench, and paler ones to lie behind text.
const (
	ink, second, hint   = "1B1F24", "4A535E", "6A7480"
	line, grey, white   = "D9DEE4", "F1F3F5", "FFFFFF"
	accent, dark        = "1F5FBF", "1F3A5F"
	red, amber, green   = "B3261E", "B26A00", "2E7D4F"
	paleRed, paleAmber  = "FBE4E2", "FBEEDC"
	paleGreen, paleBlue = "DFF1E5", "E4EDFA"
)

const (
	fontName = "Arial" // there, or one of the same widths, on every system
	fontSize = 10
)

// look is a style of cells; the zero look is plain text at the top left.
type look struct {
	format                string
	wrap, bold, underline bool
	size                  float64
	ink, fill             string
	align, vertical       string
	indent                int
	below                 string // colour of a hairline below
}

// styles keeps what looks the workbook has as styles already.
type styles struct {
	file    *excelize.File
	known   map[look]int
	overlay map[look]int // of conditional formats
	wraps   map[int]bool // in which texts wrap
}

// base sets the font that column widths are counted in.
func (s *styles) base() error {
	s.known, s.overlay, s.wraps = map[look]int{}, map[look]int{}, map[int]bool{}
	if err := s.file.SetDefaultFont(fontName); err != nil {
		return err
	}
	*s.file.Styles.Fonts.Font[0].Sz.Val = fontSize
	return nil
}

// cell gives the number of the style for look l.
func (s *styles) cell(l look) (int, error) {
	if id, ok := s.known[l]; ok {
		return id, nil
	}
	style := s.style(l)
	style.Font.Family = fontName
	style.Font.Size = fontSize
	if l.size > 0 {
		style.Font.Size = l.size
	}
	if style.Font.Color == "" {
		style.Font.Color = ink
	}
	vertical := l.vertical
	if vertical == "" {
		vertical = "top"
	}
	style.Alignment = &excelize.Alignment{Horizontal: l.align, Vertical: vertical, WrapText: l.wrap, Indent: l.indent}
	id, err := s.file.NewStyle(style)
	s.known[l], s.wraps[id] = id, l.wrap
	return id, err
}

// conditional gives the number of the style that a conditional format lays over
// a cell.
func (s *styles) conditional(l look) (int, error) {
	if id, ok := s.overlay[l]; ok {
		return id, nil
	}
	style := s.style(l)
	if l.ink == "" && !l.bold {
		style.Font = nil
	}
	id, err := s.file.NewConditionalStyle(style)
	s.overlay[l] = id
	return id, err
}

func (s *styles) style(l look) *excelize.Style {
	style := &excelize.Style{Font: &excelize.Font{Bold: l.bold, Color: l.ink}}
	if l.underline {
		style.Font.Underline = "single"
	}
	if l.fill != "" {
		style.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{l.fill}}
	}
	if l.below != "" {
		style.Border = []excelize.Border{{Type: "bottom", Color: l.below, Style: 1}}
	}
	if l.format != "" {
		style.CustomNumFmt = &l.format
	}
	return style
}

// Formats of values. The month is written out in the reader's language, so that
// no nation takes it for the day.
const (
	dateFormat   = "dd mmm yyyy"
	wholeFormat  = "#,##0"
	moneyFormat  = "#,##0.00"
	numberFormat = "#,##0.00"
	textFormat   = "@"
)

// setStyles gives the columns of a sheet their styles.
func (b *book) setStyles(s *sheet) error {
	for _, c := range s.columns {
		l := look{wrap: c.wrap, vertical: "center"}
		if s.long {
			l.vertical = "top"
		}
		switch {
		case c.isDate():
			l.format, l.align = dateFormat, "center"
		case c.part == partAmount:
			l.format = moneyFormat
		case c.is(plan.Whole):
			l.format = wholeFormat
		case c.is(plan.Number) && c.fraction:
			l.format = numberFormat
		case c.hidden(), c.part == partNumber:
			l.format = textFormat
		}
		if c.isNumber() {
			l.align, l.indent = "right", 1
		}
		var err error
		if c.plain, err = b.styles.cell(l); err != nil {
			return err
		}
		if c.computed() {
			l.fill, l.ink = grey, second
		}
		if c.style, err = b.styles.cell(l); err != nil {
			return err
		}
	}
	return nil
}

// tones are how words for states look.
var tones = map[tone.Tone]look{
	tone.Good:  {ink: "1E5A38", fill: paleGreen},
	tone.Going: {ink: "174A96", fill: paleBlue},
	tone.Open:  {ink: "8A5200", fill: paleAmber},
	tone.Stop:  {ink: "8F1D17", fill: paleRed},
	tone.High:  {ink: "8A5200", bold: true},
	tone.Over:  {ink: hint, fill: grey},
}
