package sealed

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"filippo.io/age"
)

// The test runs this binary again as a process that can be killed, with the name
// of a job in the environment.
const jobVariable = "JOINTPLAN_SEALED_TEST_JOB"

func TestMain(m *testing.M) {
	job := os.Getenv(jobVariable)
	if job == "" {
		os.Exit(m.Run())
	}
	WorkFactor = 6
	id, err := age.ParseX25519Identity(os.Args[2])
	for n := 0; err == nil; n++ {
		fmt.Println(n)
		err = killable[job].work(os.Args[1], id, n)
	}
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

// killable is what a process may be killed in. work is done over and over in a
// folder, n being how often it was done; check looks at what a kill has left.
var killable = map[string]struct {
	work  func(dir string, id *age.X25519Identity, n int) error
	check func(dir string, id *age.X25519Identity, n int) error
}{
	"seal":   {sealAnew, checkSealed},
	"unseal": {unsealAnew, checkUnsealed},
}

// numbered is the payload that the nth copy holds.
func numbered(n int) []byte { return bytes.Repeat(fmt.Appendf(nil, "plan %d ", n), 40_000) }

// sealAnew seals another payload in place of the last, each time another way.
func sealAnew(dir string, id *age.X25519Identity, n int) error {
	from := filepath.Join(dir, "plan.jointplan")
	if err := os.WriteFile(from, numbered(n+1), 0o600); err != nil {
		return err
	}
	o := []Options{
		{Signer: signer("Ann")},
		{Passphrase: phrase},
		{Recipients: []age.Recipient{id.Recipient()}, Signer: signer("Ann")},
	}[n%3]
	return File(context.Background(), from, filepath.Join(dir, "copy"+Extension), o, nil)
}

func checkSealed(dir string, id *age.X25519Identity, n int) error {
	c, err := Open(context.Background(), filepath.Join(dir, "copy"+Extension), Keys{Passphrase: phrase, Identities: []age.Identity{id}}, nil)
	if n == 0 && errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer c.Close()
	got, err := os.ReadFile(c.Path())
	if err == nil && !bytes.Equal(got, numbered(n)) && !bytes.Equal(got, numbered(n+1)) {
		err = fmt.Errorf("neither payload %d nor the next: %d bytes, %.20q", n, len(got), got)
	}
	return err
}

// unsealAnew seals a payload and opens the copy to a file of its own.
func unsealAnew(dir string, id *age.X25519Identity, n int) error {
	if err := sealAnew(dir, id, n); err != nil {
		return err
	}
	c, err := Open(context.Background(), filepath.Join(dir, "copy"+Extension), Keys{Passphrase: phrase, Identities: []age.Identity{id}}, nil)
	if err != nil {
		return err
	}
	return errors.Join(c.Save(context.Background(), filepath.Join(dir, strconv.Itoa(n+1)+".jointplan")), c.Close())
}

func checkUnsealed(dir string, _ *age.X25519Identity, n int) error {
	for i := 1; i <= n+1; i++ {
		got, err := os.ReadFile(filepath.Join(dir, strconv.Itoa(i)+".jointplan"))
		if i == n+1 && errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err == nil && !bytes.Equal(got, numbered(i)) {
			err = fmt.Errorf("payload %d is not whole: %d bytes", i, len(got))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// TestKilledWhileSealing kills processes at random moments of sealing and
// unsealing: a file is what it was before or what it was to be. make torture
// kills more often.
func TestKilledWhileSealing(t *testing.T) {
	quick(t)
	kills := 10
	if percent, err := strconv.Atoi(os.Getenv("JOINTPLAN_TORTURE")); err == nil {
		kills = max(kills, percent)
	}
	id := identity(t)
	for job, k := range killable {
		t.Run(job, func(t *testing.T) {
			furthest := 0
			for range kills {
				dir := t.TempDir()
				n := killIn(t, job, dir, id, time.Duration(rand.IntN(60_000))*time.Microsecond)
				furthest = max(furthest, n)
				if n < 0 {
					continue
				}
				if err := k.check(dir, id, n); err != nil {
					t.Errorf("killed at %d: %v", n, err)
				}
			}
			t.Logf("%d times at most before a kill", furthest)
		})
	}
}

// killIn has a process do a job, kills it a while after its first word and gives
// the last number it reached, -1 when it reached none.
func killIn(t *testing.T, job, dir string, id *age.X25519Identity, while time.Duration) (last int) {
	t.Helper()
	p := exec.Command(os.Args[0], dir, id.String())
	p.Env = append(os.Environ(), jobVariable+"="+job, "TMPDIR="+dir)
	errs := &strings.Builder{}
	p.Stderr = errs
	lines, err := p.StdoutPipe()
	if err == nil {
		err = p.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	last = -1
	for scan := bufio.NewScanner(lines); scan.Scan(); {
		if last < 0 {
			killer := time.AfterFunc(while, func() { p.Process.Kill() })
			defer killer.Stop()
		}
		if n, err := strconv.Atoi(scan.Text()); err == nil {
			last = n
		}
	}
	if err := p.Wait(); err != nil && p.ProcessState.Exited() {
		t.Errorf("%s: %v\n%s", job, err, errs)
	}
	return last
}
