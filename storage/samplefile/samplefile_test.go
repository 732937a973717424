package samplefile

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"
	"time"

	"jointplan/assets"
	"jointplan/plan"
	"jointplan/plan/basemap"
	"jointplan/storage"
)

func options() storage.Options {
	return storage.Options{
		Author: storage.Author{Name: "Planner"}, App: "test",
		Now: func() time.Time { return time.Date(2027, 6, 15, 12, 0, 0, 0, time.UTC) },
	}
}

func world(t *testing.T) *basemap.Map {
	t.Helper()
	m, err := basemap.Load(assets.Basemap)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func open(t *testing.T, path string) *storage.Workspace {
	t.Helper()
	w, err := storage.Open(context.Background(), path, options(), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Close() })
	return w
}

func TestMake(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sample.jointplan")
	if err := Make(path, options(), os.DirFS("../../assets"), world(t), "Sample"); err != nil {
		t.Fatal(err)
	}
	w := open(t, path)
	if n := w.Document().Count(plan.KindOf[plan.Operation](), plan.NoID); n != 2 {
		t.Errorf("%d operations", n)
	}
	if err := w.Verify(context.Background()); err != nil {
		t.Error(err)
	}
	if err := Make(path, options(), os.DirFS("../../assets"), world(t), "Sample"); err == nil {
		t.Error("an existing file was overwritten")
	}
}

func TestMakeLarge(t *testing.T) {
	path := filepath.Join(t.TempDir(), "large.jointplan")
	last := 0
	if err := MakeLarge(path, options(), 50, "Large", func(done, total int) { last = done }); err != nil {
		t.Fatal(err)
	}
	if n := open(t, path).Document().Count(plan.KindOf[plan.Task](), plan.NoID); n != 50 || last != 50 {
		t.Errorf("%d tasks, progress up to %d", n, last)
	}
}

// TestNothingIsLeft looks that a sample that cannot be made leaves no file.
func TestNothingIsLeft(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sample.jointplan")
	if err := Make(path, options(), fstest.MapFS{}, nil, "Sample"); err == nil {
		t.Error("a sample was made without templates")
	}
	failed := errors.New("no more")
	if err := storage.Make(path, options(), "Sample", func(*storage.Workspace) error { return failed }); !errors.Is(err, failed) {
		t.Error(err)
	}
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Error("a file is left")
	}
}
