package features

import (
	"slices"
	"strings"
	"unicode"

	"jointplan/plan"
)

// Mapping says which property of a foreign file goes into which field, by names.
// What is not in it is left out.
type Mapping map[string]string

// synonyms are what other programs call fields that most kinds have, in letters
// only and low case.
var synonyms = map[string][]string{
	"title": {
		"name", "title", "label", "nom", "titre", "название", "имя", "nameen", "namefr", "nameru", "shapename", "adm1en", "adm2en", "adm1name",
		"adm2name", "admin1name", "admin2name", "designation", "libelle",
	},
	"remarks":  {"description", "desc", "comment", "comments", "note", "notes", "remarques", "commentaire", "описание", "примечание", "примечания", "заметки"},
	"symbol":   {"sidc", "symbolcode", "symbolid", "milsymbol", "symbole", "символ", "знак"},
	"strength": {"personnel", "effectif", "численность"},
	"length":   {"lengthkm", "longueur", "длина"},
	"area":     {"areakm2", "areasqkm", "superficie", "surface", "площадь"},
	"party":    {"nation", "country", "owner", "pays", "страна", "сторона"},
	"type":     {"category", "class", "categorie", "категория", "тип"},
}

// Properties lists the names of the properties of all foreign features, in the
// order in which they come.
func (c *Collection) Properties() []string {
	var names []string
	seen := map[string]bool{}
	for _, f := range c.Features {
		if f.Kind != nil {
			continue
		}
		for _, p := range f.Properties {
			if !seen[p.Name] {
				seen[p.Name] = true
				names = append(names, p.Name)
			}
		}
	}
	return names
}

// Foreign is how many features were not written here, so that a kind has to be
// chosen for them.
func (c *Collection) Foreign() int {
	n := 0
	for _, f := range c.Features {
		if f.Kind == nil {
			n++
		}
	}
	return n
}

// Fields lists the fields of a kind that properties can go into.
func Fields(k *plan.Kind) []*plan.Field {
	var list []*plan.Field
	for _, f := range k.Fields {
		if !f.Hidden && !f.Own && !f.Limits && f.Name != "no" && f.Type != plan.Shape {
			list = append(list, f)
		}
	}
	return list
}

// Guess maps properties to fields of a kind by what they are called: the field's
// name, its name in one of the languages, or what other programs call it. Each
// field is taken once, but for names that differ in nothing but case and marks.
func (c *Collection) Guess(k *plan.Kind, languages ...plan.Words) Mapping {
	m := Mapping{}
	taken := map[string]string{} // by letters of the property
	names := c.Properties()
	for _, fits := range []func(f *plan.Field, name string) bool{
		func(f *plan.Field, name string) bool { return name == letters(f.Name) },
		func(f *plan.Field, name string) bool {
			return slices.ContainsFunc(languages, func(w plan.Words) bool { return name == letters(w.T(f.Label())) })
		},
		func(f *plan.Field, name string) bool { return slices.Contains(synonyms[f.Name], name) },
	} {
		for _, name := range names {
			if m[name] != "" {
				continue
			}
			for _, f := range Fields(k) {
				by, is := taken[f.Name]
				if (!is || by == letters(name)) && fits(f, letters(name)) {
					m[name], taken[f.Name] = f.Name, letters(name)
					break
				}
			}
		}
	}
	return m
}

// letters leaves only low letters and digits of a name.
func letters(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
}
