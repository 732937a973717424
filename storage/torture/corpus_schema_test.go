package torture

import (
	"encoding/json"
	"fmt"
	"strings"
)

// Schemas that are not ours, among them ones that would work for whoever made
// them as soon as a statement touches them.
func init() {
	onDatabase("more in the schema", func(d *database) error {
		return d.do(pick(d.rng,
			"CREATE TABLE extra (a)",
			"CREATE VIEW evil AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT * FROM r",
			"CREATE TRIGGER evil AFTER INSERT ON op BEGIN DELETE FROM op; END",
			"CREATE TRIGGER evil BEFORE UPDATE ON meta BEGIN SELECT RAISE(FAIL, 'no'); END",
			"CREATE INDEX more ON op (length(val))",
			"CREATE INDEX more ON txn (title) WHERE seq > 1",
			"CREATE UNIQUE INDEX more ON object_task (title)",
			"CREATE VIRTUAL TABLE more USING rtree(a, b, c)",
			"CREATE VIRTUAL TABLE more USING fts3(a)",
			"ANALYZE",
			"ALTER TABLE op ADD COLUMN extra TEXT",
			"ALTER TABLE object_task ADD COLUMN extra TEXT GENERATED ALWAYS AS (title || title)",
			"ALTER TABLE object_task RENAME TO object_tusk",
			"ALTER TABLE op RENAME COLUMN val TO value",
		))
	})
	onDatabase("tables missing", func(d *database) error {
		return d.do("DROP TABLE " + pick(d.rng, "op", "txn", "session", "meta", "object_task", "object_party"))
	})
	onDatabase("table is a view", func(d *database) error {
		table := pick(d.rng, "meta", "session", "txn", "op", "object_task")
		body := pick(d.rng,
			"WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT n AS k, n AS v FROM r",
			"SELECT randomblob(1000000000) AS k, zeroblob(1000000000) AS v",
			"SELECT * FROM "+table)
		return d.all("DROP TABLE "+table, "CREATE VIEW "+table+" AS "+body)
	})
	onDatabase("schema rewritten", func(d *database) error {
		return d.schema(func() error {
			return d.do(pick(d.rng,
				"UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'op') WHERE name = 'txn'",
				"UPDATE sqlite_schema SET rootpage = 1 WHERE name = 'meta'",
				"UPDATE sqlite_schema SET rootpage = 999999 WHERE name = 'op_txn'",
				"UPDATE sqlite_schema SET rootpage = -5 WHERE name = 'op'",
				"UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'sqlite_autoindex_object_task_1') WHERE name = 'object_task'",
				"UPDATE sqlite_schema SET sql = replace(sql, ' STRICT', '')",
				"UPDATE sqlite_schema SET sql = 'CREATE TABLE meta (k, v CHECK (v IN (WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT n FROM r)))' WHERE name = 'meta'",
				"UPDATE sqlite_schema SET sql = replace(sql, 'val TEXT NOT NULL', 'val TEXT NOT NULL DEFAULT (randomblob(1000000000))') WHERE name = 'op'",
				"UPDATE sqlite_schema SET sql = '' WHERE name = 'op'",
				"UPDATE sqlite_schema SET sql = NULL",
				"UPDATE sqlite_schema SET name = 'meta', tbl_name = 'meta' WHERE name = 'txn'",
				"UPDATE sqlite_schema SET type = 'view' WHERE name = 'op'",
				"INSERT INTO sqlite_schema SELECT * FROM sqlite_schema",
				"DELETE FROM sqlite_schema WHERE type = 'index'",
				"DELETE FROM sqlite_schema",
			))
		})
	})
	onDatabase("schema of great length", func(d *database) error {
		return d.schema(func() error {
			return d.do("INSERT INTO sqlite_schema SELECT 'table', 't' || value, 't' || value, 2, ? FROM (WITH RECURSIVE r(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM r LIMIT ?) SELECT value FROM r)",
				"CREATE TABLE t (a, b DEFAULT '"+strings.Repeat("x", pick(d.rng, 10, 900, 100_000))+"')", int64(pick(d.rng, 10, 1000, 20_000)))
		})
	})
	onDatabase("tables declared without end", func(d *database) error {
		return declare(d, pick(d.rng, 1, 50, 1500), pick(d.rng, 1, 90, 600))
	})
	onDatabase("declarations", func(d *database) error {
		return d.do("UPDATE meta SET v = ? WHERE k = 'tables'", pick(d.rng,
			"", "[]", "{}", "null", strings.Repeat("[", 100_000), `[{"kind":"a\" (x); DROP TABLE op; --","fields":[]}]`,
			`[{"kind":"task","fields":["title","title"]}]`, `[{"kind":"task"},{"kind":"task"}]`))
	})
	onDatabase("meta", func(d *database) error {
		return d.do("UPDATE meta SET v = ? WHERE k = ?", pick(d.rng, "", "-1", "99999999999999999999", "0", "x", strings.Repeat("ab", 8_000_000), "\x00", "ff00"),
			pick(d.rng, "workspace", "min_reader", "min_writer", "seal", "heads", "mark"))
	})
	onDatabase("form of the file", func(d *database) error {
		return d.all(pick(d.rng, "PRAGMA page_size = 512", "PRAGMA page_size = 1024", "PRAGMA page_size = 65536", "PRAGMA auto_vacuum = FULL", "PRAGMA auto_vacuum = INCREMENTAL"), "VACUUM")
	})
}

// declare gives the file tables of kinds that no version ever had, and says so
// where the declarations are kept, as an older version might have.
func declare(d *database, kinds, fields int) error {
	rows, err := d.rows("SELECT v FROM meta WHERE k = 'tables'")
	if err != nil {
		return err
	}
	type decl struct {
		Kind   string   `json:"kind"`
		Fields []string `json:"fields"`
	}
	var decls []decl
	if err := json.Unmarshal(bytesOf(rows[0][0]), &decls); err != nil {
		return err
	}
	if err := d.do("BEGIN"); err != nil {
		return err
	}
	for k := range kinds {
		one := decl{Kind: fmt.Sprintf("made-up-%d", k)}
		sql := "CREATE TABLE \"object_" + one.Kind + "\" (id BLOB NOT NULL PRIMARY KEY"
		for f := range fields {
			name := fmt.Sprintf("field-%d", f)
			one.Fields = append(one.Fields, name)
			sql += `, "` + name + `" TEXT`
		}
		if err := d.do(sql + ") STRICT"); err != nil {
			return err
		}
		decls = append(decls, one)
	}
	b, err := json.Marshal(decls)
	if err != nil {
		return err
	}
	if err := d.do("UPDATE meta SET v = ? WHERE k = 'tables'", string(b)); err != nil {
		return err
	}
	return d.do("COMMIT")
}
