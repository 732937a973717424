// Package check finds what a plan lacks or contradicts. A check is a small pure
// function over the document; all of them stand in one registry that feeds the
// list of findings, the marks in forms and grids, and the user's guide.
//
// The rules follow what the report asks of every operation (command
// arrangement, principles, sectors, tasks, legal framework), joint planning
// doctrine and the practice of real missions; each rule says which.
//
// A rule looks at one object at a time and declares what else it reads, so that
// after an edit only the objects concerned are looked at again.
package check
