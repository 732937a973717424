package torture

import (
	"encoding/binary"
	"math/rand/v2"
	"os"
)

// rowsWithoutEnd gives a table, and its index, a few pages that lead a thousand
// times to the next, so that reading or only counting its rows would take years.
// Half of the files are so large that their structure is looked at late.
func rowsWithoutEnd(path string, rng *rand.Rand) error {
	d, err := openDatabase(path, rng)
	if err != nil {
		return err
	}
	defer d.c.Close()
	table := pick(rng, "object_task", "object_party", "object_unit", "op", "txn", "op_txn")
	roots, err := d.rows("SELECT rootpage FROM sqlite_schema WHERE name IN (?, ?)", table, "sqlite_autoindex_"+table+"_1")
	if err != nil {
		return err
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	for _, r := range roots {
		b = endless(b, int(number(r[0])), 3+rng.IntN(4))
	}
	if rng.IntN(2) == 0 {
		b = append(b, make([]byte, 17<<20)...)
	}
	binary.BigEndian.PutUint32(b[28:], uint32(len(b)/pageBytes))
	return os.WriteFile(path, b, 0o600)
}

// endless puts levels of pages between the root of a tree and its first leaf.
func endless(b []byte, root, levels int) []byte {
	const inTable, inIndex = 0x05, 0x02
	at := func(n int) []byte { return b[(n-1)*pageBytes : n*pageBytes] }
	leaf, kind := root, byte(inIndex)
	for at(leaf)[0] == inTable || at(leaf)[0] == inIndex {
		cell := binary.BigEndian.Uint16(at(leaf)[12:])
		leaf = int(binary.BigEndian.Uint32(at(leaf)[cell:]))
	}
	if at(leaf)[0] == 0x0d {
		kind = inTable
	}
	if leaf == root { // a tree of one page: the leaf moves
		b = append(b, at(root)...)
		leaf = len(b) / pageBytes
	}
	for range levels {
		b = append(b, leadOn(kind, leaf)...)
		leaf = len(b) / pageBytes
	}
	copy(at(root), at(leaf))
	return b
}

// leadOn is a page with two thousand entries that all lead to the page next.
func leadOn(kind byte, next int) []byte {
	p := make([]byte, pageBytes)
	cell := binary.BigEndian.AppendUint32(nil, uint32(next))
	if kind == 0x05 {
		cell = append(cell, 1) // a row number
	} else {
		cell = append(cell, 2, 2, 0) // a record of nothing
	}
	start := pageBytes - len(cell)
	copy(p[start:], cell)
	entries := (start - 12) / 2
	p[0] = kind
	binary.BigEndian.PutUint16(p[3:], uint16(entries))
	binary.BigEndian.PutUint16(p[5:], uint16(start))
	binary.BigEndian.PutUint32(p[8:], uint32(next))
	for i := range entries {
		binary.BigEndian.PutUint16(p[12+2*i:], uint16(start))
	}
	return p
}
