package grid

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// picker chooses one or several of some options: typing narrows the list.
type picker struct {
	e      *editing
	entry  *cellEntry
	list   *optionList
	popup  *popup
	ticked []string // keys, in the order they were chosen
	walked bool     // the arrows were used since something was typed
}

const (
	pickerRows  = 10
	pickerWidth = 240
)

func newPicker(e *editing, typed string) *picker {
	p := &picker{e: e, entry: newCellEntry("")}
	if e.what.Multi {
		p.ticked = strings.Fields(e.what.Value)
	} else {
		p.ticked = []string{e.what.Value}
	}
	p.entry.SetPlaceHolder(e.what.Hint)
	p.entry.onKey, p.entry.onRune = p.key, p.space
	p.list = newOptionList(e.s.g, e.what.Multi, p.chosen)
	p.list.onPick = p.pick
	p.list.set(e.what.Options)
	p.entry.OnChanged = func(text string) {
		p.walked = false
		p.filter(text)
	}
	height := headerHeight + float32(min(max(len(e.what.Options), 1), pickerRows))*rowHeight + 2*popupPad + 4
	content := container.NewBorder(tight(p.entry, &e.s.g.palette, true), nil, nil, nil, p.list)
	at, size := e.bounds()
	room := fyne.NewSize(max(size.Width+1, p.width()), height)
	p.popup = newPopup(e.s.canvas(), e.s.g, content, e.s.origin().Add(at), size, room)
	p.popup.outside = p.leave
	p.list.highlight(slices.IndexFunc(e.what.Options, func(o Option) bool { return p.chosen(o.Key) }))
	if typed != "" {
		p.entry.SetText(typed)
		p.entry.toEnd()
	}
	return p
}

// width is the room the longest of the first options needs.
func (p *picker) width() float32 {
	width := float32(pickerWidth)
	for _, o := range p.e.what.Options[:min(len(p.e.what.Options), 50)] {
		width = max(width, p.e.s.g.fit.measure(p.e.s.g.fit.fit(o.Label, 420, false), false)+70)
	}
	return width
}

func (p *picker) chosen(key string) bool { return slices.Contains(p.ticked, key) }

// filter narrows the list to the options with all words typed, and points at
// the first that starts with them.
func (p *picker) filter(text string) {
	words := strings.Fields(strings.ToLower(text))
	var fits []Option
	best := -1
	for _, o := range p.e.what.Options {
		label := strings.ToLower(o.Label)
		if !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(label, w) }) {
			if best < 0 && len(words) > 0 && strings.HasPrefix(label, words[0]) {
				best = len(fits)
			}
			fits = append(fits, o)
		}
	}
	p.list.set(fits)
	p.list.highlight(max(best, 0))
}

func (p *picker) key(key fyne.KeyName, shift bool) bool {
	switch key {
	case fyne.KeyUp:
		p.walk(-1)
	case fyne.KeyDown:
		p.walk(1)
	case fyne.KeyPageUp:
		p.walk(-pickerRows)
	case fyne.KeyPageDown:
		p.walk(pickerRows)
	case fyne.KeyEscape:
		p.e.abandon()
	case fyne.KeyReturn, fyne.KeyEnter, keySave:
		p.accept(p.e.below)
	case fyne.KeyTab:
		p.accept(p.e.beside(shift))
	default:
		return false
	}
	return true
}

// space ticks the option pointed at, unless words are being typed.
func (p *picker) space(r rune) bool {
	option, ok := p.list.current()
	if r != ' ' || !p.e.what.Multi || !ok || (p.entry.Text != "" && !p.walked) {
		return false
	}
	p.toggle(option)
	return true
}

func (p *picker) walk(step int) {
	p.walked = true
	p.list.highlight(min(max(p.list.at+step, 0), len(p.list.options)-1))
}

// accept takes the option pointed at, where that is meant, and leaves.
func (p *picker) accept(move func()) {
	option, ok := p.list.current()
	switch {
	case p.e.what.Multi:
		if ok && p.entry.Text != "" && !p.chosen(option.Key) {
			p.ticked = append(p.ticked, option.Key)
		}
	case !ok:
		return // nothing fits what was typed
	default:
		p.ticked = []string{option.Key}
	}
	p.e.leave(move)
}

// pick is a click on an option.
func (p *picker) pick(o Option) {
	if !p.e.what.Multi {
		p.ticked = []string{o.Key}
		p.e.leave(func() {})
		return
	}
	p.toggle(o)
}

func (p *picker) toggle(o Option) {
	if at := slices.Index(p.ticked, o.Key); at >= 0 {
		p.ticked = slices.Delete(p.ticked, at, at+1)
	} else {
		p.ticked = append(p.ticked, o.Key)
	}
	p.list.Refresh()
	p.focus()
}

// leave is a click beside the list: it keeps what was ticked, but chooses
// nothing that was only pointed at.
func (p *picker) leave() { p.e.leave(func() {}) }

func (p *picker) value() string { return strings.Join(p.ticked, " ") }

func (p *picker) focus() { p.popup.canvas.Focus(p.entry) }

func (p *picker) refuse(reason string) {
	p.list.reason = reason
	p.list.Refresh()
}

func (p *picker) close() { p.popup.close() }
