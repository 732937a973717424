package storage

import (
	"database/sql/driver"
	"os"
)

// spare is how many bytes a query may give besides; tests are meaner.
var spare = int64(64 << 20)

// rowsAtMost is more rows than a file of this size can hold.
func (c *conn) rowsAtMost() int64 {
	info, err := os.Stat(c.path)
	if err != nil {
		return 1 << 20
	}
	return info.Size()/16 + 1
}

// sizeOf is about what a row takes in memory, in bytes.
func sizeOf(row []driver.Value) int64 {
	n := int64(32)
	for _, v := range row {
		switch v := v.(type) {
		case string:
			n += int64(len(v))
		case []byte:
			n += int64(len(v))
		}
	}
	return n
}

// allows reports whether a query may have given so many bytes. None of ours gives
// more than the file holds; a tree of pages that leads back to itself, or values
// that share their pages, would go on until the memory is full.
func (c *conn) allows(read int64) bool {
	if read <= c.most || c.mode == modeCreate { // a file of our making grows on the disk only when it is done
		return true
	}
	info, err := os.Stat(c.path)
	if err != nil {
		return true // moved away meanwhile; edits find out
	}
	const times = 4
	c.most = times*info.Size() + spare
	return read <= c.most
}
