package storage

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"jointplan/plan"
	"jointplan/plan/edit"
)

var (
	reader   = plan.ID{1, 1} // the party copies are made for
	insiders = plan.ID{1, 2} // the party that may have the rest
	theOp    = plan.ID{1, 3}
)

// shareTime is when copies are shared.
var shareTime = time.Date(2027, 3, 4, 5, 6, 7, 0, time.UTC)

// newOwner makes a workspace whose shares repeat: ids are counted and the clock
// stands still.
func newOwner(t interface {
	Helper()
	Fatal(...any)
}, dir string) *Workspace {
	t.Helper()
	n := uint64(0)
	o := Options{
		Author: Author{"Olga Ownersen", "Insiders"}, App: "test", Now: func() time.Time { return shareTime },
		NewID: func() (id plan.ID) { n++; binary.BigEndian.PutUint64(id[8:], n); id[0] = 0xee; return id },
	}
	w, err := Create(filepath.Join(dir, "owner"+strconv.Itoa(int(time.Now().UnixNano()))+Extension), o, "Plan of the owner")
	if err != nil {
		t.Fatal(err)
	}
	if err := w.c.exec("PRAGMA synchronous=OFF"); err != nil { // no power fails here
		t.Fatal(err)
	}
	w.log.own.id = sessionID{7, 7, 7, 7, 7, 7, 7, 7}
	return w
}

func create(k *plan.Kind, id plan.ID, values edit.Values) plan.Change {
	o, err := edit.Fill(k, id, values)
	if err != nil {
		panic(fmt.Sprint(k.Name, values, err))
	}
	return plan.Creation(o)
}

// frame is what goes in every test.
func frame() []plan.Change {
	party, operation := plan.KindOf[plan.Party](), plan.KindOf[plan.Operation]()
	return []plan.Change{
		create(party, reader, edit.Values{"title": "Reader", "order": "a0002"}),
		create(party, insiders, edit.Values{"title": "Insiders", "cleared": "secret", "order": "a0003"}),
		create(operation, theOp, edit.Values{"title": "Open operation", "order": "a0004"}),
	}
}

func apply(t interface {
	Helper()
	Fatal(...any)
}, w *Workspace, title string, changes ...plan.Change) {
	t.Helper()
	if err := w.Apply(plan.Edit{Title: plan.Say("plain", "Text", title), Changes: changes}); err != nil {
		t.Fatal(err)
	}
}

// TestCopiesTellNothing is the strongest form: workspaces that differ only in
// what stays give the same bytes, whatever it is and however it came about.
func TestCopiesTellNothing(t *testing.T) {
	dir := t.TempDir()
	n := 0
	rapid.Check(t, func(t *rapid.T) {
		open := drawOpen(t)
		var copies [2][]byte
		for i := range copies {
			n++
			w := newOwner(t, dir)
			hide(t, w, open, i)
			path := filepath.Join(dir, "copy"+strconv.Itoa(n)+Extension)
			w.options.NewID = func() plan.ID { return plan.ID{0xee, 0xee} } // the token
			w.log.last = tick(shareTime.UnixMilli()+1000) << 16             // and the same id for the share
			if _, err := w.Share(context.Background(), path, reader, ShareOptions{}); err != nil {
				t.Fatal(err)
			}
			var err error
			if copies[i], err = os.ReadFile(path); err != nil {
				t.Fatal(err)
			}
			if err := w.Verify(context.Background()); err != nil {
				t.Fatal(err)
			}
			w.Close()
			os.Remove(path)
			os.Remove(w.path)
		}
		if !bytes.Equal(copies[0], copies[1]) {
			t.Fatalf("copies differ: %d and %d bytes, first at %d", len(copies[0]), len(copies[1]), firstDifference(copies[0], copies[1]))
		}
	})
}

func firstDifference(a, b []byte) int {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return i
		}
	}
	return min(len(a), len(b))
}

// drawOpen draws objects that go, in a fixed order of ids and places.
func drawOpen(t *rapid.T) []plan.Object {
	var open []plan.Object
	kinds := []*plan.Kind{plan.KindOf[plan.Task](), plan.KindOf[plan.Sector](), plan.KindOf[plan.Cost](), plan.KindOf[plan.Passage](), plan.KindOf[plan.Person]()}
	for i := range rapid.IntRange(1, 8).Draw(t, "open objects") {
		k := rapid.SampledFrom(kinds).Draw(t, "open kind")
		o := drawObject(t, k, plan.ID{4, byte(i)})
		values := edit.Values{}
		for _, f := range k.Fields {
			switch {
			case f.Limits || f.Name == "order" || f.Digest != "":
			case f.IsReference():
				// at most one that goes, so that what is hidden can be added
				values[f.Name] = ""
			default:
				values[f.Name] = f.Get(o)
			}
		}
		if k.Operation() != nil {
			values["operation"] = theOp.String()
		}
		values["no"] = strconv.Itoa(100 * (i + 1))
		values["order"] = fmt.Sprintf("b%04dx", i)
		o, err := edit.Fill(k, plan.ID{4, byte(i)}, values)
		if err != nil {
			t.Fatal(err)
		}
		open = append(open, o)
	}
	return open
}

// hide writes the open objects together with random ones that stay, with other
// numbers and places, other values in fields and lists that stay, and a history
// of their own.
func hide(t *rapid.T, w *Workspace, open []plan.Object, side int) {
	apply(t, w, "Frame", append(frame(), plan.Change{
		Kind: plan.KindOf[plan.Workspace](), Object: w.Document().Workspace().ID, Field: "title", New: "Plan",
	}, create(plan.KindOf[plan.Release](), plan.ID{5, 1}, edit.Values{
		"operation": theOp.String(), "what": "cost", "field": "basis", "releasable": insiders.String(),
	}))...)
	hidden := drawHidden(t, side)
	apply(t, w, "Hidden", hidden...)
	for _, o := range open {
		k := plan.KindFor(o)
		changes := []plan.Change{}
		// Every reference has something that stays, and what differs is what.
		set := func(name, value string) {
			if f := k.Field(name); f != nil {
				changes = append(changes, plan.Change{Kind: k, Object: plan.IDFor(o), Field: name, New: value})
			}
		}
		someone := func() string { return rapid.SampledFrom(hidden).Draw(t, "hidden target").Object.String() }
		set("sector", someone())
		set("units", someone())
		set("shares", reader.String()+"=30 "+someone()+"="+strconv.Itoa(rapid.IntRange(1, 70).Draw(t, "hidden share")))
		set("basis", anyLine.Draw(t, "hidden basis"))
		set("no", strconv.Itoa(o.Shared().No+rapid.IntRange(0, 50).Draw(t, "number")))
		if k.Field("remarks") != nil {
			set("remarks", anyLine.Draw(t, "hidden remarks"))
			set("labels", "remarks=secret:")
		}
		apply(t, w, "Open", append([]plan.Change{plan.Creation(o)}, changes...)...)
		agree(t, w, o)
	}
	if rapid.Bool().Draw(t, "undo") {
		if _, err := w.Undo(); err == nil {
			if _, err := w.Redo(); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// agree has the reader agree to an open object, before a part that stays is
// edited, or not.
func agree(t *rapid.T, w *Workspace, o plan.Object) {
	if plan.KindFor(o).Operation() == nil {
		return
	}
	id := plan.IDFor(o)
	k := plan.KindOf[plan.Agreement]()
	e, made, err := edit.Create(w.Document(), k, edit.Values{"operation": theOp.String(), "about": id.String(), "party": reader.String(), "state": "agreed"},
		func() plan.ID { return plan.ID{6, id[1]} })
	if err != nil {
		t.Fatal(err)
	}
	apply(t, w, "Agree", e.Changes...)
	apply(t, w, "Number", plan.Change{Kind: k, Object: made, Field: "no", New: strconv.Itoa(900 + int(id[1]))},
		plan.Change{Kind: k, Object: made, Field: "order", New: fmt.Sprintf("c%04dx", id[1])})
	if rapid.Bool().Draw(t, "edit what stays") {
		apply(t, w, "Edit what stays", plan.Change{Kind: plan.KindFor(o), Object: id, Field: "remarks", New: anyLine.Draw(t, "other remarks") + "!"})
	}
}

// drawHidden draws objects of any kind that stay; the first is one.
func drawHidden(t *rapid.T, side int) []plan.Change {
	var changes []plan.Change
	for i := range rapid.IntRange(1, 6).Draw(t, "hidden objects") {
		k := rapid.SampledFrom(plan.Kinds()[1:]).Draw(t, "hidden kind")
		id := plan.ID{0xd0 + byte(side), byte(i), byte(rapid.IntRange(0, 255).Draw(t, "hidden id")), 0xa1, 0xa2, 0xa3, 0xa4, 0xa5, 0xa6, 0xa7, 0xa8, 1, 2, 3, 4, 5}
		o := drawObject(t, k, id)
		values := edit.Values{}
		for _, f := range k.Fields {
			if !f.Part {
				values[f.Name] = f.Get(o)
			}
		}
		if k.Operation() != nil {
			values["operation"] = theOp.String()
		}
		values["releasable"] = insiders.String()
		values["order"] = "a" + strconv.Itoa(rapid.IntRange(1, 99999).Draw(t, "hidden place"))
		if k == plan.KindOf[plan.Release]() {
			values["what"], values["field"] = "post", "terms"
		}
		changes = append(changes, create(k, id, values))
	}
	return changes
}

// TestAgreementInTheCopy holds the state of agreement to what its reader sees.
func TestAgreementInTheCopy(t *testing.T) {
	task, agreement := plan.KindOf[plan.Task](), plan.KindOf[plan.Agreement]()
	id, agreed := plan.ID{2}, plan.ID{3}
	for _, c := range []struct {
		name   string
		field  string // edited after the agreement
		then   string // and then again
		lapsed bool
	}{
		{"nothing edited", "", "", false},
		{"what goes was edited", "title", "", true},
		{"what goes was edited and put back", "title", "Patrol", false},
		{"what stays was edited", "purpose", "", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			w := newOwner(t, dir)
			defer w.Close()
			apply(t, w, "Frame", append(frame(), create(task, id, edit.Values{
				"operation": theOp.String(), "title": "Patrol", "purpose": "Hidden purpose", "labels": "purpose=secret:",
			}))...)
			e, _, err := edit.Create(w.Document(), agreement, edit.Values{"operation": theOp.String(), "about": id.String(), "party": reader.String(), "state": "agreed"},
				func() plan.ID { return agreed })
			if err != nil {
				t.Fatal(err)
			}
			apply(t, w, "Agree", e.Changes...)
			if c.field != "" {
				apply(t, w, "Edit", plan.Change{Kind: task, Object: id, Field: c.field, New: "Changed since"})
			}
			if c.then != "" {
				apply(t, w, "Edit", plan.Change{Kind: task, Object: id, Field: c.field, New: c.then})
			}
			path := filepath.Join(dir, "copy"+Extension)
			if _, err := w.Share(context.Background(), path, reader, ShareOptions{}); err != nil {
				t.Fatal(err)
			}
			r, err := Open(context.Background(), path, Options{ReadOnly: true}, nil)
			if err != nil {
				t.Fatal(err)
			}
			defer r.Close()
			if got := plan.HasLapsed(r.Document(), plan.Find[plan.Agreement](r.Document(), agreed)); got != c.lapsed {
				t.Errorf("lapsed in the copy: %v, want %v", got, c.lapsed)
			}
		})
	}
}

// TestWhatMayComeBack holds what returns with a copy to what went.
func TestWhatMayComeBack(t *testing.T) {
	dir := t.TempDir()
	w := newOwner(t, dir)
	defer w.Close()
	apply(t, w, "Frame", frame()...)
	changes, _, ids := plant(10)
	apply(t, w, "More", changes...)
	path := filepath.Join(dir, "copy"+Extension)
	if _, err := w.Share(context.Background(), path, reader, ShareOptions{}); err != nil {
		t.Fatal(err)
	}
	c, err := connect(path, modeRead)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	token, err := getMeta(c, metaWorkspace)
	if err != nil {
		t.Fatal(err)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	r, err := w.knownShare(token)
	if err != nil || r == nil {
		t.Fatal(r, err)
	}
	if other, err := w.knownShare(plan.ID{9}.String()); other != nil || err != nil {
		t.Error("a token of nobody's is known", err)
	}
	public, err := publicDigests(context.Background(), w.c)
	if err != nil {
		t.Fatal(err)
	}
	stamps, err := readStamps(context.Background(), c)
	if err != nil || len(stamps) != 1 || stamps[0].id != r.Txn || !bytes.Equal(public[r.Txn], stamps[0].digest) || !bytes.Equal(r.Digest, stamps[0].digest) {
		t.Errorf("the copy begins with %v, the record says %s %x", stamps, r.Txn, r.Digest)
	}
	known := func(id plan.ID) bool { return w.doc.Get(id) != nil || id == r.Token }
	fresh := plan.ID{0x77}
	made := func(id plan.ID) bool { return id == fresh || id == ids[0] }
	for _, one := range []struct {
		name string
		op   op
		may  bool
	}{
		{"a field that went", op{obj: plan.ID{2, 1}, fld: "title"}, true},
		{"an empty field that would have gone", op{obj: plan.ID{2, 1}, fld: "measure"}, true},
		{"a field that stayed", op{obj: plan.ID{2, 1}, fld: "purpose"}, false},
		{"a field that a rule kept", op{obj: plan.ID{3, 1}, fld: "amount"}, false},
		{"a number, made anew in the copy", op{obj: plan.ID{2, 1}, fld: "no"}, false},
		{"a place in the order", op{obj: plan.ID{2, 1}, fld: "order"}, false},
		{"a label", op{obj: plan.ID{2, 1}, fld: "marking"}, false},
		{"a clearance", op{obj: reader, fld: "cleared"}, false},
		{"a deletion", op{obj: plan.ID{2, 1}, fld: fldDelete, val: "1"}, true},
		{"a deletion of what stayed", op{obj: ids[0], fld: fldDelete, val: "1"}, false},
		{"a field of what stayed", op{obj: ids[0], fld: "title"}, false},
		{"what went, made again", op{obj: plan.ID{2, 1}, fld: fldCreate, kind: "task"}, false},
		{"what stayed, made again", op{obj: ids[0], fld: fldCreate, kind: "task"}, false},
		{"something new", op{obj: fresh, fld: fldCreate, kind: "task"}, true},
		{"a field of something new", op{obj: fresh, fld: "marking"}, true},
		{"another meaning of the token", op{obj: r.Token, fld: fldCreate, kind: kindShare}, false},
		{"an object that stands for the withheld", op{obj: plan.Withheld, fld: fldCreate, kind: "task"}, false},
	} {
		if got := r.allows(one.op, known, made); got != one.may {
			t.Errorf("%s: allowed %v, want %v", one.name, got, one.may)
		}
	}
}

func TestShareRefuses(t *testing.T) {
	dir := t.TempDir()
	w := newOwner(t, dir)
	apply(t, w, "Frame", frame()...)
	path := filepath.Join(dir, "copy"+Extension)
	ctx := context.Background()
	refused := func(name, key string, err error) {
		t.Helper()
		if problemKey(err) != key {
			t.Errorf("%s: %v, want %s", name, err, key)
		}
		if left, _ := filepath.Glob(filepath.Join(dir, ".~*.part")); len(left) > 0 {
			t.Errorf("%s leaves %v", name, left)
		}
	}
	_, err := w.Share(ctx, path, plan.ID{99}, ShareOptions{})
	refused("nobody", "error.share.party", err)
	snapshot := w.Document().Snapshot()
	apply(t, w, "More", create(plan.KindOf[plan.Term](), plan.ID{8}, edit.Values{"title": "x"}))
	_, err = w.Share(ctx, path, reader, ShareOptions{Document: snapshot})
	refused("an old snapshot", "error.share.changed", err)
	if err := os.WriteFile(path, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	_, err = w.Share(ctx, path, reader, ShareOptions{})
	refused("a name that is taken", "error.storage.exists", err)
	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	if _, err = w.Share(cancelled, path+"2", reader, ShareOptions{}); err == nil {
		t.Error("a cancelled share was made")
	}
	owner := w.path
	w.Close()
	read, err := Open(ctx, owner, Options{ReadOnly: true}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer read.Close()
	_, err = read.Share(ctx, path+"3", reader, ShareOptions{})
	refused("a file opened for reading", "error.share.readonly", err)
	if steps, _ := read.Recent(0); slices.ContainsFunc(steps, func(s Step) bool { return s.Kind == StepShare }) {
		t.Error("a share that was not made is in the history")
	}
}

// TestTheSearchFinds plants what a faulty copy would hold and has the search
// find it: a check that finds nothing anywhere proves nothing.
func TestTheSearchFinds(t *testing.T) {
	secret, id := "Nachtigall im Dickicht", plan.ID{0xd1, 0xd2, 0xd3, 0xd4, 0xd5, 0xd6, 0xd7, 9, 9, 9, 9, 9, 9, 9, 9, 9}
	for _, c := range []struct {
		name, in string
		want     bool
	}{
		{"a text", "..." + secret + "...", true},
		{"a text at the very end", secret, true},
		{"the beginning of one alone", secret[:10], false},
		{"an id", "x" + string(id[:]), true},
		{"an id in letters", id.String(), true},
		{"UTF-16", wide([]string{secret})[0], true},
		{"across the halves", strings.Repeat("x", 40) + secret + strings.Repeat("y", 40), true},
		{"nothing", strings.Repeat("Nachtigale", 50), false},
	} {
		found := false
		secrets := []string{secret, string(id[:]), id.String()}
		for _, n := range []*needles{newNeedles(secrets), newNeedles(wide(secrets))} {
			_, ok := n.find([]byte(c.in))
			found = found || ok
		}
		if found != c.want {
			t.Errorf("%s: found %v, want %v", c.name, found, c.want)
		}
	}
	n := newNeedles([]string{secret, "another secret"})
	n.drop([]byte("it says " + secret + " openly"))
	if _, ok := n.find([]byte(secret)); ok {
		t.Error("a text that goes is a find")
	}
	if _, ok := n.find([]byte("another secret")); !ok {
		t.Error("a text that does not go is none")
	}
}

// TestSharingLeavesTheFileOurs looks that the file from which a copy was shared is
// not made anew at its next opening as one of somebody else's.
func TestSharingLeavesTheFileOurs(t *testing.T) {
	w := newFile(t)
	err := w.Apply(plan.Edit{Title: plan.Say("party"), Changes: []plan.Change{create(plan.KindOf[plan.Party](), reader, edit.Values{"title": "Readers"})}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Share(ctx, filepath.Join(t.TempDir(), "copy"+Extension), reader, ShareOptions{}); err != nil {
		t.Fatal(err)
	}
	if ours, err := w.ours(w.c); err != nil || !ours {
		t.Error("the file is taken for somebody else's", err)
	}
}
