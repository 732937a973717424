package search_test

import (
	"fmt"
	"testing"

	"jointplan/plan"
	"jointplan/plan/search"
)

func taskDocument(t testing.TB, titles ...string) (*plan.Document, []plan.ID) {
	t.Helper()
	d := plan.NewDocument()
	var ids []plan.ID
	var objects []plan.Object
	for i, title := range titles {
		id := plan.ID{1, byte(i >> 16), byte(i >> 8), byte(i)}
		o, err := plan.With(plan.KindOf[plan.Task]().New(id), plan.Change{Field: "title", New: title})
		if err != nil {
			t.Fatal(err)
		}
		objects, ids = append(objects, o), append(ids, id)
	}
	if err := d.Load(objects); err != nil {
		t.Fatal(err)
	}
	return d, ids
}

func TestFind(t *testing.T) {
	d, ids := taskDocument(t, "Begin foot patrols", "Air patrols", "Подготовить патруль", "Foot bridge")
	x := search.New(d)
	for query, want := range map[string][]plan.ID{
		"foot":         {ids[3], ids[0]},
		"PATROLS foot": {ids[0]},
		"патруль":      {ids[2]},
		"nothing":      nil,
		"  ":           nil,
	} {
		var got []plan.ID
		for _, hit := range x.Find(query, 10) {
			got = append(got, hit.ID)
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%q found %v, want %v", query, got, want)
		}
	}
	task := plan.KindOf[plan.Task]()
	changes := []plan.Change{
		{Kind: task, Object: ids[0], Field: "title", New: "Renamed"},
		plan.Deletion(d.Get(ids[3])),
	}
	if err := d.Apply(changes); err != nil {
		t.Fatal(err)
	}
	x.Update(changes)
	if hits := x.Find("foot", 10); len(hits) != 0 {
		t.Errorf("foot still found: %v", hits)
	}
	if hits := x.Find("renamed", 10); len(hits) != 1 || hits[0].ID != ids[0] {
		t.Errorf("renamed: %v", hits)
	}
}

func BenchmarkFind100k(b *testing.B) {
	titles := make([]string, 100_000)
	for i := range titles {
		titles[i] = fmt.Sprintf("Establish observation post %d on the northern approach", i)
	}
	d, _ := taskDocument(b, titles...)
	x := search.New(d)
	for _, query := range []string{"p", "post 99", "northern approach", "absent"} {
		b.Run(query, func(b *testing.B) {
			for b.Loop() {
				x.Find(query, 50)
			}
		})
	}
}
