package storage

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"jointplan/plan"
)

// header is what the first hundred bytes of the file say (SQLite file format
// §1.3), read before SQLite touches it.
type header struct {
	version   int  // of the log format
	truncated bool // shorter or longer than it says
}

var magic = []byte("SQLite format 3\x00")

// inspect checks in Go, before SQLite sees it, that path is a regular file, ours,
// of a known version, and whole. A writer may be at work, so a length that does
// not fit is looked at again.
func inspect(path string, l layout) (h header, err error) {
	for try := 0; ; try++ {
		h, err = inspectOnce(path, l)
		if err != nil || !h.truncated || try == 4 {
			return h, err
		}
		if hasJournal(path) {
			h.truncated = false // what is half written, SQLite takes back
			return h, nil
		}
		time.Sleep(20 * time.Millisecond)
	}
}

func inspectOnce(path string, l layout) (h header, err error) {
	name := filepath.Base(path)
	info, err := os.Stat(path)
	if err != nil {
		return h, explain(err, path)
	}
	if !info.Mode().IsRegular() {
		return h, plan.Problem("error.storage.notfile", "File", name)
	}
	f, err := os.Open(path)
	if err != nil {
		return h, explain(err, path)
	}
	defer f.Close()
	var b [100]byte
	n, err := io.ReadFull(f, b[:])
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return h, explain(err, path)
	}
	if n < len(b) || !bytes.Equal(b[:16], magic) {
		return h, plan.Problem("error.storage.foreign", "File", name)
	}
	if binary.BigEndian.Uint32(b[68:]) != applicationID {
		return h, plan.Problem("error.storage.other", "File", name)
	}
	h.version = int(binary.BigEndian.Uint32(b[60:]))
	if h.version > l.version {
		return h, newer(name, h.version, l.version)
	}
	if b[18] != 1 || b[19] != 1 {
		return h, plan.Problem("error.storage.wal", "File", name)
	}
	size := pageSize(b[:])
	pages := int64(binary.BigEndian.Uint32(b[28:]))
	if size == 0 || pages == 0 || h.version < l.oldest() {
		return h, plan.Problem("error.storage.damaged", "File", name)
	}
	h.truncated = pages*size != info.Size()
	return h, nil
}

func newer(name string, version, known int) error {
	return plan.Problem("error.storage.newer", "File", name, "Version", version, "Known", known)
}

// pageSize gives the size of the file's pages in bytes, 0 when it can't be one.
func pageSize(b []byte) int64 {
	size := int64(binary.BigEndian.Uint16(b[16:]))
	if size == 1 {
		size = 65536
	}
	if size < 512 || size&(size-1) != 0 {
		return 0
	}
	return size
}

func hasJournal(path string) bool {
	info, err := os.Stat(path + "-journal")
	return err == nil && info.Size() > 0
}

// schemaDeadline bounds the reading of a schema that somebody may have built to
// take for ever.
const schemaDeadline = 10 * time.Second

// admit checks an open file: the schema entry by entry, the versions that may
// read and write it, and SQLite's own check of its structure.
func (w *Workspace) admit(ctx context.Context) ([]tableDecl, error) {
	ctx, cancel := context.WithTimeout(ctx, schemaDeadline)
	defer cancel()
	decls, err := checkSchema(ctx, w.c, w.layout.tables)
	if err != nil {
		return nil, err
	}
	if err := w.checkVersions(); err != nil {
		return nil, err
	}
	return decls, nil
}

func (w *Workspace) checkVersions() error {
	reader, err := w.version(metaMinReader)
	if err != nil {
		return err
	}
	if reader > w.layout.version {
		return newer(filepath.Base(w.path), reader, w.layout.version)
	}
	writer, err := w.version(metaMinWriter)
	if err != nil {
		return err
	}
	if writer > w.layout.version && w.readOnly == nil {
		w.refuse(plan.Say("banner.newer"))
	}
	return nil
}

func (w *Workspace) version(k string) (int, error) {
	text, err := getMeta(w.c, k)
	if err != nil {
		return 0, err
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0, errors.Join(errSchema, err)
	}
	return n, nil
}

// quickCheck has SQLite look through all its pages.
func quickCheck(c *conn) error {
	text, err := c.text("PRAGMA quick_check(1)")
	if err != nil {
		return err
	}
	if text != "ok" {
		return errors.Join(errStructure, errors.New(text))
	}
	return nil
}
