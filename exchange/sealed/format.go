package sealed

import (
	"bytes"
	"crypto/sha256"
)

// Extension ends the names of sealed copies.
const Extension = ".jointsealed"

// MaxPayload is how large a workspace may be, in bytes, to be sealed or opened.
// It bounds what a file from a stranger can put on the disk.
const MaxPayload = 2 << 30

// version of the format that is written, and the newest that is read.
const version = 1

// mode says how the body is kept from others.
type mode byte

const (
	signedOnly mode = iota
	byPassphrase
	forRecipients
)

var magic = []byte("JOINTPLAN-SEALED")

const (
	magicLength  = 16
	headLength   = magicLength + 2
	digestLength = sha256.Size
	lengthLength = 2 // of the number behind the signature block

	// overhead is what age adds at most: its header, which it reads up to 2 MiB,
	// and 16 bytes for each 64 KiB.
	overhead = 2<<20 + MaxPayload/(64<<10)*16 + 64
)

// WorkFactor is the logarithm of the work that a passphrase costs (scrypt N =
// 2^18 takes a second and 256 MiB). A file that asks for more is refused, as it
// could keep the program busy for hours. It is a variable for tests, which
// cannot wait; nothing else sets it.
var WorkFactor = 18

func head(m mode) []byte { return append(bytes.Clone(magic), version, byte(m)) }
