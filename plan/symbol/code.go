// Package symbol draws the symbols of MIL-STD-2525D/E and APP-6D: it reads their
// codes, composes frame, icon, modifiers and amplifiers into paths and texts,
// and names them. The parts come from data that the caller hands in.
package symbol

import (
	"fmt"
	"strings"

	"jointplan/plan"
)

// Code is a symbol's 20-digit code: version 2, context 1, identity 1, set 2,
// status 1, headquarters/task force/dummy 1, echelon or mobility 2, entity 6,
// first and second modifier 2 each (MIL-STD-2525D, A.5.2.1).
type Code string

const codeLength = 20

// Identity says whose the symbol is, in the eyes of whoever draws it.
type Identity int

// The identities of MIL-STD-2525D, table A-III.
const (
	Pending Identity = iota
	Unknown
	AssumedFriend
	Friend
	Neutral
	Suspect
	Hostile
)

// Sets of symbols that Jointplan offers (MIL-STD-2525D, table A-IV).
const (
	LandUnit     = "10"
	Civilian     = "11"
	Equipment    = "15"
	Installation = "20"
	Control      = "25"
	Activity     = "40"
)

// Amplifiers at the frame, which can be added up (MIL-STD-2525D, table A-VI).
const (
	Dummy        = 1
	Headquarters = 2
	TaskForce    = 4
)

// NewCode makes a code of a set and an entity with up to two modifiers, "05" or
// "0523": real, present, without amplifiers.
func NewCode(who Identity, set, entity, modifiers string) Code {
	return Code(fmt.Sprintf("100%d%s0000%s%-4s", who, set, entity, modifiers)).filled()
}

func (c Code) filled() Code { return Code(strings.ReplaceAll(string(c), " ", "0")) }

// Or gives the code, or another where it is empty.
func (c Code) Or(other Code) Code {
	if c == "" {
		return other
	}
	return c
}

// part gives digits of the code, "" where it is too short.
func (c Code) part(from, to int) string {
	if len(c) < codeLength {
		return ""
	}
	return string(c[from:to])
}

func (c Code) digit(at int) int {
	if s := c.part(at, at+1); s != "" && s[0] >= '0' && s[0] <= '9' {
		return int(s[0] - '0')
	}
	return -1
}

// Edition gives "D" or "E", the edition of MIL-STD-2525 that the version means,
// or "" for one that is not known.
func (c Code) Edition() string {
	switch c.part(0, 2) {
	case "10", "11", "12":
		return "D"
	case "13", "14":
		return "E"
	}
	return ""
}

// Identity gives whose the symbol is; -1 where the code says nothing.
func (c Code) Identity() Identity { return Identity(c.digit(3)) }

// Set gives the set of symbols, as in "10" for land units.
func (c Code) Set() string { return c.part(4, 6) }

// Planned reports whether the symbol stands for what is to come.
func (c Code) Planned() bool { return c.digit(6) == 1 }

// Has reports whether an amplifier is on.
func (c Code) Has(amplifier int) bool {
	d := c.digit(7)
	return d >= 0 && d < 8 && d&amplifier != 0
}

// Echelon gives the two digits of echelon or mobility, "00" for none.
func (c Code) Echelon() string { return c.part(8, 10) }

// Entity gives what is shown, without modifiers.
func (c Code) Entity() string { return c.part(10, 16) }

// Modifiers gives the digits of the first and second modifier.
func (c Code) Modifiers() (string, string) { return c.part(16, 18), c.part(18, 20) }

// with replaces digits from a place on.
func (c Code) with(at int, digits string) Code {
	if len(c) != codeLength || at+len(digits) > codeLength {
		return c
	}
	return c[:at] + Code(digits) + c[at+len(digits):]
}

// WithIdentity gives the code for somebody else's.
func (c Code) WithIdentity(who Identity) Code { return c.with(3, fmt.Sprint(int(who)%10)) }

// WithPlanned gives the code for what is planned, or is there, in whatever
// condition the code says.
func (c Code) WithPlanned(on bool) Code {
	switch {
	case on:
		return c.with(6, "1")
	case c.Planned():
		return c.with(6, "0")
	}
	return c
}

// WithAmplifiers gives the code with these amplifiers and no others.
func (c Code) WithAmplifiers(sum int) Code { return c.with(7, fmt.Sprint(sum&7)) }

// WithEchelon gives the code with an echelon of two digits.
func (c Code) WithEchelon(digits string) Code {
	if len(digits) != 2 {
		return c
	}
	return c.with(8, digits)
}

// WithEntity gives the code for another entity of another set, with
// the modifiers given, "" for none.
func (c Code) WithEntity(set, entity, modifiers string) Code {
	return c.with(4, set).with(10, fmt.Sprintf("%s%-4s", entity, modifiers)).filled()
}

// WithModifiers gives the code with other modifiers, two digits each.
func (c Code) WithModifiers(first, second string) Code { return c.with(16, first+second) }

// Parse reads a code of 20 digits, or of 30 whose last ten say nothing more, or
// of 15 letters as in MIL-STD-2525C. Blanks and dashes between digits are passed
// over. It refuses what can't be drawn.
func (l *Library) Parse(text string) (Code, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if known, ok := l.read[text]; ok {
		return known.code, known.err
	}
	if l.read == nil || len(l.read) >= keptTexts {
		l.read = map[string]reading{}
	}
	code, err := l.parse(text)
	l.read[text] = reading{code, err}
	return code, err
}

// Read is Parse for what is drawn whatever it is: a text that can't be read stays
// as it is and is drawn as an unknown symbol.
func (l *Library) Read(text string) Code {
	if code, err := l.Parse(text); err == nil {
		return code
	}
	return Code(text)
}

// keptTexts bounds the texts that are known again: a plan has a hundred or two.
const keptTexts = 2000

// reading is what became of a text.
type reading struct {
	code Code
	err  error
}

func (l *Library) parse(text string) (Code, error) {
	s := strings.Join(strings.Fields(text), "")
	code := Code(strings.ReplaceAll(s, "-", ""))
	if len(code) == 30 && strings.Trim(string(code[codeLength:]), "0") == "" {
		code = code[:codeLength]
	}
	if strings.Trim(string(code), "0123456789") != "" {
		var ok bool
		if code, ok = l.fromLetters(strings.ToUpper(s)); !ok {
			return "", plan.Problem("error.symbol.letters", "Value", text)
		}
	}
	if len(code) != codeLength {
		return "", plan.Problem("error.symbol.length", "Value", text)
	}
	if code.Edition() == "" {
		return "", plan.Problem("error.symbol.version", "Value", text)
	}
	if !l.Valid(code) {
		return "", plan.Problem("error.symbol.unknown", "Value", text)
	}
	return code, nil
}
