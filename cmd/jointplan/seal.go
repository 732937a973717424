package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"

	"filippo.io/age"

	"jointplan/exchange/beside"
	"jointplan/exchange/sealed"
	"jointplan/exchange/sealed/keys"
	"jointplan/plan"
	"jointplan/storage"
)

type sealCmd struct {
	File              string   `arg:"" help:"The workspace."`
	Output            string   `required:"" short:"o" placeholder:"OUT.jointsealed" help:"The sealed copy to write; one that is there is left alone."`
	Recipient         []string `sep:"none" placeholder:"age1…" help:"Whom to encrypt for; may be repeated."`
	RecipientsFile    string   `placeholder:"FILE" help:"A file of recipients, one a line."`
	Passphrase        bool     `help:"Encrypt to a passphrase that is asked for on the terminal."`
	PassphraseFile    string   `placeholder:"FILE" help:"Encrypt to the passphrase on the first line of a file."`
	Sign              bool     `help:"Sign with your key; see jointplan key."`
	KeyPassphraseFile string   `placeholder:"FILE" help:"The passphrase of your key, when it is kept in a file; asked for on the terminal without it."`
}

// Help implements kong.HelpProvider.
func (sealCmd) Help() string {
	return `Whoever gets the copy opens it with jointplan unseal or in the workbench. It has to be encrypted, for recipients or to a passphrase, or signed, or both.`
}

// Run seals a copy.
func (c sealCmd) Run(j *job) error {
	if filepath.Ext(c.Output) != sealed.Extension {
		return wrongUsage("cli.seal.extension", "Path", c.Output)
	}
	if _, err := os.Lstat(c.Output); err == nil {
		return plan.Problem("error.sealed.exists", "File", filepath.Base(c.Output))
	}
	o, err := c.options(j)
	if err != nil {
		return err
	}
	if err := o.Check(); err != nil {
		return err
	}
	if err := j.seal(c.File, c.Output, o); err != nil {
		return err
	}
	switch {
	case o.Passphrase != "":
		j.say("cli.seal.passphrase", "Path", c.Output)
	case len(o.Recipients) > 0:
		j.say("cli.seal.recipients", "Path", c.Output, "Count", len(o.Recipients))
	default:
		j.say("cli.seal.open", "Path", c.Output)
	}
	if o.Signer != nil {
		j.say("cli.seal.signed", "Name", o.Signer.Name)
	}
	return nil
}

func (c sealCmd) options(j *job) (o sealed.Options, err error) {
	if o.Recipients, err = c.recipients(); err != nil {
		return o, err
	}
	asks := c.Passphrase || c.PassphraseFile != ""
	switch {
	case asks && len(o.Recipients) > 0:
		return o, codedError{plan.Problem("error.sealed.both"), exitUsage}
	case !asks && len(o.Recipients) == 0 && !c.Sign:
		return o, codedError{plan.Problem("error.sealed.nothing"), exitUsage}
	}
	if c.Sign {
		own, err := j.ownKey(c.KeyPassphraseFile)
		if err != nil {
			return o, err
		}
		o.Signer = own.Signer()
	}
	if asks {
		o.Passphrase, err = j.newSecret(c.PassphraseFile, "--passphrase-file", "cli.secret.passphrase")
	}
	return o, err
}

func (c sealCmd) recipients() ([]age.Recipient, error) {
	text := strings.Join(c.Recipient, "\n")
	if c.RecipientsFile != "" {
		listed, err := sealed.ReadRecipients(c.RecipientsFile)
		if err != nil {
			return nil, err
		}
		text += "\n" + listed
	}
	return sealed.ParseRecipients(text)
}

// seal writes a sealed copy of the workspace at from, by way of a copy in a
// private place that nobody edits meanwhile.
func (j *job) seal(from, to string, o sealed.Options) error {
	private, err := beside.Private()
	if err != nil {
		return err
	}
	copied := filepath.Join(private, "copy"+storage.Extension)
	err = j.handOn(from, func(w *storage.Workspace) error {
		if err := w.SaveCopy(copied); err != nil {
			return err
		}
		progress := j.progress("cli.sealing")
		defer progress.end()
		return sealed.File(j.ctx, copied, to, o, progress.step)
	})
	return errors.Join(err, os.RemoveAll(private))
}

// ownKey is the user's key, opened with the passphrase in a file or from the
// terminal where it takes one.
func (j *job) ownKey(passphraseFile string) (*keys.Own, error) {
	store := keys.Default()
	card, err := store.Card()
	if err != nil {
		return nil, err
	}
	passphrase := ""
	if card != nil && card.Locked {
		if passphrase, err = j.secret(passphraseFile, "--key-passphrase-file", "cli.secret.key"); err != nil {
			return nil, err
		}
	}
	return store.Load(passphrase)
}
