package kml

import (
	"archive/zip"
	"context"
	"errors"
	"io"
	"path"
	"strings"

	"jointplan/exchange/features"
	"jointplan/plan"
)

// The limits of packed files.
const (
	mostEntries = 10_000
	// mostPacked is how many times smaller an honest file is packed at most.
	mostPacked = 400
)

// ReadPacked reads the document within a KMZ file of the given size.
func ReadPacked(ctx context.Context, r io.ReaderAt, size int64, swap bool) (*features.Collection, error) {
	archive, err := zip.NewReader(r, size)
	if err != nil {
		return nil, plan.Problem("mapdata.nokmz").Because(err)
	}
	if len(archive.File) > mostEntries {
		return nil, plan.Problem("mapdata.bomb")
	}
	entry := main(archive.File)
	if entry == nil {
		return nil, plan.Problem("mapdata.nokmz")
	}
	if entry.UncompressedSize64 > 1<<20 && entry.UncompressedSize64/max(1, entry.CompressedSize64) > mostPacked {
		return nil, plan.Problem("mapdata.bomb")
	}
	content, err := entry.Open()
	if err != nil {
		return nil, plan.Problem("mapdata.nokmz").Because(err)
	}
	defer content.Close()
	c, err := Read(ctx, content, swap)
	if errors.Is(err, zip.ErrChecksum) || errors.Is(err, zip.ErrFormat) {
		return nil, plan.Problem("mapdata.nokmz").Because(err)
	}
	return c, err
}

// main is the document of an archive: doc.kml, else the first of that sort.
func main(files []*zip.File) *zip.File {
	var first *zip.File
	for _, f := range files {
		switch {
		case strings.EqualFold(f.Name, "doc.kml"):
			return f
		case first == nil && strings.EqualFold(path.Ext(f.Name), ".kml"):
			first = f
		}
	}
	return first
}

// WritePacked writes what Write does as a KMZ file.
func WritePacked(out io.Writer, list []features.Feature, about features.About, w plan.Words) error {
	archive := zip.NewWriter(out)
	content, err := archive.Create("doc.kml")
	if err != nil {
		return err
	}
	if err := Write(content, list, about, w); err != nil {
		return err
	}
	return archive.Close()
}
