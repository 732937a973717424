package plantest

import (
	"sync"
	"testing"

	"jointplan/plan/basemap"
)

var world struct {
	once sync.Once
	m    *basemap.Map
	err  error
}

// Basemap is the built-in map, for tests of packages that lie beside this one. It is
// read once, by what read is given: os.ReadFile, which packages of plan do not know.
func Basemap(t testing.TB, read func(path string) ([]byte, error)) *basemap.Map {
	t.Helper()
	world.once.Do(func() {
		var data []byte
		if data, world.err = read("../../assets/map/basemap.bin"); world.err == nil {
			world.m, world.err = basemap.Load(data)
		}
	})
	if world.err != nil {
		t.Fatal(world.err)
	}
	return world.m
}
