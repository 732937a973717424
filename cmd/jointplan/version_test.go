package main

import (
	"os"
	"regexp"
	"testing"
)

// TestOneVersion holds the version that packages carry to the one that the
// program says.
func TestOneVersion(t *testing.T) {
	data, err := os.ReadFile("../../FyneApp.toml")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"Version": version, "ID": appID, "Name": "Jointplan"} {
		found := regexp.MustCompile(`(?m)^` + name + ` = "(.*)"$`).FindSubmatch(data)
		if found == nil || string(found[1]) != want {
			t.Errorf("FyneApp.toml: %s is not %q", name, want)
		}
	}
	if !regexp.MustCompile(`^\d+\.\d+\.\d+$`).MatchString(version) {
		t.Errorf("%q is not a version that packages take", version)
	}
}

// TestWindowFailure looks that what the toolkit logs is passed on, and that the
// signs of a window that cannot be opened end the program.
func TestWindowFailure(t *testing.T) {
	var passed lines
	failures := 0
	f := &windowFailure{w: &passed, fail: func() { failures++ }}
	for _, line := range []string{"Fyne error:  preferences load error", "Fyne error:  window creation error"} {
		if _, err := f.Write([]byte(line)); err != nil {
			t.Fatal(err)
		}
	}
	if failures != 1 || passed[0] != "Fyne error:  preferences load error" {
		t.Errorf("%d failures, passed on: %q", failures, passed)
	}
}

type lines []string

func (l *lines) Write(p []byte) (int, error) {
	*l = append(*l, string(p))
	return len(p), nil
}
