// Package sample makes workspaces to look at, to learn from and to test with:
// a joint border monitoring operation and a police training programme with the
// figures of missions of the OSCE in Georgia and, on purpose, the gaps that
// real plans have; and plans of any size for measurements.
//
// Names of persons are made up. What a figure comes from is said in the remarks
// of its object.
package sample
