package mapfile

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"jointplan/exchange/beside"
	"jointplan/exchange/features"
	"jointplan/plan"
)

// Read reads a file of map data. With swap latitudes and longitudes are taken for
// each other.
func Read(ctx context.Context, path string, swap bool) (*features.Collection, error) {
	format, ok := For(path)
	if !ok {
		return nil, Unknown(path)
	}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, Problem(path, err)
	case !info.Mode().IsRegular():
		return nil, plan.Problem("mapdata.file.none", "Path", path)
	case info.Size() > features.MaxFile:
		return nil, plan.Problem("mapdata.file.large", "Max", features.MaxFile>>20)
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, Problem(path, err)
	}
	defer file.Close()
	c, err := format.read(ctx, file, swap)
	return c, Problem(path, err)
}

// Unknown is the problem of a file whose name tells no format.
func Unknown(path string) error { return unknown(path, Extensions()) }

func unknown(path string, known []string) error {
	return plan.Problem("mapdata.file.format", "Name", filepath.Base(path), "Known", strings.Join(known, ", "))
}

// Write writes features in the format that the name of the file tells. Notes say
// what the format cannot hold. The file appears whole or not at all.
func Write(path string, list []features.Feature, o Options) (notes []plan.Message, err error) {
	format, ok := For(path)
	if !ok || format.write == nil {
		return nil, unknown(path, Written())
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return nil, plan.Problem("mapdata.file.none", "Path", path)
	}
	err = beside.Write(path, func(w io.Writer) (err error) {
		notes, err = format.write(w, list, o)
		return err
	})
	return notes, Problem(path, err)
}

// Problem puts an error of the file system into words; nil stays nil.
func Problem(path string, err error) error {
	var problem *plan.ProblemError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &problem), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.Is(err, fs.ErrNotExist):
		return plan.Problem("mapdata.file.missing", "Path", path).Because(err)
	case errors.Is(err, fs.ErrPermission):
		return plan.Problem("mapdata.file.denied", "Path", path).Because(err)
	case errors.Is(err, syscall.ENOSPC):
		return plan.Problem("mapdata.file.full", "Path", path).Because(err)
	}
	return plan.Problem("mapdata.file.broken", "Path", path).Because(err)
}
