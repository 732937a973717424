package features

import (
	"slices"
	"strings"
	"unicode"

	"jointplan/plan"
)

// Mapping says which property of a foreign file goes into which field, by names.
// What is not in it, or has no field in it, is left out.
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

// guess maps properties to fields of a kind by what they are called: the field's
// name, its name in one of the languages, or what other programs call it. Each
// field is taken once, but for names that differ in nothing but case and marks.
func guess(said Mapping, names []string, k *plan.Kind, languages []plan.Words) Mapping {
	m := Mapping{}
	taken := map[string]string{} // by letters of the property
	for name, field := range said {
		m[name], taken[field] = field, letters(name)
	}
	for _, fits := range []func(f *plan.Field, name string) bool{
		func(f *plan.Field, name string) bool { return name == letters(f.Name) },
		func(f *plan.Field, name string) bool {
			return slices.ContainsFunc(languages, func(w plan.Words) bool { return name == letters(w.T(f.Label())) })
		},
		func(f *plan.Field, name string) bool { return slices.Contains(synonyms[f.Name], name) },
	} {
		for _, name := range names {
			if _, known := m[name]; known {
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

// called is what properties call a feature that becomes nothing.
func called(list []Property) string {
	for _, p := range list {
		if p.Value != "" && slices.Contains(synonyms["title"], letters(p.Name)) {
			return p.Value
		}
	}
	return ""
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
