package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"jointplan/plan"
	"jointplan/ui/parts"
)

// banner says why a workspace is read-only, what a damaged one lost, and what
// else there is to know of the file: in two lines, the rest behind a link.
func (d *Desk) banner() fyne.CanvasObject {
	if d.past != nil {
		return d.pastBanner()
	}
	file := d.session.File
	var told []plan.Message
	var links []fyne.CanvasObject
	if why := file.ReadOnly(); why != nil {
		told = append(told, *why)
		links = append(links, parts.NewLink(d.t("banner.copy"), func() { d.run("file.copy") }))
	}
	told = append(append(told, file.Notices()...), file.Losses()...)
	const most = 2
	switch lines := d.lines(told); {
	case len(lines) == 0:
		return nil
	case len(lines) <= most:
		return parts.Note(true, strings.Join(lines, "\n"), links...)
	default:
		details := parts.NewLink(d.t("banner.details"), func() { d.showLines(d.t("banner.details.title"), lines) })
		row := append([]fyne.CanvasObject{parts.NewLine(d.summary(told[1:]), parts.Plain), details}, links...)
		return parts.Note(true, lines[0], parts.Flow(14, row...))
	}
}

// lines are messages in the reader's words.
func (d *Desk) lines(told []plan.Message) (lines []string) {
	for _, m := range told {
		lines = append(lines, d.app.Words.Say(m))
	}
	return lines
}

// summary puts what is known of a file into one short line: above all whether the
// plan itself suffered.
func (d *Desk) summary(told []plan.Message) string {
	for _, m := range told {
		if m.Key == "loss.none" {
			return d.app.Words.Say(m)
		}
	}
	return d.say("banner.losses", "Count", len(told))
}

// showLines shows sentences one below the other, as many as there may be.
func (d *Desk) showLines(title string, lines []string) {
	text := container.NewVScroll(parts.Paragraph(strings.Join(lines, "\n"), parts.Plain))
	text.SetMinSize(fyne.NewSize(520, min(float32(len(lines))*24+20, 360)))
	d.showText(title, text)
}
