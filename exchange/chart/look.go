package chart

import "image/color"

// Look is the colours of a map.
type Look struct {
	Sea, Land, Panel        color.NRGBA
	Ink, Second, Line       color.NRGBA
	Accent, Blocking, Amber color.NRGBA
	Fine                    color.NRGBA
	Dark                    bool
}

// The looks: for a window by day and by night, and for paper.
var (
	Light = Look{
		Sea: rgb(0xDCE8F1), Land: rgb(0xF4F1EA), Panel: rgb(0xFFFFFF), Ink: rgb(0x1B1F24), Second: rgb(0x4A535E), Line: rgb(0x8A929C),
		Accent: rgb(0x1F5FBF), Blocking: rgb(0xB3261E), Amber: rgb(0xB26A00), Fine: rgb(0x2E7D4F),
	}
	Dark = Look{
		Sea: rgb(0x17212B), Land: rgb(0x262B31), Panel: rgb(0x1C2025), Ink: rgb(0xE6E9ED), Second: rgb(0xB3BBC5), Line: rgb(0x6C7681),
		Accent: rgb(0x6FA3F2), Blocking: rgb(0xF2867F), Amber: rgb(0xE5A847), Fine: rgb(0x6CC08F), Dark: true,
	}
	Print = Look{
		Sea: rgb(0xE6EFF6), Land: rgb(0xFFFFFF), Panel: rgb(0xFFFFFF), Ink: rgb(0x000000), Second: rgb(0x333A42), Line: rgb(0x6A7480),
		Accent: rgb(0x1F5FBF), Blocking: rgb(0xB3261E), Amber: rgb(0xB26A00), Fine: rgb(0x2E7D4F),
	}
)

// halo is what goes around letters.
func (l Look) halo() color.NRGBA { return faint(l.Panel, 0xD0) }
