package storage

import (
	"context"
	"database/sql/driver"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"time"

	sqlite3 "github.com/mattn/go-sqlite3"

	"jointplan/plan"
)

// foreign is a file of somebody else's, open for reading in a private copy: what
// lies beside the original can't be played back, and the original can't change
// while it is read.
type foreign struct {
	c         *conn
	path      string // of the original
	dir       string // private, removed by Close
	workspace string // random id that copies of a workspace share
	decls     []tableDecl
}

// maxForeign is the size in bytes up to which a file of somebody else's is read:
// some ten times a plan of a hundred thousand tasks with its history.
const maxForeign = 512 << 20

// structureDeadline bounds SQLite's walk through all pages of a file.
const structureDeadline = 60 * time.Second

// openStranger opens a file that nobody vouches for and checks its form: header,
// schema entry by entry, structure page by page, indexes against tables. What the
// rows say is for vet to check. The error is a sentence for a person, and
// isDamage tells whether salvage may find something.
func openStranger(ctx context.Context, path string, l layout) (*foreign, error) {
	real, err := realPath(path)
	if err != nil {
		return nil, explain(err, path)
	}
	f := &foreign{path: real}
	if err := f.open(ctx, l); err != nil {
		return nil, errors.Join(explain(err, real), f.Close())
	}
	return f, nil
}

func (f *foreign) open(ctx context.Context, l layout) error {
	if _, err := inspect(f.path, l); err != nil {
		return err
	}
	copied, err := f.copy()
	if err != nil {
		return err
	}
	h, err := inspectOnce(copied, l)
	if err != nil {
		return err
	}
	if h.truncated {
		return errStructure
	}
	if h.version < l.version {
		if err := f.migrate(ctx, l, h.version, copied); err != nil {
			return err
		}
	}
	if err := f.freeze(ctx, copied); err != nil {
		return err
	}
	return f.admit(ctx, l)
}

// freeze opens the private copy and has its structure looked through.
func (f *foreign) freeze(ctx context.Context, copied string) (err error) {
	if f.c, err = connect(copied, modeFrozen); err != nil {
		return err
	}
	f.c.harden()
	// Structure first: until it is known to end, any query might not.
	return wholeStructure(ctx, f.c, "integrity_check")
}

// migrate brings the private copy of an older version up to date, once its form
// was checked as that version had it.
func (f *foreign) migrate(ctx context.Context, l layout, from int, copied string) error {
	if err := f.freeze(ctx, copied); err != nil {
		return err
	}
	_, err := checkSchema(ctx, f.c, l.tablesOf(from))
	err = errors.Join(err, f.c.Close())
	f.c = nil
	if err != nil {
		return err
	}
	return l.bringUp(ctx, from, copied)
}

// admit checks schema and versions.
func (f *foreign) admit(ctx context.Context, l layout) error {
	// The file as a workspace that can't be written, for the checks they share.
	w := &Workspace{path: f.path, c: f.c, layout: l, readOnly: &plan.Message{}}
	decls, err := w.admit(ctx)
	if err != nil {
		return err
	}
	f.decls = decls
	if f.workspace, err = getMeta(f.c, metaWorkspace); err != nil {
		return err
	}
	if raw, err := hex.DecodeString(f.workspace); err != nil || len(raw) != len(plan.NoID) {
		return errors.Join(errLog, err)
	}
	return nil
}

// explain says in which file the log does not hold together.
func (f *foreign) explain(err error) error { return explain(nameFile(err, f.path), f.path) }

// Close removes the private copy.
func (f *foreign) Close() error {
	var err error
	if f.c != nil {
		err = f.c.Close()
		f.c = nil
	}
	if f.dir != "" {
		err = errors.Join(err, os.RemoveAll(f.dir))
	}
	return err
}

// copy brings the file as it is between two edits into a private directory. A
// journal that somebody left in the middle of an edit is played back there only.
func (f *foreign) copy() (copied string, err error) {
	if f.dir, err = os.MkdirTemp("", "jointplan-"); err != nil {
		return "", err
	}
	copied = filepath.Join(f.dir, "plan"+Extension)
	for range 5 {
		before, err := changeCount(f.path)
		if err != nil {
			return "", err
		}
		if before.size > maxForeign {
			return "", plan.Problem("error.gate.large", "File", filepath.Base(f.path), "Megabytes", maxForeign>>20)
		}
		if err := copyFile(f.path, copied); err != nil {
			return "", err
		}
		if after, err := changeCount(f.path); err == nil && after == before && !hasJournal(f.path) {
			return copied, nil
		}
		time.Sleep(20 * time.Millisecond)
	}
	if !hasJournal(f.path) {
		return copied, nil // its structure will tell
	}
	if err := copyFile(f.path+"-journal", copied+"-journal"); err != nil {
		return "", err
	}
	return copied, f.playBack(copied)
}

// playBack has SQLite finish what the journal beside a file says.
func (f *foreign) playBack(path string) error {
	c, err := connect(path, modeWrite)
	if err != nil {
		return err
	}
	_, err = c.number("SELECT count(*) FROM sqlite_schema LIMIT 1")
	return errors.Join(err, c.Close())
}

// state tells whether a file has changed: the length in bytes and SQLite's count
// of changes (file format §1.3.7).
type state struct {
	size   int64
	change uint32
}

func changeCount(path string) (s state, err error) {
	in, err := os.Open(path)
	if err != nil {
		return s, err
	}
	defer in.Close()
	info, err := in.Stat()
	if err != nil {
		return s, err
	}
	var b [100]byte
	if _, err := io.ReadFull(in, b[:]); err != nil {
		return s, errStructure
	}
	return state{info.Size(), binary.BigEndian.Uint32(b[24:])}, nil
}

// Limits for a connection to a file of somebody else's.
const (
	limitForeignLength = 32 << 20
	limitForeignSQL    = 100_000
)

// harden leaves a connection only what reading a workspace needs: no statement
// but SELECT and the two checks of structure, no function but these.
func (c *conn) harden() {
	c.db.SetLimit(sqlite3.SQLITE_LIMIT_LENGTH, limitForeignLength)
	c.db.SetLimit(sqlite3.SQLITE_LIMIT_SQL_LENGTH, limitForeignSQL)
	c.db.SetLimit(sqlite3.SQLITE_LIMIT_EXPR_DEPTH, 100)
	c.db.SetLimit(sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH, 1)
	c.db.SetLimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
	c.db.RegisterAuthorizer(func(action int, first, second, _ string) int {
		switch action {
		case sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ:
			return sqlite3.SQLITE_OK
		case sqlite3.SQLITE_FUNCTION:
			if readingFunctions[second] {
				return sqlite3.SQLITE_OK
			}
		case sqlite3.SQLITE_PRAGMA:
			if readingPragmas[first] {
				return sqlite3.SQLITE_OK
			}
		}
		return sqlite3.SQLITE_DENY
	})
}

var (
	readingFunctions = map[string]bool{"count": true, "sum": true, "max": true, "min": true, "printf": true, "octet_length": true}
	readingPragmas   = map[string]bool{"integrity_check": true, "quick_check": true, "page_count": true, "page_size": true}
)

// wholeStructure has SQLite look through all pages, and through indexes too when
// check is integrity_check.
func wholeStructure(ctx context.Context, c *conn, check string) error {
	ctx, cancel := context.WithTimeout(ctx, structureDeadline)
	defer cancel()
	var text string
	err := c.each(ctx, "PRAGMA "+check+"(1)", nil, func(row []driver.Value) error {
		text = asText(row[0])
		return nil
	})
	switch {
	case errors.Is(err, context.DeadlineExceeded) || tooBig(err):
		return errors.Join(errStructure, err)
	case err != nil:
		return err
	case text != "ok":
		return errors.Join(errStructure, errors.New(text))
	}
	return nil
}
