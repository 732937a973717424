package storage

import (
	"bytes"
	"encoding/binary"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jointplan/plan"
)

// damagedFile makes a file with some thousand tasks and lets spoil at it.
func damagedFile(t *testing.T, spoil func(t *testing.T, path string)) (path string, want map[plan.ID]string) {
	t.Helper()
	w := newFile(t)
	_, tasks := fill(t, w, 2000)
	mustApply(t, w, "rename", set(t, w, tasks[7], "title", "Renamed"))
	want = content(w.doc)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	spoil(t, w.path)
	return w.path, want
}

// sql runs statements on the file from outside.
func sql(statements ...string) func(*testing.T, string) {
	return func(t *testing.T, path string) {
		c, err := connect(path, modeWrite)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		for _, s := range statements {
			if err := c.exec(s); err != nil {
				t.Fatal(s, err)
			}
		}
	}
}

// file alters the bytes of the file.
func file(alter func([]byte) []byte) func(*testing.T, string) {
	return func(t *testing.T, path string) {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, alter(b), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// leaf overwrites a page in the middle of a table or index with zeros.
func leaf(names ...string) func(*testing.T, string) {
	return func(t *testing.T, path string) {
		for _, name := range names {
			c, err := connect(path, modeRead)
			if err != nil {
				t.Fatal(err)
			}
			root, err := c.number("SELECT rootpage FROM sqlite_schema WHERE name = ?", name)
			if err != nil {
				t.Fatal(err)
			}
			c.Close()
			file(func(b []byte) []byte {
				size := int(pageSize(b))
				page := b[(int(root)-1)*size:]
				cells := int(binary.BigEndian.Uint16(page[3:]))
				cell := binary.BigEndian.Uint16(page[12+2*(cells/2):])
				child := int(binary.BigEndian.Uint32(page[cell:]))
				clear(b[(child-1)*size : child*size])
				return b
			})(t, path)
		}
	}
}

func TestFilesThatAreRefused(t *testing.T) {
	newTable := "CREATE TABLE extra (a)"
	for name, c := range map[string]struct {
		spoil func(*testing.T, string)
		want  string
	}{
		"missing":         {func(t *testing.T, p string) { os.Remove(p) }, "error.storage.missing"},
		"a directory":     {func(t *testing.T, p string) { os.Remove(p); os.Mkdir(p, 0o700) }, "error.storage.notfile"},
		"empty":           {file(func([]byte) []byte { return nil }), "error.storage.foreign"},
		"text":            {file(func([]byte) []byte { return bytes.Repeat([]byte("not a plan\n"), 500) }), "error.storage.foreign"},
		"only a header":   {file(func(b []byte) []byte { return b[:90] }), "error.storage.foreign"},
		"other program":   {sql("PRAGMA application_id = 7"), "error.storage.other"},
		"newer format":    {sql("PRAGMA user_version = 99"), "error.storage.newer"},
		"newer reader":    {sql("UPDATE meta SET v = '2' WHERE k = 'min_reader'"), "error.storage.newer"},
		"unreadable meta": {sql("UPDATE meta SET v = 'x' WHERE k = 'min_reader'"), "error.storage.schema"},
		"no format":       {sql("PRAGMA user_version = 0"), "error.storage.damaged"},
		"WAL":             {file(func(b []byte) []byte { b[18], b[19] = 2, 2; return b }), "error.storage.wal"},
		"page size":       {file(func(b []byte) []byte { b[16], b[17] = 0x0b, 0xad; return b }), "error.storage.damaged"},
		"trigger":         {sql("CREATE TRIGGER evil AFTER INSERT ON op BEGIN DELETE FROM op; END"), "error.storage.schema"},
		"view":            {sql("DROP TABLE object_term", "CREATE VIEW object_term AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT n AS id FROM r"), "error.storage.schema"},
		"table":           {sql(newTable), "error.storage.schema"},
		"index":           {sql("CREATE INDEX more ON txn (title)"), "error.storage.schema"},
		"statistics":      {sql("ANALYZE"), "error.storage.schema"},
		"column":          {sql("ALTER TABLE object_task ADD COLUMN extra TEXT DEFAULT 'x'"), "error.storage.schema"},
		"table missing":   {sql("DROP TABLE object_task"), "error.storage.schema"},
		"names in meta":   {sql(newTable, `UPDATE meta SET v = '[{"kind":"a\" (id); DROP TABLE op;","fields":[]}]' WHERE k = 'tables'`), "error.storage.schema"},
		"circular schema": {file(circularSchema), "error.storage.damaged"},
	} {
		t.Run(name, func(t *testing.T) {
			path, _ := damagedFile(t, c.spoil)
			w, err := Open(ctx, path, ann, nil)
			if problemKey(err) != c.want {
				t.Fatalf("%v, want %s", err, c.want)
			}
			if w != nil {
				t.Error("a workspace beside the error")
			}
			if _, err := os.Stat(lockPath(path)); err == nil {
				t.Error("the lock was kept")
			}
		})
	}
}

// circularSchema makes the first page of the schema its own child.
func circularSchema(b []byte) []byte {
	page := b[100:]
	for i := range int(binary.BigEndian.Uint16(page[3:])) {
		cell := binary.BigEndian.Uint16(page[12+2*i:])
		binary.BigEndian.PutUint32(b[cell:], 1)
	}
	return b
}

// Damage that the log mends: nothing is lost and the file stays writable.
func TestDamageThatIsMended(t *testing.T) {
	for name, spoil := range map[string]func(*testing.T, string){
		"no such choice":    sql("UPDATE object_task SET status = 'garbage' WHERE rowid = 5"),
		"not a date":        sql("UPDATE object_task SET \"when\" = '2027-02-30/' WHERE rowid = 6"),
		"silently another":  sql("UPDATE object_task SET title = 'Observe crossing 5 and retort' WHERE rowid = 6"),
		"row gone":          sql("DELETE FROM object_task WHERE rowid = 9"),
		"row made up":       sql("INSERT INTO object_task (id, title) VALUES (randomblob(16), 'made up')"),
		"id of odd length":  sql("INSERT INTO object_task (id, title) VALUES (x'0102', 'made up')"),
		"separator inside":  sql("UPDATE object_task SET title = 'a' || char(31) || 'b' WHERE rowid = 6"),
		"zero byte inside":  sql("UPDATE object_task SET title = title || char(0) || 'b' WHERE rowid = 6"),
		"table emptied":     sql("DELETE FROM object_task"),
		"seal gone":         sql("UPDATE meta SET v = '' WHERE k = 'seal'"),
		"one byte on disk":  file(func(b []byte) []byte { return flip(b, "Observe crossing 1234 and report", 1) }),
		"one id, two kinds": sql("INSERT INTO object_term (id) SELECT id FROM object_task WHERE rowid = 3"),
	} {
		t.Run(name, func(t *testing.T) {
			path, want := damagedFile(t, spoil)
			for _, o := range []Options{{ReadOnly: true}, ann, ann} {
				w := mustOpen(t, path, o)
				if diff := cmp.Diff(want, content(w.doc)); diff != "" {
					t.Fatal(diff)
				}
				if len(w.Losses()) > 0 || !o.ReadOnly && w.ReadOnly() != nil {
					t.Error(w.Losses(), w.ReadOnly())
				}
				if !o.ReadOnly {
					wholeFile(t, w)
				}
				w.Close()
			}
		})
	}
}

// flip changes one byte of the n-th place (0 is the first) where text stands.
func flip(b []byte, text string, n int) []byte {
	at := -1
	for range n + 1 {
		next := bytes.Index(b[at+1:], []byte(text))
		if next < 0 {
			break
		}
		at += 1 + next
	}
	b[at+3] ^= 0x01
	return b
}

// Damage that keeps the file from being written: it opens read-only with what
// can be saved, and says what is lost.
func TestDamageThatIsSaved(t *testing.T) {
	for name, c := range map[string]struct {
		spoil  func(*testing.T, string)
		losses []string
		whole  bool // the plan itself is whole
	}{
		"page of the log":      {leaf("op"), []string{"loss.history", "loss.none"}, true},
		"page of the titles":   {leaf("object_task"), []string{"loss.none"}, true},
		"page of an index":     {leaf("op_txn"), []string{"loss.none"}, true},
		"pages of both":        {leaf("op", "object_task"), []string{"loss.history", "loss.unsure", "loss.table"}, false},
		"heads gone":           {sql("UPDATE meta SET v = '' WHERE k = 'heads'"), []string{"loss.none"}, true},
		"cut in the middle":    {file(func(b []byte) []byte { return b[:len(b)*7/10] }), nil, false},
		"cut by a page":        {file(func(b []byte) []byte { return b[:len(b)-4096] }), nil, false},
		"something behind":     {file(func(b []byte) []byte { return append(b, make([]byte, 5000)...) }), []string{"loss.length", "loss.none"}, true},
		"cache and log differ": {sql("DELETE FROM object_task WHERE rowid = 5", "DELETE FROM txn WHERE kind = 'create'"), []string{"loss.history", "loss.unsure"}, true},
	} {
		t.Run(name, func(t *testing.T) {
			path, want := damagedFile(t, c.spoil)
			before, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			w := mustOpen(t, path, ann)
			if why := w.ReadOnly(); why == nil || why.Key != "banner.damaged" {
				t.Fatal(why)
			}
			var keys []string
			for _, m := range w.Losses() {
				if !slices.Contains(keys, m.Key) {
					keys = append(keys, m.Key)
				}
			}
			if c.losses != nil && !slices.Equal(keys, c.losses) {
				t.Error(w.Losses())
			}
			got := content(w.doc)
			if c.whole && !cmp.Equal(want, got) {
				t.Errorf("%d objects of %d, or altered ones", len(got), len(want))
			}
			// What a cut takes from the log, the cache often has, and the other way round.
			if len(got) < len(want)*9/10 {
				t.Errorf("only %d objects of %d saved", len(got), len(want))
			}
			for id, o := range got {
				if want[id] != o {
					t.Errorf("made up or altered: %s", o)
				}
			}
			saveRescued(t, w, got)
			if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
				t.Error("the damaged file was written to", err)
			}
		})
	}
}

// TestRowsBetweenDamagedPages loses every fourth page with rows, of log and cache
// alike: what neither has left is lost, and no more.
func TestRowsBetweenDamagedPages(t *testing.T) {
	path, want := damagedFile(t, everyFourthLeaf)
	w := mustOpen(t, path, ann)
	got := content(w.doc)
	if len(got) < len(want)*85/100 {
		t.Errorf("only %d objects of %d saved", len(got), len(want))
	}
	for id, o := range got {
		if want[id] != o {
			t.Errorf("made up or altered: %s", o)
		}
	}
}

// everyFourthLeaf clears pages of rows, except those of an empty file: the schema
// and whole tables.
func everyFourthLeaf(t *testing.T, path string) {
	c, err := connect(path, modeRead)
	if err != nil {
		t.Fatal(err)
	}
	last, err := c.number("SELECT max(rootpage) FROM sqlite_schema")
	if err != nil {
		t.Fatal(err)
	}
	c.Close()
	const rows, indexed = 0x0d, 0x0a
	file(func(b []byte) []byte {
		size, leaves := int(pageSize(b)), 0
		for n := int(last); n < len(b)/size; n++ {
			page := b[n*size : (n+1)*size]
			if page[0] != rows && page[0] != indexed {
				continue
			}
			if leaves++; leaves%4 == 0 {
				clear(page)
			}
		}
		return b
	})(t, path)
}

func saveRescued(t *testing.T, w *Workspace, want map[plan.ID]string) {
	t.Helper()
	to := filepath.Join(t.TempDir(), "rescued.jointplan")
	if err := w.SaveCopy(to); err != nil {
		t.Fatal(err)
	}
	r := mustOpen(t, to, ann)
	if diff := cmp.Diff(want, content(r.doc)); diff != "" || r.ReadOnly() != nil {
		t.Error(r.ReadOnly(), diff)
	}
	wholeFile(t, r)
}

// Damage that only the digests of the log show.
func TestVerifyFindsWhatWasAltered(t *testing.T) {
	for name, spoil := range map[string]func(*testing.T, string){
		"value":         sql("UPDATE op SET val = 'Another' WHERE val = 'Renamed'"),
		"creation":      sql(`UPDATE op SET val = replace(val, 'crossing 77 ', 'crossing 78 ') WHERE fld = '*'`),
		"title":         sql(`UPDATE txn SET title = '{"k":"other"}' WHERE kind = 'edit'`),
		"time":          sql("UPDATE txn SET at = at + 1 WHERE seq = 2"),
		"author":        sql("UPDATE session SET name = 'Eve'"),
		"op gone":       sql("DELETE FROM op WHERE val = 'Renamed'"),
		"op made up":    sql("INSERT INTO op SELECT obj, 'remarks', txn, NULL, 'x' FROM op WHERE val = 'Renamed'"),
		"op of nobody":  sql("INSERT INTO op SELECT obj, 'remarks', randomblob(16), NULL, 'x' FROM op WHERE val = 'Renamed'"),
		"parent":        sql("UPDATE txn SET parents = x'' WHERE seq = 2"),
		"two heads":     sql("UPDATE meta SET v = v || (SELECT lower(hex(id)) FROM txn WHERE seq = 1) WHERE k = 'heads'"),
		"session gone":  sql("DELETE FROM session"),
		"digest itself": sql("UPDATE txn SET digest = zeroblob(32) WHERE seq = 1"),
		"order of ids":  sql("UPDATE txn SET parents = id WHERE seq = 1"),
		"last one gone": sql("DELETE FROM op WHERE txn = (SELECT max(id) FROM txn)", "DELETE FROM txn WHERE id = (SELECT max(id) FROM txn)"),
	} {
		t.Run(name, func(t *testing.T) {
			path, want := damagedFile(t, spoil)
			w := mustOpen(t, path, ann)
			if name == "last one gone" || name == "two heads" { // the heads are looked at when opening
				if w.ReadOnly() == nil || !cmp.Equal(content(w.doc), want) {
					t.Fatal(w.ReadOnly())
				}
				return
			}
			if w.ReadOnly() != nil || !cmp.Equal(content(w.doc), want) {
				t.Fatal(w.ReadOnly())
			}
			err := w.Verify(ctx)
			if problemKey(err) != "error.storage.digest" {
				t.Fatal(err)
			}
			if why := w.ReadOnly(); why == nil || why.Key != "banner.damaged" {
				t.Error(why)
			}
			saveRescued(t, w, want)
		})
	}
}

func TestVerifyFindsACacheThatDiffers(t *testing.T) {
	w := newFile(t)
	_, tasks := fill(t, w, 3000)
	if err := w.c.exec("UPDATE object_task SET title = 'x' WHERE rowid = 2000"); err != nil {
		t.Fatal(err)
	}
	if err := w.Verify(ctx); problemKey(err) != "error.storage.cache" {
		t.Fatal(err)
	}
	w = reopen(t, w)
	if plan.Find[plan.Task](w.doc, tasks[1999]).Title == "x" {
		t.Error("not mended")
	}
	wholeFile(t, w)
}

func TestNewerWriterMayRead(t *testing.T) {
	path, want := damagedFile(t, sql("UPDATE meta SET v = '2' WHERE k = 'min_writer'"))
	w := mustOpen(t, path, ann)
	if why := w.ReadOnly(); why == nil || why.Key != "banner.newer" || !cmp.Equal(content(w.doc), want) {
		t.Fatal(why)
	}
}

func TestFileMovedOrReplacedWhileOpen(t *testing.T) {
	for name, spoil := range map[string]func(path string) error{
		"removed": os.Remove,
		"moved":   func(p string) error { return os.Rename(p, p+".away") },
		"replaced": func(p string) error {
			return os.Rename(p, p+".away")
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := newFile(t)
			_, tasks := fill(t, w, 5)
			if err := spoil(w.path); err != nil {
				t.Fatal(err)
			}
			if name == "replaced" {
				if err := copyFile(w.path+".away", w.path); err != nil {
					t.Fatal(err)
				}
			}
			want := content(w.doc)
			for range 2 {
				err := w.Apply(plan.Edit{Title: plan.Say("set"), Changes: []plan.Change{set(t, w, tasks[0], "title", "x")}})
				if problemKey(err) != "error.storage.readonly" || w.ReadOnly().Key != "banner.moved" {
					t.Fatal(err, w.ReadOnly())
				}
			}
			if !cmp.Equal(want, content(w.doc)) {
				t.Error("the document changed although the file did not")
			}
			to := filepath.Join(t.TempDir(), "saved.jointplan")
			if err := w.SaveCopy(to); err != nil {
				t.Fatal(err)
			}
			if !cmp.Equal(want, content(mustOpen(t, to, ann).doc)) {
				t.Error("the saved copy differs")
			}
		})
	}
}

// TestLeftInTheMiddleOfAnEdit opens files beside which a crash has left a
// journal to be played back.
func TestLeftInTheMiddleOfAnEdit(t *testing.T) {
	w := newFile(t)
	fill(t, w, 2000)
	want := content(w.doc)
	for _, s := range []string{"PRAGMA cache_spill = ON", "PRAGMA cache_size = 5", "BEGIN IMMEDIATE", "UPDATE op SET val = 'lost'", "UPDATE object_task SET title = 'lost'"} {
		if err := w.c.exec(s); err != nil {
			t.Fatal(err)
		}
	}
	for _, o := range []Options{{ReadOnly: true}, ann} {
		to := filepath.Join(t.TempDir(), "crashed.jointplan")
		for _, suffix := range []string{"", "-journal"} {
			if err := copyFile(w.path+suffix, to+suffix); err != nil {
				t.Fatal(err)
			}
		}
		got := mustOpen(t, to, o)
		if diff := cmp.Diff(want, content(got.doc)); diff != "" {
			t.Fatal(o, diff)
		}
		if (got.ReadOnly() != nil) != o.ReadOnly {
			t.Error(got.ReadOnly())
		}
		if err := got.Verify(ctx); err != nil {
			t.Error(err)
		}
	}
}

func TestEditThatDoesNotFitAltersNothing(t *testing.T) {
	w := newFile(t)
	_, tasks := fill(t, w, 2)
	want := content(w.doc)
	o := w.doc.Get(tasks[0])
	other, err := plan.With(plan.KindOf[plan.Line]().New(tasks[0]), plan.Change{Field: "title", New: "A line"})
	if err != nil {
		t.Fatal(err)
	}
	for name, changes := range map[string][]plan.Change{
		"bad value":      {set(t, w, tasks[1], "title", "fits"), {Kind: plan.KindFor(o), Object: tasks[0], Field: "when", New: "never"}},
		"unknown field":  {set(t, w, tasks[1], "title", "fits"), {Kind: plan.KindFor(o), Object: tasks[0], Field: "weather", New: "fine"}},
		"missing object": {{Kind: plan.KindFor(o), Object: NewID(), Field: "title", New: "x"}},
		"twice":          {plan.Creation(o)},
		"another kind":   {set(t, w, tasks[1], "title", "fits"), plan.Deletion(o), plan.Creation(other)},
	} {
		if err := w.Apply(plan.Edit{Title: plan.Say("set"), Changes: changes}); problemKey(err) == "" {
			t.Errorf("%s: %v", name, err)
		}
		if diff := cmp.Diff(want, content(w.doc)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		wholeFile(t, w)
	}
	steps, err := w.Recent(0)
	if err != nil || len(steps) != 2 {
		t.Error(steps, err)
	}
	mustApply(t, w, "nothing")
	mustApply(t, w, "no difference", plan.Change{Kind: plan.KindFor(o), Object: tasks[0], Field: "status", New: "planned"})
	if again, _ := w.Recent(0); len(again) != len(steps) {
		t.Error("an edit without effect was written")
	}
}

func TestDeletedAndMadeAgainUnderTheSameID(t *testing.T) {
	w := newFile(t)
	_, tasks := fill(t, w, 2)
	o := w.doc.Get(tasks[0])
	mustApply(t, w, "delete", plan.Deletion(o))
	again, err := plan.With(o, plan.Change{Field: "title", New: "Again"}, plan.Change{Field: "purpose", New: ""})
	if err != nil {
		t.Fatal(err)
	}
	mustApply(t, w, "create", plan.Creation(again))
	w = reopen(t, w)
	wholeFile(t, w)
	if got := plan.Find[plan.Task](w.doc, tasks[0]); got.Title != "Again" || got.Purpose != "" {
		t.Error(got)
	}
	for range 2 {
		if _, err := w.Undo(); err != nil {
			t.Fatal(err)
		}
	}
	wholeFile(t, w)
	if got := plan.EncodeObject(w.doc.Get(tasks[0])); got != plan.EncodeObject(o) {
		t.Error(got)
	}
}

// TestOneByteChanged changes single bytes anywhere in a file: whatever comes of
// it, a plan that is shown without a word is the right one.
func TestOneByteChanged(t *testing.T) {
	trials := 300
	if testing.Short() {
		trials = 50
	}
	golden, err := os.ReadFile(goldenFile(formatVersion, Extension))
	if err != nil {
		t.Fatal(err)
	}
	whole := filepath.Join(t.TempDir(), "whole")
	if err := os.WriteFile(whole, golden, 0o600); err != nil {
		t.Fatal(err)
	}
	want := content(mustOpen(t, whole, ann).doc)
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 1))
	dir := t.TempDir()
	outcomes := map[string]int{}
	for range trials {
		b := bytes.Clone(golden)
		at := r.IntN(len(b))
		b[at] ^= byte(1 + r.IntN(255))
		path := filepath.Join(dir, NewID().String())
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		outcome, got := whatComesOf(t, path)
		outcomes[outcome]++
		if (outcome == "fine" || outcome == "history damaged") && !cmp.Equal(want, got) {
			t.Errorf("seed %d, byte %d: %s, but the plan is another", seed, at, outcome)
		}
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
	}
	t.Log(outcomes)
}

func whatComesOf(t *testing.T, path string) (string, map[plan.ID]string) {
	w, err := Open(ctx, path, ann, nil)
	if err != nil {
		if problemKey(err) == "" {
			t.Error(err)
		}
		return "refused", nil
	}
	defer w.Close()
	if w.ReadOnly() != nil {
		return "saved", nil
	}
	if err := w.Verify(ctx); err != nil {
		return "history damaged", content(w.doc)
	}
	return "fine", content(w.doc)
}
