package sealed

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"filippo.io/age"
	"pgregory.net/rapid"

	"jointplan/plan"
	"jointplan/ui/words"
)

// quick makes passphrases cheap for the length of a test.
func quick(t testing.TB) {
	before := WorkFactor
	WorkFactor = 6
	t.Cleanup(func() { WorkFactor = before })
}

const phrase = "four words that differ"

var noon = time.Date(2027, 5, 3, 12, 0, 0, 0, time.UTC)

func signer(name string) *Signer {
	seed := sha256.Sum256([]byte(name))
	return &Signer{Name: name, Key: ed25519.NewKeyFromSeed(seed[:])}
}

func identity(t testing.TB) *age.X25519Identity {
	t.Helper()
	id, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func hybrid(t testing.TB) *age.HybridIdentity {
	t.Helper()
	id, err := age.GenerateHybridIdentity()
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// way is one way of sealing with what opens it.
type way struct {
	name    string
	options Options
	keys    Keys
}

func ways(t testing.TB) []way {
	a, b, strong := identity(t), identity(t), hybrid(t)
	return []way{
		{"signed", Options{Signer: signer("Ann Alba")}, Keys{}},
		{"passphrase", Options{Passphrase: phrase}, Keys{Passphrase: phrase}},
		{"passphrase, signed", Options{Passphrase: phrase, Signer: signer("Ann Alba")}, Keys{Passphrase: phrase}},
		{"recipients", Options{Recipients: []age.Recipient{a.Recipient(), b.Recipient()}}, Keys{Identities: []age.Identity{b}}},
		{"recipients, signed", Options{Recipients: []age.Recipient{a.Recipient()}, Signer: signer("Борис Ёлкин")}, Keys{Identities: []age.Identity{b, a}}},
		{"post-quantum", Options{Recipients: []age.Recipient{strong.Recipient()}}, Keys{Identities: []age.Identity{strong}}},
	}
}

func seal(t testing.TB, payload []byte, o Options) []byte {
	t.Helper()
	o.Now = func() time.Time { return noon }
	var out bytes.Buffer
	if err := Write(context.Background(), &out, bytes.NewReader(payload), o); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// open reads a sealed copy as Open does, and gives what it holds.
func open(t testing.TB, data []byte, k Keys) ([]byte, *Signature, error) {
	t.Helper()
	s, err := inspect(context.Background(), bytes.NewReader(data), int64(len(data)), "plan"+Extension, nil)
	if err != nil {
		return nil, nil, err
	}
	c, err := newContent("plan" + Extension)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if err := s.unseal(context.Background(), c, k, nil); err != nil {
		return nil, nil, err
	}
	payload, err := os.ReadFile(c.Path())
	if err != nil {
		t.Fatal(err)
	}
	return payload, c.Signature, nil
}

var readers = func() (all []*words.Words) {
	for _, lang := range words.Languages {
		all = append(all, words.New(lang))
	}
	return all
}()

// keyOf is the key of the sentence about an error, which has to be one.
func keyOf(t testing.TB, err error) string {
	t.Helper()
	var problem *plan.ProblemError
	if !errors.As(err, &problem) {
		t.Fatalf("no sentence for %v", err)
	}
	for _, w := range readers {
		if text := w.Error(err); text == problem.Key || strings.Contains(text, "<no value>") || strings.Contains(text, "\n") {
			t.Fatalf("%s: no sentence, or several: %q", w.Language(), text)
		}
	}
	return problem.Key
}

// mend gives a file that was altered a digest that fits, as somebody would who
// means harm.
func mend(data []byte) []byte {
	body := data[:max(0, len(data)-digestLength)]
	sum := sha256.Sum256(body)
	return append(bytes.Clone(body), sum[:]...)
}

func TestWhatWasSealedComesBack(t *testing.T) {
	quick(t)
	for _, w := range ways(t) {
		t.Run(w.name, func(t *testing.T) {
			for _, payload := range [][]byte{[]byte("SQLite format 3\x00 and more"), {}, bytes.Repeat([]byte("0123456789abcdef"), 30_000)} {
				got, sig, err := open(t, seal(t, payload, w.options), w.keys)
				if err != nil || !bytes.Equal(got, payload) {
					t.Fatalf("%d bytes came back as %d: %v", len(payload), len(got), err)
				}
				if (sig != nil) != (w.options.Signer != nil) {
					t.Fatalf("signature: %v", sig)
				}
				if sig != nil && (sig.Name != w.options.Signer.Name || !sig.At.Equal(noon) || !sig.Key.Equal(w.options.Signer.Key.Public())) {
					t.Errorf("signed by %+v", sig)
				}
			}
		})
	}
}

func TestAnythingComesBackByAnyWay(t *testing.T) {
	quick(t)
	all := ways(t)
	rapid.Check(t, func(r *rapid.T) {
		payload := rapid.SliceOfN(rapid.Byte(), 0, 3000).Draw(r, "payload")
		w := all[rapid.IntRange(0, len(all)-1).Draw(r, "way")]
		got, _, err := open(t, seal(t, payload, w.options), w.keys)
		if err != nil || !bytes.Equal(got, payload) {
			r.Fatalf("%s: %d bytes came back as %d: %v", w.name, len(payload), len(got), err)
		}
	})
}

// TestEveryByteCounts changes each byte of a small copy: the digest tells, and
// where the digest was made to fit, the signature or age does. Never comes
// anything out.
func TestEveryByteCounts(t *testing.T) {
	quick(t)
	payload := []byte("SQLite format 3\x00 and a little more")
	meant := []string{"error.sealed.damaged", "error.sealed.passphrase", "error.sealed.others", "error.sealed.signature", "error.sealed.heavy"}
	for _, w := range ways(t) {
		t.Run(w.name, func(t *testing.T) {
			data := seal(t, payload, w.options)
			for at := 0; at < len(data); at += 1 + at/500 {
				changed := bytes.Clone(data)
				changed[at] ^= 1 << (at % 8)
				_, _, err := open(t, changed, w.keys)
				want := "error.sealed.damaged"
				switch {
				case at < magicLength:
					want = "error.sealed.foreign"
				case at == magicLength && changed[at] > version:
					want = "error.sealed.newer"
				}
				if got := keyOf(t, err); got != want {
					t.Fatalf("byte %d: %s, want %s", at, got, want)
				}
				if at < headLength || at >= len(data)-digestLength {
					continue
				}
				_, _, err = open(t, mend(changed), w.keys)
				if got := keyOf(t, err); !slices.Contains(meant, got) {
					t.Fatalf("byte %d, digest mended: %s", at, got)
				}
			}
		})
	}
}

func TestCutsAndAdditions(t *testing.T) {
	quick(t)
	payload := bytes.Repeat([]byte("plan"), 200)
	for _, w := range ways(t) {
		t.Run(w.name, func(t *testing.T) {
			data := seal(t, payload, w.options)
			for length := 1; length < len(data); length += 1 + length/200 {
				if _, _, err := open(t, data[:length], w.keys); keyOf(t, err) != "error.sealed.damaged" {
					t.Fatalf("cut to %d: %v", length, err)
				}
			}
			for length := headLength + digestLength; length < len(data); length += 7 {
				if _, _, err := open(t, mend(data[:length]), w.keys); err == nil {
					t.Fatalf("cut to %d and mended: it opens", length)
				}
			}
			for _, more := range []string{"x", strings.Repeat("x", 5000)} {
				longer := append(bytes.Clone(data), more...)
				if _, _, err := open(t, longer, w.keys); keyOf(t, err) != "error.sealed.damaged" {
					t.Fatalf("%d bytes more: %v", len(more), err)
				}
				if _, _, err := open(t, mend(longer), w.keys); err == nil {
					t.Fatalf("%d bytes more, mended: it opens", len(more))
				}
			}
		})
	}
}

func TestOpeningSaysWhatIsWrong(t *testing.T) {
	quick(t)
	ann, bob := identity(t), identity(t)
	byWord := seal(t, []byte("plan"), Options{Passphrase: phrase})
	forAnn := seal(t, []byte("plan"), Options{Recipients: []age.Recipient{ann.Recipient()}})
	newer := bytes.Clone(byWord)
	newer[magicLength] = version + 1
	patched := func(data []byte, old, new string) []byte {
		if !bytes.Contains(data, []byte(old)) {
			t.Fatalf("no %q in the copy", old)
		}
		return mend(bytes.Replace(data, []byte(old), []byte(new), 1))
	}
	WorkFactor = 10
	heavy := seal(t, []byte("plan"), Options{Passphrase: phrase})
	WorkFactor = 6
	for _, c := range []struct {
		name string
		data []byte
		keys Keys
		want string
	}{
		{"a letter", []byte("Dear colleague, this is no plan at all, just a letter."), Keys{}, "error.sealed.foreign"},
		{"a workspace", []byte("SQLite format 3\x00"), Keys{}, "error.sealed.foreign"},
		{"empty", nil, Keys{}, "error.sealed.foreign"},
		{"newer", newer, Keys{}, "error.sealed.newer"},
		{"no passphrase", byWord, Keys{Identities: []age.Identity{ann}}, "error.sealed.needs.passphrase"},
		{"wrong passphrase", byWord, Keys{Passphrase: "Four words that differ"}, "error.sealed.passphrase"},
		{"no key", forAnn, Keys{Passphrase: phrase}, "error.sealed.needs.key"},
		{"sealed for another", forAnn, Keys{Identities: []age.Identity{bob}}, "error.sealed.others"},
		{"too much work", heavy, Keys{Passphrase: phrase}, "error.sealed.heavy"},
		{"endless work", patched(byWord, " 6\n", " 30\n"), Keys{Passphrase: phrase}, "error.sealed.heavy"},
		{"no work", patched(byWord, " 6\n", " 0\n"), Keys{Passphrase: phrase}, "error.sealed.damaged"},
		{"work in letters", patched(byWord, " 6\n", " x\n"), Keys{Passphrase: phrase}, "error.sealed.damaged"},
		{"not age", patched(byWord, "age-encryption", "age-confusion!"), Keys{Passphrase: phrase}, "error.sealed.damaged"},
		{"another stanza", patched(byWord, "scrypt", "X25519"), Keys{Passphrase: phrase}, "error.sealed.damaged"},
		{"neither signed nor encrypted", mend(append(append(head(signedOnly), "plan\x00\x00"...), make([]byte, digestLength)...)), Keys{}, "error.sealed.damaged"},
		{"nothing in it", mend(append(head(signedOnly), make([]byte, digestLength)...)), Keys{}, "error.sealed.damaged"},
		{"unknown mode", mend(append(head(forRecipients+1), make([]byte, 100)...)), Keys{}, "error.sealed.damaged"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, _, err := open(t, c.data, c.keys)
			if got := keyOf(t, err); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
}

func TestOptionsAreChecked(t *testing.T) {
	quick(t)
	a, strong := identity(t).Recipient(), hybrid(t).Recipient()
	for _, c := range []struct {
		name    string
		options Options
		want    string
	}{
		{"nothing", Options{}, "error.sealed.nothing"},
		{"both", Options{Passphrase: phrase, Recipients: []age.Recipient{a}}, "error.sealed.both"},
		{"short", Options{Passphrase: "elevenletrs"}, "error.sealed.short"},
		{"short in Russian", Options{Passphrase: "одиннадцать"}, "error.sealed.short"},
		{"mixed", Options{Recipients: []age.Recipient{a, strong}}, "error.sealed.recipients.mixed"},
		{"too many", Options{Recipients: slices.Repeat([]age.Recipient{a}, MostRecipients+1)}, "error.sealed.recipients.many"},
		{"no name", Options{Signer: signer("")}, "error.sealed.name"},
		{"a name that turns round", Options{Signer: signer("Ann\u202eablA")}, "error.sealed.name"},
		{"a name of two lines", Options{Signer: signer("Ann\nknown since 1999"), Passphrase: phrase}, "error.sealed.name"},
		{"a long name", Options{Signer: signer(strings.Repeat("Ann", 100))}, "error.sealed.name"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var out bytes.Buffer
			err := Write(context.Background(), &out, strings.NewReader("plan"), c.options)
			if got := keyOf(t, err); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
			if out.Len() > 0 {
				t.Errorf("%d bytes were written", out.Len())
			}
		})
	}
}

// TestPassphraseOfAnyKeyboard takes a passphrase whose letters another system
// puts together of two signs.
func TestPassphraseOfAnyKeyboard(t *testing.T) {
	quick(t)
	data := seal(t, []byte("plan"), Options{Passphrase: "тихий ручей бежит"})
	if _, _, err := open(t, data, Keys{Passphrase: "тихий ручей бежит"}); err != nil {
		t.Error(err)
	}
}

func TestCancelled(t *testing.T) {
	quick(t)
	data := seal(t, []byte("plan"), Options{Signer: signer("Ann")})
	path := filepath.Join(t.TempDir(), "plan"+Extension)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Open(ctx, path, Keys{}, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("opening: %v", err)
	}
	if err := Write(ctx, io.Discard, strings.NewReader("plan"), Options{Signer: signer("Ann")}); !errors.Is(err, context.Canceled) {
		t.Errorf("sealing: %v", err)
	}
}

func TestFingerprint(t *testing.T) {
	seen := map[string]bool{}
	for i := range 1000 {
		f := Fingerprint(signer(strings.Repeat("x", i)).Key.Public().(ed25519.PublicKey))
		if seen[f] || len(f) != digits+digits/group-1 || strings.Trim(f, "0123456789 ") != "" {
			t.Fatalf("fingerprint %q", f)
		}
		seen[f] = true
	}
	// Fingerprints are written down and kept: they may never come out differently.
	if got := Fingerprint(signer("Ann").Key.Public().(ed25519.PublicKey)); got != "20138 56854 96838 87722 18419" {
		t.Errorf("the fingerprint is now %s", got)
	}
}
