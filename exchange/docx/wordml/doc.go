// Package wordml writes documents of WordprocessingML, the form of Word's own
// files: paragraphs in styles, numbered headings with a table of contents, tables
// whose heads repeat, pictures, and sections of standing and lying pages that carry
// a label on top and bottom. What is written depends on nothing but what it is
// given, so that the same content gives the same bytes.
package wordml
