package beside

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestWrite(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "map.pdf")
	say := func(text string, err error) func(io.Writer) error {
		return func(w io.Writer) error {
			io.WriteString(w, text)
			return err
		}
	}
	if err := Write(path, say("first", nil)); err != nil {
		t.Fatal(err)
	}
	if err := Write(path, say("half", errors.New("stopped"))); err == nil {
		t.Error("an error of the content is not told")
	}
	if err := Write(filepath.Join(dir, "none", "map.pdf"), say("", nil)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("into a folder that is not there: %v", err)
	}
	got, _ := os.ReadFile(path)
	if entries, _ := os.ReadDir(dir); string(got) != "first" || len(entries) != 1 {
		t.Errorf("%q among %d files", got, len(entries))
	}
}

func TestSecrets(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "key")
	say := func(text string) func(io.Writer) error {
		return func(w io.Writer) error {
			_, err := io.WriteString(w, text)
			return err
		}
	}
	if err := NewSecret(path, say("first")); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("others may read it: %v %v", info.Mode(), err)
	}
	if err := NewSecret(path, say("second")); !errors.Is(err, os.ErrExist) {
		t.Errorf("over a file that is there: %v", err)
	}
	// Somebody takes the name while it is written.
	other := filepath.Join(dir, "other")
	err := NewSecret(other, func(w io.Writer) error { return os.WriteFile(other, []byte("theirs"), 0o600) })
	if got, _ := os.ReadFile(other); !errors.Is(err, os.ErrExist) || string(got) != "theirs" {
		t.Errorf("over a file that came: %q, %v", got, err)
	}
	if err := WriteSecret(path, say("third")); err != nil {
		t.Fatal(err)
	}
	got, _ := os.ReadFile(path)
	if entries, _ := os.ReadDir(dir); string(got) != "third" || len(entries) != 2 {
		t.Errorf("%q among %d files", got, len(entries))
	}
}

// A file may have as long a name as the file system allows.
func TestLongName(t *testing.T) {
	path := filepath.Join(t.TempDir(), strings.Repeat("ж", 125)+".pdf")
	if err := Write(path, func(w io.Writer) error { _, err := io.WriteString(w, "whole"); return err }); err != nil {
		t.Fatal(err)
	}
	if got, _ := os.ReadFile(path); string(got) != "whole" {
		t.Errorf("%q", got)
	}
}

// What a killed program left of a file goes with the next that is written there; what
// somebody may still be writing, and what is not ours, stays.
func TestSweep(t *testing.T) {
	dir := t.TempDir()
	old := time.Now().Add(-2 * deserted)
	for name, when := range map[string]time.Time{
		partPrefix + "0a" + partSuffix: old, partPrefix + "0b" + partSuffix: time.Now(), ".~lock.part": old, "jointplan.part": old,
	} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, when, when); err != nil {
			t.Fatal(err)
		}
	}
	if err := Write(filepath.Join(dir, "map.pdf"), func(io.Writer) error { return nil }); err != nil {
		t.Fatal(err)
	}
	var names []string
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if want := []string{partPrefix + "0b" + partSuffix, ".~lock.part", "jointplan.part", "map.pdf"}; !slices.Equal(names, want) {
		t.Errorf("left are %q, want %q", names, want)
	}
}
