package plan

import (
	"encoding/json"
	"reflect"
	"strings"
)

// WholeObject is the field name of a change that creates or deletes an object.
const WholeObject = "*"

// Change alters one field of one object, or creates or deletes the object when
// Field is WholeObject. Values are canonical texts. For creation New, and for
// deletion Old, is the object as EncodeObject writes it; the other is "".
//
// A change knows what it replaces, so exchanging Old and New takes it back.
type Change struct {
	Kind   *Kind
	Object ID
	Field  string
	Old    string
	New    string
}

// Creates reports whether the change brings a new object.
func (c Change) Creates() bool { return c.Field == WholeObject && c.New != "" }

// Deletes reports whether the change removes an object.
func (c Change) Deletes() bool { return c.Field == WholeObject && c.New == "" }

// Inverse takes the change back.
func (c Change) Inverse() Change {
	c.Old, c.New = c.New, c.Old
	return c
}

// Invert gives the changes that take all of changes back, in the order in which
// they must be applied.
func Invert(changes []Change) []Change {
	back := make([]Change, len(changes))
	for i, c := range changes {
		back[len(changes)-1-i] = c.Inverse()
	}
	return back
}

// Edit is a titled list of changes that belong together: one step for undo, one
// transaction in the file. Its title names it in menus and in the history.
type Edit struct {
	Title   Message
	Changes []Change
}

// IsEmpty reports whether the edit would alter nothing.
func (e Edit) IsEmpty() bool { return len(e.Changes) == 0 }

// EncodeObject writes the non-empty fields of o as a JSON object of canonical
// texts, with keys in sorted order so that equal objects give equal bytes.
func EncodeObject(o Object) string {
	fields := map[string]string{}
	for _, f := range KindFor(o).Fields {
		if !f.IsEmpty(o) {
			fields[f.Name] = f.Get(o)
		}
	}
	return encodeFields(fields)
}

func encodeFields(fields map[string]string) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(fields); err != nil {
		return "{}" // a map of strings always encodes
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// DecodeObject makes the object that EncodeObject wrote. Fields this version
// does not know are skipped and their number returned: a newer colleague's file
// stays readable. An error names the field whose value is not acceptable.
func DecodeObject(k *Kind, id ID, text string) (o Object, unknown int, err error) {
	var fields map[string]string
	if err := json.Unmarshal([]byte(text), &fields); err != nil {
		return nil, 0, Problem("error.object.unreadable", "Kind", Say(k.Label())).Because(err)
	}
	o = k.New(id)
	for name, value := range fields {
		f := k.Field(name)
		if f == nil {
			unknown++
			continue
		}
		if err := f.set(o, value); err != nil {
			return nil, unknown, fieldProblem(f, err)
		}
	}
	return o, unknown, nil
}

func fieldProblem(f *Field, err error) error {
	why := any(err.Error())
	if p, ok := err.(*ProblemError); ok {
		why = p.Message
	}
	return Problem("error.field", "Kind", Say(f.Kind.Label()), "Field", Say(f.Label()), "Why", why).Because(err)
}

// Creation is the change that brings object o into a document.
func Creation(o Object) Change {
	return Change{Kind: KindFor(o), Object: IDFor(o), Field: WholeObject, New: EncodeObject(o)}
}

// Deletion is the change that takes object o out of a document.
func Deletion(o Object) Change {
	return Change{Kind: KindFor(o), Object: IDFor(o), Field: WholeObject, Old: EncodeObject(o)}
}

// SetField is the change that gives field f of o the canonical value to. It is
// an error when the value is not acceptable; ok is false when o has it already.
func SetField(o Object, f *Field, to string) (c Change, ok bool, err error) {
	value, err := f.Parse(to)
	if err == nil && f.Get(o) != value {
		err = f.Accepts(value)
	}
	if err != nil {
		return Change{}, false, fieldProblem(f, err)
	}
	old := f.Get(o)
	if old == value {
		return Change{}, false, nil
	}
	return Change{Kind: f.Kind, Object: IDFor(o), Field: f.Name, Old: old, New: value}, true, nil
}

// clone gives a copy of o that may be altered.
func clone(o Object) Object {
	k := KindFor(o)
	c := reflect.New(k.goType)
	c.Elem().Set(reflect.ValueOf(o).Elem())
	return c.Interface().(Object)
}

// With gives a copy of o with the changes to its fields applied; o itself stays
// as it is.
func With(o Object, changes ...Change) (Object, error) {
	c := clone(o)
	for _, change := range changes {
		f := KindFor(o).Field(change.Field)
		if f == nil {
			return nil, Problem("error.field.unknown", "Field", change.Field)
		}
		if err := f.set(c, change.New); err != nil {
			return nil, fieldProblem(f, err)
		}
	}
	return c, nil
}
