package template

import (
	"errors"
	"strings"

	"jointplan/plan"
)

// Errors is all that is wrong with one file, in the order of lines. Each is a
// *plan.ProblemError "error.template" with File, Line and Why.
type Errors []error

func (e Errors) Error() string {
	lines := make([]string, len(e))
	for i, err := range e {
		lines[i] = err.Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap makes errors.As and errors.Is look into each of them.
func (e Errors) Unwrap() []error { return e }

// problem is one thing wrong with a file.
func problem(file string, line int, why plan.Message) *plan.ProblemError {
	return plan.Problem("error.template", "File", file, "Line", line, "Why", why)
}

// messageOf takes the message out of an error of package plan.
func messageOf(err error) plan.Message {
	var p *plan.ProblemError
	if errors.As(err, &p) {
		return p.Message
	}
	return plan.Say("plain", "Text", err.Error())
}

// sources are the sections of the report a part may come from.
var sources = []string{
	"NATO-Russia in Europe",
	"Personnel Engagement, Exchanges, and Staffing",
	"Military-to-Military Cooperation",
	"Transformation, Interoperability, and Defense Industrial Relations",
	"Civil Emergencies",
	"Arms Control: The Treaty on Conventional Armed Forces in Europe",
	"NATO-Russia Beyond Europe",
	"A Russian Role with NATO on Afghanistan",
	"A Russian Role in Iraq",
	"Cooperation in Central Asia and the Transcaucasus",
	"Israeli-Palestinian Peacekeeping",
	"New Middle East Security System",
	"The Future of Russia Within NATO",
}

// Sources lists the sections of the report that an entry may name as its
// source.
func Sources() []string { return append([]string(nil), sources...) }
