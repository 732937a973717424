package features

import "strings"

// About is what a file says of itself besides its features.
type About struct {
	Title   string
	Marking string // of what it holds, and who may have it
	Notice  string // what boundaries and names do not mean
	App     string // program and version
}

// Text is marking and notice, for formats with one place for both.
func (a About) Text() string { return strings.TrimSpace(a.Marking + "\n" + a.Notice) }
