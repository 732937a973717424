package plan

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// ContentDigest is a short digest of what a party agrees to in an object: all
// fields but those that only arrange it (order, own bookkeeping). It changes
// with every edit of substance.
func ContentDigest(o Object) string {
	var b strings.Builder
	for _, f := range KindFor(o).Fields {
		if f.Own || f.IsEmpty(o) {
			continue
		}
		b.WriteString(f.Name)
		b.WriteByte(0)
		b.WriteString(f.Get(o))
		b.WriteByte(0)
	}
	return TextDigest(b.String())
}

// TextDigest is a short digest of a text.
func TextDigest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:8])
}
