//go:build !linux

package storage

import "strings"

// onNetwork reports whether the file lies on a network share, where locks and
// the order of writes can't be relied on.
func onNetwork(path string) bool { return strings.HasPrefix(path, `\\`) }
