package storage

import (
	"context"
	"math/rand/v2"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"jointplan/plan"
	"jointplan/plan/edit"
)

// TestCopiesOfAnyShape shares plans of many sizes. While the trees of a copy
// grow SQLite now and then gives a page back, and such a copy once passed for a
// damaged one.
func TestCopiesOfAnyShape(t *testing.T) {
	dir := t.TempDir()
	for _, seed := range []uint64{1, 40, 90, 107} {
		r := rand.New(rand.NewPCG(seed, 1))
		w := newOwner(t, dir)
		changes := frame()
		for range 100 + r.IntN(600) {
			id := plan.ID{2}
			for i := 1; i < len(id); i++ {
				id[i] = byte(r.Uint32())
			}
			changes = append(changes, create(plan.KindOf[plan.Operation](), id, edit.Values{
				"title": "Open", "order": "b0001", "purpose": strings.Repeat("x", r.IntN(1000)),
			}))
		}
		apply(t, w, "Plan", changes...)
		path := filepath.Join(dir, strconv.FormatUint(seed, 10)+Extension)
		if _, err := w.Share(context.Background(), path, reader, ShareOptions{}); err != nil {
			t.Errorf("seed %d: %v", seed, err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
