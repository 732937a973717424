package template

// What tests of the samples, which stand above this package, need of it.
var (
	Again   = again
	Content = content
)
