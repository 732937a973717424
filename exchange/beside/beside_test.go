package beside

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
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
