package plan

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// Stale is the digest of something that is known to have been edited since; no
// text has it.
const Stale = "0000000000000000"

// ContentDigest is a short digest of what a party agrees to in an object: all
// fields but those that only arrange it (number, order, own bookkeeping). It
// changes with every edit of substance.
func ContentDigest(o Object) string {
	return contentDigest(KindFor(o), func(f *Field) string {
		if f.IsEmpty(o) {
			return ""
		}
		return f.Get(o)
	})
}

// EditedSince reports whether what field f of o is a digest of, an object or a text,
// was edited since the digest was taken. Where there is no digest nothing was.
func EditedSince(d *Document, o Object, f *Field) bool {
	of := KindFor(o).Field(f.Digest)
	if f.IsEmpty(o) || of == nil {
		return false
	}
	if !of.IsReference() {
		return f.Get(o) != TextDigest(of.Get(o))
	}
	about := d.Get(of.Ref(o))
	return about != nil && f.Get(o) != ContentDigest(about)
}

// ValuesDigest is ContentDigest of an object that is at hand as canonical texts
// of its fields in declared order.
func ValuesDigest(k *Kind, values []string) string {
	return contentDigest(k, func(f *Field) string { return values[f.index] })
}

func contentDigest(k *Kind, value func(*Field) string) string {
	var b strings.Builder
	for _, f := range k.Fields {
		if f.Own || f.Name == "no" {
			continue
		}
		v := value(f)
		if v == "" {
			continue
		}
		b.WriteString(f.Name)
		b.WriteByte(0)
		b.WriteString(v)
		b.WriteByte(0)
	}
	return TextDigest(b.String())
}

// TextDigest is a short digest of a text.
func TextDigest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:8])
}
