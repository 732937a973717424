package ui

import (
	"io/fs"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"jointplan/assets"
	"jointplan/ui/theme"
	"jointplan/ui/words"
)

// largest is how many bytes a picture of the guide may have.
const largest = 150 << 10

func TestGuideShowsItsPicturesAndChapters(t *testing.T) {
	p := atSample(t)
	p.win.Resize(fyne.NewSize(1280, 800))
	files, err := fs.Glob(assets.Guide, "guide/*.png")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		if info, err := fs.Stat(assets.Guide, name); err != nil || info.Size() > largest {
			t.Errorf("%s: %d bytes, at most %d (%v)", name, info.Size(), largest, err)
		}
	}
	for _, language := range words.Languages {
		p.dress(language, theme.Light)
		p.run("help.guide")
		shown := map[string]bool{}
		for _, image := range found[*canvas.Image](p) {
			if image.Resource != nil {
				shown[image.Resource.Name()] = true
			}
		}
		for _, name := range files {
			if !shown[name] {
				t.Errorf("%s: %s is not shown", language, name)
			}
		}
		if least := p.overlay().MinSize(); least.Width > 1280 || least.Height > 800 {
			t.Errorf("%s: needs %v", language, least)
		}
		text, err := assets.Guide.ReadFile("guide/" + language + ".md")
		if err != nil {
			t.Fatal(err)
		}
		last := ""
		for _, part := range guideParts(string(text)) {
			if part.chapter != "" {
				last = part.chapter
			}
		}
		p.press(last)
		scrolled := false
		for _, s := range found[*container.Scroll](p) {
			scrolled = scrolled || s.Offset.Y > 1000
		}
		if !scrolled {
			t.Errorf("%s: %q leads nowhere", language, last)
		}
		p.closeOverlays()
	}
}

func TestGuidePartsAreTheWholeGuide(t *testing.T) {
	text := "# Title\n\nFirst\n\n## One\n\nmore\n\n![What it shows](one.png)\n\nafter\n\n## Two\nend"
	whole, pictures := "", 0
	for _, part := range guideParts(text) {
		whole += part.text
		if part.picture != "" {
			pictures++
			whole += "![" + part.caption + "](" + part.picture + ")\n"
		}
	}
	if strings.TrimSpace(whole) != text || pictures != 1 {
		t.Errorf("%d pictures in %q", pictures, whole)
	}
}
