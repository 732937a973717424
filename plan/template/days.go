package template

import (
	"strconv"
	"strings"

	"jointplan/plan"
)

// maxOffset is how far a relative day may lie from the first day: a century.
const maxOffset = 36_525

// day is a day counted from the first day of the operation, or a date.
type day struct {
	set      bool
	relative bool
	offset   int
	date     plan.Date
}

// on gives the date when the operation starts on d0; 0 when there is no day.
func (r day) on(d0 plan.Date) plan.Date {
	switch {
	case !r.set:
		return 0
	case r.relative:
		return d0 + plan.Date(r.offset)
	}
	return r.date
}

// parseDay reads "D+30", "D-5", "D" or "2027-05-01".
func parseDay(s string) (day, error) {
	if s == "" {
		return day{}, nil
	}
	if s[0] != 'D' {
		date, err := plan.ParseDate(s)
		return day{set: true, date: date}, err
	}
	if s == "D" {
		return day{set: true, relative: true}, nil
	}
	n, err := strconv.Atoi(s[1:])
	if err != nil || (s[1] != '+' && s[1] != '-') {
		return day{}, plan.Problem("error.template.day", "Value", s)
	}
	if n > maxOffset || n < -maxOffset {
		return day{}, plan.Problem("error.template.far", "Value", s, "Max", maxOffset)
	}
	return day{set: true, relative: true, offset: n}, nil
}

// period is a first and a last day, or a first day and a number of days.
type period struct {
	start, finish day
	days          int // when not 0, finish is counted from start
}

// on gives the span when the operation starts on d0.
func (p period) on(d0 plan.Date) plan.Span {
	span := plan.Span{Start: p.start.on(d0), Finish: p.finish.on(d0)}
	if p.days > 0 {
		span.Finish = span.Start + plan.Date(p.days-1)
	}
	return span
}

// parsePeriod reads "A..B", "A..", "..B", "A +n" or "A".
func parsePeriod(s string) (period, error) {
	if s == "" {
		return period{}, nil
	}
	if from, to, ok := strings.Cut(s, ".."); ok {
		return parseRange(s, strings.TrimSpace(from), strings.TrimSpace(to))
	}
	words := strings.Fields(s)
	if len(words) > 2 || len(words) == 2 && words[1][0] != '+' {
		return period{}, plan.Problem("error.template.period", "Value", s)
	}
	start, err := parseDay(words[0])
	if err != nil {
		return period{}, err
	}
	p := period{start: start, days: 1}
	if len(words) == 2 {
		n, err := strconv.Atoi(words[1][1:])
		if err != nil || n < 1 || n > maxOffset {
			return period{}, plan.Problem("error.template.period", "Value", s)
		}
		p.days = n
	}
	return p, nil
}

func parseRange(s, from, to string) (period, error) {
	start, err := parseDay(from)
	if err != nil {
		return period{}, err
	}
	finish, err := parseDay(to)
	if err != nil {
		return period{}, err
	}
	if !start.set && !finish.set {
		return period{}, plan.Problem("error.template.period", "Value", s)
	}
	p := period{start: start, finish: finish}
	if start.set && finish.set && start.relative == finish.relative {
		const anyDay = 730_000
		if span := p.on(anyDay); span.Finish < span.Start {
			return period{}, plan.Problem("error.template.backwards", "Value", s)
		}
	}
	return p, nil
}
