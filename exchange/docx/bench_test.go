package docx

import "testing"

// BenchmarkDocument writes the sample of a border monitoring with its map.
func BenchmarkDocument(b *testing.B) {
	d, op, _ := border(b)
	o := withSymbols(b, options(b, d, op, "en"))
	for b.Loop() {
		exported(b, d, op, o)
	}
}
