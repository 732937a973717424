// Package sheetml writes the two parts of a workbook that are large: the rows
// of a worksheet as SpreadsheetML text, appended cell by cell to a buffer, and
// the zip package around them, deflated in blocks on all cores. What is small
// (styles, tables, charts, validations) is made by excelize; its parts are
// collected here and the rows put in where its worksheets end.
package sheetml
