package plan

import (
	"encoding/json"
	"fmt"
	"sort"
	"strings"
)

// Message is a sentence for a person, not yet in anybody's language: a key of
// the translation files and the values that fill it. Titles of edits, findings
// and errors are messages, so that a plan written in Russian reads well in
// French. It marshals to JSON, which is how the log of changes keeps titles.
type Message struct {
	Key  string         `json:"k"`
	Args map[string]any `json:"a,omitempty"`
}

// Say makes a Message from a key and alternating names and values.
func Say(key string, namesAndValues ...any) Message {
	m := Message{Key: key}
	for i := 0; i+1 < len(namesAndValues); i += 2 {
		if m.Args == nil {
			m.Args = map[string]any{}
		}
		m.Args[fmt.Sprint(namesAndValues[i])] = namesAndValues[i+1]
	}
	return m
}

// String gives the key and its values, for logs and tests; people are shown the
// translation instead (see Words).
func (m Message) String() string {
	if len(m.Args) == 0 {
		return m.Key
	}
	names := make([]string, 0, len(m.Args))
	for name := range m.Args {
		names = append(names, name)
	}
	sort.Strings(names)
	parts := make([]string, len(names))
	for i, name := range names {
		parts[i] = fmt.Sprintf("%s=%v", name, m.Args[name])
	}
	return m.Key + " (" + strings.Join(parts, ", ") + ")"
}

// CountOf says how many objects of kind k, as "12 tasks", for use inside other
// messages.
func CountOf(k *Kind, n int) Message { return Say(k.Label()+".count", "Count", n) }

// Encode gives the JSON form that the log of changes stores.
func (m Message) Encode() string {
	b, err := json.Marshal(m)
	if err != nil {
		return m.Key
	}
	return string(b)
}

// DecodeMessage reads what Encode wrote. A text that is no encoded message is
// taken as plain words, so that nothing in an old log is unreadable.
func DecodeMessage(s string) Message {
	var m Message
	if json.Unmarshal([]byte(s), &m) != nil || m.Key == "" {
		return Message{Key: "plain", Args: map[string]any{"Text": s}}
	}
	return m
}

// ProblemError is an error a person can read: what happened, to which object,
// what to do next, in the words of Message.
type ProblemError struct {
	Message
	Cause error
}

// Problem makes a ProblemError from a key and alternating names and values.
func Problem(key string, namesAndValues ...any) *ProblemError {
	return &ProblemError{Message: Say(key, namesAndValues...)}
}

// Because attaches the technical cause and returns the problem.
func (p *ProblemError) Because(err error) *ProblemError {
	p.Cause = err
	return p
}

func (p *ProblemError) Error() string {
	if p.Cause != nil {
		return p.Message.String() + ": " + p.Cause.Error()
	}
	return p.Message.String()
}

func (p *ProblemError) Unwrap() error { return p.Cause }

// Words puts messages and values into a reader's language. The workbench, the
// commands and the exports each hand one in.
type Words interface {
	// Say translates a message. Args may hold nested Messages (also as the maps
	// that JSON makes of them), Dates, Spans and numbers; each is put into the
	// reader's language first.
	Say(m Message) string
	// T is Say for a bare key.
	T(key string) string
	// Date writes a day as the reader is used to; "" for none.
	Date(d Date) string
	// Number writes n with at most the given decimals.
	Number(n float64, decimals int) string
	// Language is the two-letter code, "en", "fr" or "ru".
	Language() string
}
