package storage

import "bytes"

// proof checks what is said of a transaction against its digest. A parent that
// was shared stands in the copy with a digest of its own, and what comes back
// with the copy hangs on that one; then one way or the other has to fit.
type proof struct{ ways []*digester }

// newProof begins the check of t. digests gives those of the transactions as they
// are here, public those of shares as they are in the copies.
func newProof(t txn, s session, digests func(TxnID) []byte, public map[TxnID][]byte) proof {
	here, there := make([][]byte, len(t.parents)), make([][]byte, len(t.parents))
	shared := false
	for i, p := range t.parents {
		here[i] = digests(p)
		there[i] = here[i]
		if digest, ok := public[p]; ok {
			there[i], shared = digest, true
		}
	}
	ways := []*digester{newDigest(t, s, here)}
	if shared {
		ways = append(ways, newDigest(t, s, there))
	}
	return proof{ways}
}

func (p proof) op(o op) {
	for _, d := range p.ways {
		d.op(o)
	}
}

func (p proof) fits(digest []byte) bool {
	for _, d := range p.ways {
		if bytes.Equal(d.sum(), digest) {
			return true
		}
	}
	return false
}
