package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"

	"golang.org/x/term"

	"jointplan/plan"
)

// A passphrase is never an argument: other users of a machine see those.

// secret gives a passphrase: the first line of the file that flag names, else
// what is typed on the terminal, without showing it, after the question of key.
func (j *job) secret(path, flag, key string) (string, error) {
	if path != "" {
		return secretFrom(path)
	}
	in := int(os.Stdin.Fd())
	if !term.IsTerminal(in) {
		return "", wrongUsage("cli.secret.terminal", "Flag", flag)
	}
	if err := j.out.Flush(); err != nil {
		return "", err
	}
	fmt.Fprint(j.errs, j.words.T(key))
	typed, err := term.ReadPassword(in)
	fmt.Fprintln(j.errs)
	return string(typed), err
}

// newSecret is secret for a passphrase that is given for the first time: what is
// typed has to be typed twice.
func (j *job) newSecret(path, flag, key string) (string, error) {
	first, err := j.secret(path, flag, key)
	if err != nil || path != "" {
		return first, err
	}
	again, err := j.secret("", flag, "cli.secret.again")
	if err == nil && again != first {
		err = plan.Problem("cli.secret.differ")
	}
	return first, err
}

// maxSecret is how long the line with a passphrase may be, in bytes.
const maxSecret = 4096

func secretFrom(path string) (string, error) {
	unreadable := plan.Problem("cli.secret.file", "Path", path)
	file, err := os.Open(path)
	if err != nil {
		return "", unreadable.Because(err)
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, maxSecret)
	lines.Scan()
	if line := strings.TrimSuffix(lines.Text(), "\r"); line != "" {
		return line, nil
	}
	return "", unreadable.Because(lines.Err())
}
