package grid

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"pgregory.net/rapid"
)

func TestCopyRowsOrBlock(t *testing.T) {
	source := tasks()
	source.cells["a2"][0] = "two\nlines"
	source.cells["a2"][1] = `"quoted"`
	b := newBench(t, source)
	b.SelectKeys("a2", "b1")
	want := "\"two\nlines\"\t\"\"\"quoted\"\"\"\tParty a2\ta2\nTask b1\tSector b1\tParty b1\tb1"
	if got := b.CopyText(); got != want {
		t.Errorf("rows: %q", got)
	}
	b.click(b.pos("a1", "sector"), 0)
	b.surface.TypedShortcut(&fyne.ShortcutCopy{})
	if got := fyne.CurrentApp().Clipboard().Content(); got != "Sector a1" {
		t.Errorf("cell: %q", got)
	}
	b.keys("S-Right")
	b.ShowColumn("title", false)
	if got := b.CopyText(); got != "Sector a1\tParty a1" {
		t.Errorf("block: %q", got)
	}
}

func TestPasteIsReported(t *testing.T) {
	b := newBench(t, tasks())
	fyne.CurrentApp().Clipboard().SetContent("x\ty")
	b.click(b.pos("a3", "sector"), 0)
	b.surface.TypedShortcut(&fyne.ShortcutPaste{})
	b.heard(`paste "x\ty" a3 sector`)
	if got := b.KeysFrom("a3", 3); !slices.Equal(got, []string{"a3", "b1", "b2"}) {
		t.Errorf("lines go to %v", got)
	}
	if got := b.ColumnsFrom("party", 5); !slices.Equal(got, []string{"party", "days"}) {
		t.Errorf("cells go to %v", got)
	}
}

func TestParseTable(t *testing.T) {
	tests := []struct {
		text string
		want [][]string
	}{
		{"", nil},
		{"a", [][]string{{"a"}}},
		{"a\tb\r\nc\t\r\n", [][]string{{"a", "b"}, {"c", ""}}},
		{"\"a\tb\nc\"\td", [][]string{{"a\tb\nc", "d"}}},
		{`"say ""yes"""`, [][]string{{`say "yes"`}}},
		{"\"open\tb", [][]string{{`"open`, "b"}}},
		{"\"a\" b", [][]string{{`"a" b`}}},
		{"a\n\nb", [][]string{{"a"}, {""}, {"b"}}},
	}
	for _, tt := range tests {
		if got := ParseTable(tt.text); !slices.EqualFunc(got, tt.want, slices.Equal[[]string]) {
			t.Errorf("%q: %q", tt.text, got)
		}
	}
}

func TestWhatIsCopiedIsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cell := rapid.StringOf(rapid.SampledFrom([]rune("ab \t\n\"é")))
		width := rapid.IntRange(1, 4).Draw(t, "width")
		table := rapid.SliceOfN(rapid.SliceOfN(cell, width, width), 1, 4).Draw(t, "table")
		lines := make([]string, len(table))
		for i, line := range table {
			quoted := make([]string, width)
			for j, text := range line {
				quoted[j] = quote(text)
			}
			lines[i] = strings.Join(quoted, "\t")
		}
		text := strings.Join(lines, "\n")
		if strings.HasSuffix(text, "\n") || text == "" {
			t.Skip("an empty last line is not told from the end")
		}
		if got := ParseTable(text); !slices.EqualFunc(got, table, slices.Equal[[]string]) {
			t.Fatalf("%q became %q", table, got)
		}
	})
}

func FuzzParseTable(f *testing.F) {
	f.Add("a\tb\n\"c\n\"\"d\"\t\"")
	f.Fuzz(func(t *testing.T, text string) {
		for _, line := range ParseTable(text) {
			if len(line) == 0 {
				t.Error("a line without cells")
			}
		}
	})
}
