package docx

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"jointplan/exchange/chart"
	"jointplan/plan"
	"jointplan/plan/basemap"
	"jointplan/plan/check"
	"jointplan/plan/edit"
	"jointplan/plan/sample"
	"jointplan/plan/template"
	"jointplan/ui/words"
)

var today = plan.MakeDate(2027, 6, 15)

// border is the sample of a border monitoring, and beside it a second operation.
func border(t testing.TB) (d *plan.Document, op, other plan.ID) {
	t.Helper()
	d, n := plan.NewDocument(), 0
	newID := func() plan.ID {
		n++
		return plan.ID{7, byte(n >> 16), byte(n >> 8), byte(n)}
	}
	load := func(name string) *template.Template {
		data, err := os.ReadFile("../../assets/templates/" + name + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		found, err := template.Parse(name+".yaml", data)
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	world, err := chart.World()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []struct {
		build func(*plan.Document, *template.Template, *basemap.Map, edit.Maker, plan.Date) ([]plan.Edit, error)
		from  string
	}{{sample.Border, "joint-border-monitoring"}, {sample.Police, "police-training"}} {
		edits, err := s.build(d, load(s.from), world, newID, today)
		for _, e := range edits {
			err = errors.Join(err, d.Apply(e.Changes))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	operations := plan.All[plan.Operation](d, plan.NoID)
	return d, operations[0].ID, operations[1].ID
}

func options(t testing.TB, d *plan.Document, op plan.ID, lang string) Options {
	t.Helper()
	report, err := check.All(context.Background(), d, today, nil)
	if err != nil {
		t.Fatal(err)
	}
	return Options{
		Words: words.New(lang), Findings: report.Findings(op), Exported: time.Date(2027, 6, 15, 14, 0, 0, 0, time.UTC),
		By: "Maj. A. Berg & staff", App: "Jointplan 1.0",
	}
}

// exported writes a document and gives its bytes.
func exported(t interface{ Fatal(...any) }, d *plan.Document, op plan.ID, o Options) []byte {
	m, err := newMaker(context.Background(), d, op, o)
	if err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if err := m.write(&file); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// paragraph is one paragraph read back.
type paragraph struct{ style, text string }

// part reads a part of a document as paragraphs with their styles.
func part(t interface{ Fatal(...any) }, file []byte, name string) (list []paragraph) {
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	stream, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	in := xml.NewDecoder(stream)
	inText := false
	for {
		token, err := in.Token()
		if errors.Is(err, io.EOF) {
			return list
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			switch token.Name.Local {
			case "p":
				list = append(list, paragraph{})
			case "pStyle":
				list[len(list)-1].style = token.Attr[0].Value
			case "t":
				inText = true
			case "br", "tab":
				if len(list) > 0 {
					list[len(list)-1].text += " "
				}
			}
		case xml.EndElement:
			inText = inText && token.Name.Local != "t"
		case xml.CharData:
			if inText {
				list[len(list)-1].text += string(token)
			}
		}
	}
}

// body reads the text of a document.
func body(t interface{ Fatal(...any) }, file []byte) []paragraph {
	return part(t, file, "word/document.xml")
}

// styled lists the texts in a style.
func styled(list []paragraph, style string) (texts []string) {
	for _, p := range list {
		if p.style == style {
			texts = append(texts, p.text)
		}
	}
	return texts
}

// flat is all text on one line, in the letters in which fields hold it.
func flat(list []paragraph) string {
	var all strings.Builder
	for _, p := range list {
		all.WriteString(p.text + " ")
	}
	return plain(all.String())
}

// plain puts a text on one line, with ordinary blanks and hyphens, and without what
// no document can hold.
func plain(s string) string {
	s = strings.NewReplacer("\u2011", "-", "\u00a0", " ", "\uFFFE", "", "\uFFFF", "").Replace(s)
	return strings.Join(strings.Fields(s), " ")
}

func withSymbols(t testing.TB, o Options) Options {
	t.Helper()
	var err error
	if o.Symbols, err = chart.Military(); err != nil {
		t.Fatal(err)
	}
	return o
}

// keep writes a document where JOINTPLAN_DOCUMENTS says, to be looked at.
func keep(t *testing.T, name string, file []byte) {
	if dir := os.Getenv("JOINTPLAN_DOCUMENTS"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, name), file, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

var bareKey = regexp.MustCompile(`\b(document|chapter|field|kind|choice|unit|severity|excel|rule|marking)\.[a-z]+(\.[a-z-]+)*\b`)

// raw is a part as it is.
func raw(t *testing.T, file []byte, name string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	in, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(in)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}
