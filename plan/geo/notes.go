package geo

import (
	"slices"

	"jointplan/plan"
)

// notes are sentences about what was put right, each once with its count.
type notes []plan.Message

func (n *notes) add(key string, count int) {
	if count == 0 {
		return
	}
	i := slices.IndexFunc(*n, func(m plan.Message) bool { return m.Key == key })
	if i < 0 {
		*n = append(*n, plan.Say(key, "Count", count))
		return
	}
	(*n)[i].Args["Count"] = (*n)[i].Args["Count"].(int) + count
}
