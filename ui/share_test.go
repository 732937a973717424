package ui

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"jointplan/plan"
	"jointplan/plan/edit"
	"jointplan/storage"
)

func TestLabelObjectsFieldsAndKinds(t *testing.T) {
	p := atTasks(t)
	ids := p.ids()[:2]
	p.pick(ids...)
	p.run("share.label")
	p.choose(p.t("field.marking"), p.t("choice.marking.secret"))
	p.wantSteps(1, func() { p.press(p.t("button.save")) })
	for _, id := range ids {
		if p.get(id, "marking") != "secret" {
			t.Errorf("%s is marked %q", p.get(id, "title"), p.get(id, "marking"))
		}
	}
	if p.marking.shown != "secret" {
		t.Errorf("the window is marked %s", p.marking.shown)
	}
	p.pick(ids[0])
	p.wantText(p.t("choice.marking.secret") + " · " + p.t("marking.all"))

	osce := p.object("OSCE")
	p.run("share.label")
	p.choose(p.t("label.what"), p.t("field.purpose"))
	p.choose(p.t("field.releasable"), plan.NameOf(p.session.Doc, osce, nil))
	p.wantSteps(1, func() { p.press(p.t("button.save")) })
	if want := "purpose=:" + plan.IDFor(osce).String(); p.get(ids[0], "labels") != want {
		t.Errorf("labels of fields are %q, want %q", p.get(ids[0], "labels"), want)
	}

	p.run("share.label")
	p.choose(p.t("label.what"), p.t("field.task.measure"))
	p.choose(p.t("field.marking"), p.t("choice.marking.confidential"))
	p.choose(p.t("label.for"), p.t("label.kind"))
	p.wantSteps(1, func() { p.press(p.t("button.save")) })
	rules := plan.All[plan.Release](p.session.Doc, p.place.Operation)
	if len(rules) != 1 || rules[0].What != "task" || rules[0].Field != "measure" || rules[0].Marking != "confidential" {
		t.Errorf("rules are %v", rules)
	}
	p.run("edit.undo")
	p.run("edit.undo")
	p.run("edit.undo")
	if p.marking.shown == "secret" {
		t.Error("undo left the marking of the window")
	}
}

func TestShareACopy(t *testing.T) {
	p := atTasks(t)
	id := p.ids()[0]
	france := p.object("France")
	p.pick(id)
	if err := p.setFields([]plan.ID{id}, slotOf("task", "marking"), "secret"); err != nil {
		t.Fatal(err)
	}
	if err := p.setFields([]plan.ID{id}, slotOf("task", "title"), "Nightingale over the ridge"); err != nil {
		t.Fatal(err)
	}
	if err := p.setFields([]plan.ID{p.ids()[1]}, slotOf("task", "purpose"), "Ask nightingale first"); err != nil {
		t.Fatal(err)
	}
	p.run("share.for")
	p.wantText(p.t("share.none"))
	p.choose(p.t("share.for"), plan.NameOf(p.session.Doc, france, nil))
	p.wantText(p.say("share.leak", "Word", "nightingale", "From", "Nightingale over the ridge",
		"Field", plan.Say("field.purpose"), "Kind", plan.Say("kind.task"), "Name", p.get(p.ids()[1], "title")))
	p.press(p.t("share.make"))
	dir := t.TempDir()
	p.fill(p.t("save.folder"), dir)
	p.fill(p.t("save.name"), "for France")
	p.wantSteps(1, func() {
		p.press(p.t("button.save"))
		p.await("the report", func() bool { return p.reads(p.t("button.close")) })
	})
	if p.reads(p.t("dialog.problem")) {
		t.Fatalf("refused: %q", p.texts())
	}
	if text := p.say("share.searched.leaks", "Count", 1, "Words", "“nightingale”"); !p.readsAll(text) || p.readsAll(p.t("share.searched")) {
		t.Errorf("%q is not to be read in %q", text, p.texts())
	}
	data, err := os.ReadFile(filepath.Join(dir, "for France.jointplan"))
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(data, []byte("Nightingale over")) || bytes.Contains(data, id[:]) {
		t.Error("what stays is in the copy")
	}
	w, err := storage.Open(context.Background(), filepath.Join(dir, "for France.jointplan"), storage.Options{ReadOnly: true}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	if n := w.Document().Count(plan.KindOf[plan.Task](), plan.NoID); n == 0 || w.Document().Get(id) != nil {
		t.Errorf("%d tasks in the copy, the secret one among them: %v", n, w.Document().Get(id) != nil)
	}
}

func TestShareWithoutLeaksSaysThatNothingWasFound(t *testing.T) {
	p := atTasks(t)
	p.Share(filepath.Join(t.TempDir(), "for France"+Extension), plan.IDFor(p.object("France")))
	p.await("the report", func() bool { return p.reads(p.t("share.noted")) })
	if text := p.t("share.searched"); !p.readsAll(text) {
		t.Errorf("%q is not to be read in %q", text, p.texts())
	}
}

// Who has a copy already has to send it back: the dialog says so before another is made.
func TestShareTellsOfTheCopyBefore(t *testing.T) {
	p := atTasks(t)
	france, poland := plan.IDFor(p.object("France")), plan.IDFor(p.object("Poland"))
	p.Share(filepath.Join(t.TempDir(), "for France"+Extension), france)
	p.await("the report", func() bool { return p.reads(p.t("share.noted")) })
	p.closeOverlays()
	for party, want := range map[plan.ID]bool{france: true, poland: false} {
		name := plan.NameOf(p.session.Doc, p.session.Doc.Get(party), nil)
		text := p.say("share.before", "Party", name, "Date", plan.DateOf(p.app.Now()))
		p.ShowShare(party)
		if got := p.readsAll(text); got != want {
			t.Errorf("%s: told %v, want %v: %q", name, got, want, p.texts())
		}
		p.closeOverlays()
	}
}

// TestShareGoesWhereALeakIs leads from the warning to the text.
func TestShareGoesWhereALeakIs(t *testing.T) {
	p := atTasks(t)
	ids := p.ids()
	for field, value := range map[string]string{"marking": "secret", "title": "Nightingale over the ridge"} {
		if err := p.setFields(ids[:1], slotOf("task", field), value); err != nil {
			t.Fatal(err)
		}
	}
	if err := p.setFields(ids[5:6], slotOf("task", "purpose"), "Ask nightingale first"); err != nil {
		t.Fatal(err)
	}
	p.ShowShare(plan.IDFor(p.object("France")))
	p.press(p.t("findings.go"))
	if p.overlay() != nil {
		t.Error("the dialog stays")
	}
	if got := p.view.Selected(); len(got) != 1 || got[0] != ids[5] {
		t.Errorf("it leads to %v", got)
	}
}

func slotOf(kind, field string) edit.Slot {
	return edit.Slot{Field: plan.KindNamed(kind).Field(field)}
}
