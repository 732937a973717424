package grid

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
)

// Limits that keep one cell cheap whatever is in it.
const (
	maxFitted  = 8192 // remembered results
	maxShaped  = 400  // characters measured as a whole in scripts that need it
	maxScanned = 4096 // bytes looked at for line breaks
)

// fitter cuts texts to a width with an ellipsis. Letters of scripts that are
// set one after the other are measured once each; the others by whole prefixes.
type fitter struct {
	size     float32
	height   float32 // of a line
	advances map[advance]float32
	fitted   map[fitKey]string
	second   *fitter // of second lines, nil until there are any
}

// small is the fitter of second lines.
func (f *fitter) small() *fitter {
	if f.second == nil {
		f.second = newFitter(smallSize)
	}
	return f.second
}

type advance struct {
	r    rune
	bold bool
}

type fitKey struct {
	text  string
	width float32
	bold  bool
}

func newFitter(size float32) *fitter {
	f := &fitter{size: size}
	f.forget()
	return f
}

// forget drops all measures, as when the font changed.
func (f *fitter) forget() {
	f.advances = map[advance]float32{}
	f.fitted = map[fitKey]string{}
	f.height = 0
	f.second = nil
}

// lineHeight is the height of a line of text.
func (f *fitter) lineHeight() float32 {
	if f.height == 0 {
		f.height = fyne.MeasureText("Mg", f.size, fyne.TextStyle{}).Height
	}
	return f.height
}

// measure is the width of a whole text.
func (f *fitter) measure(text string, bold bool) float32 {
	return fyne.MeasureText(text, f.size, fyne.TextStyle{Bold: bold}).Width
}

func (f *fitter) advance(r rune, bold bool) float32 {
	key := advance{r, bold}
	if w, ok := f.advances[key]; ok {
		return w
	}
	w := f.measure(string(r), bold)
	f.advances[key] = w
	return w
}

// fit is the text as one line no wider than width; "" when not even the
// ellipsis fits.
func (f *fitter) fit(text string, width float32, bold bool) string {
	if text == "" || width <= 0 {
		return ""
	}
	key := fitKey{text, width, bold}
	if s, ok := f.fitted[key]; ok {
		return s
	}
	if len(f.fitted) >= maxFitted {
		clear(f.fitted)
	}
	s := f.cut(oneLine(text), width, bold)
	f.fitted[key] = s
	return s
}

// cut walks the text only as far as it fits.
func (f *fitter) cut(text string, width float32, bold bool) string {
	room := width - f.advance('…', bold)
	var sum float32
	end := 0 // bytes that fit together with an ellipsis
	for i, r := range text {
		if !setAlone(r) {
			return f.cutShaped(text, width, bold)
		}
		sum += f.advance(r, bold)
		if sum > width {
			if room < 0 {
				return ""
			}
			return strings.TrimRight(text[:end], " ") + ellipsis
		}
		if sum <= room {
			end = i + utf8.RuneLen(r)
		}
	}
	return text
}

// cutShaped halves the range of possible ends, measuring whole prefixes.
func (f *fitter) cutShaped(text string, width float32, bold bool) string {
	ends := make([]int, 0, 64) // where a prefix may end
	count, joined := 0, false
	for i, r := range text {
		if i > 0 && !joins(r) && !joined {
			ends = append(ends, i)
		}
		joined = r == '\u200d'
		if count++; count > maxShaped {
			break
		}
	}
	if count <= maxShaped {
		if f.measure(text, bold) <= width {
			return text
		}
	}
	low, high := 0, len(ends) // ends[:low] fit
	for low < high {
		mid := (low + high) / 2
		if f.measure(text[:ends[mid]]+ellipsis, bold) <= width {
			low = mid + 1
		} else {
			high = mid
		}
	}
	if low > 0 {
		return text[:ends[low-1]] + ellipsis
	}
	if f.advance('…', bold) > width {
		return ""
	}
	return ellipsis
}

// setAlone reports characters whose width does not depend on their neighbours.
func setAlone(r rune) bool {
	switch {
	case r < 0x0300, r >= 0x0370 && r <= 0x0482, r >= 0x048A && r <= 0x052F:
		return true
	case r >= 0x1E00 && r <= 0x200A, r >= 0x2010 && r <= 0x2027, r >= 0x2030 && r <= 0x205E:
		return true
	case r >= 0x20A0 && r <= 0x20BF, r >= 0x2100 && r <= 0x22FF:
		return true
	case r >= 0x3001 && r <= 0x3029, r >= 0x3030 && r <= 0x9FFF && r != 0x3099 && r != 0x309A, r >= 0xAC00 && r <= 0xD7A3:
		return true
	}
	return false
}

// joins reports characters that may not start the rest of a cut text.
func joins(r rune) bool {
	return unicode.In(r, unicode.Mn, unicode.Me, unicode.Mc) || r == '\u200d' || r == '\ufe0f' ||
		(r >= 0x1F3FB && r <= 0x1F3FF)
}

// oneLine turns line breaks and tabs into blanks and drops what cannot be
// drawn; of very long texts only the beginning is looked at.
func oneLine(text string) string {
	if len(text) > maxScanned {
		end := maxScanned
		for end > 0 && !utf8.RuneStart(text[end]) {
			end--
		}
		text = text[:end]
	}
	if strings.IndexFunc(text, unicode.IsControl) < 0 && utf8.ValidString(text) {
		return text
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, strings.ReplaceAll(text, "\r\n", "\n"))
}

// wrap breaks a text between words into lines no wider than width.
func (f *fitter) wrap(text string, width float32) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		joined := strings.TrimPrefix(line+" "+word, " ")
		if line != "" && f.measure(joined, false) > width {
			lines = append(lines, line)
			joined = word
		}
		line = joined
	}
	if line != "" {
		lines = append(lines, f.fit(line, width, false))
	}
	return lines
}
