// Package release decides what of a plan may go to which party, from the labels
// of its objects and fields, and says why. It is deterministic and does neither
// input nor output; package storage makes copies from what it says.
package release
