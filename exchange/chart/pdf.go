package chart

import (
	"image/color"
	"io"
	"math"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goitalic"
	"golang.org/x/image/font/gofont/goregular"

	"jointplan/plan/symbol"
)

// PDF is a canvas that is a page of a document. Its pixels are points of 1/72 inch.
type PDF struct {
	file          *fpdf.Fpdf
	symbols       *Symbols
	at            Dot // of the inset's top left
	width, height float64
	pictures      *int // that the document holds
}

// fontName is what the document calls the font of maps.
const fontName = "go"

// NewPDF makes a document with one empty page.
func NewPDF(width, height float64, symbols *Symbols) *PDF {
	f := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: fpdf.SizeType{Wd: width, Ht: height}})
	f.SetMargins(0, 0, 0)
	f.SetAutoPageBreak(false, 0)
	f.AddUTF8FontFromBytes(fontName, "", goregular.TTF)
	f.AddUTF8FontFromBytes(fontName, "B", gobold.TTF)
	f.AddUTF8FontFromBytes(fontName, "I", goitalic.TTF)
	f.AddPage()
	f.SetLineJoinStyle("round")
	f.SetLineCapStyle("round")
	return &PDF{file: f, symbols: symbols, width: width, height: height, pictures: new(int)}
}

// WriteTo writes the document.
func (p *PDF) WriteTo(w io.Writer) (int64, error) {
	c := &counter{to: w}
	err := p.file.Output(c)
	return c.n, err
}

type counter struct {
	to io.Writer
	n  int64
}

func (c *counter) Write(b []byte) (int, error) {
	n, err := c.to.Write(b)
	c.n += int64(n)
	return n, err
}

// Size in points.
func (p *PDF) Size() (width, height float64) { return p.width, p.height }

// Scale is one: pixels are points.
func (p *PDF) Scale() float64 { return 1 }

// outline writes the path; whoever calls says what is done with it.
func (p *PDF) outline(path Path, closed bool) {
	for _, line := range path {
		for i, d := range line {
			if i == 0 {
				p.file.MoveTo(d.X+p.at.X, d.Y+p.at.Y)
			} else {
				p.file.LineTo(d.X+p.at.X, d.Y+p.at.Y)
			}
		}
		if closed && len(line) > 1 {
			p.file.ClosePath()
		}
	}
}

func (p *PDF) fillColour(c color.NRGBA) {
	p.file.SetFillColor(int(c.R), int(c.G), int(c.B))
	p.file.SetAlpha(float64(c.A)/255, "Normal")
}

func (p *PDF) lineColour(c color.NRGBA) {
	p.file.SetDrawColor(int(c.R), int(c.G), int(c.B))
	p.file.SetAlpha(float64(c.A)/255, "Normal")
}

// Fill fills rings.
func (p *PDF) Fill(path Path, with Paint) {
	box, ok := path.Bounds()
	if !ok {
		return
	}
	if len(with.Stripes) < 2 {
		p.fillColour(with.Colour)
		p.outline(path, true)
		p.file.DrawPath("f*")
	}
	if len(with.Stripes) < 2 && with.Pattern == Plain {
		return
	}
	page := Rect{0, 0, p.width, p.height}
	box = Rect{max(box.Left, page.Left), max(box.Top, page.Top), min(box.Right, page.Right), min(box.Bottom, page.Bottom)}
	p.file.RawWriteStr("q")
	p.outline(path, true)
	p.file.RawWriteStr("W* n")
	if len(with.Stripes) > 1 {
		p.stripes(box, with.Stripes)
	} else {
		p.pattern(box, with)
	}
	p.file.RawWriteStr("Q")
}

// stripes fills a rectangle with stripes that slant upwards.
func (p *PDF) stripes(box Rect, colours []color.NRGBA) {
	wide := stripeWidth * math.Sqrt2
	for n := math.Floor((box.Left + box.Top) / wide); n*wide < box.Right+box.Bottom; n++ {
		p.fillColour(colours[mod(int(n), len(colours))])
		a, b := n*wide-box.Top, n*wide-box.Bottom // x at the top and at the bottom
		p.outline(Path{{{a, box.Top}, {a + wide, box.Top}, {b + wide, box.Bottom}, {b, box.Bottom}}}, true)
		p.file.DrawPath("f")
	}
}

func (p *PDF) pattern(box Rect, with Paint) {
	var lines Path
	const every = lineEvery
	start := math.Floor(box.Left/every) * every
	tall := box.Height()
	for x := start - tall; x < box.Right+tall; x += every {
		switch with.Pattern {
		case Rising, Crossed:
			lines = append(lines, []Dot{{x, box.Bottom}, {x + tall, box.Top}})
		case Upright:
			lines = append(lines, []Dot{{x, box.Top}, {x, box.Bottom}})
		}
		if with.Pattern == Falling || with.Pattern == Crossed {
			lines = append(lines, []Dot{{x, box.Top}, {x + tall, box.Bottom}})
		}
	}
	pen := Pen{Colour: with.Lines, Width: 0.8}
	if with.Pattern == Level || with.Pattern == Dotted {
		for y := math.Floor(box.Top/every) * every; y < box.Bottom; y += every {
			lines = append(lines, []Dot{{start, y}, {box.Right, y}})
		}
		if with.Pattern == Dotted {
			pen.Width, pen.Dashes = 1.6, []float64{0.1, every}
		}
	}
	p.Stroke(lines, pen)
}

// Stroke draws lines.
func (p *PDF) Stroke(path Path, with Pen) {
	if with.Colour.A == 0 {
		return
	}
	p.lineColour(with.Colour)
	p.file.SetLineWidth(with.Width)
	p.file.SetDashPattern(with.Dashes, with.Phase)
	for _, line := range path {
		if len(line) > 1 {
			p.outline(Path{line}, false)
			p.file.DrawPath("D")
		}
	}
	p.file.SetDashPattern(nil, 0)
}

func (p *PDF) font(as Type) {
	style := ""
	if as.Bold {
		style = "B"
	} else if as.Italic {
		style = "I"
	}
	p.file.SetFont(fontName, style, as.Size)
}

// Text writes one line.
func (p *PDF) Text(at Dot, text string, as Type) {
	p.font(as)
	width := p.file.GetStringWidth(text)
	at.X += p.at.X - map[Align]float64{Middle: width / 2, End: width}[as.Align]
	at.Y += p.at.Y
	if as.Halo.A > 0 {
		p.lineColour(as.Halo)
		p.file.SetTextColor(int(as.Halo.R), int(as.Halo.G), int(as.Halo.B))
		p.file.SetLineWidth(2.5)
		p.file.SetTextRenderingMode(1)
		p.file.Text(at.X, at.Y, text)
		p.file.SetTextRenderingMode(0)
	}
	p.file.SetAlpha(float64(as.Colour.A)/255, "Normal")
	p.file.SetTextColor(int(as.Colour.R), int(as.Colour.G), int(as.Colour.B))
	p.file.Text(at.X, at.Y, text)
}

// Measure gives the width of a text in points.
func (p *PDF) Measure(text string, as Type) float64 {
	p.font(as)
	return p.file.GetStringWidth(text)
}

// Symbol draws a military symbol as paths.
func (p *PDF) Symbol(at Dot, code symbol.Code, size float64, style symbol.Style) {
	s := place(p.symbols, at, code, size, style)
	for _, e := range s.elements {
		if e.Fill.A > 0 {
			p.fillColour(e.Fill)
			p.element(s, e)
			p.file.DrawPath("f")
		}
		if e.Stroke.A > 0 {
			p.lineColour(e.Stroke)
			p.file.SetLineWidth(s.width(e))
			p.file.SetDashPattern(s.dashes(e), 0)
			p.element(s, e)
			p.file.DrawPath("D")
		}
	}
	p.file.SetDashPattern(nil, 0)
}

func (p *PDF) element(s placed, e symbol.Element) {
	for _, segment := range e.Path {
		var d [3]Dot
		for i := range segment.Count() {
			d[i] = s.to(segment.Points[i])
			d[i].X, d[i].Y = d[i].X+p.at.X, d[i].Y+p.at.Y
		}
		switch segment.Op {
		case symbol.MoveTo:
			p.file.MoveTo(d[0].X, d[0].Y)
		case symbol.LineTo:
			p.file.LineTo(d[0].X, d[0].Y)
		case symbol.CurveTo:
			p.file.CurveBezierCubicTo(d[0].X, d[0].Y, d[1].X, d[1].Y, d[2].X, d[2].Y)
		case symbol.Close:
			p.file.ClosePath()
		}
	}
}

// Extent gives what a symbol takes.
func (p *PDF) Extent(code symbol.Code, size float64, style symbol.Style) Extent {
	return place(p.symbols, Dot{}, code, size, style).extent
}

// Inset draws on a part of the page.
func (p *PDF) Inset(r Rect, draw func(Canvas)) {
	inner := *p
	inner.at = Dot{p.at.X + r.Left, p.at.Y + r.Top}
	inner.width, inner.height = r.Width(), r.Height()
	p.file.ClipRect(inner.at.X, inner.at.Y, inner.width, inner.height, false)
	draw(&inner)
	p.file.ClipEnd()
}
