package storage

import (
	"bytes"
	"context"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"jointplan/plan"
	"jointplan/plan/edit"
)

// canary counts out values that stand nowhere else.
type canary struct{ n int }

func (c *canary) value(f *plan.Field) string {
	c.n++
	switch f.Type {
	case plan.Text, plan.LongText:
		return fmt.Sprintf("qzx%dжук%dvwk", c.n*7919, c.n)
	case plan.Number, plan.Whole:
		if f.Max < 1e6 {
			return ""
		}
		return strconv.Itoa(int(f.Max) - 7000 - c.n*13)
	case plan.Amount:
		return fmt.Sprintf("%d.37 XTS", 7310000000+c.n*9973)
	case plan.Day:
		return (plan.MakeDate(2100, 1, 1) + plan.Date(c.n)).String()
	case plan.Period:
		return plan.Span{Start: plan.MakeDate(2120, 1, 1) + plan.Date(c.n), Finish: plan.MakeDate(2150, 1, 1) + plan.Date(c.n)}.String()
	case plan.Shape:
		return fmt.Sprintf(`{"type":"Point","coordinates":[%d.71,42.25]}`, 10000+c.n)
	case plan.OneOf:
		return f.Choices[0]
	}
	return ""
}

// plant makes withheld objects of every kind, full of canaries, and withheld
// fields in objects that go. It gives the changes and all that must not be
// found: texts and ids.
func plant(want int) (changes []plan.Change, texts []string, ids []plan.ID) {
	c := &canary{}
	next := func() plan.ID {
		c.n++
		return plan.ID{0xd1, byte(c.n >> 8), byte(c.n), 0xd2, 0xd3, 0xd4, 0xd5, 0xd6, 0xd7, 1, 2, 3, 4, 5, 6, 7}
	}
	whole := map[string]plan.ID{}
	for _, k := range plan.Kinds()[1:] {
		id := next()
		whole[k.Name] = id
	}
	for len(texts) < want {
		for _, k := range plan.Kinds()[1:] {
			id := next()
			ids = append(ids, id)
			values := edit.Values{"releasable": insiders.String(), "order": "zz" + strconv.Itoa(c.n) + "qq"}
			for _, f := range k.Fields {
				switch {
				case f.Limits || f.Name == "order" || f.Name == "operation" || f.OfKind != "":
				case f.Name == "no":
					values["no"] = strconv.Itoa(6000000 + c.n)
				case f.Part:
					values[f.Name] = theOp.String()
					if f.Target != "any" && f.Target != "operation" {
						values[f.Name] = whole[f.Target].String()
					}
				case !f.IsReference():
					if v := c.value(f); v != "" {
						values[f.Name] = v
						if f.Type != plan.OneOf {
							texts = append(texts, v)
						}
					}
				}
			}
			if k.Operation() != nil {
				values["operation"] = theOp.String()
			}
			changes = append(changes, create(k, id, values))
		}
	}
	for _, k := range plan.Kinds()[1:] { // what parts are parts of
		changes = append(changes, create(k, whole[k.Name], partless(k, whole)))
		ids = append(ids, whole[k.Name])
	}
	task, cost := plan.KindOf[plan.Task](), plan.KindOf[plan.Cost]()
	for i := range 20 {
		purpose, basis := c.value(task.Field("purpose")), c.value(cost.Field("basis"))
		amount := c.value(cost.Field("amount"))
		changes = append(changes,
			create(task, plan.ID{2, byte(i)}, edit.Values{
				"operation": theOp.String(), "title": "Open task", "no": strconv.Itoa(i*3 + 5), "order": fmt.Sprintf("b%04dx", i),
				"purpose": purpose, "labels": "purpose=secret:", "sector": ids[i].String(), "units": plan.IDs{ids[i], ids[i+1]}.String(),
			}),
			create(cost, plan.ID{3, byte(i)}, edit.Values{
				"operation": theOp.String(), "title": "Open cost", "amount": amount, "basis": basis,
				"shares": fmt.Sprintf("%s=62.5 %s=17.25 %s=20.25", reader, whole["party"], ids[i]),
			}))
		texts = append(texts, purpose, amount, basis)
	}
	rule := plan.KindOf[plan.Release]()
	for i, field := range []string{"amount", "basis"} {
		id := plan.ID{0xdd, byte(i), 0xd4, 0xd5, 0xd6, 0xd7, 0xd8, 0xd9, 1, 2, 3, 4, 5, 6, 7, 8}
		changes = append(changes, create(rule, id, edit.Values{"operation": theOp.String(), "what": "cost", "field": field, "releasable": insiders.String()}))
		ids = append(ids, id)
	}
	return changes, texts, ids
}

func partless(k *plan.Kind, whole map[string]plan.ID) edit.Values {
	values := edit.Values{"releasable": insiders.String()}
	for _, f := range k.Fields {
		if f.Part && f.Target != "any" && f.Target != "operation" {
			values[f.Name] = whole[f.Target].String()
		}
	}
	if k.Operation() != nil {
		values["operation"] = theOp.String()
	}
	return values
}

// TestTheCopyHoldsNothingOfWhatStays plants hundreds of texts, numbers, dates,
// names and ids over all kinds, shares, and looks at every byte of the copy.
func TestTheCopyHoldsNothingOfWhatStays(t *testing.T) {
	dir := t.TempDir()
	w := newOwner(t, dir)
	defer w.Close()
	changes, texts, ids := plant(500)
	apply(t, w, "Frame with a telling title qzx000frame", frame()...)
	apply(t, w, "Secret step qzx000title", changes...)
	path := filepath.Join(dir, "copy"+Extension)
	report, err := w.Share(context.Background(), path, reader, ShareOptions{})
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if len(texts) < 500 || len(ids) < 60 {
		t.Fatalf("only %d texts and %d ids planted", len(texts), len(ids))
	}
	texts = append(texts, "Olga Ownersen", "qzx000", "17.25", "20.25", "Secret step")
	for _, text := range texts {
		lookFor(t, data, text)
	}
	for _, id := range append(ids, w.Document().Workspace().ID) {
		if id == w.Document().Workspace().ID {
			continue // it goes
		}
		for _, form := range []string{string(id[:]), id.String(), strings.ToUpper(id.String()), string(id[:8]), string(id[8:])} {
			if bytes.Contains(data, []byte(form)) {
				t.Errorf("id %s is in the copy", id)
			}
		}
	}
	if host, err := os.Hostname(); err == nil && len(host) > 5 {
		lookFor(t, data, host)
	}
	checkMeta(t, path)
	checkCopyOf(t, path, report, len(frame())+1+40)
	if err := w.Verify(context.Background()); err != nil {
		t.Error(err)
	}
}

// checkMeta holds what a copy says of itself to what it has to say: nothing that
// tells of the computer it was made on.
func checkMeta(t *testing.T, path string) {
	t.Helper()
	c, err := connect(path, modeRead)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	said, err := c.text("SELECT group_concat(k, ' ') FROM (SELECT k FROM meta ORDER BY k)")
	if err != nil || said != "heads min_reader min_writer seal tables workspace" {
		t.Errorf("the copy says %q of itself, %v", said, err)
	}
	who, err := c.text("SELECT name || party || host || app FROM session")
	if err != nil || who != "" {
		t.Errorf("the copy says it is by %q, %v", who, err)
	}
}

func lookFor(t *testing.T, data []byte, text string) {
	t.Helper()
	var wide []byte
	for _, u := range utf16.Encode([]rune(text)) {
		wide = append(wide, byte(u), byte(u>>8))
	}
	forms := [][]byte{[]byte(text), wide, []byte(hex.EncodeToString([]byte(text)))}
	if len(text) > 8 { // parts of it
		forms = append(forms, []byte(text[:8]), []byte(text[len(text)-8:]))
		if strings.HasPrefix(text, `{"type`) || strings.HasPrefix(text, "3") || strings.HasSuffix(text, "XTS") {
			forms = forms[:3] // parts that all of their type share
		}
	}
	for _, form := range forms {
		if bytes.Contains(data, form) {
			t.Errorf("%q is in the copy as %q", text, form)
		}
	}
}

// checkCopyOf opens the copy as its reader does, verifies and edits it.
func checkCopyOf(t *testing.T, path string, report ShareReport, objects int) {
	t.Helper()
	w, err := Open(context.Background(), path, Options{Author: Author{"Rita", "Reader"}, Now: time.Now}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	if w.ReadOnly() != nil {
		t.Fatal(w.ReadOnly())
	}
	if w.Document().Len() != objects {
		t.Errorf("%d objects in the copy, want %d", w.Document().Len(), objects)
	}
	goes := 0
	for _, c := range report.Counts {
		goes += c.Goes
	}
	if goes != objects {
		t.Errorf("the report counts %d, the copy holds %d", goes, objects)
	}
	for i, o := range w.Document().Objects(plan.KindOf[plan.Task](), plan.NoID) {
		task := o.(*plan.Task)
		if task.No != i+1 || task.Sector != plan.Withheld || !slices.Equal(task.Units, plan.IDs{plan.Withheld}) || task.Purpose != "" {
			t.Errorf("task %d is %+v", i, task)
		}
	}
	if err := w.Verify(context.Background()); err != nil {
		t.Error(err)
	}
	task := plan.KindOf[plan.Task]()
	e, err := edit.Set(w.Document(), []plan.ID{{2, 1}}, task.Field("title"), "Changed by the reader")
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Apply(e); err != nil {
		t.Fatal(err)
	}
	if err := w.Verify(context.Background()); err != nil {
		t.Error(err)
	}
	steps, err := w.Recent(0)
	if err != nil || len(steps) != 2 || steps[1].By != "" || steps[1].Party != "" {
		t.Errorf("history of the copy: %+v, %v", steps, err)
	}
}
