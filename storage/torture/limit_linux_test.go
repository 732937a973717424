package torture

import (
	"os/exec"
	"strconv"
)

// limit bounds the address space of a process to be started, through the shell's
// own command for it.
func limit(p *exec.Cmd) {
	shell, err := exec.LookPath("sh")
	if err != nil {
		return
	}
	p.Args = append([]string{"sh", "-c", "ulimit -v " + strconv.Itoa(addressSpace>>10) + "; exec \"$0\" \"$@\"", p.Path}, p.Args[1:]...)
	p.Path = shell
}
