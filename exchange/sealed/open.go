package sealed

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"filippo.io/age"

	"jointplan/plan"
)

// Keys are what the reader has to open a copy with.
type Keys struct {
	Passphrase string
	Identities []age.Identity
}

// forMode gives the keys a copy asks for, or says that they are missing.
func (k Keys) forMode(m mode, name string) ([]age.Identity, error) {
	switch {
	case m == byPassphrase && k.Passphrase == "":
		return nil, plan.Problem("error.sealed.needs.passphrase", "File", name)
	case m == byPassphrase:
		id, err := age.NewScryptIdentity(normal(k.Passphrase))
		if err != nil {
			return nil, err
		}
		id.SetMaxWorkFactor(WorkFactor)
		return []age.Identity{id}, nil
	case len(k.Identities) == 0:
		return nil, plan.Problem("error.sealed.needs.key", "File", name)
	}
	return k.Identities, nil
}

// Needs says what opening a copy takes. Neither means that it is only signed.
type Needs struct{ Passphrase, Key bool }

// Inspect checks without any key that a file is a sealed copy that arrived whole,
// and says what opening it takes. progress hears how many bytes of how many are
// looked at.
func Inspect(ctx context.Context, path string, progress func(done, total int)) (Needs, error) {
	file, s, err := openSource(ctx, path, progress)
	if err != nil {
		return Needs{}, err
	}
	defer file.Close()
	return Needs{Passphrase: s.mode == byPassphrase, Key: s.mode == forRecipients}, nil
}

// Open checks and decrypts the copy at path into a private place. Nothing of it
// can be used before all of it was found genuine. The caller closes the content.
func Open(ctx context.Context, path string, k Keys, progress func(done, total int)) (*Content, error) {
	file, s, err := openSource(ctx, path, progress)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	if _, err := k.forMode(s.mode, s.name); err != nil && s.mode != signedOnly {
		return nil, err
	}
	c, err := newContent(path)
	if err != nil {
		return nil, err
	}
	c.Encrypted = s.mode != signedOnly
	if err := s.unseal(ctx, c, k, progress); err != nil {
		return nil, errors.Join(err, c.Close())
	}
	return c, nil
}

// source is a sealed copy whose frame was found in order.
type source struct {
	name string
	mode mode
	body *io.SectionReader
}

func openSource(ctx context.Context, path string, progress func(done, total int)) (*os.File, *source, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, nil, explain(err, path)
	}
	info, err := file.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = foreign(filepath.Base(path))
	}
	var s *source
	if err == nil {
		s, err = inspect(ctx, file, info.Size(), filepath.Base(path), progress)
	}
	if err != nil {
		file.Close()
		return nil, nil, explain(err, path)
	}
	return file, s, nil
}

// inspect checks head and digest of a file.
func inspect(ctx context.Context, r io.ReaderAt, size int64, name string, progress func(done, total int)) (*source, error) {
	start := make([]byte, headLength)
	n, err := r.ReadAt(start, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	start = start[:n]
	switch {
	case !bytes.HasPrefix(start, magic[:min(n, magicLength)]) || n == 0:
		return nil, foreign(name)
	case n > magicLength && start[magicLength] > version:
		return nil, plan.Problem("error.sealed.newer", "File", name, "Version", int(start[magicLength]), "Known", version)
	case size > headLength+mostContent+overhead+digestLength:
		return nil, tooLarge()
	case size < headLength+digestLength || start[magicLength] != version || mode(start[magicLength+1]) > forRecipients:
		return nil, damaged(name)
	}
	digest := sha256.New()
	whole := newMeter(ctx, io.NewSectionReader(r, 0, size-digestLength), size, progress)
	if _, err := io.Copy(digest, whole); err != nil {
		return nil, err
	}
	want := make([]byte, digestLength)
	if _, err := r.ReadAt(want, size-digestLength); err != nil {
		return nil, err
	}
	if !bytes.Equal(digest.Sum(nil), want) {
		return nil, damaged(name)
	}
	s := &source{name: name, mode: mode(start[magicLength+1]), body: io.NewSectionReader(r, headLength, size-digestLength-headLength)}
	return s, s.checkMode()
}

const (
	ageIntro     = "age-encryption.org/v1\n"
	scryptStanza = "-> scrypt "
)

// checkMode holds the mode to what the body says.
func (s *source) checkMode() error {
	if s.mode == signedOnly {
		return nil
	}
	start := make([]byte, len(ageIntro)+len(scryptStanza))
	n, err := s.body.ReadAt(start, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	scrypt := string(start[:n]) == ageIntro+scryptStanza
	if scrypt != (s.mode == byPassphrase) {
		return damaged(s.name)
	}
	if scrypt {
		return checkWork(io.NewSectionReader(s.body, 0, s.body.Size()), s.name)
	}
	return nil
}

// checkWork refuses an age file by passphrase that asks for too much work.
func checkWork(r io.Reader, name string) error {
	const line = 256 // more than such a line takes
	lines := bufio.NewScanner(io.LimitReader(r, line))
	for range 2 {
		lines.Scan()
	}
	fields := strings.Fields(lines.Text())
	if len(fields) != 4 {
		return damaged(name)
	}
	factor, err := strconv.Atoi(fields[3])
	if err != nil {
		return damaged(name)
	}
	if factor > WorkFactor {
		return plan.Problem("error.sealed.heavy", "File", name)
	}
	return nil
}

// unseal decrypts the body into the content's file and checks the signature.
func (s *source) unseal(ctx context.Context, c *Content, k Keys, progress func(done, total int)) error {
	if err := s.decrypt(ctx, c.file, k, progress); err != nil {
		return err
	}
	return c.settle(ctx, s)
}

func (s *source) decrypt(ctx context.Context, to io.Writer, k Keys, progress func(done, total int)) error {
	var from io.Reader = newMeter(ctx, io.NewSectionReader(s.body, 0, s.body.Size()), s.body.Size(), progress)
	if s.mode != signedOnly {
		ids, err := k.forMode(s.mode, s.name)
		if err != nil {
			return err
		}
		plain, err := age.Decrypt(from, ids...)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			return decryption(err, s.mode, s.name)
		}
		from = plain
	}
	n, err := io.Copy(writeOnly{to}, io.LimitReader(from, mostContent+1))
	var failed *writeError
	switch {
	case errors.As(err, &failed):
		return failed.error
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		return damaged(s.name).Because(err)
	case n > mostContent:
		return tooLarge()
	}
	return nil
}

// writeOnly tells a failure to write from one to read.
type writeOnly struct{ w io.Writer }

type writeError struct{ error }

func (w writeOnly) Write(p []byte) (int, error) {
	n, err := w.w.Write(p)
	if err != nil {
		err = &writeError{err}
	}
	return n, err
}

// settle takes what stands behind the payload off the content's file and holds
// the payload to its signature.
func (c *Content) settle(ctx context.Context, s *source) error {
	info, err := c.file.Stat()
	if err != nil {
		return err
	}
	size := info.Size() - lengthLength
	if size < 0 {
		return damaged(s.name)
	}
	length := make([]byte, lengthLength)
	if _, err := c.file.ReadAt(length, size); err != nil {
		return err
	}
	block := make([]byte, binary.BigEndian.Uint16(length))
	if size -= int64(len(block)); size < 0 || len(block) > leastBlock+maxName {
		return damaged(s.name)
	}
	if _, err := c.file.ReadAt(block, size); err != nil {
		return err
	}
	if err := c.file.Truncate(size); err != nil {
		return err
	}
	if len(block) == 0 {
		if s.mode == signedOnly {
			return damaged(s.name) // it would be neither signed nor encrypted
		}
		return nil
	}
	digest := sha256.New()
	if _, err := io.Copy(digest, newMeter(ctx, io.NewSectionReader(c.file, 0, size), size, nil)); err != nil {
		return err
	}
	if c.Signature, err = checkBlock(block, digest.Sum(nil)); err != nil {
		return plan.Problem("error.sealed.signature", "File", s.name).Because(err)
	}
	return nil
}
