package ui

import (
	"context"
	"testing"
	"time"

	"jointplan/exchange/chart"
	"jointplan/plan"
	"jointplan/plan/check"
	"jointplan/plan/edit"
	"jointplan/storage"
)

// A large plan shows before it is checked; what is edited meanwhile counts.
func TestCheckedBehind(t *testing.T) {
	defer func(n int) { atOnce = n }(atOnce)
	path := sampleCopy(t)
	atOnce = 0
	s, err := openSession(context.Background(), path, storage.Options{Now: time.Now}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if !s.Checking() || len(s.Report.Findings(plan.NoID)) != 0 {
		t.Fatal("checked before it was asked to")
	}
	told := 0
	s.Watch(func([]plan.Change) { told++ })
	task := plan.All[plan.Task](s.Doc, plan.NoID)[0]
	e, err := edit.Set(s.Doc, []plan.ID{task.ID}, plan.KindOf[plan.Task]().Field("title"), "Quokka patrol")
	if err == nil {
		err = s.Do(e)
	}
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan func(), 1)
	s.CheckBehind(func(f func()) { done <- f })
	(<-done)()
	if s.Checking() || told != 2 {
		t.Fatalf("checking: %v, told %d times", s.Checking(), told)
	}
	if hits := s.Index.Find("quokka", 5); len(hits) != 1 || hits[0].ID != task.ID {
		t.Errorf("what was renamed meanwhile is not found: %v", hits)
	}
	fresh, err := check.All(context.Background(), s.Doc, s.Today, chart.KnowsSymbol)
	if err != nil {
		t.Fatal(err)
	}
	got, want := s.Report.Findings(plan.NoID), fresh.Findings(plan.NoID)
	if len(got) != len(want) || len(want) == 0 {
		t.Fatalf("%d findings, want %d", len(got), len(want))
	}
	for i := range want {
		if got[i].Message.String() != want[i].Message.String() {
			t.Errorf("finding %d: %s, want %s", i, got[i].Message, want[i].Message)
		}
	}
}
