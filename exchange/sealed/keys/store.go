package keys

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"jointplan/exchange/beside"
	"jointplan/plan"
)

// Store is where one user's keys and the signers he knows are.
type Store struct {
	Dir string // folder of the card, the encrypted file and the list of signers
	// System finds the system's key store, which may ask the user to unlock it;
	// nil, or giving nil, where there is none.
	System func() Vault
}

// InFile is the store without the system's, for a user who wants his key in a
// file, or whose system fails to keep it.
func (s Store) InFile() Store { return Store{Dir: s.Dir} }

func (s Store) vault() Vault {
	if s.System == nil {
		return nil
	}
	return s.System()
}

// Vault keeps one secret for the user. ErrAbsent tells that it has none.
type Vault interface {
	Get() (string, error)
	Set(secret string) error
}

// ErrAbsent says that a vault keeps no secret for this user yet.
var ErrAbsent = errors.New("no secret kept")

// Default is the store of whoever runs the program.
func Default() Store {
	dir, err := os.UserConfigDir()
	if err != nil {
		dir = os.TempDir() // an account without a home; the card says where the key is
	}
	return Store{Dir: filepath.Join(dir, "jointplan"), System: sync.OnceValue(systemVault)}
}

const (
	cardFile    = "key.json"
	lockedFile  = "key.age"
	signersFile = "signers.json"
)

func (s Store) path(name string) string { return filepath.Join(s.Dir, name) }

// read fills v from a file; false when there is none.
func (s Store) read(name string, v any) (bool, error) {
	data, err := os.ReadFile(s.path(name))
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err == nil {
		err = json.Unmarshal(data, v)
	}
	if err != nil {
		return false, plan.Problem("error.keys.unreadable", "Path", s.path(name)).Because(err)
	}
	return true, nil
}

func (s Store) write(name string, v any) error {
	data, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return err
	}
	if err := s.writeBytes(name, append(data, '\n')); err != nil {
		return plan.Problem("error.keys.write", "Path", s.path(name)).Because(err)
	}
	return nil
}

// writeBytes replaces a file of the store, whole or not at all.
func (s Store) writeBytes(name string, data []byte) error {
	if err := os.MkdirAll(s.Dir, 0o700); err != nil {
		return err
	}
	return beside.WriteSecret(s.path(name), func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}
