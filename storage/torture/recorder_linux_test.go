package torture

import (
	"encoding/binary"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
)

var compiled struct {
	sync.Once
	path string
	err  error
}

// recorder builds the library that is preloaded to record what SQLite does to its
// files (testdata/recorder.c). Without a C compiler the test is skipped.
func recorder(t *testing.T) string {
	t.Helper()
	compiled.Do(func() {
		compiler, err := exec.LookPath("gcc")
		if err != nil {
			compiled.err = errors.New("no C compiler here")
			return
		}
		dir, err := os.MkdirTemp("", "jointplan-recorder-")
		if err != nil {
			compiled.err = err
			return
		}
		compiled.path = filepath.Join(dir, "recorder.so")
		out, err := exec.Command(compiler, "-shared", "-fPIC", "-O1", "-o", compiled.path, "testdata/recorder.c", "-ldl").CombinedOutput()
		if err != nil {
			compiled.err = errors.New(string(out))
		}
	})
	if compiled.err != nil {
		t.Skip("the recorder could not be built: ", compiled.err)
	}
	return compiled.path
}

// A record is one thing done to a file, or an edit acknowledged to the user.
type record struct {
	kind   byte
	object uint32
	at     int64
	data   []byte
}

// The kinds of record.
const (
	didOpen   = 'O'
	didCreate = 'C'
	didWrite  = 'W'
	didCut    = 'T'
	didSync   = 'S'
	didUnlink = 'U'
	didTell   = 'A' // the user was told that edit number at is done
)

// directory is the object of every folder.
const directory = 0x40000000

func readRecords(path string) (all []record, err error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	for len(b) >= 17 {
		r := record{b[0], binary.NativeEndian.Uint32(b[1:]), int64(binary.NativeEndian.Uint64(b[5:])), nil}
		n := 17 + int(binary.NativeEndian.Uint32(b[13:]))
		if n > len(b) {
			return nil, errors.New("the record ends in the middle")
		}
		r.data, b = b[17:n], b[n:]
		all = append(all, r)
	}
	return all, nil
}

// acknowledge adds to the record that the user was told of edit n.
func acknowledge(n int) error {
	f, err := os.OpenFile(os.Getenv("RECORD"), os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		return err
	}
	b := []byte{didTell, 0, 0, 0, 0}
	b = binary.NativeEndian.AppendUint64(b, uint64(n))
	_, err = f.Write(append(b, 0, 0, 0, 0))
	return errors.Join(err, f.Close())
}
