package storage

import (
	"bytes"
	"context"
	"database/sql/driver"
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

// keyForeign says what is wrong with a file that is none of ours by its beginning,
// of which so many bytes are there. Whose name says it is one is not told to choose
// one of that name.
func keyForeign(name string, bytes int) string {
	switch {
	case bytes == 0:
		return "error.storage.empty"
	case filepath.Ext(name) == Extension:
		return "error.storage.content"
	}
	return "error.storage.foreign"
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
		return h, plan.Problem(keyForeign(name, n), "File", name)
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
	if !h.truncated && !hasJournal(path) && !finiteSchema(f, size) {
		return h, plan.Problem("error.storage.damaged", "File", name)
	}
	return h, nil
}

// maxSchemaPages is far more than the schema of a workspace takes.
const maxSchemaPages = 1000

// finiteSchema walks the tree of pages that hold the schema (SQLite file format
// §1.6) and reports whether it ends. SQLite reads it before any check of ours
// could run, and a tree made to lead back to itself would keep it busy for ever.
func finiteSchema(f io.ReaderAt, size int64) bool {
	const leaf, inner = 0x0d, 0x05
	page := make([]byte, size)
	todo, seen := []uint32{1}, map[uint32]bool{}
	for len(todo) > 0 {
		n := todo[0]
		todo = todo[1:]
		if n == 0 || seen[n] || len(seen) > maxSchemaPages {
			return false
		}
		seen[n] = true
		if _, err := f.ReadAt(page, int64(n-1)*size); err != nil {
			return false
		}
		start := 0
		if n == 1 {
			start = 100 // behind the file's header
		}
		switch h := page[start:]; h[0] {
		case leaf:
		case inner:
			todo = append(todo, binary.BigEndian.Uint32(h[8:]))
			for i := range int(binary.BigEndian.Uint16(h[3:])) {
				at := start + 12 + 2*i
				if at+2 > len(page) {
					return false
				}
				cell := int(binary.BigEndian.Uint16(page[at:]))
				if cell+4 > len(page) {
					return false
				}
				todo = append(todo, binary.BigEndian.Uint32(page[cell:]))
			}
		default:
			return false
		}
	}
	return true
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
func quickCheck(ctx context.Context, c *conn) error {
	text := ""
	err := c.each(ctx, "PRAGMA quick_check(1)", nil, func(row []driver.Value) error {
		text = asText(row[0])
		return nil
	})
	if err != nil {
		return err
	}
	if text != "ok" {
		return errors.Join(errStructure, errors.New(text))
	}
	return nil
}
