package plan_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// may lists, for each layer, which other layers its packages may import. A
// package belongs to the first layer whose path it starts with.
var may = []struct {
	layer   string
	imports []string
}{
	{"plan", []string{"plan"}},
	{"assets", nil},
	{"storage", []string{"storage", "plan", "assets"}},
	{"exchange", []string{"exchange", "plan", "assets"}},
	{"ui/words", []string{"ui/words", "plan", "assets"}}, // knows no window, so that commands can use it
	{"ui", []string{"ui", "ui/words", "exchange", "storage", "plan", "assets"}},
	{"cmd", []string{"cmd", "ui", "ui/words", "exchange", "storage", "plan", "assets"}},
}

// barred is what packages of plan may not import: it knows no files, network,
// database, window or chance of its own. Its tests may read files.
var barred = []string{"os", "io/ioutil", "net", "database/sql", "fyne.io", "syscall", "unsafe", "log", "crypto/rand"}

func TestLayers(t *testing.T) {
	root := ".."
	err := filepath.WalkDir(root, func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && file != root && (strings.HasPrefix(entry.Name(), ".") || entry.Name() == "testdata") {
			return filepath.SkipDir
		}
		if entry.IsDir() || !strings.HasSuffix(file, ".go") {
			return nil
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return nil // the compiler will say
		}
		relative, err := filepath.Rel(root, file)
		if err != nil {
			return err
		}
		for _, spec := range parsed.Imports {
			name, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			checkImport(t, filepath.ToSlash(relative), name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func checkImport(t *testing.T, file, name string) {
	t.Helper()
	from := layerOf(path.Dir(file))
	wordsInTest := strings.HasPrefix(name, "jointplan/ui/words") && isTest(file)
	if ours, ok := strings.CutPrefix(name, "jointplan/"); ok && from >= 0 && !wordsInTest {
		if to := layerOf(ours); to < 0 || !slices.Contains(may[from].imports, may[to].layer) {
			t.Errorf("%s imports %s", file, name)
		}
	}
	if from < 0 || may[from].layer != "plan" || isTest(file) {
		return
	}
	for _, root := range barred {
		if name == root || strings.HasPrefix(name, root+"/") {
			t.Errorf("%s imports %s", file, name)
		}
	}
}

// isTest reports whether a file is of a test. One of a package that helps tests is not.
func isTest(file string) bool { return strings.HasSuffix(file, "_test.go") }

func layerOf(dir string) int {
	return slices.IndexFunc(may, func(l struct {
		layer   string
		imports []string
	}) bool {
		return dir == l.layer || strings.HasPrefix(dir, l.layer+"/")
	})
}
