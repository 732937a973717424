package sheetml

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"slices"
	"strings"
	"time"
)

// Emit takes the next piece of text of a worksheet. The piece may be reused
// after it returns.
type Emit func(xml []byte) error

// Source produces the rows of a worksheet, in order.
type Source func(ctx context.Context, emit Emit) error

// Package collects the parts that excelize makes of a workbook and writes them,
// with rows put into its worksheets, as one zip file. Hand it to excelize as
// its zip writer; it is in memory, and small, until Write.
type Package struct {
	parts   map[string]*bytes.Buffer
	sources map[string]Source
	last    []string
}

// NewPackage gives an empty package.
func NewPackage() *Package {
	return &Package{parts: map[string]*bytes.Buffer{}, sources: map[string]Source{}}
}

// Create adds an empty part; its content is what is written to it.
func (p *Package) Create(name string) (io.Writer, error) {
	b := &bytes.Buffer{}
	p.parts[name] = b
	return b, nil
}

// AddFS is there because excelize asks for it of a zip writer; it never calls
// it.
func (p *Package) AddFS(fs.FS) error { return errors.ErrUnsupported }

// Close ends the collecting.
func (p *Package) Close() error { return nil }

// Fill gives the worksheet in the named part its rows, behind those it has.
// Sheets are written in the order of the calls.
func (p *Package) Fill(part string, rows Source) {
	p.sources[part] = rows
	p.last = append(p.last, part)
}

const endOfRows = "</sheetData>"

// Write writes the package to w, with entries that bear the time
// modified. The error is the context's when ctx ends first.
func (p *Package) Write(ctx context.Context, w io.Writer, modified time.Time) error {
	z := zip.NewWriter(w)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return newDeflater(w), nil })
	for _, name := range p.order() {
		part, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: modified.UTC()})
		if err == nil {
			err = p.writePart(ctx, part, name)
		}
		if err != nil {
			return errors.Join(err, z.Close())
		}
	}
	return z.Close()
}

// order puts the list of contents first, since some mail filters look at the
// first entry only, and the filled worksheets last.
func (p *Package) order() []string {
	names := make([]string, 0, len(p.parts))
	for name := range p.parts {
		if p.sources[name] == nil {
			names = append(names, name)
		}
	}
	first := func(name string) int {
		switch {
		case name == "[Content_Types].xml":
			return 0
		case strings.HasPrefix(name, "_rels/"):
			return 1
		case strings.HasPrefix(name, "docProps/"):
			return 2
		}
		return 3
	}
	slices.SortFunc(names, func(a, b string) int {
		if d := first(a) - first(b); d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	return append(names, p.last...)
}

func (p *Package) writePart(ctx context.Context, w io.Writer, name string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	content := p.parts[name].Bytes()
	source := p.sources[name]
	if source == nil {
		_, err := w.Write(content)
		return err
	}
	at := bytes.Index(content, []byte(endOfRows))
	if at < 0 {
		return errors.New("sheetml: no rows end in " + name)
	}
	if _, err := w.Write(content[:at]); err != nil {
		return err
	}
	emit := func(xml []byte) error {
		_, err := w.Write(xml)
		return err
	}
	if err := source(ctx, emit); err != nil {
		return err
	}
	_, err := w.Write(content[at:])
	return err
}
