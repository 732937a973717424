package storage

import (
	"context"
	"crypto/sha256"
	"database/sql/driver"
	"encoding/hex"
	"encoding/json"
	"maps"
	"regexp"
	"strings"

	"jointplan/plan"
)

// applicationID marks a SQLite file as a workspace ("JPLN" in its header).
const applicationID = 0x4A504C4E

// formatVersion is the version of the log's tables, kept as user_version. A
// change to logTables is a new version and a step in migrate.go; a new field or
// kind in package plan is neither.
const formatVersion = 1

// logTables hold the truth. Columns are typed strictly, so that SQLite's own
// check finds a value of the wrong kind. Ids of objects and transactions are 16
// bytes, digests 32, times milliseconds since 1970.
var logTables = []string{
	// What is true of the file as a whole.
	`CREATE TABLE meta (k TEXT NOT NULL PRIMARY KEY, v TEXT NOT NULL) STRICT, WITHOUT ROWID`,
	// One opening for writing.
	`CREATE TABLE session (id BLOB NOT NULL PRIMARY KEY, name TEXT NOT NULL, party TEXT NOT NULL, host TEXT NOT NULL, app TEXT NOT NULL, started INTEGER NOT NULL) STRICT, WITHOUT ROWID`,
	// One edit. parents are the ids of the latest transactions its author knew;
	// title is an encoded message; undo_of is what an undo or redo is about.
	`CREATE TABLE txn (id BLOB NOT NULL PRIMARY KEY, seq INTEGER NOT NULL, parents BLOB NOT NULL, at INTEGER NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL, undo_of BLOB, ops INTEGER NOT NULL, digest BLOB NOT NULL) STRICT, WITHOUT ROWID`,
	// One value given to one field. fld '*' is the creation with all values as
	// JSON and the kind, fld '!' the deletion (1) or its reversal (0).
	`CREATE TABLE op (obj BLOB NOT NULL, fld TEXT NOT NULL, txn BLOB NOT NULL, kind TEXT, val TEXT NOT NULL, PRIMARY KEY (obj, fld, txn)) STRICT, WITHOUT ROWID`,
	`CREATE INDEX op_txn ON op (txn, obj, fld)`,
}

// Fields of ops that stand for the object as a whole.
const (
	fldCreate = plan.WholeObject
	fldDelete = "!"
)

// What meta keeps.
const (
	metaWorkspace = "workspace"  // random id that copies of a workspace share
	metaMinReader = "min_reader" // oldest format version that may read the file
	metaMinWriter = "min_writer" // and that may write it
	metaTables    = "tables"     // the declarations the cache was made from
	metaSeal      = "seal"       // digest of all rows of the cache
	metaHeads     = "heads"      // latest transactions
	metaBranched  = "branched"   // "1" once another copy's transactions came in
)

// tableDecl is the table of one kind as a file has it.
type tableDecl struct {
	Kind   string   `json:"kind"`
	Fields []string `json:"fields"`
}

// declarations describes the tables of objects this version makes.
func declarations() []tableDecl {
	var decls []tableDecl
	for _, k := range plan.Kinds() {
		d := tableDecl{Kind: k.Name}
		for _, f := range k.Fields {
			d.Fields = append(d.Fields, f.Name)
		}
		decls = append(decls, d)
	}
	return decls
}

func encodeDecls(decls []tableDecl) string {
	b, err := json.Marshal(decls)
	if err != nil {
		return "[]" // strings always encode
	}
	return string(b)
}

var plainName = regexp.MustCompile(`^[a-z][a-z0-9-]{0,60}$`)

// decodeDecls reads what encodeDecls wrote; ok is false when it names anything
// that may not stand in a statement.
func decodeDecls(s string) (decls []tableDecl, ok bool) {
	if json.Unmarshal([]byte(s), &decls) != nil {
		return nil, false
	}
	for _, d := range decls {
		if !plainName.MatchString(d.Kind) {
			return nil, false
		}
		for _, f := range d.Fields {
			if !plainName.MatchString(f) {
				return nil, false
			}
		}
	}
	return decls, true
}

func quoted(name string) string { return `"` + name + `"` }

func (d tableDecl) name() string { return "object_" + d.Kind }

// create gives the statement that makes the table.
func (d tableDecl) create() string {
	var b strings.Builder
	b.WriteString("CREATE TABLE " + quoted(d.name()) + " (id BLOB NOT NULL PRIMARY KEY")
	for _, f := range d.Fields {
		b.WriteString(", " + quoted(f) + " TEXT")
	}
	b.WriteString(") STRICT")
	return b.String()
}

// schemaOf reads the whole schema of the file: each entry's type and name, and
// the text that made it.
func schemaOf(ctx context.Context, c *conn) (map[string]string, error) {
	schema := map[string]string{}
	err := c.each(ctx, "SELECT type, name, tbl_name, sql FROM sqlite_schema", nil, func(row []driver.Value) error {
		schema[asText(row[0])+" "+asText(row[1])+" "+asText(row[2])] = asText(row[3])
		return nil
	})
	return schema, err
}

// expectedSchema gives what schemaOf has to find.
func expectedSchema(log []string, decls []tableDecl) map[string]string {
	schema := map[string]string{}
	for _, sql := range log {
		words := strings.Fields(sql)
		table := words[2]
		if words[1] == "INDEX" {
			table = words[4]
		}
		schema[strings.ToLower(words[1])+" "+words[2]+" "+table] = sql
	}
	for _, d := range decls {
		schema["table "+d.name()+" "+d.name()] = d.create()
		schema["index sqlite_autoindex_"+d.name()+"_1 "+d.name()] = ""
	}
	return schema
}

// checkSchema compares the file's schema with the known one, entry by entry: a
// view, a trigger or a table of somebody else's makes the file not ours. It
// gives the declarations the file's tables were made from.
func checkSchema(ctx context.Context, c *conn, log []string) ([]tableDecl, error) {
	schema, err := schemaOf(ctx, c)
	if err != nil {
		return nil, err
	}
	if schema["table meta meta"] != log[0] {
		return nil, errSchema
	}
	text, err := getMeta(c, metaTables)
	if err != nil {
		return nil, err
	}
	decls, ok := decodeDecls(text)
	if !ok || !maps.Equal(schema, expectedSchema(log, decls)) {
		return nil, errSchema
	}
	return decls, nil
}

// createTables makes the tables of an empty file, in a transaction of the
// caller's.
func createTables(c *conn) error {
	for _, sql := range logTables {
		if err := c.exec(sql); err != nil {
			return err
		}
	}
	for _, d := range declarations() {
		if err := c.exec(d.create()); err != nil {
			return err
		}
	}
	return nil
}

func putMeta(c *conn, k, v string) error {
	return c.run("INSERT INTO meta (k, v) VALUES (?, ?) ON CONFLICT (k) DO UPDATE SET v = excluded.v", k, v)
}

// maxMeta is far more than meta ever keeps in one value, in bytes.
const maxMeta = 1 << 20

// getMeta gives what meta keeps, "" when there is nothing or nothing of ours.
func getMeta(c *conn, k string) (string, error) {
	return c.text("SELECT v FROM meta WHERE k = ? AND octet_length(v) <= ?", k, int64(maxMeta))
}

// seal is a digest of many rows that does not depend on their order: the digests
// of all rows, added bit by bit. It finds the changed byte that SQLite's own
// check overlooks; it is no guard against an adversary.
type seal [16]byte

func (s *seal) toggle(row []byte) {
	sum := sha256.Sum256(row)
	for i := range s {
		s[i] ^= sum[i]
	}
}

func (s *seal) merge(other seal) {
	for i := range s {
		s[i] ^= other[i]
	}
}

func (s seal) String() string { return hex.EncodeToString(s[:]) }
