package torture

import (
	"database/sql/driver"
	"encoding/binary"
	"fmt"
	"math"
	"strings"

	"jointplan/plan"
)

// Rows that say what no row of ours says. Where resealed, the digests are right,
// as of somebody who knows the program.
func init() {
	onDatabase("wrong types", func(d *database) error {
		table, column := anyColumn(d)
		return d.loosen(table, func() error {
			return d.do("UPDATE " + table + " SET " + column + " = " + pick(d.rng, "NULL", "17", "-1.5e300", "x'00ff'", "'text'", "''", "9223372036854775807", "zeroblob(100000)") + some(d))
		})
	})
	onDatabase("no UTF-8", func(d *database) error {
		table, column := pickPair(d, [][2]string{{"op", "val"}, {"op", "fld"}, {"txn", "title"}, {"txn", "kind"}, {"session", "name"}, {"session", "host"}, {"object_task", "title"}, {"object_task", `"when"`}, {"meta", "v"}})
		err := d.do("UPDATE " + table + " SET " + column + " = CAST(" + pick(d.rng, "x'ff'", "x'c328'", "x'eda080'", "x'f8888080'", "x'00'", "x'410042'", "x'e2808e'") + " || " + column + " AS TEXT)" + some(d))
		return then(d, err)
	})
	onDatabase("huge values", func(d *database) error {
		table, column := pickPair(d, [][2]string{{"op", "val"}, {"txn", "title"}, {"session", "name"}, {"object_task", "title"}, {"object_task", `"order"`}})
		length := int64(pick(d.rng, 40_000, 1_000_000, 20_000_000, 40_000_000))
		first := fmt.Sprintf("%s IN (SELECT %s FROM %s LIMIT %d)", keyOf(table), strings.Trim(keyOf(table), "()"), table, 1+d.rng.IntN(3))
		err := d.do("UPDATE "+table+" SET "+column+" = printf('%.*c', ?, 'x') WHERE "+first, length)
		return then(d, err)
	})
	onDatabase("extreme numbers", func(d *database) error {
		n := pick(d.rng, int64(math.MaxInt64), math.MinInt64, -1, 0, 1<<48, 253402300800000)
		table, column := pickPair(d, [][2]string{{"txn", "seq"}, {"txn", "at"}, {"txn", "ops"}, {"session", "started"}})
		return then(d, d.do("UPDATE "+table+" SET "+column+" = ?"+some(d), n))
	})
	onDatabase("parents", func(d *database) error {
		last := "(SELECT max(id) FROM txn)"
		return then(d, d.do("UPDATE txn SET parents = "+pick(d.rng,
			"id", "randomblob(16)", "x''", "x'00'", last, "parents || parents", "CAST(parents || id AS BLOB)", "zeroblob(1600000)",
			"CAST(parents || randomblob(16) AS BLOB)")+some(d)))
	})
	onDatabase("heads", func(d *database) error {
		return d.do("UPDATE meta SET v = " + pick(d.rng, "v || v", "lower(hex(randomblob(16)))", "''", "'xyz'", "(SELECT lower(hex(min(id))) FROM txn)",
			"(SELECT group_concat(lower(hex(id)), '') FROM txn)", "lower(hex(zeroblob(16000000)))") + " WHERE k = 'heads'")
	})
	onDatabase("many transactions", manyTransactions)
	onDatabase("copies without end", copiesWithoutEnd)
	onDatabase("clocks", clocks)
	onDatabase("ops of nobody", func(d *database) error {
		return d.do("INSERT INTO op SELECT randomblob(" + pick(d.rng, "16", "16", "15", "0") + "), fld, " + pick(d.rng, "txn", "randomblob(16)") + ", kind, val FROM op LIMIT " + fmt.Sprint(1+d.rng.IntN(5000)))
	})
	onDatabase("log thinned out", func(d *database) error {
		return then(d, d.do("DELETE FROM "+pick(d.rng, "op", "txn", "session", "meta", "object_task")+some(d)))
	})
	onDatabase("cache differs", func(d *database) error {
		return d.do(pick(d.rng,
			"UPDATE object_task SET title = 'told otherwise'"+some(d), "DELETE FROM object_task", "UPDATE object_task SET id = randomblob(16)",
			"INSERT INTO object_party (id, title) SELECT id, title FROM object_task", "UPDATE object_task SET id = randomblob(abs(random()) % 40)"+some(d),
			"UPDATE object_task SET \"when\" = 'never', progress = 'all', party = 'nobody'"+some(d), "UPDATE object_task SET title = char(31) || char(0) || char(30)"+some(d)))
	})
	onDatabase("forged values", forgedValues)
	onDatabase("forged creations", forgedCreations)
	onDatabase("cyclic references", cyclicReferences)
	onDatabase("absurd geometry", absurdGeometry)
}

// then makes the digests right in half of the cases.
func then(d *database, err error) error {
	if err != nil || d.rng.IntN(2) == 0 {
		return err
	}
	d.reseal() // what cannot be sealed stays as it is
	return nil
}

// some ends a statement so that it alters some or all rows.
func some(d *database) string {
	return pick(d.rng, "", " WHERE abs(random()) % 10 = 0", " WHERE abs(random()) % 100 = 0")
}

func keyOf(table string) string {
	if table == "op" {
		return "(obj, fld, txn)"
	}
	return "id"
}

func pickPair(d *database, pairs [][2]string) (table, column string) {
	p := pick(d.rng, pairs...)
	return p[0], p[1]
}

func anyColumn(d *database) (table, column string) {
	table = pick(d.rng, "meta", "session", "txn", "op", "object_task", "object_party")
	columns, err := d.rows("SELECT name FROM pragma_table_info(?)", table)
	if err != nil || len(columns) == 0 {
		return table, "rowid"
	}
	return table, `"` + text(pick(d.rng, columns...)[0]) + `"`
}

// lastTxn gives the latest transaction, to hang forged ops on.
func (d *database) lastTxn() ([]byte, error) {
	rows, err := d.rows("SELECT max(id) FROM txn")
	if err != nil {
		return nil, err
	}
	return bytesOf(rows[0][0]), nil
}

// manyTransactions gives the log a chain, or a fan, of thousands.
func manyTransactions(d *database) error {
	last, err := d.lastTxn()
	if err != nil {
		return err
	}
	n, fan := pick(d.rng, 100, 5_000, 20_000), d.rng.IntN(2) == 0
	id, parent := append([]byte{}, last...), last
	var all []byte
	for range n {
		binary.BigEndian.PutUint64(id, binary.BigEndian.Uint64(id)+1)
		err := d.do("INSERT INTO txn (id, seq, parents, at, kind, title, ops, digest) VALUES (?, ?, ?, 0, 'edit', '', 0, zeroblob(32))", append([]byte{}, id...), int64(9), append([]byte{}, parent...))
		if err != nil {
			return err
		}
		if all = append(all, id...); !fan {
			parent = append([]byte{}, id...)
		}
	}
	if fan && d.rng.IntN(2) == 0 { // joined by one of thousands of parents
		binary.BigEndian.PutUint64(id, binary.BigEndian.Uint64(id)+1)
		if err := d.do("INSERT INTO txn (id, seq, parents, at, kind, title, ops, digest) VALUES (?, 9, ?, 0, 'merge', '', 0, zeroblob(32))", id, all); err != nil {
			return err
		}
	}
	return d.reseal()
}

// copiesWithoutEnd has thousands give the same fields values without knowing of
// each other.
func copiesWithoutEnd(d *database) error {
	last, err := d.lastTxn()
	if err != nil {
		return err
	}
	tasks, err := d.objects("task", 3)
	if err != nil {
		return err
	}
	id := append([]byte{}, last...)
	for range pick(d.rng, 50, 1_000, 7_000) {
		binary.BigEndian.PutUint64(id, binary.BigEndian.Uint64(id)+1)
		err := d.do("INSERT INTO txn (id, seq, parents, at, kind, title, ops, digest) VALUES (?, 9, ?, 0, 'edit', '', 0, zeroblob(32))", append([]byte{}, id...), last)
		for _, task := range tasks {
			fld := pick(d.rng, "title", "title", "!")
			val := map[string]string{"title": fmt.Sprint("Told ", d.rng.IntN(1000)), "!": pick(d.rng, "0", "1")}[fld]
			if err == nil {
				err = d.do("INSERT INTO op (obj, fld, txn, val) VALUES (?, ?, ?, ?)", task, fld, append([]byte{}, id...), val)
			}
		}
		if err != nil {
			return err
		}
	}
	return d.reseal()
}

// clocks moves the latest transaction ahead in time.
func clocks(d *database) error {
	last, err := d.lastTxn()
	if err != nil {
		return err
	}
	tick := pick(d.rng, uint64(math.MaxUint64), math.MaxUint64-1, 1<<63, uint64(4_102_444_800_000)<<16, uint64(7_258_118_399_999)<<16)
	id := binary.BigEndian.AppendUint64(nil, tick)
	id = append(id, last[8:]...)
	if err := d.do("UPDATE op SET txn = ? WHERE txn = ?", id, last); err != nil {
		return err
	}
	if err := d.do("UPDATE txn SET id = ? WHERE id = ?", id, last); err != nil {
		return err
	}
	return d.reseal()
}

// hang puts ops on the latest transaction.
func (d *database) hang(obj []byte, fld string, kind, val driver.Value) error {
	last, err := d.lastTxn()
	if err != nil {
		return err
	}
	return d.do("INSERT OR REPLACE INTO op (obj, fld, txn, kind, val) VALUES (?, ?, ?, ?, ?)", obj, fld, last, kind, val)
}

// objects gives some objects of a kind.
func (d *database) objects(kind string, most int) (ids [][]byte, err error) {
	rows, err := d.rows("SELECT obj FROM op WHERE fld = '*' AND kind = ? LIMIT ?", kind, int64(most))
	for _, r := range rows {
		ids = append(ids, bytesOf(r[0]))
	}
	return ids, err
}

// absurd are values that are right for no field or strain the one they are for.
func absurd(d *database) string {
	return pick(d.rng, "", "NaN", "Infinity", "1e308", "-1e-320", "99999999999999999999999999", "0x10", "true", "9999-12-31", "0000-00-00/9999-99-99",
		"9999-12-31/0001-01-01", "2027-02-30", "1e400 EUR", "-99999999999.99 ", strings.Repeat("ab", 16)+"=100", strings.Repeat(strings.Repeat("0", 31)+"1 ", 5000),
		"\x1f\x1e\x00", "\u202e\u2066\u202eevil", strings.Repeat("\u0301", 5000), strings.Repeat("я", 40_000), strings.Repeat("[NATO: ", 5000), `{"k":"x","a":{"k":{"k":{}}}}`,
		"{{.Title}}", "%s%n%d", "=cmd|' /C calc'!A0", "'; DROP TABLE op; --", "<script>alert(1)</script>", strings.Repeat("(", 100_000))
}

func forgedValues(d *database) error {
	kinds := plan.Kinds()
	for range 1 + d.rng.IntN(60) {
		k := pick(d.rng, kinds...)
		ids, err := d.objects(k.Name, 20)
		if err != nil {
			return err
		}
		if len(ids) == 0 {
			continue
		}
		field := pick(d.rng, k.Fields...).Name
		if d.rng.IntN(10) == 0 {
			field = pick(d.rng, "unknown", "*", "!", "a", "order")
		}
		if err := d.hang(pick(d.rng, ids...), field, nil, absurd(d)); err != nil {
			return err
		}
	}
	return d.reseal()
}

func forgedCreations(d *database) error {
	for range 1 + d.rng.IntN(40) {
		kind := pick(d.rng, pick(d.rng, plan.Kinds()...).Name, "workspace", "unknown", "#share", "")
		id := randomBytes(d.rng, 16)
		if d.rng.IntN(4) == 0 {
			if ids, err := d.objects("task", 5); err == nil && len(ids) > 0 {
				id = pick(d.rng, ids...) // one id, two kinds
			}
		}
		val := pick(d.rng, "", "{}", "[]", "null", `"x"`, `{"title":7}`, `{"title":null}`, `{"title":{"a":"b"}}`, `{"title":"a","title":"b"}`, strings.Repeat(`{"a":`, 20_000),
			strings.Repeat("[", 200_000), `{"title":"`+strings.Repeat("x", 100_000)+`"}`, `{"operation":"`+strings.Repeat("0", 32)+`"}`, `{"title":"\ud800"}`, "{\"title\":\"\xff\"}")
		if err := d.hang(id, "*", kind, val); err != nil {
			return err
		}
	}
	return d.reseal()
}

// cyclicReferences has objects refer to themselves and to each other in rings.
func cyclicReferences(d *database) error {
	for _, k := range plan.Kinds() {
		ids, err := d.objects(k.Name, pick(d.rng, 1, 2, 50))
		if err != nil || len(ids) == 0 {
			continue
		}
		for _, f := range k.Fields {
			if f.Type != plan.Reference && f.Type != plan.List || d.rng.IntN(2) == 0 {
				continue
			}
			for i, id := range ids {
				if err := d.hang(id, f.Name, nil, fmt.Sprintf("%x", ids[(i+1)%len(ids)])); err != nil {
					return err
				}
			}
		}
	}
	return d.reseal()
}

func absurdGeometry(d *database) error {
	for _, k := range plan.Kinds() {
		for _, f := range k.Fields {
			if f.Type != plan.Shape {
				continue
			}
			ids, err := d.objects(k.Name, 10)
			if err != nil {
				return err
			}
			for _, id := range ids {
				if err := d.hang(id, f.Name, nil, shape(d)); err != nil {
					return err
				}
			}
		}
	}
	return d.reseal()
}

func shape(d *database) string {
	ring := func(n int, at func(i int) string) string {
		points := make([]string, n)
		for i := range points {
			points[i] = at(i)
		}
		points = append(points, points[0])
		return "[" + strings.Join(points, ",") + "]"
	}
	polygon := func(rings string) string { return `{"type":"Polygon","coordinates":[` + rings + `]}` }
	star := func(n int) string {
		return ring(n, func(i int) string {
			return fmt.Sprintf("[%g,%g]", 20+math.Sin(float64(i*7)), 42+math.Cos(float64(i*5)))
		})
	}
	return pick(d.rng,
		func() string { return polygon("[[1e308,1e308],[-1e308,1e308],[0,-1e308],[1e308,1e308]]") },
		func() string { return polygon("[[0,0],[0,0],[0,0],[0,0]]") },
		func() string { return polygon("[]") },
		func() string { return polygon(star(20_000)) },
		func() string { return polygon(star(pick(d.rng, 5, 50, 400))) },
		func() string { return polygon(strings.Repeat(star(4)+",", 3000) + star(4)) },
		func() string { return polygon("[[179.9,80],[-179.9,80],[179.9,-80],[179.9,80]]") },
		func() string { return polygon("[[0,90],[90,90],[180,90],[0,90]]") },
		func() string { return `{"type":"LineString","coordinates":[[0,0]]}` },
		func() string { return `{"type":"Point","coordinates":[` + strings.Repeat("1,", 50_000) + `1]}` },
		func() string { return `{"type":"Polygon","coordinates":` + strings.Repeat("[", 100_000) },
		func() string {
			return `{"type":"GeometryCollection","geometries":[` + strings.Repeat(`{"type":"GeometryCollection","geometries":[`, 5000)
		},
	)()
}
