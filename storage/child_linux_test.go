package storage

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

func init() { jobs["full disk"] = fillSmallDisk }

// fillSmallDisk mounts a disk of a megabyte in a namespace of its own and fills
// it, with a file beside the workspace to make room by.
func fillSmallDisk(dir string) error {
	if err := syscall.Mount("", "/", "", syscall.MS_REC|syscall.MS_PRIVATE, ""); err != nil {
		return errNoMount
	}
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=1536k"); err != nil {
		return errNoMount
	}
	ballast := filepath.Join(dir, "ballast")
	if err := os.WriteFile(ballast, make([]byte, 300_000), 0o600); err != nil {
		return err
	}
	w, err := Create(filepath.Join(dir, "plan.jointplan"), ann, "Small disk")
	if err != nil {
		return err
	}
	return editUntilFull(w, func() error { return os.Remove(ballast) })
}

func TestFullDisk(t *testing.T) {
	c := child("full disk", t.TempDir())
	c.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNS}
	if os.Geteuid() != 0 {
		c.SysProcAttr.Cloneflags |= syscall.CLONE_NEWUSER
		c.SysProcAttr.UidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}}
	}
	out, err := c.CombinedOutput()
	if _, started := err.(interface{ ExitCode() int }); err != nil && !started || string(out) == errNoMount.Error()+"\n" {
		t.Skip("no disk can be mounted here:", err)
	}
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
}
