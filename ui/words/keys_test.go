package words_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"jointplan/assets"
	"jointplan/ui/words"
)

// text is a translation: its plural forms, or one form named "other".
type text map[string]string

// placeholders lists what must be filled in, sorted; Count only where a form
// says it.
func (x text) placeholders() []string {
	var names []string
	for _, form := range x {
		for _, m := range placeholder.FindAllStringSubmatch(form, -1) {
			if !slices.Contains(names, m[1]) {
				names = append(names, m[1])
			}
		}
	}
	slices.Sort(names)
	return names
}

var placeholder = regexp.MustCompile(`\{\{\s*\.(\w+)\s*\}\}`)

// translations reads every file of a language: subject, key, text.
func translations(t *testing.T, lang string) map[string]map[string]text {
	t.Helper()
	all := map[string]map[string]text{}
	files, err := fs.ReadDir(assets.I18n, "i18n/"+lang)
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		data, err := assets.I18n.ReadFile("i18n/" + lang + "/" + file.Name())
		if err != nil {
			t.Fatal(err)
		}
		raw := map[string]json.RawMessage{}
		if err := json.Unmarshal(data, &raw); err != nil {
			t.Fatalf("%s/%s: %v", lang, file.Name(), err)
		}
		subject := strings.TrimSuffix(file.Name(), ".json")
		all[subject] = map[string]text{}
		for key, value := range raw {
			forms, one := text{}, ""
			if json.Unmarshal(value, &one) == nil {
				forms["other"] = one
			} else if err := json.Unmarshal(value, &forms); err != nil {
				t.Errorf("%s/%s: %s: %v", lang, file.Name(), key, err)
			}
			all[subject][key] = forms
		}
	}
	return all
}

// TestLanguagesAgree holds French and Russian to the English files: the same
// subjects, keys and placeholders, each key once, and the plural forms that a
// language needs.
func TestLanguagesAgree(t *testing.T) {
	plurals := map[string][]string{"en": {"one", "other"}, "fr": {"many", "one", "other"}, "ru": {"few", "many", "one", "other"}}
	english := translations(t, "en")
	for _, lang := range words.Languages {
		own := translations(t, lang)
		seen := map[string]string{}
		for subject, texts := range own {
			for key, x := range texts {
				if before, ok := seen[key]; ok {
					t.Errorf("%s: %s stands in %s and in %s", lang, key, before, subject)
				}
				seen[key] = subject
				en, ok := english[subject][key]
				if !ok {
					t.Errorf("%s/%s.json: %s is not in English", lang, subject, key)
					continue
				}
				if got, want := x.placeholders(), en.placeholders(); !slices.Equal(got, want) {
					t.Errorf("%s/%s.json: %s fills %v, in English %v", lang, subject, key, got, want)
				}
				for form, s := range x {
					if strings.TrimSpace(s) == "" {
						t.Errorf("%s/%s.json: %s has an empty form %s", lang, subject, key, form)
					}
					if !slices.Contains(plurals[lang], form) {
						t.Errorf("%s/%s.json: %s has a form %q that the language does not know", lang, subject, key, form)
					}
				}
				if lang == "ru" && len(x) > 1 && (x["few"] == "" || x["many"] == "" || x["one"] == "") {
					t.Errorf("ru/%s.json: %s lacks one of one, few and many", subject, key)
				}
				if len(x) > 1 && x["one"] == "" {
					t.Errorf("%s/%s.json: %s has no form for one", lang, subject, key)
				}
			}
		}
		for subject, texts := range english {
			for key := range texts {
				if own[subject][key] == nil {
					t.Errorf("%s/%s.json: %s is missing", lang, subject, key)
				}
			}
		}
	}
}

// literal is a text in the program, and the names of what fills it where it is
// the key of a message.
type literal struct {
	at     token.Position
	value  string
	prefix bool     // something is added to it
	says   bool     // it is the key of a message
	names  []string // given with the message; nil when they cannot be told
}

// sayers are the functions whose first argument is a key, and how many
// arguments stand before names and values; -1 when they take none.
var sayers = map[string]int{"Say": 1, "Problem": 1, "say": 1, "inform": 1, "wrongUsage": 1, "T": -1, "t": -1}

// program lists the texts of all Go files that are not tests.
func program(t *testing.T) []literal {
	t.Helper()
	var all []literal
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && strings.HasPrefix(entry.Name(), ".") && entry.Name() != ".." {
			return filepath.SkipDir
		}
		if path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, name, data, 0)
		if err != nil {
			return err
		}
		all = append(all, literals(set, file)...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func literals(set *token.FileSet, file *ast.File) []literal {
	var all []literal
	keys := map[*ast.BasicLit]*literal{} // of messages
	prefixes := map[*ast.BasicLit]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			if lit, l := messageKey(n); lit != nil {
				keys[lit] = l
			}
		case *ast.BinaryExpr:
			if lit, ok := n.X.(*ast.BasicLit); ok && n.Op == token.ADD {
				prefixes[lit] = true
			}
		case *ast.BasicLit:
			value, err := strconv.Unquote(n.Value)
			if n.Kind != token.STRING || err != nil {
				return true
			}
			l := literal{value: value, prefix: prefixes[n]}
			if known := keys[n]; known != nil {
				l.says, l.names = true, known.names
			}
			l.at = set.Position(n.Pos())
			all = append(all, l)
		}
		return true
	})
	return all
}

// messageKey finds the constant key of a call that says something.
func messageKey(call *ast.CallExpr) (*ast.BasicLit, *literal) {
	name := ""
	switch f := call.Fun.(type) {
	case *ast.Ident:
		name = f.Name
	case *ast.SelectorExpr:
		name = f.Sel.Name
	}
	skip, ok := sayers[name]
	if !ok || len(call.Args) == 0 {
		return nil, nil
	}
	lit, ok := call.Args[0].(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return nil, nil
	}
	l := &literal{}
	if skip < 0 || call.Ellipsis.IsValid() {
		return lit, l
	}
	l.names = []string{}
	for i := skip; i < len(call.Args); i += 2 {
		arg, ok := call.Args[i].(*ast.BasicLit)
		if !ok {
			l.names = nil
			break
		}
		name, _ := strconv.Unquote(arg.Value)
		l.names = append(l.names, name)
	}
	return lit, l
}

// TestEveryKeyHasItsText looks at all keys in the program: each has a text in
// every language, and what the text wants to be filled with is given.
func TestEveryKeyHasItsText(t *testing.T) {
	english := translations(t, "en")
	for _, l := range program(t) {
		if !l.says || l.value == "plain" || l.value == "yes" || l.value == "no" || l.prefix { // in English the last two are their own text
			continue
		}
		for _, lang := range words.Languages {
			if !words.New(lang).Has(l.value) {
				t.Errorf("%s: no text in %s for %q", l.at, lang, l.value)
			}
		}
		if l.names == nil {
			continue
		}
		for _, texts := range english {
			for _, name := range texts[l.value].placeholders() {
				if !slices.Contains(l.names, name) {
					t.Errorf("%s: %q wants %s, which is not given", l.at, l.value, name)
				}
			}
		}
	}
}

// derived are the beginnings of keys that the program puts together.
var derived = []string{"choice.", "field.", "kind.", "section.", "unit.", "rule.", "severity.", "month.", "findings.", "menu.",
	"command.", "empty.sentence.", "map.agreement.", "map.readiness.", "map.density.", "map.progress.", "mapprint.as."}

// TestEveryTextIsUsed finds texts that nothing in the program says.
func TestEveryTextIsUsed(t *testing.T) {
	used := map[string]bool{}
	var prefixes, suffixes []string
	for _, l := range program(t) {
		used[l.value] = true
		if strings.HasPrefix(l.value, ".") && len(l.value) > 1 {
			suffixes = append(suffixes, l.value)
		}
		if l.prefix && strings.HasSuffix(l.value, ".") {
			prefixes = append(prefixes, l.value)
		}
	}
	for subject, texts := range translations(t, "en") {
		for key := range texts {
			begins := func(prefix string) bool { return strings.HasPrefix(key, prefix) }
			ends := func(suffix string) bool { return used[strings.TrimSuffix(key, suffix)] }
			if !used[key] && !slices.ContainsFunc(suffixes, ends) && !slices.ContainsFunc(derived, begins) && !slices.ContainsFunc(prefixes, begins) {
				t.Errorf("%s.json: nothing says %s", subject, key)
			}
		}
	}
}
