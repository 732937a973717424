package plan_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jointplan/plan"
)

// What a decoder makes is what single decoding makes, also when there are more
// objects or longer texts than it was told of, and nothing of one shows in
// another.
func TestDecoder(t *testing.T) {
	k := plan.KindOf[plan.Task]()
	rapid.Check(t, func(t *rapid.T) {
		d := plan.NewDecoder(k, 3)
		var made []plan.Object
		var want []string
		for i := range rapid.IntRange(0, 8).Draw(t, "objects") {
			values := make([]string, len(k.Fields))
			values[k.Field("title").Index()] = rapid.StringMatching(`[a-zйü ]{0,9}`).Draw(t, "title")
			values[k.Field("remarks").Index()] = strings.Repeat("long\n", rapid.SampledFrom([]int{0, 1, 90, 300, 2000}).Draw(t, "lines"))
			values[k.Field("priority").Index()] = rapid.SampledFrom([]string{"", "high", "low"}).Draw(t, "priority")
			id := plan.ID{byte(i + 1)}
			o, err := d.Object(id, values)
			if err != nil {
				t.Fatal(err)
			}
			single, err := plan.DecodeFields(k, id, values)
			if err != nil {
				t.Fatal(err)
			}
			made, want = append(made, o), append(want, plan.EncodeObject(single))
		}
		for i, o := range made {
			if got := plan.EncodeObject(o); got != want[i] || plan.IDFor(o) != (plan.ID{byte(i + 1)}) || plan.KindFor(o) != k {
				t.Fatalf("object %d: %s, want %s", i, got, want[i])
			}
		}
	})
	if _, err := plan.NewDecoder(k, 1).Object(plan.ID{1}, func() []string {
		values := make([]string, len(k.Fields))
		values[k.Field("priority").Index()] = "perhaps"
		return values
	}()); err == nil {
		t.Error("a value that is not acceptable was taken")
	}
}
