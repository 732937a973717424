package beside

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

func TestPrivate(t *testing.T) {
	base := t.TempDir()
	t.Setenv("TMPDIR", base)
	if os.TempDir() != base {
		t.Skip("temporary files go elsewhere on this system")
	}
	ended := exec.Command(os.Args[0], "-test.run=^$")
	if err := ended.Run(); err != nil {
		t.Fatal(err)
	}
	for name, stays := range map[string]bool{
		fmt.Sprint(privatePrefix, ended.ProcessState.Pid(), "-1"): false,
		fmt.Sprint(privatePrefix, os.Getpid(), "-1"):              true,
		privatePrefix + "words":                                   true,
		"jointplan-1":                                             true,
	} {
		secret := filepath.Join(base, name, "plan.jointplan")
		if err := os.MkdirAll(filepath.Dir(secret), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(secret, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		folder, err := Private()
		if err != nil {
			t.Fatal(err)
		}
		if info, err := os.Stat(folder); err != nil || info.Mode().Perm() != 0o700 {
			t.Errorf("%s: %v %v", folder, info.Mode(), err)
		}
		if _, err := os.Stat(secret); (err == nil) != stays {
			t.Errorf("%s stays: %v", name, err == nil)
		}
	}
}
