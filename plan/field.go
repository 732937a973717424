package plan

import (
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Type says what values a field takes.
type Type int

// The types of field values. Each has one canonical text form (see Field.Parse).
const (
	Text      Type = iota // one line
	LongText              // several lines
	Number                // decimal, in the field's Unit
	Whole                 // whole number
	Flag                  // yes or no: "true" or ""
	Day                   // Date
	Period                // Span
	Amount                // Money
	OneOf                 // Choice
	Reference             // ID
	List                  // IDs
	Portions              // Shares
	Shape                 // Geometry
	Labels                // FieldLabels
)

// MaxText is the longest text a field takes, in characters. It is what a cell
// of a spreadsheet holds, so that an export never cuts silently.
const MaxText = 32000

// Field is the declaration of one field of a kind, read from its struct tag:
//
//	plan:"NAME,option,option=value…"
//
// title        stands for the object in lists
// required     readiness reports it when empty
// ref=KIND     the kind a Reference or List points to; "any" for every kind
// part         the object is a part of what it refers to and is deleted with it
// choice=a|b   the words of a Choice
// unit=km      shown behind numbers
// min= max=    range of numbers
// grid=WIDTH   shown in grids at first, this wide in points
// group        rows may be grouped by it
// answers      names who answers for the object; empty shows as a gap, unless
//
//	shares say that several do
//
// default=     value of a new object where nobody says otherwise
// own          never leaves with a shared copy (digests, internal order)
// label        says how far the object may go; the last name never goes from a
//
//	list of those who may have it, since an empty list means everybody
//
// digest=FIELD of the object or the text that FIELD holds, to notice that it
//
//	was edited since
//
// kinds        a choice among the names of all kinds
// of=FIELD     the name of a field of the kind that FIELD holds
// symbol       the code of a map symbol (MIL-STD-2525, APP-6), chosen by name;
//
//	symbol=SET that set of symbols stands for objects of the kind
//
// point        a shape that is one point
// takes=a|b    the sorts of shapes that become the kind when map data of others
//
//	comes in and nobody says otherwise
//
// chapter      the chapter of documents in which the object stands as a text
// aside        not told in documents: where the object comes from, not what it says
// hidden       not shown in forms and grids
//
// Its words are translations: "field.KIND.NAME", or "field.NAME" for what every
// kind has, and the same with ".help".
type Field struct {
	Kind     *Kind
	Name     string
	Type     Type
	IsTitle  bool
	Required bool
	Target   string   // name of the kind referred to, "any", or ""
	Part     bool     // deleted with what it refers to
	Choices  []string // words of a OneOf
	Default  string   // of a new object
	Answers  bool     // names who answers for the object
	Unit     string   // "km", "km2", "days", "people", "%", …
	Min, Max float64  // range of numbers, inclusive
	Width    float32  // of its grid column in points, 0 when not shown at first
	Groups   bool
	Own      bool
	Limits   bool     // says how far the object may go
	Digest   string   // name of the field it is a digest of, "" for most
	OfKind   string   // name of the field with the kind whose field it names
	Symbol   bool     // the code of a map symbol
	Set      string   // of symbols, whose objects are of the kind; "" for none
	OnePoint bool     // a shape that is one point
	Takes    []string // sorts of foreign shapes that become the kind
	Chapter  bool     // names the chapter of documents in which the object stands
	Aside    bool     // not told in documents
	Hidden   bool
	Common   bool // every kind has it

	kinds bool // choices are the names of all kinds
	index int
	path  []int
}

var fieldTypes = map[reflect.Type]Type{
	reflect.TypeFor[string]():      Text,
	reflect.TypeFor[Long]():        LongText,
	reflect.TypeFor[float64]():     Number,
	reflect.TypeFor[int]():         Whole,
	reflect.TypeFor[bool]():        Flag,
	reflect.TypeFor[Date]():        Day,
	reflect.TypeFor[Span]():        Period,
	reflect.TypeFor[Money]():       Amount,
	reflect.TypeFor[Choice]():      OneOf,
	reflect.TypeFor[ID]():          Reference,
	reflect.TypeFor[IDs]():         List,
	reflect.TypeFor[Shares]():      Portions,
	reflect.TypeFor[Geometry]():    Shape,
	reflect.TypeFor[FieldLabels](): Labels,
}

func parseField(k *Kind, tag string, t reflect.Type, path []int) *Field {
	parts := strings.Split(tag, ",")
	ft, ok := fieldTypes[t]
	if !ok {
		panic(fmt.Sprintf("%s.%s: no field type for %s", k.Name, parts[0], t))
	}
	f := &Field{Kind: k, Name: parts[0], Type: ft, Min: -1e12, Max: 1e12, path: path, Common: len(path) > 1}
	for _, option := range parts[1:] {
		name, value, _ := strings.Cut(option, "=")
		f.option(name, value)
	}
	if (ft == Reference || ft == List) && f.Target == "" {
		panic(fmt.Sprintf("%s.%s: a reference needs ref=", k.Name, f.Name))
	}
	if ft == OneOf && len(f.Choices) == 0 && !f.kinds {
		panic(fmt.Sprintf("%s.%s: a choice needs choice=", k.Name, f.Name))
	}
	if ft == Portions || ft == Labels {
		f.Target = "party"
	}
	return f
}

func (f *Field) option(name, value string) {
	switch name {
	case "title":
		f.IsTitle, f.Required = true, true
	case "required":
		f.Required = true
	case "ref":
		f.Target = value
	case "part":
		f.Part = true
	case "choice":
		f.Choices = strings.Split(value, "|")
	case "unit":
		f.Unit = value
	case "min":
		f.Min = mustNumber(value)
	case "max":
		f.Max = mustNumber(value)
	case "grid":
		f.Width = float32(mustNumber(value))
	case "group":
		f.Groups = true
	case "default":
		f.Default = value
	case "answers":
		f.Answers = true
	case "own":
		f.Own = true
	case "label":
		f.Limits = true
	case "digest":
		f.Digest = value
	case "kinds":
		f.kinds = true
	case "of":
		f.OfKind = value
	case "symbol":
		f.Symbol, f.Set = true, value
	case "point":
		f.OnePoint = true
	case "takes":
		f.Takes = strings.Split(value, "|")
	case "chapter":
		f.Chapter = true
	case "aside":
		f.Aside = true
	case "hidden":
		f.Hidden = true
	default:
		panic(fmt.Sprintf("%s.%s: unknown option %q", f.Kind.Name, f.Name, name))
	}
}

func mustNumber(s string) float64 {
	n, err := strconv.ParseFloat(s, 64)
	if err != nil {
		panic(err)
	}
	return n
}

// Label is the translation key of the field's name.
func (f *Field) Label() string {
	if f.Common {
		return "field." + f.Name
	}
	return "field." + f.Kind.Name + "." + f.Name
}

// Help is the translation key of a sentence that says what belongs in it; not
// every field has one.
func (f *Field) Help() string { return f.Label() + ".help" }

// ChoiceLabel is the translation key of one of the field's words.
func (f *Field) ChoiceLabel(c string) string {
	if f.kinds {
		return "kind." + c
	}
	return "choice." + f.Kind.Name + "." + f.Name + "." + c
}

// Index is the field's place in Kind.Fields.
func (f *Field) Index() int { return f.index }

// TargetKind is the kind a reference points to; nil when it may be any.
func (f *Field) TargetKind() *Kind { return kindByName[f.Target] }

// IsReference reports whether values of the field name other objects.
func (f *Field) IsReference() bool {
	return f.Type == Reference || f.Type == List || f.Type == Portions || f.Type == Labels
}

func (f *Field) value(o Object) reflect.Value {
	return reflect.ValueOf(o).Elem().FieldByIndex(f.path)
}

// Get gives the value in its canonical text form, "" when empty.
func (f *Field) Get(o Object) string {
	v := f.value(o)
	switch f.Type {
	case Text, LongText, OneOf, Shape:
		return v.String()
	case Number:
		return formatNumber(v.Float())
	case Whole:
		if n := v.Int(); n != 0 {
			return strconv.FormatInt(n, 10)
		}
		return ""
	case Flag:
		if v.Bool() {
			return "true"
		}
		return ""
	case Day:
		return Date(v.Int()).String()
	default:
		return v.Addr().Interface().(fmt.Stringer).String()
	}
}

// IsEmpty reports whether nothing was entered, without building the text.
func (f *Field) IsEmpty(o Object) bool {
	v := f.value(o)
	if v.Kind() == reflect.Slice {
		return v.Len() == 0
	}
	return v.IsZero()
}

// Refs gives the ids the value names, in order.
func (f *Field) Refs(o Object) []ID {
	switch v := f.value(o).Addr().Interface().(type) {
	case *ID:
		if *v == NoID {
			return nil
		}
		return []ID{*v}
	case *IDs:
		return *v
	case *Shares:
		ids := make([]ID, len(*v))
		for i, s := range *v {
			ids[i] = s.Party
		}
		return ids
	case *FieldLabels:
		return v.parties()
	}
	return nil
}

// eachRef goes through the ids the value names, without building a list.
func (f *Field) eachRef(o Object, visit func(ID)) {
	switch v := f.value(o).Addr().Interface().(type) {
	case *ID:
		if *v != NoID {
			visit(*v)
		}
	case *IDs:
		for _, id := range *v {
			visit(id)
		}
	case *Shares:
		for _, s := range *v {
			visit(s.Party)
		}
	case *FieldLabels:
		for _, id := range v.parties() {
			visit(id)
		}
	}
}

// Number gives the value of a Number, Whole or Amount field as a number
// (amounts in whole currency units).
func (f *Field) Number(o Object) float64 {
	v := f.value(o)
	switch f.Type {
	case Number:
		return v.Float()
	case Whole:
		return float64(v.Int())
	case Amount:
		return v.Interface().(Money).Units()
	}
	return 0
}

// Span gives the value of a Period field.
func (f *Field) Span(o Object) Span {
	if span, ok := f.value(o).Addr().Interface().(*Span); ok {
		return *span
	}
	return Span{}
}

// Parse checks a canonical text and gives it back in canonical spelling. The
// error says what is wrong with the value, not which object it was for.
func (f *Field) Parse(s string) (string, error) {
	o := f.Kind.New(NoID)
	if err := f.set(o, s); err != nil {
		return "", err
	}
	return f.Get(o), nil
}

// Accepts says what forbids giving the field a canonical value anew, though a plan
// that has it already keeps it: a line as the place of what stands at a point.
func (f *Field) Accepts(value string) error {
	if !f.OnePoint || value == "" {
		return nil
	}
	var shape struct {
		Type string `json:"type"`
	}
	if err := json.Unmarshal([]byte(value), &shape); err == nil && shape.Type != "Point" {
		return Problem("error.geometry.point")
	}
	return nil // what is no geometry at all is a matter of the checks
}

// set puts the canonical text s into the object, which must not be shared yet.
func (f *Field) set(o Object, s string) error {
	v := f.value(o)
	switch f.Type {
	case Text, LongText, Shape:
		if err := f.checkText(s); err != nil {
			return err
		}
		v.SetString(s)
	case OneOf:
		word, err := f.choice(s)
		if err != nil {
			return err
		}
		v.SetString(word)
	case Number, Whole:
		return f.setNumber(v, s)
	case Flag:
		if s != "" && s != "true" && s != "false" {
			return Problem("error.flag", "Value", s)
		}
		v.SetBool(s == "true")
	case Day:
		d, err := ParseDate(s)
		v.SetInt(int64(d))
		return err
	default:
		return setCompound(v.Addr().Interface(), s)
	}
	return nil
}

func setCompound(target any, s string) (err error) {
	switch t := target.(type) {
	case *Span:
		*t, err = ParseSpan(s)
	case *Money:
		*t, err = ParseMoney(s)
	case *ID:
		*t, err = ParseID(s)
	case *IDs:
		*t, err = ParseIDs(s)
	case *Shares:
		*t, err = ParseShares(s)
	case *FieldLabels:
		*t, err = ParseFieldLabels(s)
	default:
		panic(fmt.Sprintf("no parser for %T", target))
	}
	return err
}

func (f *Field) checkText(s string) error {
	if !utf8.ValidString(s) {
		return Problem("error.text.encoding")
	}
	if f.Type == Shape {
		return nil // a long border has more points than a page has letters
	}
	if len(s) > MaxText && utf8.RuneCountInString(s) > MaxText {
		return Problem("error.text.long", "Length", utf8.RuneCountInString(s), "Max", MaxText)
	}
	if strings.IndexFunc(s, func(r rune) bool { return r < ' ' && r != '\n' && r != '\t' }) >= 0 {
		return Problem("error.text.control")
	}
	if f.Type == Text && strings.ContainsRune(s, '\n') {
		return Problem("error.text.lines")
	}
	return nil
}

// choice gives the field's own word that equals s, so that objects share it.
func (f *Field) choice(s string) (string, error) {
	if s == "" {
		return "", nil
	}
	for _, c := range f.Choices {
		if c == s {
			return c, nil
		}
	}
	return "", Problem("error.choice", "Value", s, "Choices", strings.Join(f.Choices, ", "))
}

func (f *Field) setNumber(v reflect.Value, s string) error {
	n, err := parseNumber(s)
	if err != nil {
		return err
	}
	if f.Type == Whole && n != math.Trunc(n) {
		return Problem("error.whole", "Value", s)
	}
	if s != "" && (n < f.Min || n > f.Max) {
		return Problem("error.range", "Value", s, "Min", formatRange(f.Min), "Max", formatRange(f.Max))
	}
	if f.Type == Whole {
		v.SetInt(int64(n))
	} else {
		v.SetFloat(n)
	}
	return nil
}

func formatRange(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }
