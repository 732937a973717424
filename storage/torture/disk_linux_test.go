package torture

import (
	"maps"
	"math/rand/v2"
	"path/filepath"
)

// sector is what a disk writes whole or not at all, in bytes.
const sector = 512

// disk is what may be on the medium at a moment: the content of each object as
// of its last sync with what was done since, and apart from it the names in the
// folder as of its last sync with what became of names since.
type disk struct {
	objects map[uint32]*object
	names   map[string]uint32 // on the medium for certain
	pending []naming
	initial map[string][]byte
	told    int // edits acknowledged
	deaf    map[byte]bool
}

// object is the content of a file, whatever its name.
type object struct {
	durable []byte
	since   []record
}

// naming gives a name to an object, or takes it away when object is 0.
type naming struct {
	name   string
	object uint32
}

// What a disk may be made to ignore, as weaker settings of the journal would.
const (
	fileSyncs   = 'f'
	folderSyncs = 'd'
)

// newDisk holds the files that were there at first. It ignores the syncs in deaf.
func newDisk(initial map[string][]byte, deaf ...byte) *disk {
	d := &disk{objects: map[uint32]*object{}, names: map[string]uint32{}, initial: initial, deaf: map[byte]bool{}}
	for _, kind := range deaf {
		d.deaf[kind] = true
	}
	return d
}

func (d *disk) do(r record) {
	switch r.kind {
	case didOpen:
		name := filepath.Base(string(r.data))
		d.objects[r.object] = &object{durable: append([]byte{}, d.initial[name]...)}
		d.names[name] = r.object
	case didCreate:
		d.objects[r.object] = &object{}
		d.pending = append(d.pending, naming{filepath.Base(string(r.data)), r.object})
	case didUnlink:
		d.pending = append(d.pending, naming{filepath.Base(string(r.data)), 0})
	case didWrite, didCut:
		o := d.objects[r.object]
		o.since = append(o.since, r)
	case didSync:
		d.sync(r.object)
	case didTell:
		d.told = int(r.at)
	}
}

func (d *disk) sync(id uint32) {
	if id == directory {
		if !d.deaf[folderSyncs] {
			d.names = named(d.names, d.pending)
			d.pending = nil
		}
		return
	}
	if o := d.objects[id]; o != nil && !d.deaf[fileSyncs] {
		o.durable = o.after(func() bool { return true })
		o.since = nil
	}
}

func named(names map[string]uint32, pending []naming) map[string]uint32 {
	names = maps.Clone(names)
	for _, n := range pending {
		if n.object == 0 {
			delete(names, n.name)
		} else {
			names[n.name] = n.object
		}
	}
	return names
}

// after is the content when of what was not synced only those sectors and lengths
// came to the medium that reached says.
func (o *object) after(reached func() bool) []byte {
	b := append([]byte{}, o.durable...)
	for _, r := range o.since {
		if r.kind == didCut {
			if reached() {
				b = append(b[:min(int(r.at), len(b))], make([]byte, max(int(r.at)-len(b), 0))...)
			}
			continue
		}
		for from := 0; from < len(r.data); {
			at := int(r.at) + from
			to := min(from+sector-at%sector, len(r.data))
			if reached() {
				if end := at + to - from; end > len(b) {
					b = append(b, make([]byte, end-len(b))...)
				}
				copy(b[at:], r.data[from:to])
			}
			from = to
		}
	}
	return b
}

// cutPower gives the files that are found when the power is back.
func (d *disk) cutPower(rng *rand.Rand) map[string][]byte {
	names := named(d.names, d.pending[:rng.IntN(len(d.pending)+1)])
	files := map[string][]byte{}
	for name, id := range names {
		share := pick(rng, 0, 0.1, 0.5, 0.9, 1)
		files[name] = d.objects[id].after(func() bool { return rng.Float64() < share })
	}
	return files
}
