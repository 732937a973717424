package theme

import (
	"encoding/json"
	"io/fs"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
	"golang.org/x/image/font/sfnt"

	"jointplan/assets"
)

// TestWordsHaveGlyphs looks that the window can draw every character of its words
// and of its guide; what the commands print is drawn by somebody else.
func TestWordsHaveGlyphs(t *testing.T) {
	for _, style := range []fyne.TextStyle{{}, {Bold: true}} {
		font, err := sfnt.Parse(fynetheme.DefaultTheme().Font(style).Content())
		if err != nil {
			t.Fatal(err)
		}
		var buffer sfnt.Buffer
		see := func(where, text string) {
			for _, r := range text {
				if at, err := font.GlyphIndex(&buffer, r); r >= ' ' && (err != nil || at == 0) {
					t.Errorf("%s: no glyph for %q in %q", where, r, text)
				}
			}
		}
		each(t, assets.I18n, ".json", func(path string, data []byte) {
			var words map[string]any
			if err := json.Unmarshal(data, &words); err != nil {
				t.Fatal(err)
			}
			for key, value := range words {
				switch v := value.(type) {
				case string:
					if !strings.HasPrefix(key, "cli.") {
						see(path+" "+key, v)
					}
				case map[string]any:
					for _, form := range v {
						see(path+" "+key, form.(string))
					}
				}
			}
		})
		each(t, assets.Guide, ".md", func(path string, data []byte) { see(path, string(data)) })
	}
}

func each(t *testing.T, files fs.FS, ext string, visit func(path string, data []byte)) {
	t.Helper()
	seen := 0
	err := fs.WalkDir(files, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ext) {
			return err
		}
		data, err := fs.ReadFile(files, path)
		seen++
		visit(path, data)
		return err
	})
	if err != nil || seen == 0 {
		t.Fatal(seen, err)
	}
}
