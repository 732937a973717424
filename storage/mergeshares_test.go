package storage

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"jointplan/plan"
)

// withhold keeps an object, or its remarks, from the others of a party, or no longer.
func (c *copies) withhold(t *rapid.T) {
	w := pick(t, "file", c.files)
	c.last = w
	tasks := w.Document().Objects(plan.KindOf[plan.Task](), plan.NoID)
	if len(tasks) == 0 {
		return
	}
	o := pick(t, "task", tasks)
	only := pick(t, "only", append([]plan.ID{plan.NoID}, c.parties...)).String()
	field, value := "releasable", only
	if rapid.Bool().Draw(t, "of a field") {
		field, value = "labels", "remarks=:"+only
	}
	if only == plan.NoID.String() {
		value = ""
	}
	if change, ok, err := plan.SetField(o, plan.KindFor(o).Field(field), value); err == nil && ok {
		c.apply(t, w, plan.Edit{Title: plan.Say("withhold"), Changes: []plan.Change{change}})
	}
}

// share makes a copy of what a party may have.
func (c *copies) share(t *rapid.T) {
	const most = 3
	if len(c.shares) == most {
		return
	}
	w := pick(t, "file", c.files)
	c.last = w
	at := filepath.Join(c.dir, fmt.Sprint("share", len(c.shares)))
	if _, err := w.Share(context.Background(), at, pick(t, "party", c.parties), ShareOptions{}); err != nil {
		t.Fatal(err)
	}
	off := time.Duration(rapid.IntRange(-11, 11).Draw(t, "hours off")) * time.Hour
	guest, err := Open(context.Background(), at, Options{Author: Author{fmt.Sprint("Guest ", len(c.shares)), "G"}, Now: c.clockAt(off), NewID: c.id}, nil)
	if err != nil {
		t.Fatal(err)
	}
	c.shares = append(c.shares, guest)
}

// knows reports whether a file can take another one in: a full copy, or a shared one
// that it has heard of.
func (c *copies) knows(t *rapid.T, into, from *Workspace) bool {
	if !slices.Contains(c.shares, from) {
		return true
	}
	token, err := getMeta(from.c, metaWorkspace)
	if err != nil {
		t.Fatal(err)
	}
	into.mu.Lock()
	defer into.mu.Unlock()
	record, err := into.knownShare(token)
	if err != nil {
		t.Fatal(err)
	}
	return record != nil
}

// fewerChecks has a slow property tried less often than others, unless it is asked for.
func fewerChecks(t *testing.T) {
	const usual, few = "100", "40"
	checks := flag.Lookup("rapid.checks")
	if os.Getenv("JOINTPLAN_TORTURE") != "" || checks == nil || checks.Value.String() != usual {
		return
	}
	t.Cleanup(func() { _ = checks.Value.Set(usual) })
	if err := checks.Value.Set(few); err != nil {
		t.Fatal(err)
	}
}

// TestMergesInAnyOrderOfShares is about shared copies that come back, to any file that
// has heard of them: what comes of that is the same everywhere.
func TestMergesInAnyOrderOfShares(t *testing.T) {
	dir := fastDir(t)
	fewerChecks(t)
	rapid.Check(t, func(t *rapid.T) {
		c := newCopies(t, dir, rapid.IntRange(2, 3).Draw(t, "copies"))
		defer c.close()
		acts := c.whatPlannersDo()
		acts["share"], acts["withhold"] = c.share, c.withhold
		acts[""] = func(t *rapid.T) {
			if c.last != nil {
				asFolded(t, c.last)
			}
		}
		t.Repeat(acts)
		originals, shares := slices.Clone(c.files), slices.Clone(c.shares)
		for _, w := range slices.Concat(originals, shares) {
			wholeFile(t, w)
		}
		a := c.copyOf(t, originals[0])
		b := c.copyOf(t, originals[len(originals)-1])
		c.into(t, a, originals...)
		c.into(t, a, shares...)
		back, backShares := slices.Clone(originals), slices.Clone(shares)
		slices.Reverse(back)
		slices.Reverse(backShares)
		c.into(t, b, append(backShares, back...)...)
		c.into(t, b, backShares...)
		c.into(t, b, shares...) // again: nothing new
		wholeFile(t, a)
		wholeFile(t, b)
		c.into(t, a, b)
		c.into(t, b, a)
		alike(t, "one order and the other", a, b)
	})
}
