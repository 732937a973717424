package chart

import (
	"encoding/binary"
	"image/color"
	"math"
)

// ink is a colour ready to be laid over opaque pixels. The bytes of pixels are
// worked on in lanes of sixteen bits, four with one multiplication.
type ink struct {
	red, green uint64 // lanes of red and blue, of green and alpha, for two pixels
	lanes      uint64 // of one pixel
	alpha      uint32
}

const (
	lanes = 0x00FF00FF00FF00FF
	half  = 0x0080008000800080 // to round when divided by 255
)

func inkOf(c color.NRGBA) ink {
	k := ink{alpha: uint32(c.A)}
	k.red = uint64(uint32(c.R)|uint32(c.B)<<16) * (1 + 1<<32)
	k.green = uint64(uint32(c.G)|255<<16) * (1 + 1<<32)
	k.lanes = k.red&0xFFFFFFFF | k.green<<32
	return k
}

// part is how much of 255 parts the ink is where a pixel is covered by so many.
func (k *ink) part(cover uint32) uint64 { return uint64((k.alpha*cover + 127) / 255) }

// over lays the ink over a pixel, of 255 parts as many as part says.
func (k *ink) over(to []uint8, part uint64) {
	p := binary.LittleEndian.Uint32(to)
	mixed := byte255((uint64(p&0xFF00FF)|uint64(p>>8&0xFF00FF)<<32)*(255-part) + k.lanes*part)
	binary.LittleEndian.PutUint32(to, uint32(mixed)|uint32(mixed>>32)<<8)
}

// through lays a pixel of a picture, whose colour is multiplied with its alpha,
// over another.
func through(to []uint8, p uint32) {
	if p == 0 {
		return
	}
	under := binary.LittleEndian.Uint32(to)
	mixed := byte255((uint64(under&0xFF00FF) | uint64(under>>8&0xFF00FF)<<32) * uint64(255-p>>24))
	binary.LittleEndian.PutUint32(to, p+(uint32(mixed)|uint32(mixed>>32)<<8))
}

// byte255 divides each lane by 255 and rounds.
func byte255(sums uint64) uint64 {
	sums += half
	return (sums + sums>>8&lanes) >> 8 & lanes
}

// dab lays the ink over some pixels as far as each is covered.
func (k *ink) dab(to, covers []uint8) {
	to = to[:4*len(covers)]
	for len(covers) >= 4 {
		switch binary.LittleEndian.Uint32(covers) {
		case 0:
		case math.MaxUint32:
			k.span(to[:16])
		default:
			for i, cover := range covers[:4] {
				k.over(to[4*i:4*i+4:4*i+4], k.part(uint32(cover)))
			}
		}
		covers, to = covers[4:], to[16:]
	}
	for i, cover := range covers {
		k.over(to[4*i:4*i+4:4*i+4], k.part(uint32(cover)))
	}
}

// span lays the ink over an even number of pixels that are wholly covered.
func (k *ink) span(to []uint8) {
	if k.alpha == 255 {
		p := uint32(k.lanes) | uint32(k.lanes>>32)<<8
		binary.LittleEndian.PutUint32(to, p)
		repeat(to)
		return
	}
	part, rest := uint64(k.alpha), uint64(255-k.alpha)
	red, green := k.red*part, k.green*part
	for ; len(to) >= 8; to = to[8:] {
		p := binary.LittleEndian.Uint64(to)
		binary.LittleEndian.PutUint64(to, byte255(p&lanes*rest+red)|byte255(p>>8&lanes*rest+green)<<8)
	}
}

// cover fills pixels with an opaque colour.
func cover(to []uint8, c color.NRGBA) {
	if len(to) >= 4 {
		to[0], to[1], to[2], to[3] = c.R, c.G, c.B, 255
		repeat(to)
	}
}

// repeat fills pixels with the first.
func repeat(to []uint8) {
	for n := 4; n < len(to); n *= 2 {
		copy(to[n:], to[:n])
	}
}
