// Package excel writes a plan as a workbook that colleagues read, print, edit
// and send back.
//
// The sheets with objects are derived from the kinds of package plan: one table
// per kind, one column per field (two for a period and for an amount). Every
// row carries the id of its object, and a very hidden sheet says which column
// holds which field, so that a workbook can be taken back after rows were
// sorted and columns moved.
package excel
