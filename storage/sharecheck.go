package storage

import (
	"context"
	"os"
	"strings"
	"sync"
	"unicode/utf16"
	"unicode/utf8"

	"jointplan/plan"
)

// check opens the copy anew and proves it: its schema is ours, no page is
// unused, it holds one transaction and the objects that go, and nothing of what
// stays is found among its bytes.
func (s *share) check(ctx context.Context, part string, secrets []*needles) error {
	if err := syncFile(part); err != nil {
		return err
	}
	structure := newStructure(part)
	structure.begin()
	err := s.checkTables(ctx, part)
	if broken := structure.wait(); err == nil {
		err = broken
	}
	if err == nil {
		err = s.search(ctx, part, secrets)
	}
	return err
}

func (s *share) checkTables(ctx context.Context, part string) error {
	c, err := connect(part, modeRead)
	if err != nil {
		return err
	}
	defer c.Close()
	if _, err := checkSchema(ctx, c, s.w.layout.tables); err != nil {
		return err
	}
	for _, count := range []struct {
		sql  string
		want int
	}{
		{"PRAGMA freelist_count", 0}, {"SELECT count(*) FROM txn", 1}, {"SELECT count(*) FROM session", 1},
		{"SELECT count(*) FROM op", len(s.objects)},
	} {
		if n, err := c.number(count.sql); err != nil || int(n) != count.want {
			return structureError(err)
		}
	}
	doc, sum, err := loadCache(ctx, c, nil)
	if err != nil || sum != s.seal || doc.Len() != len(s.objects) {
		return structureError(err)
	}
	return nil
}

func structureError(err error) error {
	if err != nil {
		return err
	}
	return errStructure
}

// threadNeedles makes what search looks for, beside the writing of the copy: the
// texts and ids of what stays as UTF-8 and as UTF-16. Texts that also stand in
// what goes are no find.
func (s *share) threadNeedles(ctx context.Context) <-chan []*needles {
	secrets := s.secrets()
	done := make(chan []*needles, 1)
	go func() {
		both := []*needles{newNeedles(secrets), newNeedles(wide(secrets))}
		for _, n := range both {
			if ctx.Err() == nil {
				s.forgive(n)
			}
		}
		done <- both
	}()
	return done
}

// search looks for texts and ids of what stays among the bytes of the copy.
func (s *share) search(ctx context.Context, part string, secrets []*needles) error {
	data, err := os.ReadFile(part)
	if err != nil {
		return err
	}
	for _, n := range secrets {
		if err := ctx.Err(); err != nil {
			return err
		}
		if found, ok := n.find(data); ok {
			return plan.Problem("error.share.found", "Count", len(found))
		}
	}
	return nil
}

const (
	shortestSecret = 6  // characters of a text that tell something
	longestSecret  = 64 // bytes; longer texts are looked for piece by piece
)

// secrets lists the texts and ids of what stays, each once.
func (s *share) secrets() []string {
	seen := map[string]bool{}
	add := func(text string) {
		if !seen[text] && utf8.RuneCountInString(text) >= shortestSecret {
			seen[text] = true
		}
	}
	for _, k := range plan.Kinds() {
		for _, o := range s.doc.Objects(k, plan.NoID) {
			goes := s.release.Goes(plan.IDFor(o))
			if id := plan.IDFor(o); !goes && isTelling(id) {
				seen[string(id[:])], seen[id.String()] = true, true
			}
			for _, f := range k.Fields {
				if f.IsEmpty(o) || f.Name == "order" || f.IsReference() || f.Type == plan.OneOf || f.Type == plan.Flag {
					continue
				}
				if !goes || f.Digest == "" && !s.release.GoesWith(o, f) {
					eachPiece(f.Get(o), add)
				}
			}
		}
	}
	all := make([]string, 0, len(seen))
	for text := range seen {
		all = append(all, text)
	}
	return all
}

// isTelling reports whether an id is as mixed as random ones are. One that
// somebody made of zeros stands in every file.
func isTelling(id plan.ID) bool {
	const fewest = 8
	different := map[byte]bool{}
	for _, b := range id {
		different[b] = true
	}
	return len(different) >= fewest
}

// eachPiece cuts a long text between characters.
func eachPiece(text string, visit func(string)) {
	for len(text) > longestSecret {
		n := longestSecret
		for n > 0 && !utf8.RuneStart(text[n]) {
			n--
		}
		visit(text[:n])
		text = text[n:]
	}
	visit(text)
}

// wide writes texts as UTF-16.
func wide(texts []string) []string {
	out := make([]string, 0, len(texts))
	for _, text := range texts {
		if !utf8.ValidString(text) {
			continue // an id
		}
		var b strings.Builder
		for _, u := range utf16.Encode([]rune(text)) {
			b.WriteByte(byte(u))
			b.WriteByte(byte(u >> 8))
		}
		out = append(out, b.String())
	}
	return out
}

// forgive takes out the needles that are in what goes, as it lies in the file:
// the values of a row side by side, the log's text of them, and the words of
// the format itself.
func (s *share) forgive(n *needles) {
	if n.empty() {
		return
	}
	var row []byte
	for i, o := range s.objects {
		row = row[:0]
		for _, v := range o.Values {
			row = append(row, v...)
		}
		n.drop(row)
		n.drop([]byte(s.texts[i]))
	}
	n.drop([]byte(strings.Join(logTables, " ") + encodeDecls(declarations()) + shareTitle.Encode()))
	for _, d := range declarations() {
		n.drop([]byte(d.create() + d.name()))
	}
}

// needles finds any of many texts in bytes, by their first six.
type needles struct {
	groups map[uint64]*needleGroup
	bits   []uint64 // a sieve: which beginnings there are
}

type needleGroup struct {
	lengths []int
	texts   map[string]bool
}

const (
	needleKey  = 6
	needleBits = 22
)

func newNeedles(texts []string) *needles {
	n := &needles{groups: map[uint64]*needleGroup{}, bits: make([]uint64, 1<<(needleBits-6))}
	for _, text := range texts {
		if len(text) < needleKey {
			continue
		}
		key := keyAt(text)
		g := n.groups[key]
		if g == nil {
			g = &needleGroup{texts: map[string]bool{}}
			n.groups[key] = g
			h := hashKey(key)
			n.bits[h>>6] |= 1 << (h & 63)
		}
		g.texts[text] = true
		if !containsInt(g.lengths, len(text)) {
			g.lengths = append(g.lengths, len(text))
		}
	}
	return n
}

func (n *needles) empty() bool { return len(n.groups) == 0 }

func containsInt(list []int, n int) bool {
	for _, one := range list {
		if one == n {
			return true
		}
	}
	return false
}

func keyAt[T ~string | ~[]byte](b T) uint64 {
	return uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 | uint64(b[4])<<32 | uint64(b[5])<<40
}

func hashKey(key uint64) uint64 { return key * 0x9E3779B97F4A7C15 >> (64 - needleBits) }

// each visits every needle in data; where it stands again, again.
func (n *needles) each(data []byte, visit func(g *needleGroup, text string)) {
	for i := 0; i+needleKey <= len(data); i++ {
		key := keyAt(data[i:])
		h := hashKey(key)
		if n.bits[h>>6]&(1<<(h&63)) == 0 {
			continue
		}
		g := n.groups[key]
		if g == nil {
			continue
		}
		for _, length := range g.lengths {
			if i+length <= len(data) && g.texts[string(data[i:i+length])] {
				visit(g, string(data[i:i+length]))
			}
		}
	}
}

// drop forgets the needles that are in data.
func (n *needles) drop(data []byte) {
	n.each(data, func(g *needleGroup, text string) { delete(g.texts, text) })
}

// find gives the needles that are in data.
func (n *needles) find(data []byte) (found map[string]bool, ok bool) {
	const halves = 2
	var mu sync.Mutex
	var work sync.WaitGroup
	found = map[string]bool{}
	for i := range halves {
		from, to := i*len(data)/halves, min((i+1)*len(data)/halves+2*longestSecret, len(data))
		work.Go(func() {
			n.each(data[from:to], func(_ *needleGroup, text string) {
				mu.Lock()
				defer mu.Unlock()
				found[text] = true
			})
		})
	}
	work.Wait()
	return found, len(found) > 0
}
