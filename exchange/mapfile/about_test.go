package mapfile

import (
	"archive/zip"
	"context"
	"encoding/json"
	"html"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jointplan/exchange/features"
	"jointplan/plan/geo"
	"jointplan/ui/words"
)

// Every file says how it is marked and what its boundaries do not mean, and is read
// as before.
func TestFilesCarryMarkingAndNotice(t *testing.T) {
	w := words.New("ru")
	list := []features.Feature{{Name: "Post", Shape: geo.Shape{Points: []geo.Point{{Lon: 44, Lat: 41}}}}}
	for _, format := range Formats() {
		for _, ending := range format.Extensions {
			path := filepath.Join(t.TempDir(), "x"+ending)
			o := Options{Title: "Watch", Marking: `Секретно · <A> & "B"`, Words: w, App: "Jointplan"}
			if _, err := Write(path, list, o); err != nil {
				t.Fatal(err)
			}
			text := textOf(t, path)
			for _, said := range []string{o.Marking, w.T("chart.disclaimer")} {
				if !strings.Contains(text, said) {
					t.Errorf("%s does not say %q:\n%s", ending, said, text)
				}
			}
			c, err := Read(context.Background(), path, false)
			if err != nil || len(c.Features) != 1 || len(c.Notes) > 0 || c.Features[0].Refused.Key != "" {
				t.Errorf("%s is read as %+v, %v", ending, c, err)
			}
		}
	}
}

// textOf is a file with nothing packed or escaped.
func textOf(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	switch filepath.Ext(path) {
	case ".kmz":
		packed, err := zip.OpenReader(path)
		if err != nil {
			t.Fatal(err)
		}
		defer packed.Close()
		in, err := packed.File[0].Open()
		if err != nil {
			t.Fatal(err)
		}
		defer in.Close()
		if data, err = io.ReadAll(in); err != nil {
			t.Fatal(err)
		}
	case ".json", ".geojson":
		var members map[string]any
		if err := json.Unmarshal(data, &members); err != nil {
			t.Fatal(err)
		}
		marking, _ := members["marking"].(string)
		notice, _ := members["notice"].(string)
		return marking + "\n" + notice
	}
	return html.UnescapeString(string(data))
}
