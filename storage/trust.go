package storage

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"database/sql/driver"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
)

// metaMark is what the installation that last wrote the file vouches with.
const metaMark = "mark"

const keySize = 32

// InstallKey gives the secret of this installation, kept in dir and made at the
// first call. With it in Options a file that this installation wrote last is
// told from one that comes from elsewhere; without it every file is a stranger's.
func InstallKey(dir string) ([]byte, error) {
	path := filepath.Join(dir, "install.key")
	key, err := os.ReadFile(path)
	if err == nil && len(key) == keySize {
		return key, nil
	}
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	key = make([]byte, keySize)
	rand.Read(key) // never fails
	part, err := os.CreateTemp(dir, "key-*")
	if err != nil {
		return nil, err
	}
	_, err = part.Write(key)
	err = errors.Join(err, part.Close())
	if err == nil {
		err = os.Rename(part.Name(), path)
	}
	if err != nil {
		return nil, errors.Join(err, os.Remove(part.Name()))
	}
	return key, nil
}

// sign vouches for the file as it is: which workspace, how far its log goes, what
// its tables of objects amount to. It belongs into every transaction that changes
// one of these; where it is forgotten, the next opening takes the file for a
// stranger's and makes it anew, which costs only time.
func (w *Workspace) sign(c *conn) error {
	if len(w.options.Key) == 0 {
		return nil
	}
	mark, err := w.mark(c)
	if err != nil {
		return err
	}
	return putMeta(c, metaMark, hex.EncodeToString(mark))
}

// ours reports whether this installation vouches for the file.
func (w *Workspace) ours(c *conn) (bool, error) {
	text, err := getMeta(c, metaMark)
	if err != nil || text == "" || len(w.options.Key) == 0 {
		return false, err
	}
	want, err := w.mark(c)
	if err != nil {
		return false, err
	}
	got, err := hex.DecodeString(text)
	return err == nil && hmac.Equal(got, want), nil
}

func (w *Workspace) mark(c *conn) ([]byte, error) {
	d := newDigester(hmac.New(sha256.New, w.options.Key))
	d.text("jointplan mark 1")
	for _, k := range []string{metaWorkspace, metaTables, metaSeal, metaBranched, metaHeads} {
		v, err := getMeta(c, k)
		if err != nil {
			return nil, err
		}
		d.text(v)
		if k != metaHeads {
			continue
		}
		heads, _ := hex.DecodeString(v)
		for len(heads) >= len(TxnID{}) {
			err := c.each(context.Background(), "SELECT digest FROM txn WHERE id = ?", []driver.Value{heads[:len(TxnID{})]}, func(row []driver.Value) error {
				d.bytes(asBytes(row[0]))
				return nil
			})
			if err != nil {
				return nil, err
			}
			heads = heads[len(TxnID{}):]
		}
	}
	return d.sum(), nil
}
