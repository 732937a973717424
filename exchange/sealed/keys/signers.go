package keys

import (
	"crypto/ed25519"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"jointplan/exchange/sealed"
	"jointplan/plan"
)

// Signer is one whose signature the user has accepted.
type Signer struct {
	Name  string            `json:"name"`
	Key   ed25519.PublicKey `json:"key"`
	Since time.Time         `json:"since"`
}

// Standing says what is known of who signed.
type Standing int

// What can be known of who signed.
const (
	Unknown   Standing = iota // neither key nor name was met before
	Yourself                  // the user's own key
	Known                     // this key, under this name
	OtherName                 // this key, under another name
	OtherKey                  // this name, with another key: may be a pretender
)

// Trust is what the user's list says of a signature.
type Trust struct {
	Standing  Standing
	Signature *sealed.Signature
	Before    Signer // whom the list has: under this key, else under this name
}

// Judge looks a signature up.
func (s Store) Judge(sig *sealed.Signature) (Trust, error) {
	t := Trust{Signature: sig}
	card, err := s.Card()
	if err != nil {
		return t, err
	}
	if card != nil && card.Key.Equal(sig.Key) {
		t.Standing = Yourself
		return t, nil
	}
	known, err := s.Signers()
	if err != nil {
		return t, err
	}
	if card != nil {
		known = append(known, Signer{Name: card.Name, Key: card.Key, Since: card.Made})
	}
	t.Standing, t.Before = compare(sig, known)
	return t, nil
}

// compare finds what is known of a signature. That the name belongs to another
// key outweighs that the key is known under another name: one colleague may
// pretend to be the other.
func compare(sig *sealed.Signature, known []Signer) (standing Standing, before Signer) {
	for _, one := range known {
		key, name := one.Key.Equal(sig.Key), sameName(one.Name, sig.Name)
		switch {
		case key && name:
			return Known, one
		case name:
			standing, before = OtherKey, one
		case key && standing == Unknown:
			standing, before = OtherName, one
		}
	}
	return standing, before
}

// sameName compares names as a reader would take them.
func sameName(a, b string) bool {
	return strings.EqualFold(plainName(a), plainName(b))
}

func plainName(name string) string {
	return strings.Join(strings.Fields(norm.NFKC.String(name)), " ")
}

// Signers lists whom the user knows, by when he first met them.
func (s Store) Signers() ([]Signer, error) {
	var all []Signer
	_, err := s.read(signersFile, &all)
	return all, err
}

// Remember takes a signer into the list; one under this key and name is there
// already.
func (s Store) Remember(sig *sealed.Signature, now time.Time) error {
	all, err := s.Signers()
	if err != nil {
		return err
	}
	if slices.ContainsFunc(all, func(k Signer) bool { return k.Key.Equal(sig.Key) && k.Name == sig.Name }) {
		return nil
	}
	return s.write(signersFile, append(all, Signer{Name: sig.Name, Key: sig.Key, Since: now.UTC().Truncate(time.Second)}))
}

// Message says who signed and what is known of him, in one or two sentences.
func (t Trust) Message() plan.Message {
	return plan.Say(map[Standing]string{
		Unknown: "signer.unknown", Yourself: "signer.yourself", Known: "signer.known", OtherName: "signer.othername", OtherKey: "signer.otherkey",
	}[t.Standing], "Name", t.Signature.Name, "Fingerprint", t.Signature.Fingerprint(), "At", plan.DateOf(t.Signature.At),
		"Before", t.Before.Name, "Since", plan.DateOf(t.Before.Since))
}

// Forget takes a signer off the list: his next signature is that of somebody not
// met before.
func (s Store) Forget(signer Signer) error {
	all, err := s.Signers()
	if err != nil {
		return err
	}
	kept := slices.DeleteFunc(all, func(k Signer) bool { return k.Key.Equal(signer.Key) && k.Name == signer.Name })
	return s.write(signersFile, kept)
}
