package sealed

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"filippo.io/age"
	"filippo.io/age/armor"
)

// inFolder makes a folder with a file to be sealed.
func inFolder(t *testing.T) (dir, from string) {
	t.Helper()
	dir = t.TempDir()
	from = filepath.Join(dir, "plan.jointplan")
	if err := os.WriteFile(from, bytes.Repeat([]byte("plan"), 1000), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir, from
}

func names(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return strings.Join(all, " ")
}

func TestFileThereAndBack(t *testing.T) {
	dir, from := inFolder(t)
	to := filepath.Join(dir, "plan"+Extension)
	last := 0
	progress := func(done, total int) {
		if last = done; total != 4000 {
			t.Errorf("%d bytes in all, want 4000", total)
		}
	}
	ctx := context.Background()
	for range 2 { // the second replaces the first
		if err := File(ctx, from, to, Options{Signer: signer("Ann")}, progress); err != nil {
			t.Fatal(err)
		}
	}
	if last != 4000 {
		t.Errorf("%d bytes done at the end", last)
	}
	if needs, err := Inspect(ctx, to, nil); err != nil || needs != (Needs{}) {
		t.Errorf("needs %+v: %v", needs, err)
	}
	c, err := Open(ctx, to, Keys{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	private := filepath.Dir(c.Path())
	if filepath.Base(c.Path()) != "plan.jointplan" {
		t.Errorf("the content is called %s", c.Path())
	}
	out := filepath.Join(dir, "other.jointplan")
	if err := c.Save(ctx, out); err != nil {
		t.Fatal(err)
	}
	if got, want := names(t, dir), "other.jointplan plan.jointplan plan.jointsealed"; got != want {
		t.Errorf("in the folder: %s, want %s", got, want)
	}
	if err := c.Save(ctx, out); keyOf(t, err) != "error.sealed.exists" {
		t.Errorf("a second time: %v", err)
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(private); !os.IsNotExist(err) {
		t.Errorf("the private place is still there: %v", err)
	}
}

func TestFilesThatCannotBe(t *testing.T) {
	dir, from := inFolder(t)
	ctx := context.Background()
	o := Options{Signer: signer("Ann")}
	if err := File(ctx, from, filepath.Join(dir, "no", "such"+Extension), o, nil); keyOf(t, err) != "error.sealed.folder" {
		t.Error(err)
	}
	if err := File(ctx, filepath.Join(dir, "gone"), filepath.Join(dir, "x"+Extension), o, nil); keyOf(t, err) != "error.sealed.missing" {
		t.Error(err)
	}
	if _, err := Open(ctx, filepath.Join(dir, "gone"+Extension), Keys{}, nil); keyOf(t, err) != "error.sealed.missing" {
		t.Error(err)
	}
	if _, err := Inspect(ctx, dir, nil); keyOf(t, err) != "error.sealed.foreign" {
		t.Error(err)
	}
	if got := names(t, dir); got != "plan.jointplan" {
		t.Errorf("left in the folder: %s", got)
	}
}

func TestParseRecipients(t *testing.T) {
	a, strong := identity(t).Recipient().String(), hybrid(t).Recipient().String()
	for _, c := range []struct {
		name, text string
		want       int
		key        string
	}{
		{name: "none"},
		{name: "remarks", text: "# Ann\n\n" + a + "\n", want: 1},
		{name: "several in a line", text: a + ", " + identity(t).Recipient().String(), want: 2},
		{name: "twice", text: a + "\n" + a, want: 1},
		{name: "post-quantum", text: strong, want: 1},
		{name: "a name", text: "Ann", key: "error.sealed.recipient.bad"},
		{name: "mistyped", text: strings.Replace(a, a[10:11], map[bool]string{true: "q", false: "p"}[a[10] == 'p'], 1), key: "error.sealed.recipient.bad"},
		{name: "ssh", text: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA", key: "error.sealed.recipient.bad"},
		{name: "a secret", text: identity(t).String(), key: "error.sealed.recipient.secret"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := ParseRecipients(c.text)
			if c.key != "" {
				if keyOf(t, err) != c.key || strings.Contains(err.Error(), "SECRET-KEY-1") {
					t.Error(err)
				}
				return
			}
			if err != nil || len(got) != c.want {
				t.Errorf("%d recipients, want %d: %v", len(got), c.want, err)
			}
		})
	}
}

func TestReadIdentities(t *testing.T) {
	quick(t)
	a, strong := identity(t), hybrid(t)
	plain := "# made by age-keygen\n" + a.String() + "\n" + strong.String() + "\n"
	locked, err := Lock([]byte(plain), phrase)
	if err != nil {
		t.Fatal(err)
	}
	var armored bytes.Buffer
	w := armor.NewWriter(&armored)
	if _, err := w.Write(locked); err != nil || w.Close() != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, text, passphrase, key string
	}{
		{name: "plain", text: plain},
		{name: "locked", text: string(locked), passphrase: phrase},
		{name: "locked, none given", text: string(locked), key: "error.sealed.needs.passphrase"},
		{name: "locked, another", text: string(locked), passphrase: "another passphrase", key: "error.sealed.passphrase"},
		{name: "locked, cut", text: string(locked[:len(locked)-1]), passphrase: phrase, key: "error.sealed.damaged"},
		{name: "a letter", text: "Dear colleague", key: "error.sealed.identities"},
		{name: "armoured", text: armored.String(), passphrase: phrase, key: "error.sealed.identities"},
		{name: "only public", text: a.Recipient().String(), key: "error.sealed.identities"},
		{name: "empty", key: "error.sealed.identities"},
		{name: "endless", text: strings.Repeat("#", maxKeyFile+1), key: "error.sealed.identities"},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "key.txt")
			if err := os.WriteFile(path, []byte(c.text), 0o600); err != nil {
				t.Fatal(err)
			}
			ids, err := ReadIdentities(path, c.passphrase)
			if c.key != "" {
				if keyOf(t, err) != c.key {
					t.Error(err)
				}
				return
			}
			if err != nil || len(ids) != 2 {
				t.Fatalf("%d identities: %v", len(ids), err)
			}
			data := seal(t, []byte("plan"), Options{Recipients: []age.Recipient{strong.Recipient()}})
			if _, _, err := open(t, data, Keys{Identities: ids}); err != nil {
				t.Error(err)
			}
		})
	}
}
