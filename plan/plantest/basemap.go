package plantest

import (
	"os"
	"sync"
	"testing"

	"jointplan/plan/basemap"
)

// Basemap is the built-in map, read once, for tests of packages that lie beside this
// one.
func Basemap(t testing.TB) *basemap.Map {
	t.Helper()
	m, err := loadBasemap()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

var loadBasemap = sync.OnceValues(func() (*basemap.Map, error) {
	data, err := os.ReadFile("../../assets/map/basemap.bin")
	if err != nil {
		return nil, err
	}
	return basemap.Load(data)
})
