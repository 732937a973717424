package main

import (
	"bufio"
	"context"
	"io"
	"regexp"
	"strings"
	"testing"
	"time"

	"jointplan/plan"
	"jointplan/plan/compare"
)

// TestRowTableShowsWhatAnEditGave lists a task that one side deleted while the other
// edited it, and a long value, whose author is not cut off.
func TestRowTableShowsWhatAnEditGave(t *testing.T) {
	k := plan.KindOf[plan.Task]()
	o, err := plan.With(k.New(plan.ID{1}), plan.Change{Field: "title", New: "Watch"})
	if err != nil {
		t.Fatal(err)
	}
	edited, err := plan.With(o, plan.Change{Field: "remarks", New: "By night only"})
	if err != nil {
		t.Fatal(err)
	}
	d := plan.NewDocument()
	if err := d.Load([]plan.Object{o}); err != nil {
		t.Fatal(err)
	}
	state := func(o plan.Object) compare.State {
		if o == nil {
			return compare.State{By: "Ann", At: time.Date(2026, 11, 12, 9, 30, 0, 0, time.Local)}
		}
		return compare.State{Exists: true, Value: plan.EncodeObject(o), By: "Bob", At: time.Date(2026, 11, 13, 9, 30, 0, 0, time.Local)}
	}
	long := compare.State{Exists: true, Value: strings.Repeat("long ", 50), By: "Bob", At: time.Date(2026, 11, 13, 9, 30, 0, 0, time.Local)}
	rows := []compare.Row{
		{Kind: k, Object: plan.ID{1}, Side: compare.Both, Conflict: true, Fields: []*plan.Field{k.Field("remarks")}, Base: state(o), Ours: state(nil), Theirs: state(edited)},
		{Kind: k, Object: plan.ID{1}, Field: k.Field("remarks"), Side: compare.Theirs, Base: long, Ours: long, Theirs: long},
	}
	var out strings.Builder
	j := newJob(context.Background(), &grammar{Lang: "en"}, io.Discard, io.Discard)
	j.out = bufio.NewWriter(&out)
	j.rowTable(d, rows).print(j.out)
	j.out.Flush()
	for _, want := range []string{
		`(?m)^! +Task Watch +there +not there · Ann, 2026-11-12 09:30 +there · Bob, 2026-11-13 09:30$`,
		`(?m)^ +Remarks +By night only$`,
		`(?m)… · Bob, 2026-11-13 09:30$`,
	} {
		if !regexp.MustCompile(want).MatchString(out.String()) {
			t.Errorf("no %s in\n%s", want, out.String())
		}
	}
	if got := j.jsonRows(d, rows)[0].Edits; len(got) != 1 || got[0] != (jsonEdit{"remarks", "", "By night only"}) {
		t.Errorf("as JSON: %v", got)
	}
}
