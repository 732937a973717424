package check

import "jointplan/plan"

// Density is what a sector has per km of its line, or per 100 km² of its area.
type Density struct {
	People  float64 // in summer or winter
	Posts   float64
	Patrols float64 // a day
	OfArea  bool    // per 100 km²
}

// DensityOf shares out what is planned in a sector over its length or, where it is an
// area, its size: as the parties state it, else as it is drawn, km and km². ok is
// false where there is no size to share it out over.
func DensityOf(s *plan.Sector, km, km2 float64, winter bool) (d Density, ok bool) {
	d.OfArea = km2 > 0
	size := s.Length
	if d.OfArea {
		if size = s.Area / 100; size == 0 {
			size = km2 / 100
		}
	} else if size == 0 {
		size = km
	}
	if size <= 0 {
		return d, false
	}
	people := s.Summer
	if winter {
		people = s.Winter
	}
	d.People, d.Posts, d.Patrols = float64(people)/size, float64(s.Posts)/size, s.Patrols/size
	return d, true
}
