package diff

import (
	"slices"
	"strings"
	"unicode/utf8"

	"jointplan/plan/compare"
	"jointplan/ui/grid"
)

// pieces compares what one side says word by word with what was there before; where
// nothing was, with what the other side says.
func pieces(r compare.Row, s compare.State) []compare.Piece {
	switch {
	case r.Base.Exists && r.Base.Value != "":
		return runTogether(compare.Words(r.Base.Value, s.Value))
	case !r.Conflict || s.Value == "":
		return nil
	}
	other := r.Ours.Value
	if s == r.Ours {
		other = r.Theirs.Value
	}
	return without(runTogether(compare.Words(other, s.Value)), compare.Removed)
}

// shortest is how much must have stayed between two changes for them to be two, in
// bytes.
const shortest = 6

// runTogether makes one change of those with next to nothing between them: a
// reader sees no use in an article that stayed.
func runTogether(pieces []compare.Piece) []compare.Piece {
	var out []compare.Piece
	removed, inserted := "", ""
	flush := func() {
		for _, p := range []compare.Piece{{Text: removed, Op: compare.Removed}, {Text: inserted, Op: compare.Inserted}} {
			if p.Text != "" {
				out = append(out, p)
			}
		}
		removed, inserted = "", ""
	}
	for i, p := range pieces {
		between := len(p.Text) < shortest && i > 0 && i < len(pieces)-1
		switch {
		case p.Op == compare.Removed:
			removed += p.Text
		case p.Op == compare.Inserted:
			inserted += p.Text
		case between && removed+inserted != "":
			removed, inserted = removed+p.Text, inserted+p.Text
		default:
			flush()
			out = append(out, p)
		}
	}
	flush()
	return out
}

// fresh leaves out what was removed where something else is there instead: the cell
// beside says what was there, and in one line the new words must be read first.
func fresh(pieces []compare.Piece) []compare.Piece {
	if slices.ContainsFunc(pieces, func(p compare.Piece) bool { return p.Op == compare.Inserted }) {
		return without(pieces, compare.Removed)
	}
	return pieces
}

// How much of what is unchanged stays before a word that changed, in the cells of a
// comparison and in wide ones, and how much after one, in characters.
const lead, wideLead, trail = 10, 20, 10

// excerpt marks the words that changed, starts shortly before the first of them and
// passes over most of what lies between two. Where next to nothing stayed there is
// nothing to mark.
func excerpt(pieces []compare.Piece, lead int) []grid.Run {
	same, all := 0, 0
	for _, p := range pieces {
		if p.Op == compare.Same {
			same += len(p.Text)
		}
		all += len(p.Text)
	}
	if same*5 < all || same == all {
		return nil
	}
	var runs []grid.Run
	for i, p := range pieces {
		text := p.Text
		switch {
		case p.Op != compare.Same:
		case i == 0:
			text = tail(text, lead)
		case i < len(pieces)-1 && utf8.RuneCountInString(text) > lead+trail+6:
			text = head(text, trail) + tail(text, lead)
		}
		runs = append(runs, grid.Run{Text: text, Mark: map[compare.Op]grid.Mark{
			compare.Same: grid.MarkNone, compare.Inserted: grid.MarkAdded, compare.Removed: grid.MarkRemoved}[p.Op]})
	}
	return runs
}

// head is the beginning of a text, up to the end of a word where there is one.
func head(text string, longest int) string {
	cut := string([]rune(text)[:longest])
	if at := strings.LastIndexByte(cut, ' '); at > 0 {
		cut = cut[:at+1]
	}
	return cut
}

// tail is the end of a text that is longer than some characters, from the beginning
// of a word where one is near.
func tail(text string, longest int) string {
	runes := []rune(text)
	if len(runes) <= longest+6 {
		return text
	}
	from := len(runes) - longest
	if at := slices.Index(runes[from:len(runes)-1], ' '); at >= 0 {
		from += at + 1
	} else {
		for n := 0; n < longest && from > 0 && runes[from-1] != ' '; n++ {
			from--
		}
	}
	return "… " + string(runes[from:])
}

// Runs marks in two texts, each on one line, the words that differ. They are nil for
// a text that has next to nothing in common with the other.
func Runs(was, is string) (before, after []grid.Run) {
	pieces := runTogether(compare.Words(flat(was), flat(is)))
	return excerpt(without(pieces, compare.Inserted), wideLead), excerpt(without(pieces, compare.Removed), wideLead)
}

func without(pieces []compare.Piece, op compare.Op) []compare.Piece {
	return slices.DeleteFunc(slices.Clone(pieces), func(p compare.Piece) bool { return p.Op == op })
}

// flat puts a text on one line.
func flat(text string) string { return strings.Join(strings.Fields(text), " ") }
