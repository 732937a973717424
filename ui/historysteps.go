package ui

import (
	"strings"

	"jointplan/plan"
	"jointplan/storage"
	"jointplan/ui/grid"
	"jointplan/ui/words"
)

// loadSteps lists the steps of the file that hold the words looked for.
func (v *historyView) loadSteps() error {
	d := v.desk
	filter := storage.StepFilter{Limit: historyLimit}
	if words := strings.Fields(strings.ToLower(v.text)); len(words) > 0 {
		filter.Accept = func(s storage.Step) bool { return v.holds(s, words) }
	}
	steps, err := d.live().File.Steps(filter)
	v.columns("steps", "history.when", 130, "history.who", 190, "history.what", 560, "history.values", 90, "history.state", 200)
	lines := make([]historyLine, 0, len(steps))
	for _, s := range steps {
		lines = append(lines, v.stepLine(s))
	}
	switch v.mode {
	case historyPerson:
		v.rows = grouped(lines, func(l historyLine) (string, string) {
			who := words.Join(", ", l.step.By, l.step.Party)
			return who, who
		})
	case historyDay:
		v.rows = grouped(lines, func(l historyLine) (string, string) {
			day := plan.DateOf(l.step.At.Local())
			return day.String(), d.app.Words.Date(day)
		})
	default:
		v.rows = lines
	}
	v.grid.Empty = grid.Empty{Title: d.t("history.none"), Sentence: d.t("history.none.sentence")}
	if v.text != "" {
		v.grid.Empty = grid.Empty{Title: d.t("history.nomatch"), Sentence: d.t("history.nomatch.sentence")}
	}
	return err
}

func (v *historyView) holds(s storage.Step, words []string) bool {
	text := strings.ToLower(v.desk.stepTitle(s.Kind, s.Title) + "\n" + s.By + "\n" + s.Party)
	for _, word := range words {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

func (v *historyView) stepLine(s storage.Step) historyLine {
	d := v.desk
	title := grid.Cell{Text: d.stepTitle(s.Kind, s.Title)}
	var states []string
	switch {
	case s.Undone:
		title.Tone = grid.ToneHint
		states = append(states, d.t("history.undone"))
	case s.Kind == storage.StepVersion:
		title.Bold, title.Tone = true, grid.ToneAccent
	case s.Kind == storage.StepMerge:
		title.Bold = true
	}
	if s.Foreign {
		states = append(states, d.t("history.foreign"))
	}
	values := ""
	if s.Changes > 0 {
		values = d.app.Words.Number(float64(s.Changes), 0)
	}
	return historyLine{key: s.ID.String(), step: s, cells: []grid.Cell{
		secondCell(stamp(s.At.Local())), plainCell(words.Join(", ", s.By, s.Party)), title, secondCell(values), secondCell(strings.Join(states, ", ")),
	}}
}

// stamp writes a time of the history.
func stamp(at interface{ Format(string) string }) string { return at.Format("2006-01-02 15:04") }

// loadVersions lists the named versions.
func (v *historyView) loadVersions() error {
	d := v.desk
	all, err := d.live().File.Versions()
	v.columns("versions", "history.version", 560, "history.when", 140, "history.who", 220)
	v.rows = nil
	for _, version := range all {
		step := storage.Step{ID: version.Step, Kind: storage.StepVersion, At: version.At, By: version.By, Party: version.Party,
			Title: plan.Say("do.version", "Title", version.Title)}
		v.rows = append(v.rows, historyLine{key: version.Step.String(), step: step, cells: []grid.Cell{
			{Text: version.Title, Bold: true}, secondCell(stamp(version.At.Local())), plainCell(words.Join(", ", version.By, version.Party)),
		}})
	}
	v.grid.Empty = grid.Empty{Title: d.t("history.versions.none"), Sentence: d.t("history.versions.none.sentence")}
	if d.past == nil && d.session.File.ReadOnly() == nil {
		v.grid.Empty.ActionLabel, v.grid.Empty.Action = d.t("history.name"), func() { d.run("file.version") }
	}
	return err
}
