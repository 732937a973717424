package storage

import (
	"context"
	"errors"

	"jointplan/plan"
)

// orSalvage passes err on, unless it says that the file is damaged: then it is
// opened read-only with what can be saved.
func (w *Workspace) orSalvage(ctx context.Context, err error) error {
	if err == nil || !(isDamage(err) || errors.Is(err, errStructure) || errors.Is(err, errCache)) {
		return err
	}
	return w.salvage(ctx)
}

func (w *Workspace) salvage(_ context.Context, losses ...plan.Message) error {
	return plan.Problem("error.storage.damaged", "File", w.path)
}
