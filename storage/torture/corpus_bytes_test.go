package torture

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"math/rand/v2"
	"os"
	"strings"
	"syscall"
)

const pageBytes = 4096

func init() {
	onBytes("one bit", func(b []byte, rng *rand.Rand) []byte {
		b[rng.IntN(len(b))] ^= 1 << rng.IntN(8)
		return b
	})
	onBytes("some bytes", func(b []byte, rng *rand.Rand) []byte {
		for range 2 + rng.IntN(200) {
			b[rng.IntN(len(b))] = byte(rng.Uint32())
		}
		return b
	})
	onBytes("header", func(b []byte, rng *rand.Rand) []byte {
		for range 1 + rng.IntN(4) {
			b[16+rng.IntN(84)] = byte(rng.Uint32())
		}
		return b
	})
	onBytes("first page", func(b []byte, rng *rand.Rand) []byte {
		for range 1 + rng.IntN(8) {
			b[100+rng.IntN(pageBytes-100)] = byte(rng.Uint32())
		}
		return b
	})
	onBytes("cut anywhere", func(b []byte, rng *rand.Rand) []byte { return b[:rng.IntN(len(b))] })
	onBytes("cut at a page", func(b []byte, rng *rand.Rand) []byte {
		return b[:rng.IntN(len(b)/pageBytes)*pageBytes]
	})
	onBytes("cut and told so", func(b []byte, rng *rand.Rand) []byte {
		pages := 1 + rng.IntN(len(b)/pageBytes-1)
		binary.BigEndian.PutUint32(b[28:], uint32(pages))
		return b[:pages*pageBytes]
	})
	onBytes("something behind", func(b []byte, rng *rand.Rand) []byte {
		return append(b, randomBytes(rng, 1+rng.IntN(20_000))...)
	})
	onBytes("pages exchanged", func(b []byte, rng *rand.Rand) []byte {
		for range 1 + rng.IntN(3) {
			x, y := page(b, rng), page(b, rng)
			was := bytes.Clone(x)
			copy(x, y)
			copy(y, was)
		}
		return b
	})
	onBytes("page repeated", func(b []byte, rng *rand.Rand) []byte {
		copy(page(b, rng), page(b, rng))
		return b
	})
	onBytes("pages lost", func(b []byte, rng *rand.Rand) []byte {
		for range 1 + rng.IntN(5) {
			clear(page(b, rng))
		}
		return b
	})
	onBytes("cells point anywhere", func(b []byte, rng *rand.Rand) []byte {
		p := page(b, rng)
		for i := 8; i+2 < 200; i += 2 {
			binary.BigEndian.PutUint16(p[i:], uint16(rng.Uint32()))
		}
		return b
	})
	onBytes("tree leads back", leadBack)
	onBytes("tree of one child", oneChild)
	onBytes("free pages in use", func(b []byte, rng *rand.Rand) []byte {
		pages := uint32(len(b) / pageBytes)
		binary.BigEndian.PutUint32(b[32:], 1+rng.Uint32N(pages))
		binary.BigEndian.PutUint32(b[36:], 1+rng.Uint32N(pages*2))
		return b
	})
	onBytes("overflow leads back", func(b []byte, rng *rand.Rand) []byte {
		for n := 1; n < len(b)/pageBytes; n++ {
			p := b[n*pageBytes:]
			if p[0] == 0 && p[1] == 0 && rng.IntN(2) == 0 { // begins as an overflow page does
				binary.BigEndian.PutUint32(p, uint32(pick(rng, n+1, 1, 1+rng.IntN(len(b)/pageBytes))))
			}
		}
		return b
	})
	onBytes("another program's", otherProgram)
	addFamily("rows without end", rowsWithoutEnd)
	addFamily("journal beside", journalBeside)
	addFamily("no regular file", noRegularFile)
	addFamily("enormous hole", enormousHole)
}

func page(b []byte, rng *rand.Rand) []byte {
	n := rng.IntN(len(b) / pageBytes)
	return b[n*pageBytes : (n+1)*pageBytes]
}

// inner lists the pages that lead on to others.
func inner(b []byte) (pages []int) {
	for n := 1; n < len(b)/pageBytes; n++ {
		if kind := b[n*pageBytes]; kind == 2 || kind == 5 {
			pages = append(pages, n)
		}
	}
	return pages
}

// leadBack has inner pages lead to pages above or beside them.
func leadBack(b []byte, rng *rand.Rand) []byte {
	all := inner(b)
	for range 1 + rng.IntN(3) {
		p := b[pick(rng, all...)*pageBytes:]
		to := uint32(pick(rng, all...) + 1)
		if cells := int(binary.BigEndian.Uint16(p[3:])); rng.IntN(2) == 0 && cells > 0 {
			cell := binary.BigEndian.Uint16(p[12+2*rng.IntN(min(cells, 500)):])
			if int(cell)+4 <= pageBytes {
				binary.BigEndian.PutUint32(p[cell:], to)
			}
			continue
		}
		binary.BigEndian.PutUint32(p[8:], to)
	}
	return b
}

// oneChild has all entries of inner pages lead to one page, so that a small file
// seems to hold endlessly many rows.
func oneChild(b []byte, rng *rand.Rand) []byte {
	all := inner(b)
	for _, n := range all {
		if rng.IntN(3) == 0 {
			continue
		}
		p := b[n*pageBytes : (n+1)*pageBytes]
		to := uint32(pick(rng, all...) + 1)
		for i := range int(binary.BigEndian.Uint16(p[3:])) {
			if at := 12 + 2*i; at+2 <= len(p) {
				if cell := int(binary.BigEndian.Uint16(p[at:])); cell+4 <= len(p) {
					binary.BigEndian.PutUint32(p[cell:], to)
				}
			}
		}
		binary.BigEndian.PutUint32(p[8:], to)
	}
	return b
}

// otherProgram gives what is no workspace at all, bombs among it.
func otherProgram(b []byte, rng *rand.Rand) []byte {
	return pick(rng,
		func() []byte { return nil },
		func() []byte { return randomBytes(rng, rng.IntN(10_000)) },
		func() []byte { return append([]byte("SQLite format 3\x00"), randomBytes(rng, rng.IntN(10_000))...) },
		func() []byte { return bytes.Repeat([]byte("not a plan\n"), 1+rng.IntN(1000)) },
		func() []byte { return zipBomb() },
		func() []byte { return ageBomb(rng) },
		func() []byte { return append(b[:100:100], zipBomb()...) },
		func() []byte { return []byte("%PDF-1.7\n") },
		func() []byte {
			return []byte("<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"" + strings.Repeat("&c;", 1000) + "\">]><a>&b;</a>")
		},
	)()
}

// zipBomb is half a megabyte that unpacks to two hundred.
func zipBomb() []byte {
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	for _, name := range []string{"xl/workbook.xml", "../../etc/passwd", "xl/worksheets/sheet1.xml"} {
		if f, err := z.Create(name); err == nil {
			f.Write(make([]byte, 64<<20))
		}
	}
	z.Close()
	return packed.Bytes()
}

// ageBomb looks like an encrypted file that asks for a year of key stretching.
func ageBomb(rng *rand.Rand) []byte {
	head := "age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 62\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n--- AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n"
	return append([]byte(head), randomBytes(rng, 1000)...)
}

// journalBeside puts a file beside the workspace that SQLite would play back.
func journalBeside(path string, rng *rand.Rand) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	journal := []byte{0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7}
	pages := 1 + rng.IntN(5)
	nonce := rng.Uint32()
	for _, n := range []uint32{uint32(pages), nonce, uint32(len(b) / pageBytes), 512, pageBytes} {
		journal = binary.BigEndian.AppendUint32(journal, n)
	}
	journal = append(journal, make([]byte, 512-len(journal))...)
	for range pages {
		n := 1 + rng.IntN(len(b)/pageBytes)
		content := bytes.Clone(page(b, rng))
		if rng.IntN(2) == 0 {
			content = randomBytes(rng, pageBytes)
		}
		sum := nonce
		for i := pageBytes - 200; i > 0; i -= 200 {
			sum += uint32(content[i])
		}
		journal = binary.BigEndian.AppendUint32(journal, uint32(n))
		journal = append(journal, content...)
		journal = binary.BigEndian.AppendUint32(journal, sum)
	}
	if rng.IntN(3) == 0 { // names another file to be removed when done
		name := []byte(path + "-mj123456789")
		var sum uint32
		for _, c := range name {
			sum += uint32(c)
		}
		journal = append(binary.BigEndian.AppendUint32(journal, 1), name...)
		journal = binary.BigEndian.AppendUint32(journal, uint32(len(name)))
		journal = binary.BigEndian.AppendUint32(journal, sum)
		journal = append(journal, 0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7)
	}
	if rng.IntN(4) == 0 {
		journal = randomBytes(rng, 1+rng.IntN(5000))
	}
	return os.WriteFile(path+pick(rng, "-journal", "-journal", "-wal"), journal, 0o600)
}

func noRegularFile(path string, rng *rand.Rand) error {
	if err := os.Remove(path); err != nil {
		return err
	}
	return pick(rng,
		func() error { return os.Mkdir(path, 0o700) },
		func() error { return syscall.Mkfifo(path, 0o600) },
		func() error { return os.Symlink(path, path) },
		func() error { return os.Symlink("/dev/zero", path) },
		func() error { return os.Symlink("/proc/self/mem", path) },
		func() error { return nil },
	)()
}

// enormousHole is a file of many gigabytes that takes no room on the disk.
func enormousHole(path string, rng *rand.Rand) error {
	size := int64(1+rng.IntN(8)) << 30
	if rng.IntN(2) == 0 { // and its header agrees
		f, err := os.OpenFile(path, os.O_RDWR, 0)
		if err != nil {
			return err
		}
		defer f.Close()
		if _, err := f.WriteAt(binary.BigEndian.AppendUint32(nil, uint32(size/pageBytes)), 28); err != nil {
			return err
		}
	}
	return os.Truncate(path, size)
}
