package storage

import (
	"context"
	"database/sql/driver"
	"encoding/binary"
	"math"
	"strings"
	"time"
)

// shelf is a table as salvage reads it: by a key that can be looked up, so that
// reading can begin behind damaged pages.
type shelf struct {
	sql    string // the columns, of which the first is the key
	key    string
	order  string // of all rows; begins with the key
	number bool   // the key is a number, not bytes
	bounds span   // where keys can be, as far as rows do not tell
}

// span is a range of keys, both ends belonging to it. Of a key of bytes the first
// eight count.
type span struct{ from, to uint64 }

// anywhere is where keys of random bytes are.
var anywhere = span{0, math.MaxUint64}

func (s span) size() uint64 { return s.to - s.from }

// place is a key as a number.
func (t shelf) place(v driver.Value) (at uint64, ok bool) {
	if t.number {
		n, ok := v.(int64)
		return uint64(n), ok && n >= 0
	}
	b := asBytes(v)
	if len(b) < 8 {
		return 0, false
	}
	return binary.BigEndian.Uint64(b), true
}

// ends gives what to look up for a span.
func (t shelf) ends(s span) []driver.Value {
	if t.number {
		return []driver.Value{int64(min(s.from, math.MaxInt64)), int64(min(s.to, math.MaxInt64))}
	}
	from, to := make([]byte, 16), make([]byte, 16)
	binary.BigEndian.PutUint64(from, s.from)
	binary.BigEndian.PutUint64(to, s.to)
	binary.BigEndian.PutUint64(to[8:], math.MaxUint64)
	return []driver.Value{from, to}
}

// backwards is the order turned round, column by column.
func (t shelf) backwards() string { return strings.ReplaceAll(t.order, ",", " DESC,") + " DESC" }

// How much looking behind damaged pages may cost. A file can be made to harm
// whose every lookup takes long.
const (
	jumpingTime  = 1500 * time.Millisecond // for all tables together
	probesAPage  = 8
	fewestProbes = 200
)

// scan reads a table forwards to the first damage, then backwards to the last,
// then what lies between damaged pages. Rows may come more than once.
func (s *salvor) scan(t shelf, row func([]driver.Value)) (whole bool) {
	gap := t.bounds
	n := 0
	read := func(rest string, args []driver.Value, end *uint64) error {
		return s.c.each(context.Background(), t.sql+rest, args, func(r []driver.Value) error {
			if n++; n > s.limit {
				return errStructure
			}
			if at, ok := t.place(r[0]); ok {
				*end = at
			}
			row(r)
			return nil
		})
	}
	if read(" ORDER BY "+t.order, nil, &gap.from) == nil {
		return true
	}
	n = 0
	_ = read(" ORDER BY "+t.backwards(), nil, &gap.to) // its error is the damage known already
	n = 0
	s.jump(t, gap, func(in span, order string, end *uint64) bool {
		return read(" WHERE "+t.key+" BETWEEN ? AND ? ORDER BY "+order, t.ends(in), end) == nil
	})
	return false
}

// jump looks for rows in the middle of what is missing, and in the middle of what
// is missing then, until the pieces are smaller than what a page holds. read
// reports whether it came through.
func (s *salvor) jump(t shelf, gap span, read func(in span, order string, end *uint64) bool) {
	if gap.from >= gap.to {
		return
	}
	probes := max(s.pages*probesAPage, fewestProbes)
	smallest := gap.size() / uint64(probes)
	for gaps := []span{gap}; len(gaps) > 0 && probes > 0; probes-- {
		g := gaps[0]
		gaps = gaps[1:]
		if g.from >= g.to || g.size() <= smallest {
			continue
		}
		if s.jumped > jumpingTime {
			return
		}
		begun := time.Now()
		middle := g.from + g.size()/2
		above, below := span{middle, g.to}, span{g.from, middle}
		if !read(above, t.order, &above.from) {
			gaps = append(gaps, above)
		}
		if !read(below, t.backwards(), &below.to) {
			gaps = append(gaps, below)
		}
		s.jumped += time.Since(begun)
	}
}
