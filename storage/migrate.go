package storage

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"jointplan/plan"
)

// layout is a version of the log's tables and the way to it from older ones.
type layout struct {
	version int
	tables  []string    // the statements that make the log's tables
	steps   []migration // in order, each from one version to the next
}

// migration goes from one version to the next.
type migration struct {
	from   int
	tables []string // the log's tables as that version had them
	do     func(*conn) error
}

// current is what this program writes. Digests stay what they are through every
// step: a step may add to the tables, not rewrite what was said.
var current = layout{version: formatVersion, tables: logTables}

// oldest is the oldest version that can be brought up to date.
func (l layout) oldest() int {
	if len(l.steps) > 0 {
		return l.steps[0].from
	}
	return l.version
}

// tablesOf gives the log's tables as a version had them.
func (l layout) tablesOf(version int) []string {
	for _, s := range l.steps {
		if s.from == version {
			return s.tables
		}
	}
	return l.tables
}

// migrate brings an older file up to date: in a copy, which takes the file's
// place once it is whole, while the original stays beside it. A file that can't
// be written is migrated in a private copy only.
func (w *Workspace) migrate(ctx context.Context, from int) error {
	work := filepath.Join(filepath.Dir(w.path), ".~"+filepath.Base(w.path)+".new")
	if w.readOnly != nil {
		if _, err := w.privateCopy(false); err != nil {
			return err
		}
		work = filepath.Join(w.scratch, "new")
	}
	if err := os.Remove(work); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if err := w.migrateInto(ctx, from, work); err != nil {
		return errors.Join(err, ignoreMissing(os.Remove(work)))
	}
	if w.readOnly != nil {
		var err error
		w.c, err = connect(work, modeFrozen)
		return err
	}
	if _, err := keepBeside(w.path, "v"+strconv.Itoa(from)); err != nil {
		return err
	}
	if err := os.Rename(work, w.path); err != nil {
		return err
	}
	if err := syncDir(filepath.Dir(w.path)); err != nil {
		return err
	}
	return w.remember(ctx)
}

func (w *Workspace) migrateInto(ctx context.Context, from int, work string) error {
	if err := w.connect(); err != nil {
		return err
	}
	defer func() {
		w.c.Close()
		w.c = nil
	}()
	if _, err := checkSchema(ctx, w.c, w.layout.tablesOf(from)); err != nil {
		return err
	}
	if err := quickCheck(ctx, w.c); err != nil {
		return err
	}
	if err := w.c.copyTo(work); err != nil {
		return err
	}
	return w.layout.bringUp(ctx, from, work)
}

// bringUp takes the steps that lead from an older version to this one, in a copy
// that nobody else knows of.
func (l layout) bringUp(ctx context.Context, from int, work string) error {
	c, err := connect(work, modeWrite)
	if err != nil {
		return err
	}
	defer c.Close()
	err = c.transaction(func() error {
		for _, s := range l.steps {
			if s.from < from {
				continue
			}
			if err := s.do(c); err != nil {
				return fmt.Errorf("from version %d: %w", s.from, err)
			}
		}
		return c.exec("PRAGMA user_version=" + strconv.Itoa(l.version))
	})
	if err != nil {
		return err
	}
	c.forget()
	if _, err := checkSchema(ctx, c, l.tables); err != nil {
		return err
	}
	if err := quickCheck(context.Background(), c); err != nil {
		return err
	}
	return syncFile(work)
}

// keepBeside copies a file, before another takes its place, to a name that ends in
// what it is: PLAN.v1.jointplan, PLAN.original.jointplan.
func keepBeside(path, what string) (kept string, err error) {
	ext := filepath.Ext(path)
	base := strings.TrimSuffix(path, ext)
	for n := 1; n < 100; n++ {
		to := base + "." + what + ext
		if n > 1 {
			to = fmt.Sprintf("%s.%s-%d%s", base, what, n, ext)
		}
		if _, err := os.Stat(to); err == nil {
			continue
		}
		if err := copyFile(path, to); err != nil {
			return "", errors.Join(err, os.Remove(to))
		}
		return to, syncFile(to)
	}
	return "", plan.Problem("error.storage.exists", "File", filepath.Base(base))
}

func ignoreMissing(err error) error {
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	return err
}
