package storage

import (
	"runtime"
	"slices"
	"testing"
)

// Who waits for an edit comes before what works in the background, whoever came
// first.
func TestTurn(t *testing.T) {
	for range 50 {
		var mu turn
		mu.Lock()
		came := make(chan string, 2)
		go func() {
			mu.Lock()
			came <- "edit"
			mu.Unlock()
		}()
		for !mu.wanted() {
			runtime.Gosched()
		}
		go func() {
			mu.LockBehind()
			came <- "piece"
			mu.Unlock()
		}()
		mu.Unlock()
		if got := []string{<-came, <-came}; !slices.Equal(got, []string{"edit", "piece"}) {
			t.Fatal(got)
		}
		if mu.wanted() {
			t.Fatal("somebody still waits")
		}
	}
}
