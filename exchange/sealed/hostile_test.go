package sealed

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"filippo.io/age"
)

// TestHeadersMadeToHarm opens copies whose age header asks for much: as many
// keys as fit, lines and stanzas without end. All are refused, with little memory.
func TestHeadersMadeToHarm(t *testing.T) {
	quick(t)
	id := identity(t)
	share := base64.RawStdEncoding.EncodeToString(bytes.Repeat([]byte{9}, 32))
	body := base64.RawStdEncoding.EncodeToString(make([]byte, 32))
	stanza := "-> X25519 " + share + "\n" + body + "\n"
	end := "--- " + body + "\n"
	for name, header := range map[string]string{
		"keys without end":     strings.Repeat(stanza, 60_000) + end,
		"as many keys as fit":  strings.Repeat(stanza, 18_000) + end,
		"more keys than fit":   strings.Repeat(stanza, 30_000) + end,
		"no end":               strings.Repeat(stanza, 1000),
		"a line without end":   "-> X25519 " + strings.Repeat("A", 8<<20),
		"words without end":    "-> X25519" + strings.Repeat(" a", 4<<20),
		"a body without end":   "-> X25519 " + share + "\n" + strings.Repeat(strings.Repeat("A", 64)+"\n", 100_000),
		"kinds without end":    strings.Repeat("-> nobody\n\n", 400_000) + end,
		"scrypt among others":  stanza + "-> scrypt " + body[:22] + " 6\n" + body + "\n" + end,
		"nothing but a header": end,
	} {
		t.Run(name, func(t *testing.T) {
			data := mend(append(append(head(forRecipients), ageIntro+header...), make([]byte, digestLength)...))
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, _, err := open(t, data, Keys{Identities: []age.Identity{id, identity(t)}})
			runtime.ReadMemStats(&after)
			if key := keyOf(t, err); key != "error.sealed.damaged" && key != "error.sealed.others" {
				t.Error(err)
			}
			const most = 256 << 20
			if took := after.TotalAlloc - before.TotalAlloc; took > most {
				t.Errorf("%d MB", took>>20)
			}
		})
	}
}

// TestKeyFilesMadeToHarm reads files with keys that ask for much.
func TestKeyFilesMadeToHarm(t *testing.T) {
	quick(t)
	WorkFactor = 10
	heavy, err := Lock([]byte(identity(t).String()), phrase)
	if err != nil {
		t.Fatal(err)
	}
	WorkFactor = 6
	locked, err := Lock([]byte(identity(t).String()), phrase)
	if err != nil {
		t.Fatal(err)
	}
	noise := sha256.Sum256(locked)
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"too much work":   {heavy, "error.sealed.heavy"},
		"endless work":    {bytes.Replace(locked, []byte(" 6\n"), []byte(" 4000000000\n"), 1), "error.sealed.heavy"},
		"work below zero": {bytes.Replace(locked, []byte(" 6\n"), []byte(" -6\n"), 1), "error.sealed.damaged"},
		"a flipped bit":   {append(bytes.Clone(locked[:len(locked)-1]), locked[len(locked)-1]^1), "error.sealed.damaged"},
		"noise":           {noise[:], "error.sealed.identities"},
		"many keys":       {[]byte(strings.Repeat("AGE-SECRET-KEY-1\n", 50_000)), "error.sealed.identities"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "key.txt")
			if err := os.WriteFile(path, c.data, 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := ReadIdentities(path, phrase); keyOf(t, err) != c.want {
				t.Error(err)
			}
		})
	}
}

func TestRecipientsWithoutEnd(t *testing.T) {
	path := filepath.Join(t.TempDir(), "recipients.txt")
	if err := os.WriteFile(path, bytes.Repeat([]byte("age1 "), maxKeyFile), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadRecipients(path); keyOf(t, err) != "error.sealed.recipient.bad" {
		t.Error(err)
	}
	if _, err := ReadRecipients(path + ".gone"); keyOf(t, err) != "error.keys.unreadable" {
		t.Error(err)
	}
}
