package plan

import (
	"math"
	"strconv"
	"strings"
)

// Long is a text of several lines.
type Long string

// Choice is one of the words its field declares, or "".
type Choice string

// Geometry is a GeoJSON geometry object on WGS 84 (longitude, latitude in
// degrees), as one value: a merge must not mix two planners' polygons.
type Geometry string

// IDs is a list of references in the order the planner gave them.
type IDs []ID

// Has reports whether id is in the list.
func (ids IDs) Has(id ID) bool {
	for _, other := range ids {
		if other == id {
			return true
		}
	}
	return false
}

func (ids IDs) String() string {
	parts := make([]string, len(ids))
	for i, id := range ids {
		parts[i] = id.String()
	}
	return strings.Join(parts, " ")
}

// ParseIDs reads ids separated by blanks; repetitions are dropped.
func ParseIDs(s string) (IDs, error) {
	var ids IDs
	for part := range strings.FieldsSeq(s) {
		id, err := ParseID(part)
		if err != nil {
			return nil, err
		}
		if id != NoID && !ids.Has(id) {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

// Money is an amount in hundredths of a currency unit. Amount and currency are
// one value, so that a merge cannot turn 100 EUR into 100 USD.
type Money struct {
	Cents    int64
	Currency string // three capital letters, ISO 4217
}

// ParseMoney reads "1250.00 EUR" or "1250 EUR". The empty string is no amount.
func ParseMoney(s string) (Money, error) {
	if s == "" {
		return Money{}, nil
	}
	amount, currency, ok := strings.Cut(s, " ")
	if !ok || !isCurrency(currency) {
		return Money{}, Problem("error.money", "Value", s)
	}
	n, err := strconv.ParseFloat(amount, 64)
	if err != nil || math.IsNaN(n) || math.Abs(n) > 1e14 {
		return Money{}, Problem("error.money", "Value", s)
	}
	return Money{Cents: int64(math.Round(n * 100)), Currency: currency}, nil
}

func isCurrency(s string) bool {
	return len(s) == 3 && strings.IndexFunc(s, func(r rune) bool { return r < 'A' || r > 'Z' }) < 0
}

// Units gives the amount in whole currency units with its fraction.
func (m Money) Units() float64 { return float64(m.Cents) / 100 }

func (m Money) String() string {
	if m == (Money{}) {
		return ""
	}
	sign, cents := "", m.Cents
	if cents < 0 {
		sign, cents = "-", -cents
	}
	s := sign + strconv.FormatInt(cents/100, 10) + "."
	if cents%100 < 10 {
		s += "0"
	}
	return s + strconv.FormatInt(cents%100, 10) + " " + m.Currency
}

// Share is one party's part of a whole, in percent.
type Share struct {
	Party   ID
	Percent float64
}

// Shares says who bears or holds how much of something; a complete set sums to
// 100 percent.
type Shares []Share

// ParseShares reads "id=60 id=40".
func ParseShares(s string) (Shares, error) {
	var shares Shares
	for _, part := range strings.Fields(s) {
		who, much, ok := strings.Cut(part, "=")
		if !ok {
			return nil, Problem("error.shares", "Value", s)
		}
		id, err := ParseID(who)
		if err != nil {
			return nil, err
		}
		n, err := parseNumber(much)
		if err != nil || n < 0 || n > 100 {
			return nil, Problem("error.shares", "Value", s)
		}
		if id == NoID {
			return nil, Problem("error.shares", "Value", s)
		}
		shares = append(shares, Share{id, n})
	}
	return shares, nil
}

// Sum is the total in percent.
func (s Shares) Sum() float64 {
	total := 0.0
	for _, share := range s {
		total += share.Percent
	}
	return total
}

func (s Shares) String() string {
	parts := make([]string, len(s))
	for i, share := range s {
		parts[i] = share.Party.String() + "=" + formatNumber(share.Percent)
	}
	return strings.Join(parts, " ")
}

func parseNumber(s string) (float64, error) {
	if s == "" {
		return 0, nil
	}
	n, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(n) || math.IsInf(n, 0) {
		return 0, Problem("error.number", "Value", s)
	}
	return n + 0, nil // minus zero becomes zero, which is empty
}

func formatNumber(n float64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatFloat(n, 'f', -1, 64)
}
