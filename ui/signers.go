package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"jointplan/exchange/sealed"
	"jointplan/exchange/sealed/keys"
	"jointplan/plan"
	"jointplan/ui/parts"
)

// showSigners lists whose signatures the user has seen, with which key, and lets
// him take one off the list.
func (d *Desk) showSigners() {
	known, err := d.app.Keys.Signers()
	if err != nil {
		d.complain(err)
		return
	}
	if len(known) == 0 {
		d.inform("signers.none")
		return
	}
	list := parts.Column(0)
	for _, signer := range known {
		list.Add(d.signerLine(signer))
		list.Add(parts.Hair())
	}
	scroll := container.NewVScroll(list)
	scroll.SetMinSize(fyne.NewSize(540, min(list.MinSize().Height, 360)))
	d.showText(d.t("signers.title"), parts.Column(10, parts.Wide(parts.Paragraph(d.t("signers.sentence"), parts.Second), 540), scroll))
}

func (d *Desk) signerLine(signer keys.Signer) fyne.CanvasObject {
	name := parts.NewCut(signer.Name, parts.Plain)
	name.Bold = true
	since := d.say("signers.since", "Fingerprint", sealed.Fingerprint(signer.Key), "Since", plan.DateOf(signer.Since))
	remove := parts.NewButton(d.t("signers.remove"), false, func() {
		d.ask(d.t("signers.remove"), d.say("signers.remove.sentence", "Name", signer.Name), d.t("signers.remove"), func() {
			if err := d.app.Keys.Forget(signer); err != nil {
				d.complain(err)
				return
			}
			d.app.Later(func() { // once the question is gone
				d.closeTop()
				d.showSigners()
			})
		})
	})
	return parts.Pad(container.NewBorder(nil, nil, nil, container.NewCenter(remove), parts.Column(2, name, parts.NewCut(since, parts.Second))), 8, 4, 8, 4)
}
