package main

import (
	"fmt"
	"slices"
	"strings"
)

// The standing of a country or area, as plan/basemap reads it.
const (
	settled  = iota
	disputed // whose it is has not been agreed
	parted   // part of a state that does not hold it
)

// rename mends what the source says of a unit.
type rename struct {
	code, iso string
	names     [3]string
}

// area is a country of its own on the map, since more than one state claims it or
// the one it belongs to does not hold it.
type area struct {
	country
	units []string // codes of units that are it
	all   string   // or all units of this country
}

func (w *world) patch() error {
	for _, c := range cuts {
		if err := w.applyCut(c); err != nil {
			return err
		}
	}
	for _, c := range apart {
		if err := w.applyIslands(c); err != nil {
			return err
		}
	}
	for _, r := range renames {
		u := w.unit(r.code)
		if u == nil {
			return fmt.Errorf("no unit %s to rename", r.code)
		}
		u.names = r.names
		if r.iso != "" {
			u.iso = r.iso
		}
	}
	for code, names := range countryNames {
		w.country(code).names = names
	}
	for _, a := range areas {
		if err := w.applyArea(a); err != nil {
			return err
		}
	}
	used := map[string]bool{}
	for _, u := range w.units {
		used[u.country] = true
	}
	w.countries = slices.DeleteFunc(w.countries, func(c *country) bool { return !used[c.code] })
	slices.SortFunc(w.units, func(a, b *unit) int { return strings.Compare(a.country+a.code, b.country+b.code) })
	slices.SortFunc(w.countries, func(a, b *country) int { return strings.Compare(a.code, b.code) })
	return nil
}

func (w *world) applyArea(a area) error {
	c := a.country
	found := 0
	var only *unit
	for _, u := range w.units {
		if slices.Contains(a.units, u.code) || a.all != "" && u.country == a.all {
			u.country = c.code
			only = u
			found++
		}
	}
	if found == 1 && c.names[0] != "" {
		only.names = c.names // the source has the name that one side gives
	}
	if found == 0 || found < len(a.units) {
		return fmt.Errorf("area %s: %d units found", c.code, found)
	}
	if was := w.country(c.code); was.names[0] != "" {
		if c.names[0] == "" {
			c.names = was.names
		}
		c.iso2, c.labelX, c.labelY, c.labelFrom = was.iso2, was.labelX, was.labelY, was.labelFrom
		*was = c
		return nil
	}
	c.labelFrom = 5
	w.countries = append(w.countries, &c)
	return nil
}
