package storage

import (
	"bytes"
	"crypto/rand"
	"encoding/binary"
	"encoding/hex"
	"time"

	"github.com/google/uuid"

	"jointplan/plan"
)

// NewID gives a random id for a new object (UUID version 4: it holds no time).
func NewID() plan.ID { return plan.ID(uuid.New()) }

// TxnID names a transaction for ever: a hybrid logical clock of 8 bytes, then
// the session that wrote it. Ids compare as bytes, and one that knew of another
// is always greater.
type TxnID [16]byte

// String gives 32 hexadecimal digits.
func (id TxnID) String() string { return hex.EncodeToString(id[:]) }

func (id TxnID) compare(other TxnID) int { return bytes.Compare(id[:], other[:]) }

func (id TxnID) tick() tick { return tick(binary.BigEndian.Uint64(id[:8])) }

// when is the transaction's time for a person to read.
func (id TxnID) when() string { return id.tick().time().Local().Format("2006-01-02 15:04") }

func (id TxnID) session() sessionID { return sessionID(id[8:]) }

// txnIDFrom reads an id as the file has it.
func txnIDFrom(b []byte) (id TxnID, ok bool) {
	if len(b) != len(id) {
		return id, false
	}
	return TxnID(b), true
}

// sessionID names one opening of a file for writing. It is random and new each
// time, so that two people who go on from copies of one file never write under
// the same name.
type sessionID [8]byte

func newSessionID() (id sessionID) {
	random(id[:])
	return id
}

// random fills bytes at random, which never fails; tests that must repeat have
// their own.
var random = func(b []byte) { rand.Read(b) }

// tick is a hybrid logical clock: milliseconds since 1970 in the upper 48 bits
// and a count below, greater than every tick in the file whatever the clock on
// the wall says.
type tick uint64

func (last tick) next(now time.Time) tick {
	return max(tick(max(now.UnixMilli(), 0))<<16, last+1)
}

func makeTxnID(t tick, s sessionID) (id TxnID) {
	binary.BigEndian.PutUint64(id[:8], uint64(t))
	copy(id[8:], s[:])
	return id
}

// time is what the clock on the wall said, or one before it.
func (t tick) time() time.Time { return time.UnixMilli(int64(t >> 16)) }
