package symbol

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Words are a name in English, French and Russian.
type Words [3]string

// In gives the words in a language, "en", "fr" or "ru"; in English for others.
func (w Words) In(language string) string {
	at := max(slices.Index([]string{"en", "fr", "ru"}, language), 0)
	return w[at]
}

// Group is a part of the catalogue under a heading.
type Group struct {
	Name    Words
	Entries []Entry
}

// Entry is a symbol that is offered.
type Entry struct {
	Name      Words
	Set       string
	Entity    string
	Modifiers string // two or four digits, "" for none
}

// Code gives the entry's code.
func (e Entry) Code(who Identity) Code { return NewCode(who, e.Set, e.Entity, e.Modifiers) }

// Choice is one of several that a code can be given: digits and a name.
type Choice struct {
	Digits string
	Name   Words
}

type catalogue struct {
	groups     []Group
	modifiers  map[string][]Choice // by set and place, as "10.1"
	echelons   []Choice
	identities []Choice
	amplifiers []Choice
	planned    Words
	unknown    Words
	names      map[string]Words // of an entry, by set, entity and modifiers
	modifier   map[string]Words // by set, place and digits
}

// Groups lists what is offered.
func (l *Library) Groups() []Group { return l.catalogue.groups }

// Echelons lists the echelons, from the smallest.
func (l *Library) Echelons() []Choice { return l.catalogue.echelons }

// Identities lists whose a symbol can be; the digits are an Identity.
func (l *Library) Identities() []Choice { return l.catalogue.identities }

// Amplifiers lists headquarters, task force and dummy; the digits add up.
func (l *Library) Amplifiers() []Choice { return l.catalogue.amplifiers }

// Planned names what is not there yet.
func (l *Library) Planned() Words { return l.catalogue.planned }

// Modifiers lists what is offered as the first or second modifier (place 1 or 2)
// of a set.
func (l *Library) Modifiers(set string, place int) []Choice {
	return l.catalogue.modifiers[fmt.Sprintf("%s.%d", set, place)]
}

func (l *Library) readCatalogue(offered []byte) error {
	var rows struct {
		Groups []struct {
			Name    Words
			Entries [][]string
		}
		Modifiers, Echelons, Identities, Amplifiers [][]string
		Planned, Unknown                            Words
	}
	if err := json.Unmarshal(offered, &rows); err != nil {
		return fmt.Errorf("symbols offered: %w", err)
	}
	c := catalogue{
		modifiers: map[string][]Choice{}, names: map[string]Words{}, modifier: map[string]Words{},
		planned: rows.Planned, unknown: rows.Unknown,
	}
	for _, g := range rows.Groups {
		group := Group{Name: g.Name}
		for _, row := range g.Entries {
			words, err := wordsOf(row, 3)
			if err != nil {
				return err
			}
			e := Entry{Name: words, Set: row[0], Entity: row[1], Modifiers: row[2]}
			group.Entries = append(group.Entries, e)
			c.names[key(e.Code(Friend))] = words
		}
		c.groups = append(c.groups, group)
	}
	for _, row := range rows.Modifiers {
		words, err := wordsOf(row, 3)
		if err != nil {
			return err
		}
		place := row[0] + "." + row[1]
		c.modifiers[place] = append(c.modifiers[place], Choice{row[2], words})
		c.modifier[place+"."+row[2]] = words
	}
	for _, list := range []struct {
		to   *[]Choice
		rows [][]string
	}{{&c.echelons, rows.Echelons}, {&c.identities, rows.Identities}, {&c.amplifiers, rows.Amplifiers}} {
		for _, row := range list.rows {
			words, err := wordsOf(row, 1)
			if err != nil {
				return err
			}
			*list.to = append(*list.to, Choice{row[0], words})
		}
	}
	l.catalogue = c
	return nil
}

// wordsOf takes the three words that end a row after as many codes.
func wordsOf(row []string, codes int) (Words, error) {
	if len(row) != codes+3 || slices.Contains(row[codes:], "") {
		return Words{}, fmt.Errorf("symbols offered: %q", row)
	}
	return Words(row[codes:]), nil
}

// key tells entries apart: set, entity and modifiers.
func key(c Code) string { return c.Set() + c.part(10, 20) }

// Name says in a language what a symbol shows, with its modifiers, echelon and
// amplifiers: "Infantry, border, battalion".
func (l *Library) Name(code Code, language string) string {
	if !l.Valid(code) {
		return l.catalogue.unknown.In(language)
	}
	names := l.subject(code, language)
	for _, e := range l.catalogue.echelons {
		if e.Digits == code.Echelon() {
			names = append(names, e.Name.In(language))
		}
	}
	for _, a := range l.catalogue.amplifiers {
		if code.Has(int(a.Digits[0] - '0')) {
			names = append(names, a.Name.In(language))
		}
	}
	if code.Planned() {
		names = append(names, l.catalogue.planned.In(language))
	}
	for i, name := range names[1:] {
		names[i+1] = lowerFirst(name)
	}
	return strings.Join(names, ", ")
}

// subject names entity and modifiers, by the catalogue as far as it goes.
func (l *Library) subject(code Code, language string) []string {
	if words, ok := l.catalogue.names[key(code)]; ok {
		return []string{words.In(language)}
	}
	names := []string{l.entityName(code, language)}
	first, second := code.Modifiers()
	set := l.data.Sets[code.Set()]
	for place, digits := range []string{first, second} {
		if digits == "00" {
			continue
		}
		name := []map[string]part{set.One, set.Two}[place][digits].Name
		if words, ok := l.catalogue.modifier[fmt.Sprintf("%s.%d.%s", code.Set(), place+1, digits)]; ok {
			name = words.In(language)
		}
		if name != "" {
			names = append(names, name)
		}
	}
	return names
}

// entityName names an entity, or else the wider one it belongs to, or its set.
func (l *Library) entityName(code Code, language string) string {
	entity := code.Entity()
	for _, wider := range []string{entity, entity[:4] + "00", entity[:2] + "0000"} {
		if words, ok := l.catalogue.names[code.Set()+wider+"0000"]; ok {
			return words.In(language)
		}
		if name := l.data.Sets[code.Set()].Entities[wider].Name; name != "" {
			return name
		}
	}
	return l.data.Sets[code.Set()].Name
}

// lowerFirst writes a name within a sentence, unless it begins with an abbreviation.
func lowerFirst(s string) string {
	r := []rune(s)
	if len(r) > 1 && strings.ToUpper(string(r[1])) == string(r[1]) && strings.ToLower(string(r[1])) != string(r[1]) {
		return s
	}
	return strings.ToLower(string(r[:1])) + string(r[1:])
}

// Search lists what is offered under a name that holds every word of the text, in
// any of the three languages: first those where a name in the reader's language
// begins with it.
func (l *Library) Search(text, language string) []Entry {
	words := strings.Fields(fold(text))
	var first, rest []Entry
	for _, g := range l.catalogue.groups {
		for _, e := range g.Entries {
			switch {
			case !holds(fold(strings.Join(append(e.Name[:], g.Name[:]...), " ")), words):
			case len(words) > 0 && strings.HasPrefix(fold(e.Name.In(language)), words[0]):
				first = append(first, e)
			default:
				rest = append(rest, e)
			}
		}
	}
	return append(first, rest...)
}

func holds(name string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(name, w) {
			return false
		}
	}
	return true
}

// fold writes what people type without care: no capitals, accents or ё.
var folding = strings.NewReplacer("é", "e", "è", "e", "ê", "e", "à", "a", "â", "a", "ç", "c", "î", "i", "ï", "i",
	"ô", "o", "û", "u", "ù", "u", "œ", "oe", "ё", "е", "’", "'")

func fold(s string) string { return folding.Replace(strings.ToLower(s)) }
