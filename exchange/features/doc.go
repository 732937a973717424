// Package features is the model between plans and files of map data: an object
// with a place on the map as its kind, id, fields and shape. Every kind with a
// field of type plan.Shape is a layer. The packages of the formats turn features
// into files and back; Import turns them into one edit of a plan.
package features
