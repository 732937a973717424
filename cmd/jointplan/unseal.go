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
	File   string `arg:"" help:"The sealed copy."`
	Output string `required:"" short:"o" placeholder:"FILE.jointplan" help:"The workspace to write; one that is there is left alone."`
	unsealFlags
}

// unsealFlags are what it takes to open sealed copies.
type unsealFlags struct {
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
	content, err := c.open(j, c.File)
	if err != nil {
		return err
	}
	return errors.Join(c.take(j, content), content.Close())
}

// open decrypts a copy.
func (c unsealFlags) open(j *job, file string) (*sealed.Content, error) {
	k, err := c.keys(j, file)
	if err != nil {
		return nil, err
	}
	progress := j.progress("cli.unsealing")
	defer progress.end()
	return sealed.Open(j.ctx, file, k, progress.step)
}

// opened gives the files with sealed copies opened: those lie in private places
// until done is called. Who signed them is told on the side.
func (c unsealFlags) opened(j *job, files []string) (plain []string, done func() error, err error) {
	var contents []*sealed.Content
	done = func() error {
		var errs []error
		for _, content := range contents {
			errs = append(errs, content.Close())
		}
		return errors.Join(errs...)
	}
	for _, file := range files {
		if filepath.Ext(file) != sealed.Extension {
			plain = append(plain, file)
			continue
		}
		content, err := c.open(j, file)
		if err != nil {
			return nil, done, err
		}
		contents, plain = append(contents, content), append(plain, content.Path())
		if err := c.judge(j, content.Signature, j.warn); err != nil {
			return nil, done, err
		}
	}
	return plain, done, nil
}

// keys are those the copy asks for.
func (c unsealFlags) keys(j *job, file string) (k sealed.Keys, err error) {
	needs, err := sealed.Inspect(j.ctx, file, nil)
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

func (c unsealFlags) identities() (k sealed.Keys, err error) {
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
	if err := c.judge(j, content.Signature, func(m plan.Message) { fmt.Fprintln(j.out, j.words.Say(m)) }); err != nil {
		return err
	}
	if err := content.Save(j.ctx, c.Output); err != nil {
		return err
	}
	j.say("cli.unseal.done", "Path", c.Output)
	return nil
}

func (c unsealFlags) judge(j *job, signature *sealed.Signature, tell func(plan.Message)) error {
	if signature == nil {
		tell(plan.Say("signer.none"))
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
	tell(trust.Message())
	if trust.Standing == keys.Yourself {
		return nil
	}
	return store.Remember(signature, time.Now())
}
