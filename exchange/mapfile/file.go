package mapfile

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/google/uuid"

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
		return nil, asProblem(path, err)
	case !info.Mode().IsRegular():
		return nil, plan.Problem("mapdata.file.none", "Path", path)
	case info.Size() > features.MaxFile:
		return nil, plan.Problem("mapdata.file.large", "Max", features.MaxFile>>20)
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, asProblem(path, err)
	}
	defer file.Close()
	c, err := format.read(ctx, file, swap)
	return c, asProblem(path, err)
}

// Unknown is the problem of a file whose name tells no format.
func Unknown(path string) error {
	return plan.Problem("mapdata.file.format", "Name", filepath.Base(path), "Known", strings.Join(Extensions(), ", "))
}

// Write writes features in the format that the name of the file tells. Notes say
// what the format cannot hold. The file appears whole or not at all.
func Write(path string, list []features.Feature, o Options) (notes []plan.Message, err error) {
	format, ok := For(path)
	if !ok {
		return nil, Unknown(path)
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return nil, plan.Problem("mapdata.file.none", "Path", path)
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	beside := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+"."+uuid.NewString()[:8]+".part")
	file, err := os.OpenFile(beside, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return nil, asProblem(path, err)
	}
	notes, err = format.write(file, list, o)
	if err == nil {
		err = file.Sync()
	}
	if closed := file.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(beside, path)
	}
	if err != nil {
		_ = os.Remove(beside) // what failed before is the better news
	}
	return notes, asProblem(path, err)
}

// asProblem puts an error of the file system into words.
func asProblem(path string, err error) error {
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
