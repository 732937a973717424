// Package geo is the geometry of plans: it reads, writes and mends what
// plan.Geometry holds, measures it on the WGS 84 ellipsoid, lays areas over each
// other, edits them, and reads and writes coordinates in all notations.
//
// Edges are straight in longitude and latitude, as RFC 7946 has it. Areas are
// those of exactly these edges, so that the parts of a cut add up to the whole;
// lengths are geodesic from vertex to vertex. Distances are kilometres, areas
// square kilometres, angles degrees.
//
// A line or ring across the antimeridian is kept in one piece, with longitudes
// that run on beyond 180; only the text is split there.
package geo
