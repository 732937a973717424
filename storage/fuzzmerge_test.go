package storage

import (
	"encoding/binary"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jointplan/plan"
	"jointplan/plan/edit"
)

// FuzzMerge has somebody who knows the program go on with one of two copies in
// whatever way the input says: transactions with right digests, but with parents,
// kinds, clocks and values of his choice. Merging it is refused in a sentence, or
// the outcome holds together, is the same in the other order and the second time,
// and can be taken back.
func FuzzMerge(f *testing.F) {
	origin := originOfForgeries(f)
	for seed := range byte(12) {
		f.Add(scribble(seed))
	}
	f.Fuzz(func(t *testing.T, tape []byte) { mergeForgeries(t, origin, tape) })
}

// TestForgedLogsMerge does the same with inputs made at random; make torture
// tries many.
func TestForgedLogsMerge(t *testing.T) {
	origin := originOfForgeries(t)
	rng := rand.New(rand.NewPCG(1, 2))
	for range scaled(60, 20_000) {
		tape := make([]byte, rng.IntN(120))
		for i := range tape {
			tape[i] = byte(rng.Uint32())
		}
		if !t.Run("", func(t *testing.T) { mergeForgeries(t, origin, tape) }) {
			t.Logf("the tape: %x", tape)
		}
	}
}

// scaled is how many of a thing to do: few with all tests, all in make torture.
func scaled(few, all int) int {
	if percent, err := strconv.Atoi(os.Getenv("JOINTPLAN_TORTURE")); err == nil {
		return max(all*percent/100, few)
	}
	return few
}

func mergeForgeries(t *testing.T, origin, tape []byte) {
	dir := fastDir(t)
	at := func(name string) string { return filepath.Join(dir, name+Extension) }
	for _, name := range []string{"ours", "theirs"} {
		if err := os.WriteFile(at(name), origin, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	ours := mustOpen(t, at("ours"), ann)
	tasks := ours.Document().Objects(plan.KindOf[plan.Task](), plan.NoID)
	mustApply(t, ours, "ours", set(t, ours, plan.IDFor(tasks[0]), "title", "Our title"), set(t, ours, plan.IDFor(tasks[1]), "remarks", "Our remarks"))
	if err := ours.SaveCopy(at("before")); err != nil {
		t.Fatal(err)
	}
	if forgeAll(at("theirs"), ours.Document(), tape) != nil {
		return // SQLite takes no such row
	}
	merged := mergeForged(t, ours, at("theirs"))
	other, err := Open(ctx, at("theirs"), eve, nil)
	if err != nil {
		mustBeRead(t, err)
		return
	}
	defer other.Close()
	if other.ReadOnly() != nil || merged == nil {
		return
	}
	back := mergeForged(t, other, at("before"))
	if diff := cmp.Diff(merged, back); back != nil && diff != "" {
		t.Fatalf("one way and the other differ:\n%s", diff)
	}
}

// originOfForgeries is a file with three tasks and a merge behind it, always the
// same.
func originOfForgeries(f testing.TB) []byte {
	was, n := random, uint64(0)
	random = func(b []byte) {
		n++
		binary.BigEndian.PutUint64(b, n*0x9E3779B97F4A7C15)
	}
	defer func() { random = was }()
	ticks := int64(1_800_000_000_000)
	o := Options{Author: ann.Author, Key: ann.Key, Now: func() time.Time { ticks++; return time.UnixMilli(ticks) }}
	path := filepath.Join(f.TempDir(), "origin"+Extension)
	w, err := Create(path, o, "Origin")
	if err != nil {
		f.Fatal(err)
	}
	op := plan.ID{1, 1}
	changes := []plan.Change{create(plan.KindOf[plan.Operation](), op, edit.Values{"title": "Operation"})}
	for i := range byte(3) {
		changes = append(changes, plan.Creation(taskAs(plan.ID{2, i + 1}, op, int(i))))
	}
	changes = append(changes, create(plan.KindOf[plan.Dependency](), plan.ID{3, 1}, edit.Values{"operation": op.String(), "from": plan.ID{2, 1}.String(), "to": plan.ID{2, 2}.String()}))
	mustApply(f, w, "begin", changes...)
	if err := w.SaveCopy(path + ".copy"); err != nil {
		f.Fatal(err)
	}
	other := mustOpen(f, path+".copy", o)
	mustApply(f, other, "theirs", set(f, other, plan.ID{2, 3}, "title", "Theirs"))
	mustApply(f, w, "ours", set(f, w, plan.ID{2, 3}, "title", "Ours"))
	m, err := w.PrepareMerge(ctx, []string{other.path}, MergeOptions{})
	if err != nil {
		f.Fatal(err)
	}
	if _, _, err := m.Apply(nil); err != nil {
		f.Fatal(err)
	}
	if err := w.Close(); err != nil {
		f.Fatal(err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	return b
}

// scribble gives some input to begin with.
func scribble(seed byte) []byte {
	tape := make([]byte, 20+10*int(seed))
	for i := range tape {
		tape[i] = byte(i*int(2*seed+1)*7 + i/3)
	}
	return tape
}

func mustBeRead(t *testing.T, err error) {
	t.Helper()
	if err != nil && problemKey(err) == "" {
		t.Fatal("an error nobody can read: ", err)
	}
}

// mergeForged merges a file, gives the content this comes to, nil when it is
// refused, and takes the merge back.
func mergeForged(t *testing.T, w *Workspace, from string) map[plan.ID]string {
	t.Helper()
	before := content(w.Document())
	apart := len(w.log.heads) > 1 // as only a forged log ends; what undoing knows of is its first end
	prepare := func() *Merge {
		m, err := w.PrepareMerge(ctx, []string{from}, MergeOptions{Ahead: true, OnlyNew: true})
		mustBeRead(t, err)
		if err != nil {
			return nil
		}
		return m
	}
	m := prepare()
	if m == nil {
		return nil
	}
	want, err := m.Outcome(nil)
	if mustBeRead(t, err); err != nil {
		return nil
	}
	if _, _, err := m.Apply(nil); err != nil {
		mustBeRead(t, err)
		if !maps.Equal(before, content(w.Document())) {
			t.Fatal("refused, and yet the plan changed")
		}
		return nil
	}
	after := content(w.Document())
	if diff := cmp.Diff(content(want), after); diff != "" && !m.IsEmpty() {
		t.Fatalf("the preview promised something else:\n%s", diff)
	}
	if err := w.Verify(ctx); err != nil {
		t.Fatal("after merging: ", err)
	}
	if _, err := w.Conflicts(ctx); err != nil {
		t.Fatal(err)
	}
	if again := prepare(); again == nil || !again.IsEmpty() {
		t.Fatalf("merging again: %+v", again)
	}
	if m.IsEmpty() || apart {
		return after
	}
	if _, err := w.Undo(); err != nil {
		t.Fatal("taking back: ", err)
	}
	if diff := cmp.Diff(before, content(w.Document())); diff != "" {
		t.Fatalf("taken back, yet not as before (%v):\n%s", w.Kept(), diff)
	}
	if err := w.Verify(ctx); err != nil {
		t.Fatal("after taking back: ", err)
	}
	return after
}

// forger writes transactions that a tape chooses.
type forger struct {
	c       *conn
	tape    []byte
	doc     *plan.Document
	objects []plan.ID
	ids     []TxnID
	digests map[TxnID][]byte
	heads   map[TxnID]bool
	seqs    map[sessionID]int64
}

// next reads the tape; behind its end are zeros.
func (f *forger) next() int {
	if len(f.tape) == 0 {
		return 0
	}
	b := f.tape[0]
	f.tape = f.tape[1:]
	return int(b)
}

func chosen[T any](f *forger, of ...T) T { return of[f.next()%len(of)] }

func forgeAll(path string, d *plan.Document, tape []byte) error {
	c, err := connect(path, modeWrite)
	if err != nil {
		return err
	}
	defer c.Close()
	f := &forger{c: c, tape: tape, doc: d, digests: map[TxnID][]byte{}, heads: map[TxnID]bool{}, seqs: map[sessionID]int64{}}
	stamps, err := readStamps(ctx, c)
	if err != nil {
		return err
	}
	for _, s := range stamps {
		f.ids, f.digests[s.id] = append(f.ids, s.id), s.digest
	}
	f.heads[f.ids[len(f.ids)-1]] = true
	for _, k := range plan.Kinds() {
		for _, o := range d.Objects(k, plan.NoID) {
			f.objects = append(f.objects, plan.IDFor(o))
		}
	}
	f.objects = append(f.objects, plan.ID{9, 1}, plan.ID{9, 2}, plan.NoID, plan.Withheld, refusals)
	const most = 6
	for n := 0; n < most && len(f.tape) > 0; n++ {
		if err := f.forge(); err != nil {
			return err
		}
	}
	var heads strings.Builder
	for _, id := range slices.SortedFunc(maps.Keys(f.heads), TxnID.compare) {
		heads.WriteString(id.String())
	}
	return putMeta(c, metaHeads, heads.String())
}

// forge writes one transaction.
func (f *forger) forge() error {
	who := session{id: chosen(f, sessionID{7}, sessionID{7}, sessionID{8}), author: Author{Name: "Mallory"}}
	if f.seqs[who.id] == 0 {
		if err := insertSession(f.c, who); err != nil {
			return err
		}
	}
	t := txn{at: chosen(f, int64(1_800_000_000_000), 0, 1_900_000_000_000), kind: chosen(f, StepEdit, StepEdit, StepEdit, StepUndo, StepRedo, StepMerge, StepSettle, StepShare, StepVersion, StepCreate), title: `{"k":"set"}`}
	f.seqs[who.id]++
	t.seq = f.seqs[who.id]
	t.parents = f.parents()
	if n := f.next(); n%3 == 0 && t.kind != StepEdit || n == 255 {
		t.undoOf = chosen(f, f.ids...)
	}
	last := tick(chosen(f, uint64(0), 0, uint64(time.Now().UnixMilli())<<16))
	for _, p := range t.parents {
		last = max(last, p.tick())
	}
	t.id = makeTxnID(last+1+tick(f.next()), who.id)
	if f.digests[t.id] != nil {
		return nil
	}
	ops := f.ops()
	t.ops = int64(len(ops))
	var digests [][]byte
	for _, p := range t.parents {
		digests = append(digests, f.digests[p])
	}
	d := newDigest(t, who, digests)
	for _, o := range ops {
		d.op(o)
		if err := insertOp(f.c, t.id, o); err != nil {
			return err
		}
	}
	t.digest = d.sum()
	for _, p := range t.parents {
		delete(f.heads, p)
	}
	f.heads[t.id], f.digests[t.id] = true, t.digest
	f.ids = append(f.ids, t.id)
	return insertTxn(f.c, t)
}

// parents are usually the last transaction, or any others.
func (f *forger) parents() (ids []TxnID) {
	ids = []TxnID{f.ids[len(f.ids)-1]}
	switch n := f.next() % 8; {
	case n == 7:
		return nil
	case n > 3:
		ids[0] = chosen(f, f.ids...)
		fallthrough
	case n == 3:
		for range n % 3 {
			if id := chosen(f, f.ids...); !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// ops are values for some fields, each once.
func (f *forger) ops() []op {
	all := map[string]op{}
	for range f.next() % 5 {
		o := f.op()
		all[o.obj.String()+o.fld] = o
	}
	return slices.SortedFunc(maps.Values(all), compareOps)
}

func (f *forger) op() op {
	o := op{obj: chosen(f, f.objects...)}
	k := chosen(f, plan.Kinds()...)
	if is := f.doc.Get(o.obj); is != nil && f.next()%8 > 0 {
		k = plan.KindFor(is)
	}
	switch f.next() % 6 {
	case 0:
		o.fld, o.val = fldDelete, chosen(f, "1", "1", "0")
	case 1:
		o.fld, o.kind, o.val = fldCreate, chosen(f, k.Name, k.Name, kindShare, kindRefused, "drone"), chosen(f, `{"title":"Forged"}`, "{}", "", fmt.Sprintf(`{"operation":%q}`, chosen(f, f.objects...)))
	case 2:
		o.fld, o.val = "weather", "fog"
	default:
		field := chosen(f, k.Fields...)
		o.fld, o.val = field.Name, f.value(field)
	}
	return o
}

// value is one another object of the kind has, an id, or something else.
func (f *forger) value(field *plan.Field) string {
	values := []string{"", "Forged", "1", "2027-02-01/2027-03-01", "[A: x] [B: y]", chosen(f, f.objects...).String(), strings.Repeat("я", 3000)}
	for _, o := range f.doc.Objects(field.Kind, plan.NoID) {
		values = append(values, field.Get(o))
	}
	if field.IsReference() && len(f.tape) > 1 {
		return f.objects[int(binary.BigEndian.Uint16([]byte{byte(f.next()), byte(f.next())}))%len(f.objects)].String()
	}
	return chosen(f, values...)
}
