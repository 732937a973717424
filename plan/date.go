package plan

import (
	"strconv"
	"strings"
	"time"
)

// Date is a calendar day without time or zone, counted from 1 January of year 1,
// which is 1; 0 means "no date". Plans of several nations are kept in days so
// that no time zone can move a deadline.
type Date int32

const (
	epochDate = 719163 // 1 January 1970
	minYear   = 1900
	maxYear   = 2200
)

// DateOf gives the day of t in t's own zone.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return MakeDate(y, int(m), d)
}

// MakeDate gives the day y-m-d; months and days out of range carry over as in
// package time.
func MakeDate(y, m, d int) Date {
	return Date(time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC).Unix()/86400 + epochDate)
}

// ParseDate reads "2027-05-03". The empty string is no date. A day that does
// not exist, such as 30 February, or a year outside 1900–2200 is an error.
func ParseDate(s string) (Date, error) {
	if s == "" {
		return 0, nil
	}
	if len(s) != 10 || s[4] != '-' || s[7] != '-' {
		return 0, Problem("error.date", "Value", s)
	}
	y, errY := strconv.Atoi(s[:4])
	m, errM := strconv.Atoi(s[5:7])
	d, errD := strconv.Atoi(s[8:])
	if errY != nil || errM != nil || errD != nil || y < minYear || y > maxYear || m < 1 || m > 12 || d < 1 || d > daysIn(y, m) {
		return 0, Problem("error.date", "Value", s)
	}
	return MakeDate(y, m, d), nil
}

func daysIn(y, m int) int {
	return time.Date(y, time.Month(m)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// Time gives midnight UTC of the day.
func (d Date) Time() time.Time {
	return time.Unix(int64(d-epochDate)*86400, 0).UTC()
}

// String gives the canonical form "2027-05-03", or "" for no date.
func (d Date) String() string {
	if d == 0 {
		return ""
	}
	y, m, day := d.Time().Date()
	var b [10]byte
	b[0], b[1], b[2], b[3] = byte('0'+y/1000%10), byte('0'+y/100%10), byte('0'+y/10%10), byte('0'+y%10)
	b[4], b[5], b[6] = '-', byte('0'+int(m)/10), byte('0'+int(m)%10)
	b[7], b[8], b[9] = '-', byte('0'+day/10), byte('0'+day%10)
	return string(b[:])
}

// Span is a start and a finish day, both included. They are one value because a
// merge must not join one planner's start with another's finish. Either end may
// be open (0).
type Span struct{ Start, Finish Date }

// ParseSpan reads "2027-05-03/2027-05-09"; an end may be missing, as in
// "2027-05-03/". A finish before the start is an error.
func ParseSpan(s string) (Span, error) {
	if s == "" {
		return Span{}, nil
	}
	from, to, ok := strings.Cut(s, "/")
	if !ok {
		to = from
	}
	start, err := ParseDate(from)
	if err != nil {
		return Span{}, err
	}
	finish, err := ParseDate(to)
	if err != nil {
		return Span{}, err
	}
	if start != 0 && finish != 0 && finish < start {
		return Span{}, Problem("error.span", "Start", start.String(), "Finish", finish.String())
	}
	return Span{start, finish}, nil
}

// String gives the canonical form "start/finish", or "" when both are open.
func (s Span) String() string {
	if s == (Span{}) {
		return ""
	}
	return s.Start.String() + "/" + s.Finish.String()
}

// Days is the length with both ends included, 0 when an end is open.
func (s Span) Days() int {
	if s.Start == 0 || s.Finish == 0 {
		return 0
	}
	return int(s.Finish-s.Start) + 1
}

// Overlaps reports whether the two spans share a day; an open end reaches for
// ever. A span with both ends open overlaps nothing.
func (s Span) Overlaps(o Span) bool {
	if s == (Span{}) || o == (Span{}) {
		return false
	}
	return (s.Finish == 0 || o.Start <= s.Finish) && (o.Finish == 0 || s.Start <= o.Finish)
}

// Covers reports whether every day of o lies in s; an open end of s reaches for
// ever, an open end of o is not covered by a closed one.
func (s Span) Covers(o Span) bool {
	startOK := s.Start == 0 || (o.Start != 0 && o.Start >= s.Start)
	finishOK := s.Finish == 0 || (o.Finish != 0 && o.Finish <= s.Finish)
	return startOK && finishOK
}

// Shift moves both ends by days; open ends stay open.
func (s Span) Shift(days int) Span {
	if s.Start != 0 {
		s.Start += Date(days)
	}
	if s.Finish != 0 {
		s.Finish += Date(days)
	}
	return s
}
