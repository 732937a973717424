// Package edit computes what a planner's act changes: each function looks at a
// document and gives a titled list of changes, and alters nothing itself. The
// workbench, the commands and imports all go through it, so that every act has
// undo, history and merge for free.
package edit
