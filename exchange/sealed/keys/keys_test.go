package keys

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"jointplan/exchange/sealed"
	"jointplan/plan"
)

func TestMain(m *testing.M) {
	sealed.WorkFactor = 6
	os.Exit(m.Run())
}

const phrase = "four words that differ"

var noon = time.Date(2027, 5, 3, 12, 0, 0, 0, time.UTC)

// memory is a key store of the system that fails when told to.
type memory struct {
	secret string
	fails  error
}

func (m *memory) Get() (string, error) {
	if m.secret == "" && m.fails == nil {
		return "", ErrAbsent
	}
	return m.secret, m.fails
}

func (m *memory) Set(secret string) error {
	if m.fails == nil {
		m.secret = secret
	}
	return m.fails
}

// withSystem is an empty store beside a key store of the system.
func withSystem(t *testing.T) (Store, *memory) {
	t.Helper()
	m := &memory{}
	return Store{Dir: filepath.Join(t.TempDir(), "jointplan"), System: func() Vault { return m }}, m
}

func wantProblem(t *testing.T, err error, key string) {
	t.Helper()
	var problem *plan.ProblemError
	if !errors.As(err, &problem) || problem.Key != key {
		t.Errorf("%v, want %s", err, key)
	}
}

func made(t *testing.T, s Store, name string) *Card {
	t.Helper()
	card, err := s.Make(name, phrase, noon)
	if err != nil {
		t.Fatal(err)
	}
	return card
}

func TestKeyIsKept(t *testing.T) {
	system, _ := withSystem(t)
	for name, s := range map[string]Store{"by the system": system, "in a file": system.InFile()} {
		t.Run(name, func(t *testing.T) {
			s.Dir = filepath.Join(t.TempDir(), "new", "folder")
			if card, err := s.Card(); card != nil || err != nil {
				t.Fatalf("a card before there is a key: %+v, %v", card, err)
			}
			_, err := s.Load(phrase)
			wantProblem(t, err, "error.keys.none")

			card := made(t, s, "Анна Альба")
			if card.Locked != s.NeedsPassphrase() || !strings.HasPrefix(card.Recipient, "age1") {
				t.Errorf("card: %+v", card)
			}
			own, err := s.Load(phrase)
			if err != nil {
				t.Fatal(err)
			}
			if own.Name != "Анна Альба" || own.Identity.Recipient().String() != card.Recipient || !card.Key.Equal(own.Signing.Public()) || !own.Made.Equal(noon) {
				t.Errorf("loaded %+v for %+v", own, card)
			}
			_, err = s.Make("Another", phrase, noon)
			wantProblem(t, err, "error.keys.exists")
		})
	}
}

// TestSecretsLieNowhereInTheOpen looks through all files of a store for what
// nobody else may know.
func TestSecretsLieNowhereInTheOpen(t *testing.T) {
	system, _ := withSystem(t)
	for name, s := range map[string]Store{"by the system": system, "in a file": system.InFile()} {
		t.Run(name, func(t *testing.T) {
			s.Dir = t.TempDir()
			made(t, s, "Ann")
			own, err := s.Load(phrase)
			if err != nil {
				t.Fatal(err)
			}
			secret, err := own.encode()
			if err != nil {
				t.Fatal(err)
			}
			entries, err := os.ReadDir(s.Dir)
			if err != nil || len(entries) == 0 {
				t.Fatal("no files", err)
			}
			for _, e := range entries {
				data, err := os.ReadFile(filepath.Join(s.Dir, e.Name()))
				if err != nil {
					t.Fatal(err)
				}
				for _, part := range []string{own.Identity.String(), string(own.Signing.Seed()), strings.Split(string(secret), `"`)[7]} {
					if strings.Contains(string(data), part) {
						t.Errorf("%s holds %q", e.Name(), part)
					}
				}
				if info, err := e.Info(); err != nil || info.Mode().Perm()&0o077 != 0 {
					t.Errorf("%s may be read by others: %v %v", e.Name(), info.Mode(), err)
				}
			}
		})
	}
}

func TestKeyInAFileNeedsItsPassphrase(t *testing.T) {
	s := Store{Dir: t.TempDir()}
	for _, short := range []string{"", "short"} {
		_, err := s.Make("Ann", short, noon)
		wantProblem(t, err, "error.sealed.short")
	}
	made(t, s, "Ann")
	_, err := s.Load("")
	wantProblem(t, err, "error.keys.locked")
	_, err = s.Load("another passphrase")
	wantProblem(t, err, "error.keys.passphrase")
}

func TestDamagedStores(t *testing.T) {
	spoil := func(name, text string) func(t *testing.T, s Store, _ *memory) {
		return func(t *testing.T, s Store, _ *memory) {
			if err := os.WriteFile(filepath.Join(s.Dir, name), []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	remove := func(name string) func(t *testing.T, s Store, _ *memory) {
		return func(t *testing.T, s Store, _ *memory) {
			if err := os.Remove(filepath.Join(s.Dir, name)); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, c := range []struct {
		name   string
		inFile bool
		spoil  func(t *testing.T, s Store, m *memory)
		load   string
		make   string
	}{
		{"card is no card", false, spoil(cardFile, "{"), "error.keys.unreadable", "error.keys.unreadable"},
		{"card without a key", false, spoil(cardFile, "{}"), "error.keys.unreadable", "error.keys.unreadable"},
		{"card lost, system has the key", false, remove(cardFile), "error.keys.none", "error.keys.exists"},
		{"card lost, file has the key", true, remove(cardFile), "error.keys.none", "error.keys.leftover"},
		{"file lost", true, remove(lockedFile), "error.keys.unreadable", "error.keys.exists"},
		{"file cut", true, spoil(lockedFile, "age-encryption.org/v1\n"), "error.keys.damaged", "error.keys.exists"},
		{"system lost the key", false, func(_ *testing.T, _ Store, m *memory) { m.secret = "" }, "error.keys.lost", "error.keys.exists"},
		{"system has something else", false, func(_ *testing.T, _ Store, m *memory) { m.secret = "{}" }, "error.keys.damaged", "error.keys.exists"},
		{"system does not answer", false, func(_ *testing.T, _ Store, m *memory) { m.fails = errors.New("no bus") }, "error.keys.system", "error.keys.exists"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, m := withSystem(t)
			if c.inFile {
				s = s.InFile()
			}
			made(t, s, "Ann")
			c.spoil(t, s, m)
			_, err := s.Load(phrase)
			wantProblem(t, err, c.load)
			_, err = s.Make("Ann", phrase, noon)
			wantProblem(t, err, c.make)
		})
	}
}

func TestSystemThatRefuses(t *testing.T) {
	s, m := withSystem(t)
	m.fails = errors.New("locked")
	_, err := s.Make("Ann", phrase, noon)
	wantProblem(t, err, "error.keys.system")
	if card := made(t, s.InFile(), "Ann"); !card.Locked {
		t.Error("it says that the system keeps it")
	}
	if _, err := s.Load(phrase); err != nil {
		t.Errorf("with the system still silent: %v", err)
	}
}

func TestExportAndImport(t *testing.T) {
	s, _ := withSystem(t)
	card := made(t, s, "Ann")
	own, err := s.Load("")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "ann.age")
	if err := own.Export(path, phrase); err != nil {
		t.Fatal(err)
	}
	wantProblem(t, own.Export(path, phrase), "error.sealed.exists")
	wantProblem(t, own.Export(filepath.Join(t.TempDir(), "no", "such"), phrase), "error.keys.write")

	there := Store{Dir: t.TempDir()}
	_, err = there.Import(path, "another passphrase")
	wantProblem(t, err, "error.keys.passphrase")
	_, err = there.Import(path+"x", phrase)
	wantProblem(t, err, "error.keys.unreadable")
	got, err := there.Import(path, phrase)
	if err != nil || got.Recipient != card.Recipient || got.Fingerprint() != card.Fingerprint() || !got.Locked {
		t.Fatalf("imported %+v, want %+v: %v", got, card, err)
	}
	_, err = there.Import(path, phrase)
	wantProblem(t, err, "error.keys.exists")
}

// signature is one by a key that stands for itself.
func signature(name string, key byte) *sealed.Signature {
	return &sealed.Signature{Name: name, Key: []byte(strings.Repeat(string(rune('a'+key)), 32)), At: noon}
}

func TestTrustOnFirstUse(t *testing.T) {
	s := Store{Dir: t.TempDir()}
	own := made(t, s, "Carla")
	for i, name := range []string{"Ann Alba", "Борис"} {
		if err := s.Remember(signature(name, byte(i)), noon.AddDate(0, 0, i)); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		name   string
		sig    *sealed.Signature
		want   Standing
		before string
	}{
		{"known", signature("Ann Alba", 0), Known, "Ann Alba"},
		{"known, written otherwise", signature("ann  ALBA", 0), Known, "Ann Alba"},
		{"new", signature("Dora", 7), Unknown, ""},
		{"another key", signature("Ann Alba", 7), OtherKey, "Ann Alba"},
		{"another key, written otherwise", signature("АННА", 7), Unknown, ""},
		{"another key, wide letters", signature("Ａnn Alba", 7), OtherKey, "Ann Alba"},
		{"another name", signature("Boris", 1), OtherName, "Борис"},
		{"a known one pretends to be another", signature("Ann Alba", 1), OtherKey, "Ann Alba"},
		{"pretends to be me", signature("carla", 7), OtherKey, "Carla"},
		{"myself", &sealed.Signature{Name: "Carla", Key: own.Key, At: noon}, Yourself, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := s.Judge(c.sig)
			if err != nil || got.Standing != c.want || got.Before.Name != c.before {
				t.Errorf("%+v, want %v after %q: %v", got, c.want, c.before, err)
			}
		})
	}
}

func TestRememberedOnce(t *testing.T) {
	s := Store{Dir: t.TempDir()}
	for day := range 3 {
		if err := s.Remember(signature("Ann", 0), noon.AddDate(0, 0, day)); err != nil {
			t.Fatal(err)
		}
	}
	all, err := s.Signers()
	if err != nil || len(all) != 1 || !all[0].Since.Equal(noon) {
		t.Errorf("%+v, want one since the first day: %v", all, err)
	}
}

func TestDamagedListIsNoEmptyList(t *testing.T) {
	s := Store{Dir: t.TempDir()}
	if err := os.WriteFile(filepath.Join(s.Dir, signersFile), []byte("[{"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := s.Judge(signature("Ann", 0))
	wantProblem(t, err, "error.keys.unreadable")
	wantProblem(t, s.Remember(signature("Ann", 0), noon), "error.keys.unreadable")
}

// TestWithoutABus looks that nothing is started where no key store can be, and
// that one that does not answer counts as none.
func TestWithoutABus(t *testing.T) {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		t.Skip("the system always has a key store")
	}
	t.Setenv("HOME", t.TempDir())
	t.Setenv("XDG_CONFIG_HOME", "")
	t.Setenv("XDG_RUNTIME_DIR", t.TempDir())
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "")
	if busIsThere() || !Default().NeedsPassphrase() {
		t.Error("a key store without a bus")
	}
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+filepath.Join(t.TempDir(), "nobody"))
	if !Default().NeedsPassphrase() {
		t.Error("a key store behind a bus that is not there")
	}
}
