package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"filippo.io/age"

	"jointplan/exchange/sealed"
	"jointplan/exchange/sealed/keys"
	"jointplan/plan"
	"jointplan/storage"
)

type unsealCmd struct {
	File              string   `arg:"" help:"The sealed copy."`
	Output            string   `required:"" short:"o" placeholder:"FILE.jointplan" help:"The workspace to write; one that is there is left alone."`
	Identity          []string `sep:"none" placeholder:"FILE" help:"A file with secret keys, as age-keygen writes it, instead of your own key; may be repeated."`
	PassphraseFile    string   `placeholder:"FILE" help:"The passphrase of the copy, or of the identity files, on the first line of a file; asked for on the terminal without it."`
	KeyPassphraseFile string   `placeholder:"FILE" help:"The passphrase of your key, when it is kept in a file; asked for on the terminal without it."`
	Trust             bool     `help:"Go on although the signer's name is known with another key, and remember this key."`
}

// Help implements kong.HelpProvider.
func (unsealCmd) Help() string {
	return `It says who signed the copy and what is known of him; a signer not met before is remembered. The exit code is 6, and nothing is written, when the signer's name is known with another key.`
}

// Run opens a sealed copy.
func (c unsealCmd) Run(j *job) error {
	if filepath.Ext(c.Output) != storage.Extension {
		return wrongUsage("cli.unseal.extension", "Path", c.Output)
	}
	if _, err := os.Lstat(c.Output); err == nil {
		return plan.Problem("error.sealed.exists", "File", filepath.Base(c.Output))
	}
	k, err := c.keys(j)
	if err != nil {
		return err
	}
	progress := j.progress("cli.unsealing")
	content, err := sealed.Open(j.ctx, c.File, k, progress.step)
	progress.end()
	if err != nil {
		return err
	}
	return errors.Join(c.take(j, content), content.Close())
}

// keys are those the copy asks for.
func (c unsealCmd) keys(j *job) (k sealed.Keys, err error) {
	needs, err := sealed.Inspect(j.ctx, c.File, nil)
	switch {
	case err != nil:
		return k, err
	case needs.Passphrase:
		k.Passphrase, err = j.secret(c.PassphraseFile, "--passphrase-file", "cli.secret.passphrase")
		return k, err
	case !needs.Key:
		return k, nil
	case len(c.Identity) > 0:
		return c.identities()
	}
	own, err := j.ownKey(c.KeyPassphraseFile)
	if err != nil {
		return k, err
	}
	k.Identities = []age.Identity{own.Identity}
	return k, nil
}

func (c unsealCmd) identities() (k sealed.Keys, err error) {
	passphrase := ""
	if c.PassphraseFile != "" {
		if passphrase, err = secretFrom(c.PassphraseFile); err != nil {
			return k, err
		}
	}
	for _, path := range c.Identity {
		ids, err := sealed.ReadIdentities(path, passphrase)
		if err != nil {
			return k, err
		}
		k.Identities = append(k.Identities, ids...)
	}
	return k, nil
}

// take says who signed and saves the workspace.
func (c unsealCmd) take(j *job, content *sealed.Content) error {
	if _, err := storage.Describe(content.Path()); err != nil {
		return err
	}
	if err := c.judge(j, content.Signature); err != nil {
		return err
	}
	if err := content.Save(j.ctx, c.Output); err != nil {
		return err
	}
	j.say("cli.unseal.done", "Path", c.Output)
	return nil
}

func (c unsealCmd) judge(j *job, signature *sealed.Signature) error {
	if signature == nil {
		j.say("signer.none")
		return nil
	}
	store := keys.Default()
	trust, err := store.Judge(signature)
	if err != nil {
		return err
	}
	if trust.Standing == keys.OtherKey && !c.Trust {
		return codedError{errors.Join(&plan.ProblemError{Message: trust.Message()}, plan.Problem("cli.unseal.trust")), exitSigner}
	}
	fmt.Fprintln(j.out, j.words.Say(trust.Message()))
	if trust.Standing == keys.Yourself {
		return nil
	}
	return store.Remember(signature, time.Now())
}
