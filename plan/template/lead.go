package template

// LeadTime is how many days before the first day (D) the earliest entry lies: an
// operation that starts sooner than that from now is late from the beginning.
func (t *Template) LeadTime() int {
	earliest := 0
	for _, e := range t.entries {
		for _, v := range e.values {
			for _, d := range []day{v.day, v.period.start} {
				if d.set && d.relative {
					earliest = min(earliest, d.offset, d.offset+e.shift*(e.repeats-1))
				}
			}
		}
	}
	return -earliest
}
