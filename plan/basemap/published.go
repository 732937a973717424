package basemap

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
)

// Published is the length of a land border as somebody gives it. It is a figure to
// start from: parties agree on the one of their operation.
type Published struct {
	A, B   string // codes of countries
	Km     float64
	Source string
}

// ReadPublished reads a table with the columns a, b, km and source.
func ReadPublished(table []byte) ([]Published, error) {
	rows, err := csv.NewReader(bytes.NewReader(table)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("lengths of borders: %w", err)
	}
	if len(rows) == 0 || !slices.Equal(rows[0], []string{"a", "b", "km", "source"}) {
		return nil, fmt.Errorf("lengths of borders: no head of the table")
	}
	var all []Published
	for _, row := range rows[1:] {
		km, err := strconv.ParseFloat(row[2], 64)
		if err != nil || !(km > 0) || row[3] == "" {
			return nil, fmt.Errorf("lengths of borders: %q", row)
		}
		all = append(all, Published{row[0], row[1], km, row[3]})
	}
	return all, nil
}

// LengthOf finds the published length of the border of two countries.
func LengthOf(list []Published, a, b string) (Published, bool) {
	for _, p := range list {
		if p.A == a && p.B == b || p.A == b && p.B == a {
			return p, true
		}
	}
	return Published{}, false
}
