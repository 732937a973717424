package storage

// Returned reports whether what would be merged is a shared copy that comes back. Such
// a copy is merged by itself.
func (m *Merge) Returned() bool { return m.returned != nil }
