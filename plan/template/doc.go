// Package template makes operations from readable files and files from
// operations.
//
// A template is one YAML file: a header with the roles the planner will fill,
// and under "parts" entries for the kinds of object the operation is to have.
// The package knows no kind by itself; fields, choices and references are
// checked against the declarations of package plan. docs/templates.md tells how
// to write one.
//
// Parse refuses whatever would not give a sound operation, with file, line and
// reason. Instantiate turns a template and a Brief, in which the planner names
// parties, theatre, sectors and the first day, into one titled edit. Save
// writes any operation as a template.
package template
