package torture

import (
	"errors"
	"fmt"
	"maps"
	"os"

	"jointplan/plan"
	edits "jointplan/plan/edit"
	"jointplan/storage"
)

// compareWith tells what merging the file into a sound one would change, which is
// only looked at.
func compareWith(path string) (string, error) {
	o := ann
	o.ReadOnly = true
	w, err := storage.Open(ctx, soundFile, o, nil)
	if err != nil {
		return "", err
	}
	defer w.Close()
	m, err := w.PrepareMerge(ctx, []string{path}, storage.MergeOptions{Ahead: true})
	if err != nil {
		return sentence(err)
	}
	if _, err := m.Outcome(nil); err != nil {
		return sentence(err)
	}
	return "compared", nil
}

// goBack looks at earlier states of the file and brings back what was then, as a
// copy and object by object.
func goBack(path string) (string, error) {
	w, err := storage.Open(ctx, path, ann, nil)
	if err != nil {
		return sentence(err)
	}
	defer w.Close()
	all, err := w.Recent(0)
	if err != nil || len(all) == 0 {
		return sentence(errors.Join(err, plan.Problem("error.storage.history")))
	}
	outcome := classify(w)
	for i, at := range []int{len(all) - 1, len(all) / 2, 0} {
		var then *plan.Document
		var err error
		if i%2 == 0 {
			then, err = w.AsOfStep(ctx, all[at].ID)
		} else {
			then, _, err = w.AsOf(ctx, all[at].At)
		}
		if err != nil {
			if outcome, err = sentence(err); err != nil {
				return "", err
			}
			continue
		}
		if err := saveAs(w.Glimpse(then, all[at].Moment()), fmt.Sprint(path, i, ".past.jointplan")); err != nil {
			return "", err
		}
		if err := bringBack(w, then, all[at].Moment()); err != nil {
			return "", err
		}
	}
	return outcome, mustBeSound(w)
}

// bringBack restores some objects that were deleted and some that are there.
func bringBack(w *storage.Workspace, then *plan.Document, when storage.Moment) error {
	const most = 5
	n := 0
	for _, k := range plan.Kinds() {
		for _, o := range then.Objects(k, plan.NoID) {
			is := w.Document().Get(plan.IDFor(o))
			if n >= most || is != nil && plan.EncodeObject(is) == plan.EncodeObject(o) {
				continue
			}
			n++
			e, err := edits.Restore(w.Document(), then, plan.IDFor(o), when.Name)
			if err == nil {
				err = w.Apply(e)
			}
			if err != nil && problemKey(err) == "" {
				return err
			}
		}
	}
	return nil
}

// mustBeSound checks a file that is open for writing. What was damaged before
// is said in a sentence.
func mustBeSound(w *storage.Workspace) error {
	if w.ReadOnly() != nil {
		return nil
	}
	if err := w.Verify(ctx); err != nil && problemKey(err) == "" {
		return fmt.Errorf("afterwards: %w", err)
	}
	return nil
}

// handOn makes a copy for each of some parties and one with half of the history.
func handOn(path string) (string, error) {
	w, err := storage.Open(ctx, path, ann, nil)
	if err != nil {
		return sentence(err)
	}
	defer w.Close()
	outcome := classify(w)
	for i, o := range w.Document().Objects(plan.KindOf[plan.Party](), plan.NoID) {
		if i == 2 {
			break
		}
		copied := fmt.Sprint(path, i, ".shared.jointplan")
		if _, err := w.Share(ctx, copied, plan.IDFor(o), storage.ShareOptions{}); err != nil {
			if outcome, err = sentence(err); err != nil {
				return "", fmt.Errorf("sharing: %w", err)
			}
			continue
		}
		if err := mustOpenWhole(copied, nil); err != nil {
			return "", fmt.Errorf("the shared copy: %w", err)
		}
	}
	all, err := w.Recent(0)
	if err != nil || len(all) == 0 {
		return sentence(errors.Join(err, plan.Problem("error.storage.history")))
	}
	compacted := path + ".compacted.jointplan"
	c, err := w.PrepareCompaction(ctx, all[len(all)/2].Moment())
	if err == nil {
		err = c.Write(ctx, compacted, nil)
	}
	if err != nil {
		return sentence(err)
	}
	if err := mustOpenWhole(compacted, w.Document()); err != nil {
		return "", fmt.Errorf("the compacted copy: %w", err)
	}
	return outcome, mustBeSound(w)
}

// mustOpenWhole opens a file this program has made, as somebody else.
func mustOpenWhole(path string, want *plan.Document) error {
	defer os.Remove(path)
	w, err := storage.Open(ctx, path, eve, nil)
	if err != nil {
		return err
	}
	defer w.Close()
	if why := w.ReadOnly(); why != nil {
		return fmt.Errorf("read-only: %s", why)
	}
	if want != nil && !maps.Equal(content(w.Document()), content(want)) {
		return fmt.Errorf("it has %d objects of %d, or others", w.Document().Len(), want.Len())
	}
	return w.Verify(ctx)
}
