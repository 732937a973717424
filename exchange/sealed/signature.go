package sealed

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"math/big"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"jointplan/plan"
)

// Signer is who signs: the name he states and his key.
type Signer struct {
	Name string
	Key  ed25519.PrivateKey
}

// Signature is who signed a copy, and when, as he states it. That he holds the
// key is proven; that the name is his is for the reader to find out, by comparing
// the fingerprint.
type Signature struct {
	Name string
	Key  ed25519.PublicKey
	At   time.Time // to the second
}

// Fingerprint is that of the signer's key.
func (s *Signature) Fingerprint() string { return Fingerprint(s.Key) }

// domain keeps a signature from being taken for one of something else.
const domain = "jointplan sealed copy, version 1\x00"

const (
	maxName     = 200 // bytes
	leastBlock  = ed25519.PublicKeySize + 8 + 1 + ed25519.SignatureSize
	mostContent = MaxPayload + leastBlock + maxName + lengthLength
)

var errSignature = errors.New("the signature does not fit")

// digits is how many a fingerprint has: 25 decimal ones are 83 bits.
const digits, group = 25, 5

// Fingerprint gives a key as five groups of five digits. Digits are read out the
// same way in every language and script.
func Fingerprint(key ed25519.PublicKey) string {
	sum := sha256.Sum256(append([]byte("jointplan fingerprint\x00"), key...))
	n := new(big.Int).SetBytes(sum[:])
	n.Mod(n, new(big.Int).Exp(big.NewInt(10), big.NewInt(digits), nil))
	text := fmt.Sprintf("%0*d", digits, n)
	var groups []string
	for ; text != ""; text = text[group:] {
		groups = append(groups, text[:group])
	}
	return strings.Join(groups, " ")
}

// ValidName reports whether a name can be shown beside a signature: one line of
// at most 200 bytes without signs that cannot be seen, which could make it look
// like another.
func ValidName(name string) bool {
	if name == "" || len(name) > maxName || !utf8.ValidString(name) || strings.TrimSpace(name) != name {
		return false
	}
	return strings.IndexFunc(name, func(r rune) bool { return !unicode.IsPrint(r) }) < 0
}

// BadName is the problem with a name that is not valid.
func BadName(name string) error {
	visible := strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return '·'
	}, name)
	return plan.Problem("error.sealed.name", "Name", visible)
}

// statement is what is signed.
func (s *Signature) statement(payload []byte) []byte {
	b := []byte(domain)
	b = s.appendTo(b)
	return append(b, payload...)
}

// appendTo writes the signature block but for the signature itself.
func (s *Signature) appendTo(b []byte) []byte {
	b = append(b, s.Key...)
	b = binary.BigEndian.AppendUint64(b, uint64(s.At.Unix()))
	b = append(b, byte(len(s.Name)))
	return append(b, s.Name...)
}

// sign makes the signature block for a payload with this digest.
func (s *Signer) sign(at time.Time, payload []byte) []byte {
	statement := Signature{Name: s.Name, Key: s.Key.Public().(ed25519.PublicKey), At: at}
	return append(statement.appendTo(nil), ed25519.Sign(s.Key, statement.statement(payload))...)
}

// checkBlock reads a signature block and holds it to the digest of the payload.
func checkBlock(block, payload []byte) (*Signature, error) {
	if len(block) < leastBlock {
		return nil, errSignature
	}
	const key = ed25519.PublicKeySize
	s := &Signature{Key: block[:key:key], At: time.Unix(int64(binary.BigEndian.Uint64(block[key:])), 0).UTC()}
	named := block[key+8:]
	length := int(named[0])
	if len(block) != leastBlock+length {
		return nil, errSignature
	}
	s.Name = string(named[1 : 1+length])
	if !ValidName(s.Name) || s.At.Year() < 2000 || s.At.Year() > 9999 {
		return nil, errSignature
	}
	if !ed25519.Verify(s.Key, s.statement(payload), named[1+length:]) {
		return nil, errSignature
	}
	return s, nil
}
