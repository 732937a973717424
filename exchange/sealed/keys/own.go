package keys

import (
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"filippo.io/age"

	"jointplan/exchange/beside"
	"jointplan/exchange/sealed"
	"jointplan/plan"
)

// Own is the user's key: what it takes to sign, and to open what was encrypted
// for him.
type Own struct {
	Name     string // stated beside the signature
	Signing  ed25519.PrivateKey
	Identity *age.X25519Identity
	Made     time.Time
}

// Signer signs as the user.
func (o *Own) Signer() *sealed.Signer { return &sealed.Signer{Name: o.Name, Key: o.Signing} }

// Card is what others may know of a key.
type Card struct {
	Name      string            `json:"name"`
	Recipient string            `json:"recipient"` // public key to encrypt to, "age1…"
	Key       ed25519.PublicKey `json:"key"`       // that signatures are checked with
	Made      time.Time         `json:"made"`
	Locked    bool              `json:"locked"` // in a file with a passphrase, not with the system
}

// Fingerprint is that of the key that signs.
func (c *Card) Fingerprint() string { return sealed.Fingerprint(c.Key) }

func (o *Own) card(locked bool) *Card {
	return &Card{Name: o.Name, Recipient: o.Identity.Recipient().String(), Key: o.Signing.Public().(ed25519.PublicKey), Made: o.Made, Locked: locked}
}

// secret is how a key is kept, in the system's store or encrypted in a file.
type secret struct {
	Name     string    `json:"name"`
	Signing  []byte    `json:"signing"` // seed
	Identity string    `json:"identity"`
	Made     time.Time `json:"made"`
}

func (o *Own) encode() ([]byte, error) {
	return json.Marshal(secret{Name: o.Name, Signing: o.Signing.Seed(), Identity: o.Identity.String(), Made: o.Made})
}

var errSecret = errors.New("not a key of Jointplan")

func decode(data []byte) (*Own, error) {
	var s secret
	if err := json.Unmarshal(data, &s); err != nil {
		return nil, errors.Join(errSecret, err)
	}
	id, err := age.ParseX25519Identity(s.Identity)
	if err != nil || len(s.Signing) != ed25519.SeedSize || !sealed.ValidName(s.Name) {
		return nil, errSecret
	}
	return &Own{Name: s.Name, Signing: ed25519.NewKeyFromSeed(s.Signing), Identity: id, Made: s.Made}, nil
}

// Card gives the card of the user's key, nil when he has none yet.
func (s Store) Card() (*Card, error) {
	c := &Card{}
	there, err := s.read(cardFile, c)
	if err != nil || !there {
		return nil, err
	}
	if len(c.Key) != ed25519.PublicKeySize {
		return nil, plan.Problem("error.keys.unreadable", "Path", s.path(cardFile))
	}
	return c, nil
}

// NeedsPassphrase reports whether a key made now would be kept in a file, as the
// system offers no store.
func (s Store) NeedsPassphrase() bool { return s.vault() == nil }

// Make makes the user's key under this name. Where the system keeps no keys, it
// is encrypted to the passphrase. A key that is there is never replaced.
func (s Store) Make(name, passphrase string, now time.Time) (*Card, error) {
	if !sealed.ValidName(name) {
		return nil, sealed.BadName(name)
	}
	_, signing, err := ed25519.GenerateKey(nil)
	if err != nil {
		return nil, err
	}
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		return nil, err
	}
	return s.keep(&Own{Name: name, Signing: signing, Identity: identity, Made: now.UTC().Truncate(time.Second)}, passphrase)
}

// keep takes a key into the store, unless it has one.
func (s Store) keep(o *Own, passphrase string) (*Card, error) {
	if err := s.checkVacant(); err != nil {
		return nil, err
	}
	data, err := o.encode()
	if err != nil {
		return nil, err
	}
	if v := s.vault(); v != nil {
		if err := v.Set(string(data)); err != nil {
			return nil, plan.Problem("error.keys.system").Because(err)
		}
		card := o.card(false)
		return card, s.write(cardFile, card)
	}
	locked, err := sealed.Lock(data, passphrase)
	if err != nil {
		return nil, err
	}
	if err := s.writeBytes(lockedFile, locked); err != nil {
		return nil, plan.Problem("error.keys.write", "Path", s.path(lockedFile)).Because(err)
	}
	card := o.card(true)
	return card, s.write(cardFile, card)
}

// checkVacant says so when there is a key. One whose card was lost counts, too:
// its owner may have given the fingerprint to others.
func (s Store) checkVacant() error {
	if card, err := s.Card(); err != nil || card != nil {
		return errors.Join(err, thereIs(card))
	}
	if _, err := os.Stat(s.path(lockedFile)); !errors.Is(err, fs.ErrNotExist) {
		return plan.Problem("error.keys.leftover", "Path", s.path(lockedFile))
	}
	v := s.vault()
	if v == nil {
		return nil
	}
	kept, err := v.Get()
	if errors.Is(err, ErrAbsent) {
		return nil
	}
	if err != nil {
		return plan.Problem("error.keys.system").Because(err)
	}
	o, err := decode([]byte(kept))
	if err != nil {
		return plan.Problem("error.keys.damaged").Because(err)
	}
	card := o.card(false)
	return errors.Join(s.write(cardFile, card), thereIs(card))
}

func thereIs(card *Card) error {
	if card == nil {
		return nil
	}
	return plan.Problem("error.keys.exists", "Name", card.Name, "Fingerprint", card.Fingerprint())
}

// Load gives the user's key. The passphrase is needed when the card says that it
// is locked.
func (s Store) Load(passphrase string) (*Own, error) {
	card, err := s.Card()
	switch {
	case err != nil:
		return nil, err
	case card == nil:
		return nil, plan.Problem("error.keys.none")
	}
	data, err := s.secret(card, passphrase)
	if err != nil {
		return nil, err
	}
	o, err := decode(data)
	if err != nil || !card.Key.Equal(o.Signing.Public()) {
		return nil, plan.Problem("error.keys.damaged").Because(err)
	}
	return o, nil
}

func (s Store) secret(card *Card, passphrase string) ([]byte, error) {
	if card.Locked {
		data, err := os.ReadFile(s.path(lockedFile))
		if err != nil {
			return nil, plan.Problem("error.keys.unreadable", "Path", s.path(lockedFile)).Because(err)
		}
		return unlock(data, passphrase)
	}
	v := s.vault()
	if v == nil {
		return nil, plan.Problem("error.keys.system")
	}
	kept, err := v.Get()
	if errors.Is(err, ErrAbsent) {
		return nil, plan.Problem("error.keys.lost", "Path", s.path(cardFile)).Because(err)
	}
	if err != nil {
		return nil, plan.Problem("error.keys.system").Because(err)
	}
	return []byte(kept), nil
}

// unlock opens an encrypted key, with sentences of its own about the passphrase.
func unlock(data []byte, passphrase string) ([]byte, error) {
	if passphrase == "" {
		return nil, plan.Problem("error.keys.locked")
	}
	plain, err := sealed.Unlock(data, passphrase, lockedFile)
	var problem *plan.ProblemError
	switch {
	case err == nil:
		return plain, nil
	case errors.As(err, &problem) && problem.Key == "error.sealed.passphrase":
		return nil, plan.Problem("error.keys.passphrase").Because(err)
	}
	return nil, plan.Problem("error.keys.damaged").Because(err)
}

// Export writes a key to a new file, encrypted to a passphrase, to be kept aside
// or brought to another computer.
func (o *Own) Export(path, passphrase string) error {
	return o.export(path, passphrase, beside.NewSecret)
}

// ExportOver does the same in the place of a file that may be there.
func (o *Own) ExportOver(path, passphrase string) error {
	return o.export(path, passphrase, beside.WriteSecret)
}

func (o *Own) export(path, passphrase string, write func(string, func(io.Writer) error) error) error {
	data, err := o.encode()
	if err != nil {
		return err
	}
	locked, err := sealed.Lock(data, passphrase)
	if err != nil {
		return err
	}
	err = write(path, func(w io.Writer) error {
		_, err := w.Write(locked)
		return err
	})
	switch {
	case errors.Is(err, fs.ErrExist):
		return plan.Problem("error.sealed.exists", "File", filepath.Base(path)).Because(err)
	case err != nil:
		return plan.Problem("error.keys.write", "Path", path).Because(err)
	}
	return nil
}

// maxKeyFile is how large an exported key may be, in bytes.
const maxKeyFile = 64 << 10

// Import takes an exported key into the store. Where the system keeps no keys,
// it stays encrypted to the same passphrase.
func (s Store) Import(path, passphrase string) (*Card, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, plan.Problem("error.keys.unreadable", "Path", path).Because(err)
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, maxKeyFile))
	if err != nil {
		return nil, plan.Problem("error.keys.unreadable", "Path", path).Because(err)
	}
	plain, err := unlock(data, passphrase)
	if err != nil {
		return nil, err
	}
	o, err := decode(plain)
	if err != nil {
		return nil, plan.Problem("error.keys.damaged").Because(err)
	}
	return s.keep(o, passphrase)
}
