package plan

import (
	"reflect"
	"strings"
)

// Decoder makes many objects of one kind from the texts of their fields, for
// readers of files. Objects and their short texts lie side by side, which costs
// a fraction of the time and the memory of as many single ones; what they are
// made from is not held on to.
type Decoder struct {
	kind  *Kind
	slab  reflect.Value // objects not given away yet
	next  int
	texts strings.Builder
}

// NewDecoder makes a decoder for about n objects of kind k.
func NewDecoder(k *Kind, n int) *Decoder {
	return &Decoder{kind: k, slab: reflect.MakeSlice(reflect.SliceOf(k.goType), n, n)}
}

// Object makes an object from the canonical texts of its kind's fields in
// declared order, as a table of the file holds them; "" is empty. values must
// have the length of the kind's Fields.
func (d *Decoder) Object(id ID, values []string) (Object, error) {
	return fill(d.empty(id), values, d.keep)
}

// DecodeFields makes a single object as a Decoder does.
func DecodeFields(k *Kind, id ID, values []string) (Object, error) {
	return fill(k.New(id), values, strings.Clone)
}

func fill(o Object, values []string, keep func(string) string) (Object, error) {
	for i, f := range KindFor(o).Fields {
		value := values[i]
		if value == "" {
			continue
		}
		switch f.Type {
		case Text, LongText, Shape, Amount: // which hold on to what they are set to
			value = keep(value)
		}
		if err := f.set(o, value); err != nil {
			return nil, fieldProblem(f, err)
		}
	}
	return o, nil
}

func (d *Decoder) empty(id ID) Object {
	if d.next == d.slab.Len() {
		return d.kind.New(id)
	}
	o := d.slab.Index(d.next).Addr().Interface().(Object)
	d.next++
	core := o.Shared()
	core.ID, core.kind = id, d.kind
	return o
}

// keep gives a copy of s that lies with others in one block of memory.
func (d *Decoder) keep(s string) string {
	const block = 4096
	if len(s) > block/8 {
		return strings.Clone(s)
	}
	if d.texts.Cap()-d.texts.Len() < len(s) {
		d.texts = strings.Builder{}
		d.texts.Grow(block)
	}
	start := d.texts.Len()
	d.texts.WriteString(s)
	return d.texts.String()[start:]
}
