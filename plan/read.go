package plan

import (
	"strconv"
	"strings"
	"unicode"
)

// ReadField turns what a person typed or pasted into field f's canonical text:
// the inverse of ShowField, and more forgiving. Dates may be "2027-05-03",
// "3 May 27", "03.05.2027" or "031200ZMAY27"; numbers may have a decimal comma,
// blanks and a unit; choices may be the word or its translation; references may
// be a name, a short name, a number such as "S-2" or an id, of operation op or
// of the whole workspace. A name that fits nothing, or several things, is an
// error.
func ReadField(d *Document, op ID, f *Field, text string, w Words) (string, error) {
	text = strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n"))
	if text == "" {
		return "", nil
	}
	switch f.Type {
	case Text, LongText, Shape:
		return f.Parse(text)
	case Number, Whole:
		return readNumber(f, text)
	case Flag:
		return readFlag(text, w)
	case Day:
		day, err := readDate(text, w)
		return day.String(), err
	case Period:
		return readSpan(text, w)
	case Amount:
		return readMoney(f, text)
	case OneOf:
		return readChoice(f, text, w)
	case Reference:
		id, err := readReference(d, op, f, text, w)
		return id.String(), err
	case List:
		return readList(d, op, f, text, w)
	case Portions:
		return readShares(d, op, f, text, w)
	}
	return f.Parse(text)
}

// readNumber refuses a text of which nothing is left but a unit: it would empty
// the field.
func readNumber(f *Field, text string) (string, error) {
	plain := plainNumber(text)
	if plain == "" {
		return "", Problem("error.number", "Value", text)
	}
	return f.Parse(plain)
}

// plainNumber drops grouping blanks and a trailing unit and turns a decimal
// comma into a point: "1 250,5 km" is 1250.5, "1,250.5" is 1250.5.
func plainNumber(s string) string {
	s = strings.TrimRightFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsSpace(r) || strings.ContainsRune("%²", r) })
	s = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '\'' {
			return -1
		}
		return r
	}, s)
	s = strings.ReplaceAll(s, "−", "-")
	comma, point := strings.LastIndexByte(s, ','), strings.LastIndexByte(s, '.')
	switch {
	case comma >= 0 && point >= 0 && comma < point:
		return strings.ReplaceAll(s, ",", "")
	case comma >= 0 && point >= 0:
		return strings.ReplaceAll(strings.ReplaceAll(s, ".", ""), ",", ".")
	case comma >= 0 && strings.Count(s, ",") == 1:
		return strings.ReplaceAll(s, ",", ".")
	case comma >= 0:
		return strings.ReplaceAll(s, ",", "")
	}
	return s
}

func readFlag(text string, w Words) (string, error) {
	switch low := strings.ToLower(text); {
	case low == "true", low == "yes", low == "x", low == "1", w != nil && low == strings.ToLower(w.T("yes")):
		return "true", nil
	case low == "false", low == "no", low == "0", w != nil && low == strings.ToLower(w.T("no")):
		return "", nil
	}
	return "", Problem("error.flag", "Value", text)
}

func readSpan(text string, w Words) (string, error) {
	for _, separator := range []string{"/", " – ", " - ", "–", "..", " to "} {
		from, to, ok := strings.Cut(text, separator)
		if !ok {
			continue
		}
		start, errStart := readDate(strings.TrimSpace(from), w)
		finish, errFinish := readDate(strings.TrimSpace(to), w)
		if errStart == nil && errFinish == nil {
			s := Span{start, finish}.String()
			_, err := ParseSpan(s)
			return s, err
		}
	}
	day, err := readDate(text, w)
	if err != nil {
		return "", Problem("error.span.read", "Value", text)
	}
	return Span{day, day}.String(), nil
}

// ReadDate turns a day as a person writes it into a Date; see ReadField for the
// forms. The empty text is no date.
func ReadDate(text string, w Words) (Date, error) { return readDate(strings.TrimSpace(text), w) }

func readDate(text string, w Words) (Date, error) {
	if text == "" {
		return 0, nil
	}
	if d, err := ParseDate(text); err == nil {
		return d, nil
	}
	if d, ok := readGroup(text); ok {
		return d, nil
	}
	parts := strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || r == '.' || r == '/' || r == '-' || r == ',' })
	if len(parts) != 3 {
		return 0, Problem("error.date", "Value", text)
	}
	day, errDay := strconv.Atoi(parts[0])
	year, errYear := strconv.Atoi(parts[2])
	month := readMonth(parts[1], w)
	if errDay != nil || errYear != nil || month == 0 || day < 1 || day > 31 {
		return 0, Problem("error.date", "Value", text)
	}
	if year < 100 {
		year += 2000
	}
	return ParseDate(pad(year, 4) + "-" + pad(month, 2) + "-" + pad(day, 2))
}

// readGroup reads a date-time group, "031200ZMAY27"; the hour is dropped.
func readGroup(text string) (Date, bool) {
	s := strings.ToUpper(strings.ReplaceAll(text, " ", ""))
	if len(s) != 12 || !unicode.IsLetter(rune(s[6])) {
		return 0, false
	}
	day, errDay := strconv.Atoi(s[:2])
	year, errYear := strconv.Atoi(s[10:])
	month := readMonth(s[7:10], nil)
	if errDay != nil || errYear != nil || month == 0 {
		return 0, false
	}
	d, err := ParseDate(pad(2000+year, 4) + "-" + pad(month, 2) + "-" + pad(day, 2))
	return d, err == nil
}

var englishMonths = []string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}

// readMonth gives 1 to 12, 0 for what is no month.
func readMonth(text string, w Words) int {
	if n, err := strconv.Atoi(text); err == nil && n >= 1 && n <= 12 {
		return n
	}
	low := strings.ToLower(text)
	for i, name := range englishMonths {
		if strings.HasPrefix(low, name) {
			return i + 1
		}
		if w == nil {
			continue
		}
		own := strings.TrimSuffix(strings.ToLower(w.T("month."+strconv.Itoa(i+1))), ".")
		if strings.HasPrefix(low, own) || (len([]rune(low)) >= 3 && strings.HasPrefix(own, low)) {
			return i + 1
		}
	}
	return 0
}

func pad(n, width int) string {
	s := strconv.Itoa(n)
	return strings.Repeat("0", max(0, width-len(s))) + s
}

func readMoney(f *Field, text string) (string, error) {
	amount := strings.TrimFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsSpace(r) })
	currency := strings.ToUpper(strings.Trim(strings.Replace(text, amount, "", 1), " \u00a0\u202f"))
	return f.Parse(plainNumber(amount) + " " + currency)
}

func readChoice(f *Field, text string, w Words) (string, error) {
	var words []string
	for _, c := range f.Choices {
		label := c
		if w != nil {
			label = w.T(f.ChoiceLabel(c))
		}
		if strings.EqualFold(text, c) || strings.EqualFold(text, label) {
			return c, nil
		}
		words = append(words, label)
	}
	return "", Problem("error.choice", "Value", text, "Choices", strings.Join(words, ", "))
}

// readReference finds the one object that text names.
func readReference(d *Document, op ID, f *Field, text string, w Words) (ID, error) {
	if id, err := ParseID(text); err == nil {
		return id, nil
	}
	var found []ID
	for _, k := range kinds {
		if f.Target != "any" && f.Target != k.Name {
			continue
		}
		within := op
		if k.op == nil {
			within = NoID
		}
		for _, o := range d.Objects(k, within) {
			if named(d, o, text) {
				found = append(found, IDFor(o))
			}
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		if text == withheldWord || w != nil && text == w.T("name.withheld") {
			return Withheld, nil
		}
		return NoID, Problem("error.name.unknown", "Value", text, "Field", Say(f.Label()))
	}
	return NoID, Problem("error.name.several", "Value", text, "Field", Say(f.Label()), "Count", len(found))
}

func named(d *Document, o Object, text string) bool {
	return strings.EqualFold(NameOf(d, o, nil), text) || strings.EqualFold(ShortName(d, o, nil), text) ||
		strings.EqualFold(o.Shared().Number(), text)
}

func readList(d *Document, op ID, f *Field, text string, w Words) (string, error) {
	if id, err := readReference(d, op, f, text, w); err == nil {
		return id.String(), nil // a name that holds a comma
	}
	var ids IDs
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ';' || r == '\n' }) {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		id, err := readReference(d, op, f, part, w)
		if err != nil {
			many, listErr := ParseIDs(part)
			if listErr != nil {
				return "", err
			}
			ids = append(ids, many...)
			continue
		}
		ids = append(ids, id)
	}
	return f.Parse(ids.String())
}

// readShares reads "Poland 60, France 40" or the canonical text.
func readShares(d *Document, op ID, f *Field, text string, w Words) (string, error) {
	if s, err := f.Parse(text); err == nil {
		return s, nil
	}
	var shares Shares
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r == ';' || r == '\n' || r == ',' }) {
		part = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(part), "%"))
		at := strings.LastIndexAny(part, " =:")
		if at < 0 {
			return "", Problem("error.shares", "Value", text)
		}
		id, err := readReference(d, op, f, strings.TrimSpace(strings.TrimRight(part[:at], " =:")), w)
		if err != nil {
			return "", err
		}
		n, err := parseNumber(plainNumber(part[at+1:]))
		if err != nil || plainNumber(part[at+1:]) == "" {
			return "", Problem("error.shares", "Value", text)
		}
		shares = append(shares, Share{id, n})
	}
	return f.Parse(shares.String())
}
