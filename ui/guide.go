package ui

import (
	"bytes"
	"image/color"
	"image/png"
	"path"
	"regexp"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"jointplan/assets"
	"jointplan/ui/parts"
)

// The guide is a list of its chapters beside a page of this size.
const (
	pageWidth   float32 = 720
	guideHeight float32 = 560
	barRoom     float32 = 14 // for a scrollbar
)

// guidePart is a stretch of the guide: a chapter's beginning, more of its text, or
// a picture with what it shows.
type guidePart struct {
	chapter string // the heading, when one begins here
	text    string // Markdown
	picture string // the name of its file
	caption string
}

var pictureLine = regexp.MustCompile(`^!\[(.*)\]\((.*)\)$`)

// guideParts takes the guide apart at headings of chapters and at pictures.
func guideParts(text string) []guidePart {
	parts := []guidePart{{}}
	for _, line := range strings.Split(text, "\n") {
		last := &parts[len(parts)-1]
		if m := pictureLine.FindStringSubmatch(line); m != nil {
			parts = append(parts, guidePart{picture: m[2], caption: m[1]}, guidePart{})
			continue
		}
		if heading, ok := strings.CutPrefix(line, "## "); ok {
			parts = append(parts, guidePart{chapter: heading})
			last = &parts[len(parts)-1]
		}
		last.text += line + "\n"
	}
	return parts
}

// showGuide opens the user's guide at its beginning.
func (d *Desk) showGuide() { d.ShowGuide("") }

// ShowGuide opens the user's guide in the reader's language, at a picture when one
// is named.
func (d *Desk) ShowGuide(picture string) {
	text, err := assets.Guide.ReadFile("guide/" + d.app.Words.Language() + ".md")
	if err != nil {
		d.complain(err)
		return
	}
	page, chapters := parts.Column(0), parts.Column(2)
	scroll := container.NewVScroll(container.NewHBox(parts.Wide(page, pageWidth)))
	var at fyne.CanvasObject
	for _, part := range guideParts(string(text)) {
		o := guideContent(part)
		if o == nil {
			continue
		}
		page.Add(o)
		if picture != "" && part.picture == picture {
			at = o
		}
		if part.chapter != "" {
			chapters.Add(parts.NewLink(part.chapter, func() { scroll.ScrollToOffset(fyne.NewPos(0, o.Position().Y)) }))
		}
	}
	scroll.SetMinSize(fyne.NewSize(pageWidth+barRoom, guideHeight))
	list := container.NewVScroll(chapters)
	list.SetMinSize(fyne.NewSize(chapters.MinSize().Width+barRoom, guideHeight))
	d.showText(d.t("command.help.guide"), container.NewBorder(nil, nil, list, nil, scroll))
	if at != nil {
		scroll.ScrollToOffset(fyne.NewPos(0, at.Position().Y))
	}
}

// guideContent shows a part; nil when there is nothing in it.
func guideContent(part guidePart) fyne.CanvasObject {
	if part.picture != "" {
		return guidePicture(part)
	}
	if strings.TrimSpace(part.text) == "" {
		return nil
	}
	text := widget.NewRichTextFromMarkdown(part.text)
	text.Wrapping = fyne.TextWrapWord
	return text
}

// guidePicture is a picture as wide as the page, with its caption below.
func guidePicture(part guidePart) fyne.CanvasObject {
	name := path.Join("guide", part.picture)
	data, err := assets.Guide.ReadFile(name)
	if err != nil {
		return nil
	}
	size, err := png.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil
	}
	picture := canvas.NewImageFromResource(fyne.NewStaticResource(name, data))
	picture.FillMode, picture.ScaleMode = canvas.ImageFillContain, canvas.ImageScaleSmooth
	width := pageWidth - 2*guideMargin
	picture.SetMinSize(fyne.NewSize(width, width*float32(size.Height)/float32(size.Width)))
	frame := canvas.NewRectangle(color.Transparent)
	frame.StrokeColor, frame.StrokeWidth = fynetheme.Color(fynetheme.ColorNameSeparator), 1
	return parts.Pad(parts.Column(4, container.NewStack(picture, frame), parts.Paragraph(part.caption, parts.Second)), 6, guideMargin, 10, guideMargin)
}

// guideMargin is what a text of the toolkit keeps at its sides.
const guideMargin float32 = 8
