package release

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"jointplan/plan"
)

// Leak is a word from the title of something that stays, in a text that goes.
type Leak struct {
	Word  string
	From  plan.ID // what stays
	In    plan.ID // what goes
	Field *plan.Field
}

const (
	shortestWord = 4 // letters that make a word tell something
	// A word in so many of the texts that go, and in at least fewTexts of them,
	// is common and gives nothing away.
	commonShare = 10
	fewTexts    = 50
)

// Leaks finds words from the titles of what stays in texts that go, at most so
// many. Words that also stand in titles that go, and common ones, are no leaks.
func (r *Release) Leaks(most int) []Leak {
	s := leakSearch{r: r, words: map[string]*telltale{}}
	s.gather()
	if len(s.words) == 0 {
		return nil
	}
	s.search()
	var leaks []Leak
	for _, t := range s.words {
		if t.texts < fewTexts || t.texts < s.texts/commonShare {
			leaks = append(leaks, t.leaks...)
		}
	}
	slices.SortFunc(leaks, func(a, b Leak) int {
		if n := strings.Compare(a.Word, b.Word); n != 0 {
			return n
		}
		return slices.Compare(a.In[:], b.In[:])
	})
	return leaks[:min(len(leaks), most)]
}

// leakSearch looks for telltale words.
type leakSearch struct {
	r     *Release
	words map[string]*telltale
	texts int // that go
}

// telltale is a word of a title that stays, and where it goes nevertheless.
type telltale struct {
	from  plan.ID
	texts int
	leaks []Leak
}

// gather takes the words of titles that stay, without those of titles that go.
func (s *leakSearch) gather() {
	known := map[string]bool{}
	s.eachTitle(func(o plan.Object, f *plan.Field, goes bool) {
		if goes {
			eachWord(f.Text(o), func(w string) { known[w] = true })
		}
	})
	s.eachTitle(func(o plan.Object, f *plan.Field, goes bool) {
		if goes {
			return
		}
		eachWord(f.Text(o), func(w string) {
			if !known[w] && !isCommon(w) && s.words[w] == nil {
				s.words[w] = &telltale{from: plan.IDFor(o)}
			}
		})
	})
}

func (s *leakSearch) eachTitle(visit func(o plan.Object, f *plan.Field, goes bool)) {
	for _, k := range plan.Kinds() {
		f := k.Title()
		if f == nil || k == plan.KindOf[plan.Workspace]() {
			continue
		}
		for _, o := range s.r.doc.Objects(k, plan.NoID) {
			visit(o, f, s.r.Goes(plan.IDFor(o)) && s.r.GoesWith(o, f))
		}
	}
}

// mostPlaces is how many places of one word are kept.
const mostPlaces = 20

func (s *leakSearch) search() {
	for _, k := range plan.Kinds() {
		for _, f := range k.Fields {
			if f.Type != plan.Text && f.Type != plan.LongText || f.Own || f.Digest != "" {
				continue
			}
			for _, o := range s.r.doc.Objects(k, plan.NoID) {
				if !f.IsEmpty(o) && s.r.Goes(plan.IDFor(o)) && s.r.GoesWith(o, f) {
					s.look(o, f)
				}
			}
		}
	}
}

func (s *leakSearch) look(o plan.Object, f *plan.Field) {
	s.texts++
	eachWord(f.Text(o), func(w string) {
		t := s.words[w]
		if t == nil {
			return
		}
		t.texts++
		if n := len(t.leaks); n < mostPlaces && (n == 0 || t.leaks[n-1].In != plan.IDFor(o) || t.leaks[n-1].Field != f) {
			t.leaks = append(t.leaks, Leak{w, t.from, plan.IDFor(o), f})
		}
	})
}

// eachWord visits the words of a text that tell something: letters and digits
// in one, in lower case.
func eachWord(text string, visit func(string)) {
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if len(word) >= shortestWord && utf8.RuneCountInString(word) >= shortestWord {
			visit(strings.ToLower(word))
		}
	}
}

// common are words that stand in titles without telling anything.
var common = strings.Fields(`
	with from into that this these those their there which where when what will have been more than over under after
	before between during each other only also both same such upon within without
	about against every first last next most less make made take taken give given used uses work does done they them
	part side case time year years month months week weeks days plan task tasks
	dans avec pour sans sous leur leurs cette dont entre après avant pendant chaque autre autres plus selon
	для без под над при или что как это его они был были быть после перед между через каждый других также
	или если чтобы который которые
`)

func isCommon(word string) bool { return slices.Contains(common, word) }
