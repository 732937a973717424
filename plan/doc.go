// Package plan is the domain of Jointplan: the kinds of object a joint plan is
// made of, the document that holds them in memory, and the changes that are the
// only way to alter it.
//
// It is pure: no files, no database, no window, no clock of its own. Whatever
// depends on the time or on chance (today's date, new ids) is handed in.
//
// Every kind is declared once, as a Go struct whose tags carry what schema,
// forms, grids, sheets, import, diff and documents need to know (see Kind and
// Field). Field values have one canonical text form that never depends on a
// language or a place; it is what changes carry, what files store and what
// tables exchange.
package plan
