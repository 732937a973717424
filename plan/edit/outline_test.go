package edit_test

import (
	"encoding/binary"
	"math"
	"slices"
	"testing"

	"jointplan/plan"
	"jointplan/plan/edit"
	"jointplan/plan/geo"
)

// theatre is an operation with two sectors side by side, West and East, that have
// strengths, and a task in East.
type theatre struct {
	t    *testing.T
	doc  *plan.Document
	op   plan.ID
	last uint64
}

func newTheatre(t *testing.T) *theatre {
	th := &theatre{t: t, doc: plan.NewDocument()}
	th.op = th.make(plan.KindOf[plan.Operation](), edit.Values{"title": "Border"})
	return th
}

func (th *theatre) id() plan.ID {
	th.last++
	var id plan.ID
	binary.BigEndian.PutUint64(id[8:], th.last)
	return id
}

func (th *theatre) make(k *plan.Kind, v edit.Values) plan.ID {
	th.t.Helper()
	if k.Operation() != nil {
		v["operation"] = th.op.String()
	}
	e, id, err := edit.Create(th.doc, k, v, th.id)
	th.do(e, err)
	return id
}

func (th *theatre) do(e plan.Edit, err error) {
	th.t.Helper()
	if err == nil {
		err = th.doc.Apply(e.Changes)
	}
	if err != nil {
		th.t.Fatal(err)
	}
}

func (th *theatre) sector(title string, west float64, more edit.Values) plan.ID {
	v := edit.Values{"title": title, "type": "area", "geometry": string(box(west, 41, west+1, 42).Text())}
	for name, value := range more {
		v[name] = value
	}
	return th.make(plan.KindOf[plan.Sector](), v)
}

func (th *theatre) get(id plan.ID) *plan.Sector { return plan.Find[plan.Sector](th.doc, id) }

func (th *theatre) area(id plan.ID) float64 {
	s, err := geo.Parse(th.get(id).Geometry)
	if err != nil {
		th.t.Fatal(err)
	}
	return s.Area()
}

func box(west, south, east, north float64) geo.Shape {
	return geo.AreaOf(geo.Polygon{geo.Ring{{Lon: west, Lat: south}, {Lon: east, Lat: south}, {Lon: east, Lat: north}, {Lon: west, Lat: north}}})
}

func TestSplitAndJoinGiveBackTheSector(t *testing.T) {
	th := newTheatre(t)
	party := th.make(plan.KindOf[plan.Party](), edit.Values{"title": "Poland"})
	west := th.sector("West", 43, edit.Values{"party": party.String(), "summer": "40", "area": "9000", "marking": "restricted", "releasable": party.String()})
	whole := th.area(west)
	parts, err := geo.Split(box(43, 41, 44, 42), geo.Line{{Lon: 42.9, Lat: 41.5}, {Lon: 44.1, Lat: 41.5}})
	if err != nil || len(parts) != 2 {
		t.Fatalf("%d parts, %v", len(parts), err)
	}
	e, ids, err := edit.SplitSector(th.doc, west, parts, th.id)
	th.do(e, err)
	if len(ids) != 2 || ids[0] != west {
		t.Fatalf("parts %v", ids)
	}
	first, second := th.get(ids[0]), th.get(ids[1])
	if second.Party != party || second.Summer != 0 || first.Summer != 40 || first.Area+second.Area != 9000 || second.No == first.No {
		t.Errorf("first %+v, second %+v", first, second)
	}
	if second.Marking != first.Marking || len(second.Releasable) != 1 {
		t.Error("the part may go further than the whole")
	}
	if sum := th.area(ids[0]) + th.area(ids[1]); sum < whole*0.9999 || sum > whole*1.0001 {
		t.Errorf("parts have %v km², the whole %v", sum, whole)
	}
	e, err = edit.JoinSectors(th.doc, ids[0], ids[1])
	th.do(e, err)
	if got := th.area(west); got < whole*0.9999 || got > whole*1.0001 || th.get(ids[1]) != nil {
		t.Errorf("joined %v km², was %v", got, whole)
	}
	if stated := th.get(west).Area; math.Abs(stated-9000) > 1e-9 {
		t.Errorf("joined it is stated as %v km²", stated)
	}
}

func TestJoinKeepsWhatNamedTheSecond(t *testing.T) {
	th := newTheatre(t)
	west, east := th.sector("West", 43, edit.Values{"summer": "40", "patrols": "1.5"}), th.sector("East", 44, edit.Values{"summer": "20", "patrols": "2"})
	third := th.sector("Far", 45, edit.Values{"overlaps": west.String() + " " + east.String()})
	task := th.make(plan.KindOf[plan.Task](), edit.Values{"title": "Patrol", "sector": east.String(), "when": "2027-05-03/2027-05-09"})
	before := th.doc.Len()
	e, err := edit.JoinSectors(th.doc, west, east)
	th.do(e, err)
	if s := th.get(west); s.Summer != 60 || s.Patrols != 3.5 {
		t.Errorf("strength %d, patrols %v", s.Summer, s.Patrols)
	}
	if got := plan.Find[plan.Task](th.doc, task).Sector; got != west {
		t.Errorf("the task is in %v", got)
	}
	if got := th.get(third).Overlaps; len(got) != 1 || got[0] != west {
		t.Errorf("overlaps %v", got)
	}
	if err := th.doc.Apply(plan.Invert(e.Changes)); err != nil || th.doc.Len() != before || plan.Find[plan.Task](th.doc, task).Sector != east {
		t.Errorf("taken back: %v, %d objects", err, th.doc.Len())
	}
}

func TestJoinRefusesWhatIsApart(t *testing.T) {
	th := newTheatre(t)
	west, far := th.sector("West", 43, nil), th.sector("Far", 46, nil)
	if _, err := edit.JoinSectors(th.doc, west, far); err == nil {
		t.Error("sectors apart are joined")
	}
	if _, err := edit.JoinSectors(th.doc, west, th.op); err == nil {
		t.Error("a sector is joined with an operation")
	}
}

func TestCutBorder(t *testing.T) {
	line := geo.Line{{Lon: 43, Lat: 42}, {Lon: 44, Lat: 42.5}, {Lon: 46, Lat: 42}}
	th := newTheatre(t)
	sector := th.sector("Border", 43, edit.Values{"type": "border", "geometry": string(geo.LineOf(line...).Text()), "length": "200"})
	graphic := th.make(plan.KindOf[plan.Graphic](), edit.Values{"title": "Line", "type": "boundary", "geometry": string(geo.LineOf(line...).Text())})
	for id, want := range map[plan.ID]int{sector: 4, graphic: 5} { // a drawing stays beside its stretches
		count := th.doc.Count(plan.KindOf[plan.Sector](), th.op)
		e, ids, err := edit.CutBorder(th.doc, id, 4+(want-4), th.id)
		th.do(e, err)
		sum := 0.0
		for _, id := range ids {
			s, err := geo.Parse(th.get(id).Geometry)
			if err != nil || s.Type() != geo.Lines {
				t.Fatalf("a stretch is %v, %v", s.Type(), err)
			}
			sum += s.Length()
		}
		if diff := sum - line.Length(); diff > 0.01 || diff < -0.01 || len(ids) != want {
			t.Errorf("%d stretches of %v km together, want %d of %v", len(ids), sum, want, line.Length())
		}
		made := th.doc.Count(plan.KindOf[plan.Sector](), th.op) - count
		if id == graphic && made != 5 || id == sector && made != 3 {
			t.Errorf("%d sectors were made", made)
		}
	}
	if _, _, err := edit.CutBorder(th.doc, th.sector("Area", 43, nil), 3, th.id); err == nil {
		t.Error("an area is cut into stretches")
	}
}

// TestACutBorderSharesOutItsLength looks at the lengths that are stated of stretches: in
// proportion to those drawn, and together what was stated of the whole.
func TestACutBorderSharesOutItsLength(t *testing.T) {
	line := geo.Line{{Lon: 43, Lat: 42}, {Lon: 44, Lat: 42.5}, {Lon: 46, Lat: 42}, {Lon: 47, Lat: 42}}
	named := []edit.Stretch{{Line: line[:2]}, {Line: line[1:3]}, {Line: line[2:]}}
	for _, c := range []struct {
		stated string
		off    float64 // how much a share may be rounded
		cut    func(th *theatre, id plan.ID) (plan.Edit, []plan.ID, error)
	}{
		{"82", 0.1, func(th *theatre, id plan.ID) (plan.Edit, []plan.ID, error) {
			return edit.CutBorder(th.doc, id, 3, th.id)
		}},
		{"82", 0.1, func(th *theatre, id plan.ID) (plan.Edit, []plan.ID, error) {
			return edit.CutInto(th.doc, id, named, th.id)
		}},
		{"2", 0.01, func(th *theatre, id plan.ID) (plan.Edit, []plan.ID, error) {
			return edit.CutBorder(th.doc, id, 7, th.id)
		}},
		{"333.33", 0.01, func(th *theatre, id plan.ID) (plan.Edit, []plan.ID, error) {
			return edit.CutBorder(th.doc, id, 7, th.id)
		}},
	} {
		th := newTheatre(t)
		id := th.sector("Border", 43, edit.Values{"type": "border", "geometry": string(geo.LineOf(line...).Text()), "length": c.stated})
		whole := th.get(id).Length
		e, ids, err := c.cut(th, id)
		th.do(e, err)
		sum := 0.0
		for _, id := range ids {
			s, err := geo.Parse(th.get(id).Geometry)
			if err != nil {
				t.Fatal(err)
			}
			got, want := th.get(id).Length, whole*s.Length()/line.Length()
			if math.Abs(got-want) > c.off {
				t.Errorf("%s km: a stretch of %v km is stated as %v, want %v", c.stated, s.Length(), got, want)
			}
			sum += got
		}
		if math.Abs(sum-whole) > 1e-9 {
			t.Errorf("%s km: the stretches add up to %v", c.stated, sum)
		}
	}
}

func TestASplitSectorSharesOutItsArea(t *testing.T) {
	for stated, want := range map[string]float64{"9000": 9000, "": 0} {
		th := newTheatre(t)
		id := th.sector("West", 43, edit.Values{"area": stated})
		parts := []geo.Shape{box(43, 41, 43.25, 42), box(43.25, 41, 44, 42)}
		e, ids, err := edit.SplitSector(th.doc, id, parts, th.id)
		th.do(e, err)
		if a, b := th.get(ids[0]).Area, th.get(ids[1]).Area; a != want/4 || b != want*3/4 {
			t.Errorf("%q is shared out as %v and %v", stated, a, b)
		}
	}
}

func TestReshapeIsTitledByWhatItMoves(t *testing.T) {
	th := newTheatre(t)
	west, east := th.sector("West", 43, nil), th.sector("East", 44, nil)
	e, err := edit.Reshape(th.doc, []edit.Outline{{ID: west, Shape: box(43, 41, 44.1, 42)}, {ID: east, Shape: box(44.1, 41, 45, 42)}})
	th.do(e, err)
	if e.Title.Key != "do.outline.two" || len(e.Changes) != 2 {
		t.Errorf("%v with %d changes", e.Title, len(e.Changes))
	}
	e, err = edit.Reshape(th.doc, []edit.Outline{{ID: west, Shape: box(43, 41, 44.1, 42)}})
	if err != nil || !e.IsEmpty() {
		t.Errorf("the same outline is a change: %v, %v", e, err)
	}
}

func TestCutIntoNamedStretches(t *testing.T) {
	line := geo.Line{{Lon: 43, Lat: 42}, {Lon: 44, Lat: 42.5}, {Lon: 46, Lat: 42}, {Lon: 47, Lat: 42}}
	stretches := []edit.Stretch{{line[:2], "Kakheti"}, {line[1:3], ""}, {line[2:], "Kakheti"}}
	for _, kind := range []*plan.Kind{plan.KindOf[plan.Sector](), plan.KindOf[plan.Graphic]()} {
		th := newTheatre(t)
		id := th.make(kind, edit.Values{"title": "Border", "type": kind.Field("type").Choices[1], "geometry": string(geo.LineOf(line...).Text())})
		e, ids, err := edit.CutInto(th.doc, id, stretches, th.id)
		th.do(e, err)
		var titles []string
		for _, id := range ids {
			titles = append(titles, th.get(id).Title)
		}
		if want := []string{"Kakheti", "Border 2", "Kakheti 2"}; !slices.Equal(titles, want) || (ids[0] == id) != (kind == plan.KindOf[plan.Sector]()) {
			t.Errorf("%s: %q, want %q", kind.Name, titles, want)
		}
	}
}

func TestAnOverlapIsAcceptedByBoth(t *testing.T) {
	th := newTheatre(t)
	a, b, c := th.sector("A", 43, nil), th.sector("B", 43.5, nil), th.sector("C", 44, nil)
	declared := func() [3]int {
		return [3]int{len(th.get(a).Overlaps), len(th.get(b).Overlaps), len(th.get(c).Overlaps)}
	}
	th.do(edit.AcceptOverlap(th.doc, a, c))
	th.do(edit.AcceptOverlap(th.doc, a, b))
	if got := declared(); got != [3]int{2, 1, 1} {
		t.Errorf("declared %v", got)
	}
	if e, err := edit.AcceptOverlap(th.doc, b, a); err != nil || !e.IsEmpty() {
		t.Errorf("accepted again it is %v, %v", e, err)
	}
	th.do(edit.RejectOverlap(th.doc, b, a))
	if got := declared(); got != [3]int{1, 0, 1} {
		t.Errorf("declared %v after it was taken back", got)
	}
	if _, err := edit.AcceptOverlap(th.doc, a, th.id()); err == nil {
		t.Error("an overlap with nothing is accepted")
	}
}

func TestAUnitStandsAtOnePoint(t *testing.T) {
	th := newTheatre(t)
	id := th.make(plan.KindOf[plan.Unit](), edit.Values{"title": "Company"})
	point := geo.Shape{Points: []geo.Point{{Lon: 44, Lat: 42}}}
	for _, s := range []geo.Shape{box(43, 41, 44, 42), geo.LineOf(geo.Point{Lon: 43, Lat: 42}, geo.Point{Lon: 44, Lat: 42}), {Points: []geo.Point{{Lon: 43, Lat: 42}, {Lon: 44, Lat: 42}}}} {
		if _, err := edit.Reshape(th.doc, []edit.Outline{{ID: id, Shape: s}}); err == nil {
			t.Errorf("it stands at %s", s.Text())
		}
		if _, err := edit.Fill(plan.KindOf[plan.Unit](), th.id(), edit.Values{"geometry": string(s.Text())}); err == nil {
			t.Errorf("one is made at %s", s.Text())
		}
	}
	th.do(edit.Reshape(th.doc, []edit.Outline{{ID: id, Shape: point}}))
	e, err := edit.Reshape(th.doc, []edit.Outline{{ID: id}})
	if err != nil || len(e.Changes) != 1 {
		t.Errorf("its place cannot be taken away: %v", err)
	}
	// A plan that has such a place from before keeps it.
	f := plan.KindOf[plan.Unit]().Field("geometry")
	if err := th.doc.Apply([]plan.Change{{Kind: f.Kind, Object: id, Field: f.Name, New: string(box(43, 41, 44, 42).Text())}}); err != nil {
		t.Error(err)
	}
	if _, _, err := plan.SetField(th.doc.Get(id), f, f.Get(th.doc.Get(id))); err != nil {
		t.Error(err)
	}
}
