package plan

import (
	"encoding/hex"
	"strings"
)

// ID names an object for ever. It is 16 random bytes (UUID version 4): an id
// that holds a time or a counter would give away, in a redacted copy, when and
// how much was planned. The zero ID means "none".
type ID [16]byte

// NoID is the absent reference.
var NoID ID

// ParseID reads the 32 hexadecimal digits that String writes; dashes are
// allowed. The empty string is NoID.
func ParseID(s string) (ID, error) {
	var id ID
	if s == "" {
		return id, nil
	}
	bare := s
	if len(s) != 2*len(id) {
		bare = strings.ReplaceAll(s, "-", "")
	}
	if len(bare) != 2*len(id) {
		return NoID, Problem("error.id", "Value", s)
	}
	if _, err := hex.Decode(id[:], []byte(bare)); err != nil {
		return NoID, Problem("error.id", "Value", s)
	}
	return id, nil
}

// String gives 32 lower-case hexadecimal digits, or "" for NoID.
func (id ID) String() string {
	if id == NoID {
		return ""
	}
	return hex.EncodeToString(id[:])
}

// IsZero reports whether id is NoID.
func (id ID) IsZero() bool { return id == NoID }
