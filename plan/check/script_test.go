package check_test

import (
	"encoding/binary"
	"strings"
	"testing"

	"jointplan/plan"
	"jointplan/plan/edit"
)

// build makes a document from statements such as
//
//	task t | party=a | when=2027-03-01/2027-03-07
//
// divided by ";". A statement names a kind and a key, which stands for the
// object in later references; said again, it alters the object. The title is
// the key, and the operation is "o", unless said otherwise. "drop t" deletes
// just that object.
func build(t *testing.T, script string) (*plan.Document, map[string]plan.ID) {
	t.Helper()
	d, ids := plan.NewDocument(), map[string]plan.ID{}
	order := "a0001"
	for _, statement := range strings.Split(script, ";") {
		parts := strings.Split(strings.TrimSpace(statement), "|")
		head := strings.Fields(parts[0])
		if len(head) == 0 {
			continue
		}
		if head[0] == "drop" {
			apply(t, d, plan.Deletion(d.Get(ids[head[1]])))
			continue
		}
		k := plan.KindNamed(head[0])
		if k == nil || len(head) != 2 {
			t.Fatalf("%q is no statement", statement)
		}
		values := fields(t, k, parts[1:], ids)
		if id, ok := ids[head[1]]; ok {
			for name, value := range values {
				c, _, err := plan.SetField(d.Get(id), k.Field(name), value)
				if err != nil {
					t.Fatal(err)
				}
				apply(t, d, c)
			}
			continue
		}
		var id plan.ID
		binary.BigEndian.PutUint64(id[:], uint64(len(ids)+1)*0x9E3779B97F4A7C15)
		ids[head[1]] = id
		order = plan.OrderBetween(order, "")
		fill(values, "order", order)
		if k.Title() != nil {
			fill(values, k.Title().Name, head[1])
		}
		if k.Operation() != nil {
			fill(values, "operation", ids["o"].String())
		}
		o, err := edit.Fill(k, id, values)
		if err != nil {
			t.Fatalf("%q: %v", statement, err)
		}
		apply(t, d, plan.Creation(o))
	}
	return d, ids
}

func fill(values edit.Values, name, value string) {
	if _, ok := values[name]; !ok {
		values[name] = value
	}
}

func apply(t *testing.T, d *plan.Document, changes ...plan.Change) {
	t.Helper()
	if err := d.Apply(changes); err != nil {
		t.Fatal(err)
	}
}

func fields(t *testing.T, k *plan.Kind, parts []string, ids map[string]plan.ID) edit.Values {
	t.Helper()
	values := edit.Values{}
	for _, part := range parts {
		name, value, ok := strings.Cut(strings.TrimSpace(part), "=")
		f := k.Field(name)
		if !ok || f == nil {
			t.Fatalf("%s has no field %q", k.Name, part)
		}
		if f.IsReference() {
			words := strings.Fields(value)
			for i, word := range words {
				key, share, shared := strings.Cut(word, "=")
				if _, ok := ids[key]; !ok {
					t.Fatalf("%q names nothing", part)
				}
				if words[i] = ids[key].String(); shared {
					words[i] += "=" + share
				}
			}
			value = strings.Join(words, " ")
		}
		values[name] = value
	}
	return values
}
