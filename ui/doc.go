// Package ui is the workbench: the window with its list of sections, views,
// inspector and findings. Views show a plan and report what the user meant; the
// Session turns that into edits, and tells all views what changed.
package ui
