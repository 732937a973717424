package template

// What tests of the samples, which stand above this package, need of it.
var (
	Again   = again
	Content = content
	AgainOn = againOn

	// BriefFor fills a template with n parties and its own number of sectors.
	BriefFor = func(t *Template, n int) Brief { return briefFor(t, n, 0) }
)
