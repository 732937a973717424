package storage

import (
	"context"
	"database/sql/driver"
	"encoding/hex"
	"encoding/json"

	"jointplan/plan"
)

// What comes back with a shared copy may give values to what went with it and to
// nothing else. Its transactions come in whole, since their digests need every
// value; those that may not stand are listed by the merge in a record of the log,
// and the fold passes them over wherever the log goes.

// kindRefused is the kind of op that lists them, refusals the object it is about.
const kindRefused = "#refused"

var refusals = plan.ID([]byte("refused returns!"))

// refusal names one op.
type refusal struct {
	txn TxnID
	obj plan.ID
	fld string
}

type jsonRefusal struct {
	Step   string `json:"step"`
	Object string `json:"object"`
	Field  string `json:"field"`
}

// refusedOp is the record of what a merge refuses.
func refusedOp(list []refusal) op {
	written := make([]jsonRefusal, len(list))
	for i, r := range list {
		written[i] = jsonRefusal{r.txn.String(), r.obj.String(), r.fld}
	}
	b, err := json.Marshal(written)
	if err != nil {
		b = []byte("[]") // texts always encode
	}
	return op{obj: refusals, fld: fldCreate, kind: kindRefused, val: string(b)}
}

// refuse takes note of a record. One that cannot be read refuses nothing.
func (k *causality) refuse(text string) {
	var list []jsonRefusal
	if json.Unmarshal([]byte(text), &list) != nil {
		return
	}
	for _, r := range list {
		raw, err := hex.DecodeString(r.Step)
		id, ok := txnIDFrom(raw)
		obj, wrong := plan.ParseID(r.Object)
		if err == nil && ok && wrong == nil {
			k.refused[refusal{id, obj, r.Field}] = true
		}
	}
}

func (k *causality) readRefusals(ctx context.Context, c *conn) error {
	return c.each(ctx, "SELECT kind, val FROM op WHERE obj = ? AND fld = ?", []driver.Value{refusals[:], fldCreate}, func(row []driver.Value) error {
		if asText(row[0]) == kindRefused {
			k.refuse(asText(row[1]))
		}
		return nil
	})
}
