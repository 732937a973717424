package sealed

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"

	"filippo.io/age"

	"jointplan/plan"
)

// ParseRecipients reads public keys, "age1…" or post-quantum "age1pq1…", one a
// word. Lines that begin with # are remarks. The same key twice counts once.
func ParseRecipients(text string) ([]age.Recipient, error) {
	var all []age.Recipient
	seen := map[string]bool{}
	for line := range strings.Lines(text) {
		if strings.HasPrefix(strings.TrimSpace(line), "#") {
			continue
		}
		for _, word := range strings.FieldsFunc(line, between) {
			if seen[word] {
				continue
			}
			seen[word] = true
			found, err := age.ParseRecipients(strings.NewReader(word))
			if err != nil {
				return nil, notARecipient(word)
			}
			all = append(all, found...)
		}
	}
	return all, nil
}

// ReadRecipients gives the text of a file with public keys, for ParseRecipients.
func ReadRecipients(path string) (string, error) {
	file, err := os.Open(path)
	if err != nil {
		return "", plan.Problem("error.keys.unreadable", "Path", path).Because(err)
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, maxKeyFile+1))
	if err != nil {
		return "", plan.Problem("error.keys.unreadable", "Path", path).Because(err)
	}
	if len(data) > maxKeyFile {
		return "", notARecipient(string(data[:len(ageIntro)]))
	}
	return string(data), nil
}

func between(r rune) bool { return strings.ContainsRune(" \t\r\n,;", r) }

// notARecipient names what was written, unless it is a secret that was taken for
// a public key.
func notARecipient(word string) error {
	if strings.HasPrefix(strings.ToUpper(word), "AGE-SECRET-KEY-") {
		return plan.Problem("error.sealed.recipient.secret")
	}
	const shown = 20
	if runes := []rune(word); len(runes) > shown {
		word = string(runes[:shown]) + "…"
	}
	return plan.Problem("error.sealed.recipient.bad", "Value", word)
}

// mixed reports whether some recipients are post-quantum and some are not. age
// refuses that, as the weaker kind would decide.
func mixed(recipients []age.Recipient) bool {
	strong := 0
	for _, r := range recipients {
		if _, ok := r.(*age.HybridRecipient); ok {
			strong++
		}
	}
	return strong > 0 && strong < len(recipients)
}

// maxKeyFile is how large a file with identities may be, in bytes.
const maxKeyFile = 1 << 20

// ReadIdentities reads a file with secret keys as age-keygen writes it. One that
// is itself encrypted to a passphrase is opened with it.
func ReadIdentities(path, passphrase string) ([]age.Identity, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, explain(err, path)
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, maxKeyFile+1))
	if err != nil {
		return nil, explain(err, path)
	}
	if len(data) > maxKeyFile {
		return nil, badIdentities(path)
	}
	if bytes.HasPrefix(data, []byte(ageIntro)) {
		if data, err = Unlock(data, passphrase, filepath.Base(path)); err != nil {
			return nil, err
		}
	}
	ids, err := age.ParseIdentities(bytes.NewReader(data))
	if err != nil {
		return nil, badIdentities(path)
	}
	return ids, nil
}

func badIdentities(path string) error {
	return plan.Problem("error.sealed.identities", "File", filepath.Base(path))
}
