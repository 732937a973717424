package ui

import (
	"jointplan/plan"
	"jointplan/storage"
	"jointplan/ui/diff"
	"jointplan/ui/grid"
	"jointplan/ui/words"
)

// historyLine is a line of the history: the head of a group, or what happened to
// one object.
type historyLine struct {
	key   string
	head  *grid.Group
	cells []grid.Cell

	step storage.Step // the line tells about
	// What the line says of one field of one object; nil and "" for a whole step.
	object  plan.Object
	field   *plan.Field
	was, is string // canonical
}

// historyRows feeds a grid with lines.
type historyRows []historyLine

func (r historyRows) Rows() int          { return len(r) }
func (r historyRows) Key(row int) string { return r[row].key }

func (r historyRows) Group(row int) (grid.Group, bool) {
	if head := r[row].head; head != nil {
		return *head, true
	}
	return grid.Group{}, false
}

func (r historyRows) Cell(row, col int) grid.Cell {
	if col >= len(r[row].cells) {
		return grid.Cell{}
	}
	return r[row].cells[col]
}

// at finds a line by its key; nil when it is gone.
func (r historyRows) at(key string) *historyLine {
	for i := range r {
		if r[i].key == key {
			return &r[i]
		}
	}
	return nil
}

// grouped puts lines under heads, in the order in which these first come.
func grouped(lines []historyLine, head func(historyLine) (key, title string)) historyRows {
	members := map[string][]historyLine{}
	titles := map[string]string{}
	var order []string
	for _, l := range lines {
		key, title := head(l)
		if members[key] == nil {
			order = append(order, key)
			titles[key] = title
		}
		members[key] = append(members[key], l)
	}
	var rows historyRows
	for _, key := range order {
		rows = append(rows, historyLine{key: "group:" + key, head: &grid.Group{Title: titles[key], Count: len(members[key])}})
		rows = append(rows, members[key]...)
	}
	return rows
}

func plainCell(text string) grid.Cell { return grid.Cell{Text: grid.FirstLine(text)} }
func secondCell(text string) grid.Cell {
	return grid.Cell{Text: grid.FirstLine(text), Tone: grid.ToneSecond}
}

// changedCells shows a text before and after with the words marked that differ;
// one that has nothing in common with the other is shown as it is.
func changedCells(f *plan.Field, was, is string) (before, after grid.Cell) {
	before, after = secondCell(was), plainCell(is)
	if (f.Type == plan.Text || f.Type == plan.LongText) && was != "" && is != "" {
		before.Runs, after.Runs = diff.Runs(was, is)
	}
	return before, after
}

// showValue shows a canonical text as it would show in an object of doc.
func (d *Desk) showValue(doc *plan.Document, o plan.Object, f *plan.Field, text string) string {
	if text == "" {
		return ""
	}
	with, err := plan.With(o, plan.Change{Kind: f.Kind, Object: plan.IDFor(o), Field: f.Name, New: text})
	if err != nil {
		return text
	}
	return plan.ShowField(doc, with, f, d.app.Words)
}

// objectTitle names an object with its kind and number.
func (d *Desk) objectTitle(doc *plan.Document, o plan.Object) string {
	return words.Join(" · ", words.Join(" ", d.t(plan.KindFor(o).Label()), o.Shared().Number()), plan.NameOf(doc, o, d.app.Words))
}

// stepTitle says what a step did.
func (d *Desk) stepTitle(kind storage.StepKind, title plan.Message) string {
	switch kind {
	case storage.StepUndo:
		return d.say("history.undo", "What", title)
	case storage.StepRedo:
		return d.say("history.redo", "What", title)
	}
	return d.app.Words.Say(title)
}
