package storage

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// The short way to read the values of a creation comes to what JSON says.
func TestValuesAreReadAsJSON(t *testing.T) {
	for _, text := range []string{
		`{}`, `{"a":"b"}`, `{"a":"b","c":""}`, `{"a":"b","a":"c"}`, `{"a":"b",}`, `{,}`, `{"a"}`, `{"a":}`, `{"a":"b""c":"d"}`,
		`{"a":"b\n"}`, `{"a":"\u0416"}`, `{"a":"Ж"}`, "{\"a\":\"\xff\"}", "{\"a\":\"\n\"}", `{ "a": "b" }`, `{"a":1}`, `[]`, ``, `{`, `}`, `{"a":"b"}x`, `{"a":"b"},"c":"d"}`, `null`,
		"{\"a\":\"\x7f\u2028\"}",
	} {
		sameAsJSON(t, text)
	}
}

func TestAnyValuesAreReadAsJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOf(rapid.SampledFrom([]string{"{", "}", `"`, ":", ",", "a", `\`, "ж", "\xff", "\n", `"a":"b"`, " "})).Draw(t, "parts")
		text := ""
		for _, p := range parts {
			text += p
		}
		sameAsJSON(t, text)
		sameAsJSON(t, "{"+text+"}")
	})
}

func sameAsJSON(t interface {
	Helper()
	Errorf(string, ...any)
}, text string) {
	t.Helper()
	want := map[string]string{}
	if json.Unmarshal([]byte(text), &want) != nil {
		want = map[string]string{}
	}
	if want == nil { // null
		want = map[string]string{}
	}
	got := decodeValues(text)
	if got == nil {
		got = map[string]string{}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%q:\n%s", text, diff)
	}
}
