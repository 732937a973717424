package ui

import (
	"net/url"

	fynestorage "fyne.io/fyne/v2/storage"

	"jointplan/storage"
	"jointplan/ui/parts"
	"jointplan/ui/theme"
)

// showSettings asks who edits, in which language and in which colours.
func (d *Desk) showSettings() {
	author := d.app.Author()
	name, party := parts.NewEntry(author.Name, nil), parts.NewEntry(author.Party, nil)
	languages := map[string]string{"English": "en", "Français": "fr", "Русский": "ru"}
	language := parts.NewSelect([]string{"English", "Français", "Русский"}, nil)
	for label, code := range languages {
		if code == d.app.Words.Language() {
			language.Selected = label
		}
	}
	modes := []theme.Mode{theme.System, theme.Light, theme.Dark}
	mode := parts.NewSelect([]string{d.t("command.view.system"), d.t("command.view.light"), d.t("command.view.dark")}, nil)
	for i, m := range modes {
		if m == d.app.mode() {
			mode.SetSelectedIndex(i)
		}
	}
	content := parts.Column(10,
		parts.Labelled(d.t("settings.name"), name), parts.Labelled(d.t("settings.party"), party),
		parts.Labelled(d.t("settings.language"), language), parts.Labelled(d.t("settings.mode"), mode),
		parts.Paragraph(d.t("settings.note"), parts.Second))
	d.form(d.t("settings.title"), d.t("button.save"), content, 420, func() error {
		if is := (storage.Author{Name: name.Text, Party: party.Text}); is != author { // what was said for this run only stays so
			d.app.SignAs(is)
		}
		if d.session != nil {
			d.session.File.SetAuthor(d.app.Author())
		}
		d.app.setMode(modes[max(0, mode.SelectedIndex())])
		if code := languages[language.Selected]; code != d.app.Words.Language() {
			d.app.setLanguage(code)
		}
		d.rebuild()
		return nil
	})
}

func (d *Desk) setLanguage(code string) {
	d.app.setLanguage(code)
	d.keepViewState()
	d.rebuild()
}

func (d *Desk) setMode(mode theme.Mode) {
	d.app.setMode(mode)
	d.keepViewState()
	d.rebuild()
}

// openOutside shows a file in the program the system has for it.
func (d *Desk) openOutside(path string) {
	u, err := url.Parse(fynestorage.NewFileURI(path).String())
	if err == nil {
		err = d.app.OpenURL(u)
	}
	if err != nil {
		d.complain(err)
	}
}

func (d *Desk) showAbout() {
	body := parts.Column(6, parts.NewTitle("Jointplan "+d.app.Version, 20),
		parts.Wide(parts.Paragraph(d.t("about.sentence"), parts.Plain), 420),
		parts.Wide(parts.Paragraph(d.t("about.offline"), parts.Second), 420))
	d.showText(d.t("command.help.about"), body)
}
