package sealed

import (
	"bytes"
	"testing"

	"filippo.io/age"
)

// FuzzOpen reads anything, also with a digest that was made to fit: nothing may
// panic or hang, what fails has a sentence, and nothing comes out that was not
// sealed.
func FuzzOpen(f *testing.F) {
	quick(f)
	id := identity(f)
	keys := Keys{Passphrase: phrase, Identities: []age.Identity{id}}
	payload := []byte("SQLite format 3\x00")
	for _, o := range []Options{
		{Signer: signer("Ann")},
		{Passphrase: phrase},
		{Recipients: []age.Recipient{id.Recipient()}, Signer: signer("Ann")},
	} {
		data := seal(f, payload, o)
		f.Add(data, false)
		f.Add(data[:len(data)-1], true)
		f.Add(append(data, 0), true)
	}
	f.Fuzz(func(t *testing.T, data []byte, mended bool) {
		if mended {
			data = mend(data)
		}
		got, _, err := open(t, data, keys)
		if err != nil {
			keyOf(t, err)
			return
		}
		if !bytes.Equal(got, payload) {
			t.Fatalf("%q came out", got)
		}
	})
}
