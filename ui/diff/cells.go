package diff

import (
	"strconv"
	"strings"
	"time"

	"jointplan/plan"
	"jointplan/plan/compare"
	"jointplan/ui/grid"
	"jointplan/ui/words"
)

// rowTexts is what a row shows, made when it first comes into sight.
type rowTexts struct {
	what, full         string // the field alone, and with its object
	base, ours, theirs grid.Cell
}

// cells makes what a row shows.
func (x *Set) cells(i int) rowTexts {
	if t, ok := x.texts[i]; ok {
		return t
	}
	r := x.rows[i]
	name := x.name(r)
	t := rowTexts{base: grid.Cell{Tone: grid.ToneSecond}}
	switch {
	case wholeOnly(r):
		sign := "+ "
		if r.Deleted() {
			sign = "– "
		}
		t.what, t.full = sign+name, sign+name
	case r.Field == nil:
		t.what = x.reader.t("compare.object")
		t.full = name + " " + t.what
	default:
		t.what = x.reader.t(r.Field.Label())
		t.full = name + " · " + t.what
	}
	if r.Field != nil && r.Base.Exists {
		t.base.Text = grid.FirstLine(x.Show(r, r.Base.Value))
	}
	t.ours, t.theirs = x.side(r, r.Ours), x.side(r, r.Theirs)
	x.texts[i] = t
	return t
}

// side is the cell of what one side says.
func (x *Set) side(r compare.Row, s compare.State) grid.Cell {
	cell := grid.Cell{Below: x.reader.credit(s)}
	if r.Field == nil {
		cell.Text = x.fate(r, s)
		return cell
	}
	cell.Text = x.Show(r, s.Value)
	if x.isText(r) {
		cell.Runs = excerpt(fresh(pieces(r, s)), lead)
	}
	cell.Text = grid.FirstLine(cell.Text)
	return cell
}

// fate tells what became of an object on one side.
func (x *Set) fate(r compare.Row, s compare.State) string {
	w := x.reader
	switch {
	case !s.Exists && !r.Base.Exists:
		return ""
	case !s.Exists:
		return w.t("compare.gone")
	case !r.Base.Exists:
		return w.t("compare.made")
	case r.Conflict && len(r.Fields) == 0:
		return w.t("compare.kept")
	case len(r.Fields) == 0:
		return w.t("compare.there")
	}
	names := make([]string, len(r.Fields))
	for i, f := range r.Fields {
		names[i] = strings.ToLower(w.t(f.Label()))
	}
	return w.say("compare.edited", "Fields", strings.Join(names, ", "))
}

func (x *Set) isText(r compare.Row) bool {
	return r.Field != nil && (r.Field.Type == plan.LongText || r.Field.Type == plan.Text)
}

// Show puts a value of the row's field into the reader's words.
func (x *Set) Show(r compare.Row, value string) string {
	w := x.reader
	if value == "" || r.Field == nil {
		return ""
	}
	if r.Field.Type == plan.Shape {
		return w.say("compare.shape", "Count", len(pointsOf(value)))
	}
	o := x.Object(r)
	if o == nil {
		return value
	}
	with, err := plan.With(o, plan.Change{Kind: r.Kind, Object: r.Object, Field: r.Field.Name, New: value})
	if err != nil {
		return value
	}
	text := plan.ShowField(x.names, with, r.Field, w.Words)
	if r.Field.Unit != "" && r.Field.Unit != "people" {
		text += " " + w.t("unit."+r.Field.Unit)
	}
	return text
}

// Quote is a value with who gave it: "Orlova: “11 Nov 27”"; most is how much of the
// value stays, in characters.
func (x *Set) Quote(r compare.Row, s compare.State, most int) string {
	text := x.Show(r, s.Value)
	if r.Field == nil {
		text = x.fate(r, s)
	} else if text == "" {
		text = x.reader.t("take.empty")
	}
	if runes := []rune(grid.FirstLine(text)); len(runes) > most {
		text = string(runes[:most]) + "…"
	} else {
		text = string(runes)
	}
	return words.Join(": ", s.By, "“"+text+"”")
}

// credit says who gave a value and when: "Novak, 18 Nov 11:03".
func (w Reader) credit(s compare.State) string {
	if s.By == "" && s.At.IsZero() {
		return ""
	}
	return words.Join(", ", s.By, w.moment(s.At))
}

// moment writes a day with the time of day, the year only when it is another; ""
// for none.
func (w Reader) moment(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	at = at.Local()
	day := w.Words.Date(plan.DateOf(at))
	if at.Year() == w.Now().Local().Year() {
		day = strconv.Itoa(at.Day()) + " " + w.t("month."+strconv.Itoa(int(at.Month())))
	}
	return day + " " + at.Format("15:04")
}
