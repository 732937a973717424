package storage

import (
	"database/sql/driver"
	"encoding/json"
	"slices"
	"strings"
	"unicode/utf8"

	"jointplan/plan"
)

// between separates values where a whole row is read as one text. No value of a
// plan holds it.
const between = "\x1f"

// table knows the statements for the cache of one kind.
type table struct {
	kind   *plan.Kind
	name   string
	insert string
	remove string
	load   string // id and all values as one text
	each   string // id and each value apart
	count  string
	sorted []*plan.Field // by name
}

var tables = map[*plan.Kind]*table{}

func init() {
	for i, d := range declarations() {
		k := plan.Kinds()[i]
		names := make([]string, len(d.Fields))
		for i, f := range d.Fields {
			names[i] = quoted(f)
		}
		columns := strings.Join(names, ", ")
		name := quoted(d.name())
		// The whole row comes as one text: a hundred thousand rows of twenty
		// columns are two million values to hand over otherwise.
		row := "concat(" + strings.Join(names, ", '"+between+"', ") + ")"
		tables[k] = &table{
			kind:   k,
			name:   name,
			insert: "INSERT INTO " + name + " (id, " + columns + ") VALUES (?" + strings.Repeat(", ?", len(names)) + ")",
			remove: "DELETE FROM " + name + " WHERE id = ?",
			load:   "SELECT id, " + row + " FROM " + name,
			each:   "SELECT id, " + columns + " FROM " + name,
			count:  "SELECT count(*) FROM (SELECT 1 FROM " + name + " LIMIT ?)", // a broken tree may not end
			sorted: slices.SortedFunc(slices.Values(k.Fields), func(a, b *plan.Field) int { return strings.Compare(a.Name, b.Name) }),
		}
	}
}

// valuesOf gives the canonical texts of o's fields in declared order.
func valuesOf(o plan.Object) []string {
	fields := plan.KindFor(o).Fields
	values := make([]string, len(fields))
	for i, f := range fields {
		if !f.IsEmpty(o) {
			values[i] = f.Get(o)
		}
	}
	return values
}

// sealed is what a row contributes to the seal: kind, id and values.
func sealed(k *plan.Kind, id plan.ID, row string) []byte {
	return appendSealed(make([]byte, 0, len(k.Name)+1+len(id)+len(row)), k, id, row)
}

func appendSealed(b []byte, k *plan.Kind, id plan.ID, row string) []byte {
	b = append(b, k.Name...)
	b = append(b, 0)
	b = append(b, id[:]...)
	return append(b, row...)
}

// row is an object as the cache has it; its object is nil when there is none.
type row struct {
	object plan.Object
	values []string
}

func rowOf(o plan.Object) row {
	if o == nil {
		return row{}
	}
	return row{o, valuesOf(o)}
}

func (r row) toggle(s *seal) {
	if r.object != nil {
		s.toggle(sealed(plan.KindFor(r.object), plan.IDFor(r.object), strings.Join(r.values, between)))
	}
}

// replace brings the cache from one state of an object to another, and the seal
// with it.
func replace(c *conn, s *seal, before, after row) error {
	before.toggle(s)
	after.toggle(s)
	switch {
	case before.object == nil && after.object == nil:
		return nil
	case before.object == nil:
		return insertRow(c, after)
	case after.object == nil:
		id := plan.IDFor(before.object)
		return c.run(tables[plan.KindFor(before.object)].remove, id[:])
	}
	return updateRow(c, before, after)
}

func insertRow(c *conn, r row) error {
	return insertValues(c, plan.KindFor(r.object), plan.IDFor(r.object), r.values)
}

func insertValues(c *conn, k *plan.Kind, id plan.ID, values []string) error {
	args := make([]driver.Value, 1, len(values)+1)
	args[0] = id[:]
	for _, v := range values {
		args = append(args, orNull(v))
	}
	return c.run(tables[k].insert, args...)
}

func updateRow(c *conn, before, after row) error {
	k := plan.KindFor(after.object)
	var set []string
	var args []driver.Value
	for i, v := range after.values {
		if v != before.values[i] {
			set = append(set, quoted(k.Fields[i].Name)+" = ?")
			args = append(args, orNull(v))
		}
	}
	if len(set) == 0 {
		return nil
	}
	id := plan.IDFor(after.object)
	return c.run("UPDATE "+tables[k].name+" SET "+strings.Join(set, ", ")+" WHERE id = ?", append(args, id[:])...)
}

func orNull(v string) driver.Value {
	if v == "" {
		return nil
	}
	return v
}

// encodeRow writes the values as plan.EncodeObject does, from texts that are at
// hand already.
func encodeRow(r row) string { return encodeValues(plan.KindFor(r.object), r.values) }

func encodeValues(k *plan.Kind, values []string) string {
	var b strings.Builder
	b.WriteByte('{')
	for _, f := range tables[k].sorted {
		v := values[f.Index()]
		if v == "" {
			continue
		}
		if b.Len() > 1 {
			b.WriteByte(',')
		}
		b.WriteString(`"` + f.Name + `":`)
		writeString(&b, v)
	}
	b.WriteByte('}')
	return b.String()
}

func writeString(b *strings.Builder, s string) {
	if utf8.ValidString(s) && strings.IndexFunc(s, needsEscape) < 0 {
		b.WriteByte('"')
		b.WriteString(s)
		b.WriteByte('"')
		return
	}
	var text strings.Builder
	enc := json.NewEncoder(&text)
	enc.SetEscapeHTML(false)
	if enc.Encode(s) == nil { // a string always encodes
		b.WriteString(strings.TrimSuffix(text.String(), "\n"))
	}
}

func needsEscape(r rune) bool {
	return r < ' ' || r == '"' || r == '\\' || r == 0x7f || r == '\u2028' || r == '\u2029'
}

// decodeValues reads what encodeValues wrote; texts that nobody wrote so give no
// values.
func decodeValues(text string) map[string]string {
	if fields, ok := decodePlain(text); ok {
		return fields
	}
	fields := map[string]string{}
	if json.Unmarshal([]byte(text), &fields) != nil {
		return map[string]string{}
	}
	return fields
}

// decodePlain reads the usual form: no blanks between, nothing escaped. The values
// are parts of text.
func decodePlain(text string) (fields map[string]string, ok bool) {
	if len(text) < 2 || text[0] != '{' || text[len(text)-1] != '}' || !utf8.ValidString(text) {
		return nil, false
	}
	rest := text[1 : len(text)-1]
	fields = make(map[string]string, strings.Count(rest, `":"`))
	for rest != "" {
		name, after, ok := cutString(rest)
		if !ok || after == "" || after[0] != ':' {
			return nil, false
		}
		value, after, ok := cutString(after[1:])
		if !ok {
			return nil, false
		}
		fields[name] = value
		if rest = after; rest == "" {
			break
		}
		if rest[0] != ',' || len(rest) == 1 {
			return nil, false
		}
		rest = rest[1:]
	}
	return fields, true
}

// cutString takes a string in quotes off the beginning, as long as nothing in it
// is escaped or would have to be.
func cutString(text string) (value, rest string, ok bool) {
	if text == "" || text[0] != '"' {
		return "", "", false
	}
	for i := 1; i < len(text); i++ {
		switch c := text[i]; {
		case c == '"':
			return text[1:i], text[i+1:], true
		case c == '\\' || c < ' ':
			return "", "", false
		}
	}
	return "", "", false
}
