package check

import (
	"sync"

	"jointplan/plan"
)

// memo keeps, from one look at a whole operation to the next, what was read off
// each object of a list, so that after an edit only the objects that are new or
// altered are read again.
type memo struct {
	guard   sync.Mutex
	columns map[columnKey]any
	drawn   drawings
}

type columnKey struct {
	rule *Rule
	kind *plan.Kind
	op   plan.ID
}

func newMemo() *memo {
	return &memo{columns: map[columnKey]any{}, drawn: drawings{byID: map[plan.ID]*drawing{}}}
}

// keep gives what the current rule keeps about a kind and an operation, made
// anew the first time.
func keep[T any](c *Context, k *plan.Kind, op plan.ID, first func() *T) *T {
	c.memo.guard.Lock()
	defer c.memo.guard.Unlock()
	key := columnKey{c.rule, k, op}
	if kept, ok := c.memo.columns[key].(*T); ok {
		return kept
	}
	made := first()
	c.memo.columns[key] = made
	return made
}

// column holds a value for each object of a list.
type column[T any] struct {
	objects []plan.Object // as they were
	values  []T
}

// refresh takes over a list and reads the stretch that differs from before.
func (v *column[T]) refresh(list []plan.Object, read func(plan.Object) T) []T {
	head := 0
	for head < len(list) && head < len(v.objects) && list[head] == v.objects[head] {
		head++
	}
	tail := 0
	for tail < len(list)-head && tail < len(v.objects)-head && list[len(list)-1-tail] == v.objects[len(v.objects)-1-tail] {
		tail++
	}
	values := v.values
	if len(list) != len(v.objects) || cap(values) < len(list) {
		values = make([]T, len(list), len(list)+len(list)/16+16)
		copy(values, v.values[:head])
		copy(values[len(list)-tail:], v.values[len(v.values)-tail:])
	}
	for i := head; i < len(list)-tail; i++ {
		values[i] = read(list[i])
	}
	v.objects, v.values = append(v.objects[:0], list...), values
	return values
}
