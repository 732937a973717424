// Package search finds objects of a plan by what is written in them.
package search

import (
	"slices"
	"strings"

	"jointplan/plan"
)

// Index holds the searchable text of every object in lower case. It is kept true
// by Update after every edit, and answers in one pass over the texts: at a
// hundred thousand objects that is faster than keeping a tree of words.
type Index struct {
	doc     *plan.Document
	entries []entry
	at      map[plan.ID]int
}

type entry struct {
	id    plan.ID
	title string // lower case
	rest  string // lower case: all other texts and the number
}

// Hit is an object found; Score is lower for better ones.
type Hit struct {
	ID    plan.ID
	Score int
}

// New indexes all objects of d.
func New(d *plan.Document) *Index {
	x := &Index{doc: d, at: map[plan.ID]int{}}
	for _, k := range plan.Kinds() {
		for _, o := range d.Objects(k, plan.NoID) {
			x.put(o)
		}
	}
	return x
}

// On moves the index to another document of the same content, as when it was
// made of a snapshot.
func (x *Index) On(d *plan.Document) { x.doc = d }

// Update follows changes that were applied to the document.
func (x *Index) Update(changes []plan.Change) {
	for _, c := range changes {
		if o := x.doc.Get(c.Object); o != nil {
			x.put(o)
		} else {
			x.drop(c.Object)
		}
	}
}

// drop leaves a hole; ids are never used again.
func (x *Index) drop(id plan.ID) {
	if i, ok := x.at[id]; ok {
		x.entries[i] = entry{}
		delete(x.at, id)
	}
}

func (x *Index) put(o plan.Object) {
	e := entry{id: plan.IDFor(o)}
	k := plan.KindFor(o)
	var rest strings.Builder
	rest.WriteString(strings.ToLower(o.Shared().Number()))
	for _, f := range k.Fields {
		if f.Hidden || (f.Type != plan.Text && f.Type != plan.LongText) {
			continue
		}
		text := f.Get(o)
		if text == "" {
			continue
		}
		if f.IsTitle {
			e.title = strings.ToLower(text)
			continue
		}
		rest.WriteByte('\n')
		rest.WriteString(strings.ToLower(text))
	}
	e.rest = rest.String()
	if k.Title() == nil && rest.Len() == len(o.Shared().Number()) {
		x.drop(e.id) // nothing is written in it; it is found by what it links
		return
	}
	if i, ok := x.at[e.id]; ok {
		x.entries[i] = e
		return
	}
	x.at[e.id] = len(x.entries)
	x.entries = append(x.entries, e)
}

// Find lists at most limit objects that contain every word of the query, those
// whose title begins with it first. An empty query finds nothing.
func (x *Index) Find(query string, limit int) []Hit {
	query = strings.ToLower(strings.TrimSpace(query))
	words := strings.Fields(query)
	if len(words) == 0 {
		return nil
	}
	var hits []Hit
	for i := range x.entries {
		if score, ok := x.entries[i].score(query, words); ok {
			hits = append(hits, Hit{x.entries[i].id, score})
		}
	}
	slices.SortStableFunc(hits, func(a, b Hit) int { return a.Score - b.Score })
	return hits[:min(limit, len(hits))]
}

func (e *entry) score(query string, words []string) (int, bool) {
	score := 0
	for _, word := range words {
		switch at := strings.Index(e.title, word); {
		case at == 0:
			score++
		case at > 0 && e.title[at-1] == ' ':
			score += 2
		case at > 0:
			score += 4
		case strings.Contains(e.rest, word):
			score += 8
		default:
			return 0, false
		}
	}
	if strings.HasPrefix(e.title, query) {
		score = 0
	}
	return score, true
}
