package grid

import (
	"strings"
	"testing"
	"unicode/utf8"

	"fyne.io/fyne/v2/test"
	"pgregory.net/rapid"
)

func TestTextsAreCutToTheirWidth(t *testing.T) {
	test.NewTempApp(t)
	f := newFitter(textSize)
	scripts := []string{
		"Establish a post at the pass before the first snow, Av To AWAY",
		"Развернуть пост наблюдения на перевале до первого снега",
		"Relève de nuit, équipe élargie",
		"საქართველოს სასაზღვრო პოლიცია", "مراقبة الحدود الشمالية", "국경 감시 초소 설치", "边境观察哨所", "e\u0301te\u0301 🇵🇱 👩‍🚒 fin",
	}
	for _, text := range scripts {
		for width := float32(1); width < 260; width += 7 {
			got := f.fit(text, width, false)
			if w := f.measure(got, false); w > width+1 {
				t.Errorf("%q is %v wide, want %v", got, w, width)
			}
			if !utf8.ValidString(got) {
				t.Errorf("%q is not valid", got)
			}
			if got != text && got != "" && !strings.HasPrefix(text, strings.TrimSuffix(got, ellipsis)) {
				t.Errorf("%q is no beginning of %q", got, text)
			}
		}
		if got := f.fit(text, 2000, false); got != text {
			t.Errorf("%q was cut with room enough", got)
		}
	}
}

func TestLongTextsAreCutWithoutMeasuringThem(t *testing.T) {
	test.NewTempApp(t)
	for _, word := range []string{"observation ", "наблюдение ", "სასაზღვრო ", "مراقبة "} {
		f := newFitter(textSize)
		got := f.fit(strings.Repeat(word, 1000), 200, false)
		if n := utf8.RuneCountInString(got); n > 120 || !strings.HasSuffix(got, ellipsis) {
			t.Errorf("%d characters left", n)
		}
	}
}

func TestLineBreaksBecomeBlanks(t *testing.T) {
	test.NewTempApp(t)
	if got := newFitter(textSize).fit("one\r\ntwo\tthree\x00", 500, false); got != "one two three " {
		t.Errorf("%q", got)
	}
}

func TestAnyTextFits(t *testing.T) {
	test.NewTempApp(t)
	f := newFitter(textSize)
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		width := rapid.Float32Range(0, 300).Draw(t, "width")
		got := f.fit(text, width, rapid.Bool().Draw(t, "bold"))
		if !utf8.ValidString(got) && utf8.ValidString(text) {
			t.Fatalf("%q became %q", text, got)
		}
	})
}

func TestWrap(t *testing.T) {
	test.NewTempApp(t)
	f := newFitter(textSize)
	for _, line := range f.wrap("The finish of the task is before its start. Choose a later day.", 120) {
		if f.measure(line, false) > 120 {
			t.Errorf("%q is too wide", line)
		}
	}
}

func TestFirstLine(t *testing.T) {
	for text, want := range map[string]string{"": "", "one": "one", "one\ntwo\nthree": "one …", "\ntwo": " …"} {
		if got := FirstLine(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
