package sealed

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"io"
	"os"
	"time"

	"filippo.io/age"
	"golang.org/x/text/unicode/norm"

	"jointplan/exchange/beside"
	"jointplan/plan"
)

// Options say how a copy is sealed: signed, encrypted, or both. It is encrypted
// to a passphrase or to recipients, not to both at once: who shares a passphrase
// relies on it that only those who know it can have made the copy.
type Options struct {
	Signer     *Signer // nil for a copy that is not signed
	Passphrase string
	Recipients []age.Recipient  // of one kind: all classic or all post-quantum
	Now        func() time.Time // when it is signed; time.Now when nil
}

// LeastPassphrase is how many letters a passphrase has at least. Whoever gets
// hold of a copy can try as many as he likes.
const LeastPassphrase = 12

// MostRecipients is how many a copy is encrypted to at most; age reads no more.
const MostRecipients = 500

// Check says what would keep a copy from being sealed this way.
func (o Options) Check() error {
	switch {
	case o.Signer == nil && o.Passphrase == "" && len(o.Recipients) == 0:
		return plan.Problem("error.sealed.nothing")
	case o.Passphrase != "" && len(o.Recipients) > 0:
		return plan.Problem("error.sealed.both")
	case len(o.Recipients) > MostRecipients:
		return plan.Problem("error.sealed.recipients.many", "Count", MostRecipients)
	case mixed(o.Recipients):
		return plan.Problem("error.sealed.recipients.mixed")
	case o.Signer != nil && !ValidName(o.Signer.Name):
		return BadName(o.Signer.Name)
	case o.Passphrase != "":
		return CheckPassphrase(o.Passphrase)
	}
	return nil
}

// CheckPassphrase says so when a new passphrase is too short.
func CheckPassphrase(passphrase string) error {
	if len([]rune(passphrase)) < LeastPassphrase {
		return plan.Problem("error.sealed.short", "Count", LeastPassphrase)
	}
	return nil
}

// normal spells a passphrase one way, whichever way the keyboard of a system
// puts together letters such as й and é.
func normal(passphrase string) string { return norm.NFC.String(passphrase) }

func (o Options) mode() mode {
	switch {
	case o.Passphrase != "":
		return byPassphrase
	case len(o.Recipients) > 0:
		return forRecipients
	}
	return signedOnly
}

// to lists whom age encrypts to.
func (o Options) to() ([]age.Recipient, error) {
	if o.Passphrase == "" {
		return o.Recipients, nil
	}
	r, err := age.NewScryptRecipient(normal(o.Passphrase))
	if err != nil {
		return nil, err
	}
	r.SetWorkFactor(WorkFactor)
	return []age.Recipient{r}, nil
}

// Write seals payload, the bytes of a workspace file, to out. It needs little
// memory whatever the size. When it fails, what was written is of no use.
func Write(ctx context.Context, out io.Writer, payload io.Reader, o Options) error {
	if err := o.Check(); err != nil {
		return err
	}
	to, err := o.to()
	if err != nil {
		return err
	}
	digest := sha256.New()
	w := io.MultiWriter(out, digest)
	if _, err := w.Write(head(o.mode())); err != nil {
		return err
	}
	if err := writeBody(w, to, newMeter(ctx, payload, 0, nil), o); err != nil {
		return err
	}
	_, err = out.Write(digest.Sum(nil))
	return err
}

func writeBody(w io.Writer, to []age.Recipient, payload io.Reader, o Options) error {
	if len(to) == 0 {
		return writeContent(w, payload, o)
	}
	body, err := age.Encrypt(w, to...)
	if err != nil {
		return err
	}
	if err := writeContent(body, payload, o); err != nil {
		return err
	}
	return body.Close()
}

func writeContent(w io.Writer, payload io.Reader, o Options) error {
	digest := sha256.New()
	n, err := io.Copy(io.MultiWriter(w, digest), io.LimitReader(payload, MaxPayload+1))
	if err != nil {
		return err
	}
	if n > MaxPayload {
		return tooLarge()
	}
	var block []byte
	if o.Signer != nil {
		now := o.Now
		if now == nil {
			now = time.Now
		}
		block = o.Signer.sign(now(), digest.Sum(nil))
	}
	_, err = w.Write(binary.BigEndian.AppendUint16(block, uint16(len(block))))
	return err
}

// File seals the workspace file at from to a file at to, which appears whole or
// not at all; one that is there is replaced. from must not be written to
// meanwhile. progress, if not nil, hears how many bytes of how many are done.
func File(ctx context.Context, from, to string, o Options, progress func(done, total int)) error {
	if err := o.Check(); err != nil {
		return err
	}
	in, err := os.Open(from)
	if err != nil {
		return explain(err, from)
	}
	defer in.Close()
	info, err := in.Stat()
	if err != nil {
		return explain(err, from)
	}
	return explainWritten(beside.WriteSecret(to, func(out io.Writer) error {
		return Write(ctx, out, newMeter(ctx, in, info.Size(), progress), o)
	}), to)
}
