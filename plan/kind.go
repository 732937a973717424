package plan

import (
	"fmt"
	"reflect"
)

// Section is a part of an operation as the workbench, the workbook and the
// documents divide it.
type Section string

// The sections in the order of the list at the left of the workbench.
const (
	SectionText      Section = "text"
	SectionParties   Section = "parties"
	SectionSectors   Section = "sectors"
	SectionTasks     Section = "tasks"
	SectionForces    Section = "forces"
	SectionPosts     Section = "posts"
	SectionTraining  Section = "training"
	SectionLegal     Section = "legal"
	SectionMoney     Section = "money"
	SectionInterop   Section = "interop"
	SectionRisks     Section = "risks"
	SectionOptions   Section = "options"
	SectionAgreement Section = "agreement"
	SectionWorkspace Section = "workspace"
)

// Sections lists the sections of an operation in their order.
var Sections = []Section{
	SectionText, SectionParties, SectionSectors, SectionTasks, SectionForces, SectionPosts, SectionTraining,
	SectionLegal, SectionMoney, SectionInterop, SectionRisks, SectionOptions, SectionAgreement,
}

// Kind is the declaration of one kind of object, read from the tags of its Go
// struct. Schema, forms, grids, sheets, import, diff and documents are derived
// from it; nothing else knows what fields an object has.
//
// Its words are translations: "kind.NAME" and "kind.NAME.many".
type Kind struct {
	Name    string  // "task", used in files, commands and translation keys
	Section Section // where people find it
	Chapter Chapter // of documents in which it is told of
	Prefix  string  // letter of its numbers: "T" gives T-14
	Fields  []*Field

	index  int
	goType reflect.Type
	byName map[string]*Field
	title  *Field // what stands for the object in lists
	op     *Field // reference to the operation it belongs to, nil for kinds of the whole workspace
}

var (
	kinds      []*Kind
	kindByName = map[string]*Kind{}
	kindByType = map[reflect.Type]*Kind{}
)

// Kinds lists every kind in the order of declaration, which is a fixed order
// for files and exports.
func Kinds() []*Kind { return kinds }

// KindNamed finds a kind by its name; nil when there is none.
func KindNamed(name string) *Kind { return kindByName[name] }

// KindOf gives the kind declared by struct T, as in KindOf[Task]().
func KindOf[T any]() *Kind { return kindByType[reflect.TypeFor[T]()] }

// KindsIn lists the kinds people find in section s.
func KindsIn(s Section) []*Kind {
	var in []*Kind
	for _, k := range kinds {
		if k.Section == s {
			in = append(in, k)
		}
	}
	return in
}

// Field finds a field by its name; nil when there is none.
func (k *Kind) Field(name string) *Field { return k.byName[name] }

// Title is the field that stands for an object in lists; nil when the kind has
// none of its own and is named after what it links (a dependency, a signature).
func (k *Kind) Title() *Field { return k.title }

// Operation is the field that refers to the operation an object belongs to; nil
// for kinds of the whole workspace.
func (k *Kind) Operation() *Field { return k.op }

// Label is the translation key for one object of the kind.
func (k *Kind) Label() string { return "kind." + k.Name }

// Plural is the translation key for several.
func (k *Kind) Plural() string { return "kind." + k.Name + ".many" }

// New makes an empty object of the kind with the given id.
func (k *Kind) New(id ID) Object {
	o := reflect.New(k.goType).Interface().(Object)
	*o.Shared() = Core{ID: id, kind: k}
	return o
}

// declare reads the tags of T and registers its kind. It panics on a faulty
// declaration: that is a mistake of ours that no test may pass over.
func declare[T any](name string, section Section, chapter Chapter, prefix string) *Kind {
	t := reflect.TypeFor[T]()
	k := &Kind{Name: name, Section: section, Chapter: chapter, Prefix: prefix, index: len(kinds), goType: t, byName: map[string]*Field{}}
	k.addFields(t, nil)
	kinds = append(kinds, k)
	kindByName[name] = k
	kindByType[t] = k
	return k
}

func (k *Kind) addFields(t reflect.Type, path []int) {
	var core []*Field
	for i := range t.NumField() {
		sf := t.Field(i)
		at := append(append([]int{}, path...), i)
		if sf.Anonymous {
			before := len(k.Fields)
			k.addFields(sf.Type, at)
			core = append(core, k.Fields[before:]...)
			k.Fields = k.Fields[:before]
			continue
		}
		tag, ok := sf.Tag.Lookup("plan")
		if !ok {
			continue
		}
		f := parseField(k, tag, sf.Type, at)
		if k.byName[f.Name] != nil {
			panic(fmt.Sprintf("kind %s declares %s twice", k.Name, f.Name))
		}
		k.byName[f.Name] = f
		k.Fields = append(k.Fields, f)
		if f.IsTitle {
			k.title = f
		}
		if f.Name == "operation" {
			k.op = f
		}
	}
	k.Fields = append(k.Fields, core...) // what all kinds share comes last in forms and sheets
	for i, f := range k.Fields {
		f.index = i
	}
}
