package plan

import (
	"strings"
	"time"
)

// ReadMoment turns a day, or a day and a time behind it ("2026-11-12 14:03"),
// into the span of time that is meant: from is its beginning, to the beginning
// of what follows. Days are written as in ReadField.
func ReadMoment(text string, w Words, zone *time.Location) (from, to time.Time, err error) {
	text = strings.TrimSpace(strings.Replace(text, "T", " ", 1))
	day, clock, length := text, time.Duration(0), 24*time.Hour
	if i := strings.LastIndexByte(text, ' '); i > 0 && strings.Contains(text[i:], ":") {
		at, err := time.Parse("15:04", text[i+1:])
		if err != nil {
			return from, to, Problem("error.moment", "Value", text)
		}
		day, length = text[:i], time.Minute
		clock = time.Duration(at.Hour())*time.Hour + time.Duration(at.Minute())*time.Minute
	}
	d, err := ReadDate(day, w)
	if err != nil || d == 0 {
		return from, to, Problem("error.moment", "Value", text).Because(err)
	}
	y, m, n := d.Time().Date()
	from = time.Date(y, m, n, 0, int(clock/time.Minute), 0, 0, zone)
	if length == time.Minute {
		return from, from.Add(length), nil
	}
	return from, time.Date(y, m, n+1, 0, 0, 0, 0, zone), nil
}

// SayMoment writes a time to the minute so that each reader sees it in his
// language, also when it is kept in the history.
func SayMoment(at time.Time) Message {
	m := SayDay(at)
	m.Key, m.Args["Time"] = "history.moment", at.Format("15:04")
	return m
}

// SayDay is SayMoment for a whole day.
func SayDay(at time.Time) Message {
	return Say("history.day", "Day", at.Format("02"), "Month", Say("month."+at.Format("1")), "Year", at.Format("06"))
}
