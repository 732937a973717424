// Package diff shows what two sides of a plan differ in: as rows of a grid, grouped
// and filtered, with the words marked that changed, and each difference in full. It
// decides nothing and writes nothing: what becomes of a row is said by who shows it.
package diff
