package plan

import "strconv"

// Core is what every object has. The fields without a tag are not data of the
// plan: the id never changes and the kind is what the struct is.
type Core struct {
	ID   ID
	kind *Kind

	No         int         `plan:"no,min=0,max=9999999,grid=46"`
	Order      string      `plan:"order,hidden,own"`
	Marking    Choice      `plan:"marking,choice=unclassified|restricted|confidential|secret,label"`
	Releasable IDs         `plan:"releasable,ref=party,label"`
	Labels     FieldLabels `plan:"labels,hidden,label"`
	Source     string      `plan:"source,aside"`
	Remarks    Long        `plan:"remarks"`
}

// Object is one thing of the plan. An object that is in a document is never
// altered: an edit puts an altered copy in its place, so that a reader on
// another goroutine keeps a whole one.
type Object interface {
	// Shared gives the fields that all kinds have.
	Shared() *Core
}

// Shared makes every struct that embeds Core an Object.
func (c *Core) Shared() *Core { return c }

// Kind is the object's kind.
func (c *Core) Kind() *Kind { return c.kind }

// Number is what people call the object in speech and in letters: "T-14".
func (c *Core) Number() string {
	if c.No == 0 {
		return ""
	}
	return c.kind.Prefix + "-" + strconv.Itoa(c.No)
}

// KindFor gives the kind of o.
func KindFor(o Object) *Kind { return o.Shared().kind }

// IDFor gives the id of o, NoID for nil.
func IDFor(o Object) ID {
	if o == nil {
		return NoID
	}
	return o.Shared().ID
}
