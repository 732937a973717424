package storage

import (
	"bytes"
	"encoding/json"
	"slices"

	"jointplan/plan"
)

// version is one op on an object together with the transaction it came with.
type version struct {
	txn  TxnID
	fld  string
	kind string
	val  string
}

// folded is the state of one object after all its ops.
type folded struct {
	kind   string
	fields map[string]string
	dead   bool
}

// fold plays the ops on one object in the order of their transactions. That
// order is one in which nobody comes before what he knew of, so the value with
// the greatest id is never one that another has replaced knowingly. An op on a
// deleted object by somebody who did not know of the deletion keeps it alive.
//
// It sorts ops.
func fold(ops []version) folded {
	slices.SortStableFunc(ops, func(a, b version) int {
		if n := bytes.Compare(a.txn[:], b.txn[:]); n != 0 {
			return n
		}
		return rank(a.fld) - rank(b.fld)
	})
	var f folded
	for _, o := range ops {
		f.play(o)
	}
	return f
}

// rank orders the ops of one transaction: creation, its reversal, then fields.
func rank(fld string) int {
	switch fld {
	case fldCreate:
		return 0
	case fldDelete:
		return 1
	}
	return 2
}

func (f *folded) play(o version) {
	switch o.fld {
	case fldCreate:
		fields := map[string]string{}
		if json.Unmarshal([]byte(o.val), &fields) != nil {
			fields = map[string]string{}
		}
		f.kind, f.fields, f.dead = o.kind, fields, false
	case fldDelete:
		f.dead = o.val == "1"
	default:
		if f.fields == nil {
			f.fields = map[string]string{}
		}
		f.fields[o.fld], f.dead = o.val, false
	}
}

// object makes the object, nil when it is deleted, was never created, or is of
// a kind this version does not know. A value that is not acceptable is left out
// and named in lost; the log keeps it.
func (f folded) object(id plan.ID) (o plan.Object, lost []plan.Message) {
	k := plan.KindNamed(f.kind)
	if k == nil || f.dead {
		return nil, nil
	}
	values := make([]string, len(k.Fields))
	for name, value := range f.fields {
		if field := k.Field(name); field != nil {
			values[field.Index()] = value
		}
	}
	o, err := plan.DecodeFields(k, id, values)
	if err == nil {
		return o, nil
	}
	for i, field := range k.Fields {
		if _, err := field.Parse(values[i]); err != nil {
			lost = append(lost, plan.Say("loss.value", "Kind", plan.Say(k.Label()), "Field", plan.Say(field.Label()), "Name", f.name(k, id)))
			values[i] = ""
		}
	}
	o, err = plan.DecodeFields(k, id, values)
	if err != nil {
		return nil, append(lost, plan.Say("loss.object", "Kind", plan.Say(k.Label()), "Name", f.name(k, id)))
	}
	return o, lost
}

// name is what to call an object in a list of losses.
func (f folded) name(k *plan.Kind, id plan.ID) string {
	if title := k.Title(); title != nil && f.fields[title.Name] != "" {
		return f.fields[title.Name]
	}
	return id.String()
}
