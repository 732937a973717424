package torture

import (
	"bufio"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// What a hostile file may cost.
const (
	mostMegabytes = 1024
	standstill    = time.Minute // without a word from the process; it may have to wait for others
	addressSpace  = 8 << 30     // stops a process before it takes the machine down
)

// TestHostileFiles does everything a person may do with a file on thousands of
// damaged and hostile ones, in processes of their own: each is opened, recovered
// or refused in a sentence, without a crash, within seconds and a gigabyte.
func TestHostileFiles(t *testing.T) {
	base := base(t)
	cases := share(t, 110, 10_000)
	if one, err := strconv.Atoi(os.Getenv("JOINTPLAN_TORTURE_CASE")); err == nil {
		c := &corpusRun{t: t, base: base, outcomes: map[string]int{}}
		c.batch(one, one+1)
		c.summary()
		return
	}
	c := &corpusRun{t: t, base: base, outcomes: map[string]int{}}
	const batch = 50
	var next sync.Mutex
	from := 0
	var workers sync.WaitGroup
	for range 2 {
		workers.Go(func() {
			for {
				next.Lock()
				n := from
				from += batch
				next.Unlock()
				if n >= cases {
					return
				}
				c.batch(n, min(n+batch, cases))
			}
		})
	}
	workers.Wait()
	c.summary()
}

// corpusRun gathers what became of the cases.
type corpusRun struct {
	t    *testing.T
	base string

	mu        sync.Mutex
	outcomes  map[string]int
	slowest   report
	hungriest report
	notMade   int
}

// batch has processes do the cases; after one that ends in the middle another
// goes on behind the case that ended it.
func (c *corpusRun) batch(from, to int) {
	for from < to {
		last := c.process(from, to)
		from = last + 1
	}
}

// process runs one process and gives the last case it came to.
func (c *corpusRun) process(from, to int) (last int) {
	dir := c.t.TempDir()
	p := exec.Command(os.Args[0], c.base, dir, strconv.Itoa(from), strconv.Itoa(to))
	p.Env = append(os.Environ(), jobVariable+"=corpus", "TMPDIR="+dir, "GOMAXPROCS=2")
	errs := &strings.Builder{}
	p.Stderr = errs
	limit(p)
	lines, err := p.StdoutPipe()
	if err == nil {
		err = p.Start()
	}
	if err != nil {
		c.t.Error(err)
		return to
	}
	watchdog := time.AfterFunc(standstill, func() { p.Process.Kill() })
	defer watchdog.Stop()
	var current report
	last = from
	for scan := bufio.NewScanner(lines); scan.Scan(); {
		var r report
		if json.Unmarshal(scan.Bytes(), &r) != nil {
			continue
		}
		watchdog.Reset(standstill)
		current, last = r, r.Case
		c.note(r)
	}
	if err := p.Wait(); err != nil {
		c.keep(current)
		c.t.Errorf("case %d (%s), %s: the process ended: %v\n%s", current.Case, current.Family, current.Operation, err, cut(errs.String()))
		return last
	}
	return to
}

func cut(s string) string { return s[:min(len(s), 3000)] }

func (c *corpusRun) note(r report) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if r.Begin {
		return
	}
	if strings.HasPrefix(r.Outcome, "not made") {
		c.notMade++
		return
	}
	c.outcomes[r.Operation+": "+r.Outcome]++
	if r.Millis > c.slowest.Millis {
		c.slowest = r
	}
	if r.Megabytes > c.hungriest.Megabytes {
		c.hungriest = r
	}
	switch {
	case r.Fault != "":
		c.keep(r)
		c.t.Errorf("case %d (%s), %s: %s", r.Case, r.Family, r.Operation, cut(r.Fault))
	case r.Millis > slowest.Milliseconds():
		c.keep(r)
		c.t.Errorf("case %d (%s), %s: took %d ms", r.Case, r.Family, r.Operation, r.Millis)
	case r.Megabytes > mostMegabytes:
		c.keep(r)
		c.t.Errorf("case %d (%s), %s: took %d MB", r.Case, r.Family, r.Operation, r.Megabytes)
	}
}

// keep makes the file of a failed case again where it can be looked at.
func (c *corpusRun) keep(r report) {
	dir := os.Getenv("JOINTPLAN_TORTURE_KEEP")
	if dir == "" {
		return
	}
	if err := os.MkdirAll(dir, 0o700); err == nil {
		build(c.base, dir, r.Case)
	}
}

func (c *corpusRun) summary() {
	total := 0
	var lines []string
	for _, k := range slices.Sorted(maps.Keys(c.outcomes)) {
		lines = append(lines, fmt.Sprintf("%6d  %s", c.outcomes[k], k))
		total += c.outcomes[k]
	}
	c.t.Logf("%d operations on %d families, %d cases that SQLite refused to make; slowest %d ms (%s, %s), most memory %d MB (%s, %s)\n%s",
		total, len(corpus), c.notMade, c.slowest.Millis, c.slowest.Family, c.slowest.Operation, c.hungriest.Megabytes, c.hungriest.Family, c.hungriest.Operation, strings.Join(lines, "\n"))
}
