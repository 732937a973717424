package basemap_test

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"math"
	"os"
	"testing"

	"pgregory.net/rapid"

	"jointplan/plan/basemap"
	"jointplan/plan/geo"
	"jointplan/plan/plantest"
)

// sum is that of the unpacked map. Whoever runs scripts/basemap puts the new one
// here, once the other tests and a look at the map have found it right.
const sum = "c1db8aa94cf7437579f833a68787475d555a7b3cd367da3a0b5e76156ef17681"

func TestShippedMap(t *testing.T) {
	z, err := gzip.NewReader(bytes.NewReader(shipped(t, "basemap.bin")))
	if err != nil {
		t.Fatal(err)
	}
	plain, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	if got := sha256.Sum256(plain); hex.EncodeToString(got[:]) != sum {
		t.Errorf("sum %x", got)
	}
	if len(shipped(t, "basemap.bin")) > 5<<20 {
		t.Errorf("%d bytes", len(shipped(t, "basemap.bin")))
	}
	m := plantest.Basemap(t, os.ReadFile)
	for _, c := range []struct {
		country string
		parts   int
	}{
		{"AFG", 34}, {"IRQ", 18}, {"GEO", 14}, {"TJK", 5}, {"MDA", 40}, {"ARM", 11}, {"AZE", 78}, {"ISR", 6}, {"PSE", 2}, {"UKR", 25},
	} {
		if got := len(m.Of(m.Country(c.country))); got != c.parts {
			t.Errorf("%s has %d provinces", c.country, got)
		}
	}
	if len(m.Provinces) != 4606 || len(m.Countries) != 265 || len(m.Places) != 50278 {
		t.Errorf("%d provinces, %d countries, %d places", len(m.Provinces), len(m.Countries), len(m.Places))
	}
}

// Each province is at the place where its name is written.
func TestProvinceAtItsLabel(t *testing.T) {
	m := plantest.Basemap(t, os.ReadFile)
	wrong := 0
	for _, p := range m.Provinces {
		if got := m.ProvinceAt(p.Label); got != p {
			wrong++
			t.Logf("%s is not at %v", p.Code, p.Label)
		}
	}
	if wrong > len(m.Provinces)/100 { // labels are rounded, some provinces are tiny
		t.Errorf("%d of %d", wrong, len(m.Provinces))
	}
}

// Neighbours have every corner of their border in common, at every level.
func TestNeighboursShareCorners(t *testing.T) {
	m := plantest.Basemap(t, os.ReadFile)
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, len(m.Arcs)-1).Draw(t, "arc")
		a := m.Arcs[n]
		if a.Left == nil || a.Right == nil {
			return
		}
		corners := map[geo.Point]bool{}
		for _, p := range m.Shape(a.Left).Polygons {
			for _, r := range p {
				for _, at := range r {
					corners[at] = true
				}
			}
		}
		found := 0
		for _, s := range m.Between(a.Left, a.Right) {
			for _, at := range s.Line {
				if !corners[at] {
					t.Fatalf("%v of the border with %s is not of %s", at, a.Right.Code, a.Left.Code)
				}
				found++
			}
		}
		if found < 2 {
			t.Fatal("no border")
		}
		for level := range basemap.Levels {
			line := m.Line(level, int32(n))
			whole := m.Line(0, int32(n))
			if len(line) < 2 || line[0] != whole[0] || line[len(line)-1] != whole[len(whole)-1] {
				t.Fatalf("level %d loses the ends", level)
			}
		}
	})
}

func TestShapesOfTheatresAreValid(t *testing.T) {
	m := plantest.Basemap(t, os.ReadFile)
	for _, code := range []string{
		"AFG", "IRQ", "GEO", "TJK", "MDA", "ARM", "AZE", "ISR", "PSE", "IRN", "SYR", "UKR", "KGZ", "UZB", "TKM", "LBN", "JOR", "XKX", "SRB",
		"BIH", "ESH", "X-GOLAN", "X-EJERUSALEM", "X-CRIMEA", "X-KASHMIR", "X-AKSAICHIN", "X-HALAIB", "CYN", "CYP",
	} {
		for _, p := range m.Of(m.Country(code)) {
			if err := m.Shape(p).Validate(); err != nil {
				t.Errorf("%s: %v", p.Code, err)
			}
		}
	}
}

func TestNear(t *testing.T) {
	m := plantest.Basemap(t, os.ReadFile)
	near := m.Near(geo.Point{Lon: 68.9, Lat: 37.25}, 25) // on the Panj
	if len(near) == 0 || near[0].Class != basemap.International && near[0].Class != basemap.River {
		t.Fatalf("%+v", near)
	}
	for i, s := range near {
		if s.Away > 25 || i > 0 && s.Away < near[i-1].Away || len(s.Line) < 2 {
			t.Errorf("%d: %.1f km away", i, s.Away)
		}
	}
	if far := m.Near(geo.Point{Lon: -140, Lat: -45}, 50); len(far) > 0 {
		t.Errorf("%d lines in the middle of the ocean", len(far))
	}
}

func TestBoxesBeyond180(t *testing.T) {
	m := plantest.Basemap(t, os.ReadFile)
	for _, c := range []struct {
		code       string
		west, east float64
	}{{"RUS", 19, 192}, {"FJI", 174, 183}, {"USA", 172, 294}, {"AFG", 60, 75}, {"ATA", -181, 181}} {
		b := m.Country(c.code).Box
		if b.West < c.west || b.East > c.east || b.West > b.East {
			t.Errorf("%s: %+v", c.code, b)
		}
	}
	for _, lon := range []float64{179.5, -179.5} {
		if p := m.ProvinceAt(geo.Point{Lon: lon, Lat: 66.6}); p == nil || p.ISO != "RU-CHU" {
			t.Errorf("%g: %+v", lon, p)
		}
	}
}

func TestLandIsClosed(t *testing.T) {
	m := plantest.Basemap(t, os.ReadFile)
	for _, o := range m.Land {
		first, last := m.Ground(o.Arcs[0]), m.Ground(o.Arcs[len(o.Arcs)-1])
		if first[0] != last[len(last)-1] {
			t.Errorf("an outline from %v ends at %v", first[0], last[len(last)-1])
		}
	}
}

func TestPlacesInOrder(t *testing.T) {
	m := plantest.Basemap(t, os.ReadFile)
	last := math.Inf(1)
	for i := range m.Places {
		p := &m.Places[i]
		if p.Weight() > last || p.Name.In("ru") == "" || math.Abs(p.At.Lat) > 90 || math.Abs(p.At.Lon) > 180 {
			t.Fatalf("%d: %+v", i, p)
		}
		last = p.Weight()
		if p.Name.In("en") == "Kabul" && (p.Name.In("fr") != "Kaboul" || p.Name.In("ru") != "Кабул" || !p.Capital) {
			t.Errorf("%+v", p)
		}
	}
}

// What was damaged is refused or read, and never runs away.
func FuzzLoad(f *testing.F) {
	z, err := gzip.NewReader(bytes.NewReader(shipped(f, "basemap.bin")))
	if err != nil {
		f.Fatal(err)
	}
	head := make([]byte, 4000)
	if _, err := io.ReadFull(z, head); err != nil {
		f.Fatal(err)
	}
	f.Add(head)
	f.Add([]byte("JPMAP\x01\x01\x00\x00\x00\x00"))
	f.Add([]byte("JPMAP\x01\x01\x01\x01A\x00\x01A\x00\x00\x00\x00\x00\x00\x00\x00\x00" + "\x01\x01P\x00\x01P\x00\x00\x00\x00\x00\x00\x00\x01\x01\x01\x00" + "\x01\x00\x02\x01\x04" + "\x00\x00\x02\x00\x00\x02\x01\x01" + "\x04\x00\x00\x04" + "\x00"))
	f.Fuzz(func(t *testing.T, plain []byte) {
		var packed bytes.Buffer
		w := gzip.NewWriter(&packed)
		if _, err := w.Write(plain); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		m, err := basemap.Load(packed.Bytes())
		if err != nil {
			return
		}
		for _, p := range m.Provinces {
			m.Shape(p)
			m.ProvinceAt(p.Label)
		}
	})
}

func BenchmarkLoad(b *testing.B) {
	data := shipped(b, "basemap.bin")
	for b.Loop() {
		if _, err := basemap.Load(data); err != nil {
			b.Fatal(err)
		}
	}
}
