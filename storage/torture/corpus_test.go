package torture

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
)

// family is one way of making a file that is damaged or made to harm. It alters
// the sound file at path.
type family struct {
	name string
	make func(path string, rng *rand.Rand) error
}

// corpus is all families; a subject's file adds its own.
var corpus []family

func addFamily(name string, make func(path string, rng *rand.Rand) error) {
	corpus = append(corpus, family{name, make})
}

// onBytes makes a family of one that alters the bytes of the file.
func onBytes(name string, alter func(b []byte, rng *rand.Rand) []byte) {
	addFamily(name, func(path string, rng *rand.Rand) error {
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(path, alter(b, rng), 0o600)
	})
}

// onDatabase makes a family of one that alters the file with SQLite. A statement
// that SQLite refuses makes no other file, which is no failure of the case.
func onDatabase(name string, alter func(d *database) error) {
	addFamily(name, func(path string, rng *rand.Rand) error {
		d, err := openDatabase(path, rng)
		if err != nil {
			return err
		}
		defer d.c.Close()
		if err := alter(d); err != nil {
			return fmt.Errorf("%w: %w", errNotMade, err)
		}
		return nil
	})
}

var errNotMade = fmt.Errorf("the hostile file could not be made")

// build makes case n of the corpus in dir.
func build(base, dir string, n int) (path, name string, err error) {
	f := corpus[n%len(corpus)]
	path = filepath.Join(dir, fmt.Sprintf("case-%d.jointplan", n))
	if err := copyFile(base, path); err != nil {
		return path, f.name, err
	}
	return path, f.name, f.make(path, rand.New(rand.NewPCG(seed(), uint64(n))))
}

func randomBytes(rng *rand.Rand, n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(rng.Uint32())
	}
	return b
}

// pick gives one of several.
func pick[T any](rng *rand.Rand, of ...T) T { return of[rng.IntN(len(of))] }
