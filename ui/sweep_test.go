package ui

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"jointplan/assets"
	"jointplan/plan"
	"jointplan/ui/theme"
	"jointplan/ui/words"
)

// keyInText matches what looks like a translation key that nobody translated, or
// a placeholder that nobody filled.
func keyInText(t *testing.T) *regexp.Regexp {
	t.Helper()
	prefixes := map[string]bool{}
	err := fs.WalkDir(assets.I18n, "i18n/en", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := assets.I18n.ReadFile(name)
		if err != nil {
			return err
		}
		texts := map[string]any{}
		if err := json.Unmarshal(data, &texts); err != nil {
			return err
		}
		for key := range texts {
			if prefix, _, ok := strings.Cut(key, "."); ok {
				prefixes[prefix] = true
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for prefix := range prefixes {
		all = append(all, prefix)
	}
	return regexp.MustCompile(`(^|[\s:(])(` + strings.Join(all, "|") + `)\.[a-z][a-z0-9.-]*|<no value>|\{\{|%!`)
}

// everyPlace lists all sections and kinds of an operation.
func everyPlace(op plan.ID) []Place {
	places := []Place{{Operation: op, Section: placeOverview}, {Operation: op, Section: placeFindings},
		{Operation: op, Section: placeHistory}, {Operation: op, Section: placeCreate},
		{Operation: op, Section: plan.SectionTasks, Kind: "task", Board: true}}
	for _, section := range append(append([]plan.Section{}, plan.Sections...), plan.SectionWorkspace) {
		for _, k := range kindsAt(section) {
			places = append(places, Place{Operation: op, Section: section, Kind: k.Name})
		}
	}
	return places
}

// TestEveryPlaceReads goes everywhere in every language, theme and size and looks
// for what no reader should see.
func TestEveryPlaceReads(t *testing.T) {
	key := keyInText(t)
	p := atSample(t)
	ops := plan.All[plan.Operation](p.session.Doc, plan.NoID)
	for _, language := range words.Languages {
		for _, mode := range []theme.Mode{theme.Light, theme.Dark} {
			p.dress(language, mode)
			for _, size := range []fyne.Size{fyne.NewSize(1280, 800), fyne.NewSize(1440, 900)} {
				p.win.Resize(size)
				for i, place := range everyPlace(ops[0].ID) {
					place.Operation = ops[i%len(ops)].ID
					name := fmt.Sprintf("%s %s %v %s/%s", language, mode, size.Width, place.Section, place.Kind)
					p.Go(place)
					for _, text := range p.texts() {
						if key.MatchString(text) {
							t.Errorf("%s: %q", name, text)
						}
					}
					if least := p.win.Canvas().Content().MinSize(); least.Width > 1280 || least.Height > 800 {
						t.Errorf("%s: needs %v", name, least)
					}
				}
			}
		}
	}
}
