package storage

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"

	"jointplan/plan"
)

// holder says who has a file open for writing.
type holder struct {
	Name  string    `json:"name"`
	Host  string    `json:"host"`
	PID   int       `json:"pid"`
	Since time.Time `json:"since"`
}

// lock is a sidecar file beside the workspace. The system frees it when its
// process ends in whatever way, so a sidecar that is left over blocks nobody.
type lock struct {
	f  *flock.Flock
	me holder
}

// errHeld says that somebody else writes the file.
var errHeld = errors.New("open elsewhere")

func lockPath(path string) string {
	return filepath.Join(filepath.Dir(path), ".~"+filepath.Base(path)+".lock")
}

// acquire takes the lock, or gives errHeld and, as far as can be read, who has
// it.
func acquire(path string, me holder) (l *lock, other holder, err error) {
	at := lockPath(path)
	for range 5 {
		f := flock.New(at, flock.SetFlag(os.O_CREATE|os.O_RDWR), flock.SetPermissions(0o666))
		ok, err := f.TryLock()
		if err != nil {
			return nil, holder{}, err
		}
		if !ok {
			return nil, readHolder(at), errHeld
		}
		// Whoever had it may have removed the sidecar between our opening and
		// locking it: then we hold a file that nobody else can find.
		if !stillThere(f, at) {
			f.Unlock()
			continue
		}
		return &lock{f, me}, holder{}, writeHolder(at, me)
	}
	return nil, holder{}, errHeld
}

func stillThere(f *flock.Flock, at string) bool {
	mine, err := f.Stat()
	if err != nil {
		return false
	}
	there, err := os.Stat(at)
	return err == nil && os.SameFile(mine, there)
}

// rename tells others another name from here on; the time stays that of taking
// the lock. It is a courtesy, and failing in it hinders nothing.
func (l *lock) rename(me holder) {
	me.Since = l.me.Since
	if writeHolder(l.f.Path(), me) == nil {
		l.me = me
	}
}

func (l *lock) release() error {
	at := l.f.Path()
	if os.Remove(at) == nil {
		return l.f.Unlock()
	}
	err := l.f.Unlock() // some systems remove only what nobody has open
	if gone := os.Remove(at); gone != nil && !errors.Is(gone, os.ErrNotExist) {
		err = errors.Join(err, gone)
	}
	return err
}

// The first byte is what the lock covers, and some systems let nobody else read
// it; who holds it stands behind.
const holderAt = 1

func writeHolder(at string, me holder) error {
	text, err := json.Marshal(me)
	if err != nil {
		return err
	}
	f, err := os.OpenFile(at, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = f.WriteAt(text, holderAt)
	return errors.Join(err, f.Truncate(holderAt+int64(len(text))), f.Close())
}

func readHolder(at string) (h holder) {
	f, err := os.Open(at)
	if err != nil {
		return h
	}
	defer f.Close()
	buf := make([]byte, 4096)
	n, _ := f.ReadAt(buf, holderAt)
	if json.Unmarshal(buf[:n], &h) != nil {
		return holder{}
	}
	return h
}

// banner says that h has the file open.
func (h holder) banner() plan.Message {
	if h.PID == 0 {
		return plan.Say("banner.inuse.unknown")
	}
	name := h.Name
	if name == "" {
		name = h.Host
	}
	return plan.Say("banner.inuse", "Name", name, "Host", h.Host, "Since", h.Since.Local().Format("2006-01-02 15:04"))
}
