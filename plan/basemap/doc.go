// Package basemap is the map that is there without a network: countries, provinces,
// coasts, rivers, lakes and places of the whole world, at a scale of 1:10 million.
//
// All outlines are made of arcs. An arc is kept once for the two that share it, so
// sectors made of neighbouring provinces have exactly the same corners along their
// common border, at every level of detail.
//
// The scale is that of a map on a wall. Lengths measured on it are up to 40 % short
// of the official ones where a border follows a river or a ridge; Published gives
// those. What is not drawn as a settled part of one state is a country of its own
// with a Status, and its lines are of the class Undetermined. The map takes no side.
package basemap
