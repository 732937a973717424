package features

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"jointplan/plan"
)

// The limits of what is read.
const (
	MaxFile     = 500 << 20 // bytes of a file, unpacked
	maxFeature  = 192 << 20 // bytes of one feature: a border of some million points
	maxFeatures = 200_000
)

// Source is a file being read. It refuses one that goes on for ever, and a single
// feature that does, so that no file takes all memory.
type Source struct {
	ctx   context.Context
	r     io.Reader
	total int64
	since int64 // since the last feature
}

// NewSource reads a text: a mark at its start that says UTF-16 is heeded, that of
// UTF-8 dropped. The end of the context is an error of reading.
func NewSource(ctx context.Context, r io.Reader) *Source {
	s := &Source{ctx: ctx}
	counted := bufio.NewReaderSize(&limited{s, r}, 64<<10)
	s.r = counted
	switch mark, _ := counted.Peek(3); {
	case bytes.HasPrefix(mark, []byte{0xEF, 0xBB, 0xBF}):
		_, _ = counted.Discard(3) // was peeked at
	case bytes.HasPrefix(mark, []byte{0xFF, 0xFE}), bytes.HasPrefix(mark, []byte{0xFE, 0xFF}):
		s.r = transform.NewReader(counted, unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder())
	}
	return s
}

// Read implements io.Reader.
func (s *Source) Read(p []byte) (int, error) { return s.r.Read(p) }

// Fresh says that a feature was read and the next one begins.
func (s *Source) Fresh() { s.since = 0 }

// limited counts what comes from the file.
type limited struct {
	s *Source
	r io.Reader
}

func (l *limited) Read(p []byte) (int, error) {
	if err := l.s.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := l.r.Read(p)
	l.s.total += int64(n)
	l.s.since += int64(n)
	switch {
	case l.s.total > MaxFile:
		return 0, plan.Problem("mapdata.file.large", "Max", MaxFile>>20)
	case l.s.since > maxFeature:
		return 0, plan.Problem("mapdata.feature.large", "Max", maxFeature>>20)
	}
	return n, err
}

// charsets are those that map files of older programs are written in.
var charsets = map[string]*charmap.Charmap{
	"iso-8859-1": charmap.ISO8859_1, "latin1": charmap.ISO8859_1, "iso-8859-2": charmap.ISO8859_2, "iso-8859-5": charmap.ISO8859_5,
	"iso-8859-15": charmap.ISO8859_15, "windows-1250": charmap.Windows1250, "windows-1251": charmap.Windows1251,
	"windows-1252": charmap.Windows1252, "koi8-r": charmap.KOI8R,
}

// XML gives a decoder of the text. Entities that a file declares itself are never
// expanded; using one is an error.
func (s *Source) XML() *xml.Decoder {
	d := xml.NewDecoder(s)
	d.Entity = xml.HTMLEntity
	d.CharsetReader = func(name string, r io.Reader) (io.Reader, error) {
		name = strings.ToLower(name)
		if name == "us-ascii" || name == "ascii" || strings.HasPrefix(name, "utf") {
			return r, nil // UTF-16 was turned by its mark
		}
		table := charsets[name]
		if table == nil {
			return nil, plan.Problem("mapdata.charset", "Value", cut(name, 40))
		}
		return table.NewDecoder().Reader(r), nil
	}
	return d
}

// Unreadable turns what a decoder says into a sentence.
func Unreadable(err error) error {
	var problem *plan.ProblemError
	var inXML *xml.SyntaxError
	var inJSON *json.SyntaxError
	switch {
	case err == nil:
		return nil
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.As(err, &problem):
		return problem
	case errors.As(err, &inXML):
		return plan.Problem("mapdata.xml", "Line", inXML.Line).Because(err)
	case errors.As(err, &inJSON):
		return plan.Problem("mapdata.json", "Offset", inJSON.Offset).Because(err)
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return plan.Problem("mapdata.cut").Because(err)
	}
	return plan.Problem("mapdata.broken").Because(err)
}

// cut keeps a foreign word short enough for a sentence.
func cut(text string, most int) string {
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return text
}
