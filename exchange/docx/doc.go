// Package docx writes the plan of an operation as a Word document in the form of an
// operation order: a title block, numbered chapters from situation to agreement,
// and annexes for what is long.
//
// Everything follows from the declarations of package plan: the chapter of a kind,
// the texts that stand in a chapter, the fields of a table, who links whom with
// which party. What is empty is left out.
package docx
