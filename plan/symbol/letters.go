package symbol

import (
	"fmt"
	"strings"
)

// InLetters reports whether a text has the form of a code of MIL-STD-2525B, C or
// APP-6A to C, whatever it stands for.
func InLetters(text string) bool {
	s := strings.ToUpper(strings.TrimSpace(text))
	if len(s) < 10 || len(s) > 15 || !strings.ContainsRune("SGWIOE", rune(s[0])) {
		return false
	}
	_, known := letterIdentity[s[1]]
	return (known || s[1] == '*') && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-*") == ""
}

// InDigits reports whether a text has the form of a code of MIL-STD-2525D or E,
// whatever it stands for.
func InDigits(text string) bool {
	s := strings.ReplaceAll(strings.Join(strings.Fields(text), ""), "-", "")
	return len(s) >= codeLength && strings.Trim(s, "0123456789") == ""
}

// fromLetters reads a code of MIL-STD-2525C: scheme, identity, dimension, status,
// six letters of function, amplifier, echelon, and five more for country and
// order of battle, which digits don't have.
func (l *Library) fromLetters(s string) (Code, bool) {
	s = strings.ReplaceAll(s, "*", "-")
	if len(s) < 10 || len(s) > 15 {
		return "", false
	}
	s += strings.Repeat("-", 15-len(s))
	meant, ok := l.data.Letters[s[:1]+s[2:3]+s[4:10]]
	who, known := letterIdentity[s[1]]
	if !ok || !known || len(meant) != 12 {
		return "", false
	}
	status := strings.IndexByte("PACDXF", s[3])
	if s[3] == '-' || s[3] == '*' {
		status = 0
	}
	amplifier, echelon, ok := letterAmplifier(s[10], s[11])
	if status < 0 || !ok {
		return "", false
	}
	return Code(fmt.Sprintf("10%s%s%d%d%s%s", who, meant[:2], status, amplifier, echelon, meant[2:])), true
}

// letterIdentity gives context and identity.
var letterIdentity = map[byte]string{
	'P': "00", 'U': "01", 'A': "02", 'F': "03", 'N': "04", 'S': "05", 'H': "06", '-': "01",
	'G': "10", 'W': "11", 'M': "12", 'D': "13", 'L': "14", 'J': "15", 'K': "16",
}

// letterMobility is the second letter after M, or after N for towed arrays.
var letterMobility = map[string]string{
	"MO": "31", "MP": "32", "MQ": "33", "MR": "34", "MS": "35", "MT": "36", "MW": "37",
	"MU": "41", "MV": "42", "MX": "51", "MY": "52", "NS": "61", "NL": "62",
}

// letterAmplifier gives the digits of headquarters/task force/dummy and of
// echelon or mobility (MIL-STD-2525C, tables A-II to A-VII).
func letterAmplifier(one, two byte) (amplifier int, echelon string, ok bool) {
	if mobility, moves := letterMobility[string([]byte{one, two})]; moves {
		return 0, mobility, true
	}
	if one == 'H' { // an installation, which its set says already
		if two == 'B' {
			return Dummy, "00", true
		}
		return 0, "00", two == '-'
	}
	sums := map[byte]int{
		'-': 0, 'A': Headquarters, 'B': TaskForce | Headquarters, 'C': Dummy | Headquarters,
		'D': Dummy | TaskForce | Headquarters, 'E': TaskForce, 'F': Dummy, 'G': Dummy | TaskForce,
	}
	amplifier, ok = sums[one]
	if !ok || two == '-' {
		return amplifier, "00", ok
	}
	at := strings.IndexByte("ABCDEFGHIJKLMN", two)
	if at < 0 {
		return 0, "", false
	}
	return amplifier, echelonDigits[at], true
}

// echelonDigits are the echelons from team to command.
var echelonDigits = []string{"11", "12", "13", "14", "15", "16", "17", "18", "21", "22", "23", "24", "25", "26"}
