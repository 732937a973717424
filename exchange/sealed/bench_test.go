package sealed

import (
	"context"
	"crypto/rand"
	"os"
	"path/filepath"
	"testing"

	"filippo.io/age"
)

// size of a workspace of 100,000 tasks, in bytes.
const large = 42_000_000

// BenchmarkFile seals a large workspace, signed, for two recipients, as long as
// it takes until it is on the disk.
func BenchmarkFile(b *testing.B) {
	dir, _, o := largeFile(b)
	b.SetBytes(large)
	for b.Loop() {
		if err := File(context.Background(), filepath.Join(dir, "large"), filepath.Join(dir, "sealed"), o, nil); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkOpen opens what BenchmarkFile makes.
func BenchmarkOpen(b *testing.B) {
	dir, keys, o := largeFile(b)
	path := filepath.Join(dir, "sealed")
	if err := File(context.Background(), filepath.Join(dir, "large"), path, o, nil); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(large)
	for b.Loop() {
		c, err := Open(context.Background(), path, keys, nil)
		if err != nil {
			b.Fatal(err)
		}
		c.Close()
	}
}

func largeFile(b *testing.B) (dir string, keys Keys, o Options) {
	dir = b.TempDir()
	data := make([]byte, large)
	rand.Read(data)
	if err := os.WriteFile(filepath.Join(dir, "large"), data, 0o600); err != nil {
		b.Fatal(err)
	}
	first, second := identity(b), identity(b)
	o = Options{Signer: signer("Ann"), Recipients: []age.Recipient{first.Recipient(), second.Recipient()}}
	return dir, Keys{Identities: []age.Identity{second}}, o
}
