package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2/app"
)

// TestTakeEnding looks that nothing is left for the toolkit to do when its loop
// ends, and that we keep what was set last, however shortly before.
func TestTakeEnding(t *testing.T) {
	home, err := os.MkdirTemp("", "home")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(home) }) // the toolkit may still write there
	for _, name := range []string{"HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "APPDATA", "LOCALAPPDATA"} {
		t.Setenv(name, home)
	}
	a := app.NewWithID(appID)
	save := takeEnding(a)
	l, ok := a.Lifecycle().(interface{ OnStopped() func() })
	if !ok || l.OnStopped() != nil {
		t.Error("the toolkit still has something to do at the end")
	}
	for _, value := range []string{"first", "second", "last"} {
		a.Preferences().SetString("word", value)
	}
	save()
	kept := ""
	_ = filepath.WalkDir(home, func(path string, _ os.DirEntry, _ error) error {
		if filepath.Base(path) == "preferences.json" {
			data, err := os.ReadFile(path)
			kept = string(data)
			return err
		}
		return nil
	})
	if !strings.Contains(kept, `"last"`) {
		t.Errorf("kept: %q", kept)
	}
}
