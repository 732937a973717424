// Package storage keeps a plan in a workspace file: one SQLite file that a
// planner copies, mails and opens anywhere.
//
// The log of changes is the truth. Every edit is one transaction of field
// values, linked to those that came before it and sealed with a digest. The
// tables of objects beside the log are a cache made from the declarations in
// package plan; they can be folded from the log again at any time, and are, when
// the declarations have changed or a row does not fit its seal.
//
// An edit is on the disk before Apply returns. A file that is in use elsewhere,
// damaged or on a medium that takes no writing opens read-only and says why.
package storage
