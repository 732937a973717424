package storage

import (
	"bytes"
	"slices"

	"jointplan/plan"
)

// version is one op on an object together with the transaction it came with.
type version struct {
	obj  plan.ID
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
// the greatest id is never one that another has replaced knowingly. Which ops a
// deletion knew of decides whether the object is gone.
//
// It sorts ops.
func fold(ops []version, k *causality) folded {
	sortVersions(ops)
	var f folded
	deleted := false
	for _, o := range ops {
		if k.ignores(o) {
			continue
		}
		f.play(o)
		deleted = deleted || o.fld == fldDelete
	}
	f.dead = deleted && isDead(ops, k)
	return f
}

// sortVersions puts ops in the order in which they are played.
func sortVersions(ops []version) {
	slices.SortStableFunc(ops, func(a, b version) int {
		if n := bytes.Compare(a.txn[:], b.txn[:]); n != 0 {
			return n
		}
		return rank(a.fld) - rank(b.fld)
	})
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
	if isRecord(o.kind) {
		return
	}
	switch o.fld {
	case fldCreate:
		f.kind, f.fields = o.kind, decodeValues(o.val)
	case fldDelete:
	default:
		if f.fields == nil {
			f.fields = map[string]string{}
		}
		f.fields[o.fld] = o.val
	}
}

// ofOneKind reports whether an object was always made as the same kind: its id
// stands for one thing for ever.
func ofOneKind(versions []version) bool {
	kind := ""
	for _, v := range versions {
		if v.fld != fldCreate || isRecord(v.kind) {
			continue
		}
		if kind != "" && v.kind != kind {
			return false
		}
		kind = v.kind
	}
	return true
}

// isDead reports whether an object is deleted: all who last said something of
// its being there said that it is not, and between them they knew of everything
// else that was said about it. An edit or a reversal of the deletion by somebody
// who did not know of it keeps the object, whatever the clocks say.
func isDead(ops []version, k *causality) bool {
	heads := deletionHeads(ops, k)
	for _, h := range heads {
		if h.val != "1" {
			return false
		}
	}
	for _, o := range ops {
		if o.fld != fldDelete && !k.ignores(o) && !knownToAny(heads, o, k) {
			return false
		}
	}
	return len(heads) > 0
}

// deletionHeads gives the last words on whether the object is there.
func deletionHeads(ops []version, k *causality) []version {
	return k.heads(opsOn(ops, fldDelete, k))
}

// opsOn gives the ops on one field that count.
func opsOn(ops []version, fld string, k *causality) []version {
	var on []version
	for _, o := range ops {
		if o.fld == fld && !k.ignores(o) {
			on = append(on, o)
		}
	}
	return on
}

func knownToAny(heads []version, o version, k *causality) bool {
	return slices.ContainsFunc(heads, func(h version) bool { return k.knows(h.txn, o.txn) })
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

// alive gives the object as it would be if it were not deleted: one or none.
func (f folded) alive(id plan.ID) []plan.Object {
	f.dead = false
	if o, _ := f.object(id); o != nil {
		return []plan.Object{o}
	}
	return nil
}

// name is what to call an object in a list of losses.
func (f folded) name(k *plan.Kind, id plan.ID) string {
	if title := k.Title(); title != nil && f.fields[title.Name] != "" {
		return f.fields[title.Name]
	}
	return id.String()
}
