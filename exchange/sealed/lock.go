package sealed

import (
	"bytes"
	"errors"
	"io"

	"filippo.io/age"

	"jointplan/plan"
)

// Lock encrypts a small secret, such as a key, to a passphrase. It is a plain
// age file.
func Lock(secret []byte, passphrase string) ([]byte, error) {
	if err := CheckPassphrase(passphrase); err != nil {
		return nil, err
	}
	to, err := Options{Passphrase: passphrase}.to()
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	w, err := age.Encrypt(&out, to...)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(secret); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// Unlock decrypts what Lock wrote; name is what it is called in an error.
func Unlock(locked []byte, passphrase, name string) ([]byte, error) {
	if err := checkWork(bytes.NewReader(locked), name); err != nil {
		return nil, err
	}
	ids, err := Keys{Passphrase: passphrase}.forMode(byPassphrase, name)
	if err != nil {
		return nil, err
	}
	r, err := age.Decrypt(bytes.NewReader(locked), ids...)
	if err != nil {
		return nil, decryption(err, byPassphrase, name)
	}
	secret, err := io.ReadAll(io.LimitReader(r, maxKeyFile))
	if err != nil {
		return nil, damaged(name).Because(err)
	}
	return secret, nil
}

// decryption puts what age says about the keys tried into words.
func decryption(err error, m mode, name string) error {
	var none *age.NoIdentityMatchError
	switch {
	case !errors.As(err, &none):
		return damaged(name).Because(err)
	case m == byPassphrase:
		return plan.Problem("error.sealed.passphrase", "File", name).Because(err)
	}
	return plan.Problem("error.sealed.others", "File", name).Because(err)
}
