package main

import (
	"time"

	"jointplan/exchange/sealed/keys"
	"jointplan/plan"
)

type keyCmd struct {
	Make           bool   `help:"Make your key, in the name of --author."`
	Export         string `placeholder:"FILE" help:"Write your key to a new file, encrypted to a passphrase, to keep it aside or bring it to another computer."`
	Import         string `placeholder:"FILE" help:"Take in a key that was exported."`
	InFile         bool   `help:"With --make and --import: keep the key in a file with a passphrase, although the system has a key store."`
	PassphraseFile string `placeholder:"FILE" help:"The passphrase, on the first line of a file; asked for on the terminal without it."`
	JSON           bool   `name:"json" help:"Write JSON for scripts."`
}

// Help implements kong.HelpProvider.
func (keyCmd) Help() string {
	return `Your key signs the copies you seal and opens those that were sealed for you. Colleagues need two things of it: the recipient, to seal copies for you, and the fingerprint, to know your signature. It is kept by the system's key store where there is one, else in a file with a passphrase.`
}

// Run shows the user's key, or makes, exports or imports it.
func (c keyCmd) Run(j *job) error {
	chosen := 0
	for _, on := range []bool{c.Make, c.Export != "", c.Import != ""} {
		if on {
			chosen++
		}
	}
	if chosen > 1 {
		return wrongUsage("cli.key.one")
	}
	store := keys.Default()
	if c.InFile {
		store = store.InFile()
	}
	switch {
	case c.Make:
		return c.make(j, store)
	case c.Import != "":
		return c.take(j, store)
	}
	card, err := store.Card()
	if err == nil && card == nil {
		err = plan.Problem("error.keys.none")
	}
	if err != nil {
		return err
	}
	if c.Export != "" {
		return c.export(j, store, card)
	}
	return c.show(j, card)
}

func (c keyCmd) make(j *job, store keys.Store) error {
	passphrase := ""
	var err error
	if store.NeedsPassphrase() {
		if passphrase, err = j.newSecret(c.PassphraseFile, "--passphrase-file", "cli.secret.key"); err != nil {
			return err
		}
	}
	card, err := store.Make(j.author.Name, passphrase, time.Now())
	if err != nil {
		return err
	}
	if !c.JSON {
		j.say("cli.key.made")
	}
	return c.show(j, card)
}

func (c keyCmd) take(j *job, store keys.Store) error {
	passphrase, err := j.secret(c.PassphraseFile, "--passphrase-file", "cli.secret.exported")
	if err != nil {
		return err
	}
	card, err := store.Import(c.Import, passphrase)
	if err != nil {
		return err
	}
	if !c.JSON {
		j.say("cli.key.imported")
	}
	return c.show(j, card)
}

// export writes the key to a file. A key that has a passphrase keeps it.
func (c keyCmd) export(j *job, store keys.Store, card *keys.Card) error {
	ask := j.newSecret
	if card.Locked {
		ask = j.secret
	}
	passphrase, err := ask(c.PassphraseFile, "--passphrase-file", "cli.secret.exported")
	if err != nil {
		return err
	}
	own, err := store.Load(passphrase)
	if err != nil {
		return err
	}
	if err := own.Export(c.Export, passphrase); err != nil {
		return err
	}
	j.say("cli.key.exported", "Path", c.Export)
	return nil
}

// jsonKey is what others may know of a key.
type jsonKey struct {
	Name        string `json:"name"`
	Fingerprint string `json:"fingerprint"`
	Recipient   string `json:"recipient"`
	Kept        string `json:"kept"`
	Made        string `json:"made"`
}

func (c keyCmd) show(j *job, card *keys.Card) error {
	kept := "system"
	if card.Locked {
		kept = "file"
	}
	if c.JSON {
		return j.json(jsonKey{card.Name, card.Fingerprint(), card.Recipient, kept, card.Made.Format(time.RFC3339)})
	}
	t := newTable("", "")
	t.add(j.words.T("key.name"), card.Name)
	t.add(j.words.T("key.fingerprint"), card.Fingerprint())
	t.add(j.words.T("key.recipient"), card.Recipient)
	t.add(j.words.T("key.kept"), j.words.T("key.kept."+kept))
	t.print(j.out)
	return nil
}
