package beside

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// privatePrefix begins the names of private folders; the number of the process
// that uses one and something random follow.
const privatePrefix = "jointplan-private-"

// Private makes a folder that only the user may enter, for content that must not
// stay on the disk. Folders of processes that ended without removing theirs go with
// this, so that nothing of a workspace lies open for longer than until the next.
func Private() (string, error) {
	base := os.TempDir()
	left, err := filepath.Glob(filepath.Join(base, privatePrefix+"*"))
	if err != nil {
		return "", err
	}
	for _, folder := range left {
		number, _, _ := strings.Cut(strings.TrimPrefix(filepath.Base(folder), privatePrefix), "-")
		if pid, err := strconv.Atoi(number); err == nil && !isRunning(pid) {
			_ = os.RemoveAll(folder) // that of somebody else stays, as it must
		}
	}
	return os.MkdirTemp(base, privatePrefix+strconv.Itoa(os.Getpid())+"-")
}

// isRunning reports whether a process is there. Where that is not to be told it is.
func isRunning(pid int) bool {
	p, err := os.FindProcess(pid)
	if err != nil {
		return false
	}
	defer p.Release()
	err = p.Signal(syscall.Signal(0))
	return !errors.Is(err, os.ErrProcessDone) && !errors.Is(err, syscall.ESRCH)
}
