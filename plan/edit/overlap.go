package edit

import (
	"slices"

	"jointplan/plan"
)

// AcceptOverlap declares, with both sectors, that the parties want them to overlap.
func AcceptOverlap(d *plan.Document, a, b plan.ID) (plan.Edit, error) {
	return declareOverlap(d, a, b, "do.overlap", func(ids plan.IDs, id plan.ID) plan.IDs {
		if ids.Has(id) {
			return ids
		}
		return append(slices.Clone(ids), id)
	})
}

// RejectOverlap takes back, with both sectors, that their overlap is accepted.
func RejectOverlap(d *plan.Document, a, b plan.ID) (plan.Edit, error) {
	return declareOverlap(d, a, b, "do.overlap.back", func(ids plan.IDs, id plan.ID) plan.IDs {
		return slices.DeleteFunc(slices.Clone(ids), func(other plan.ID) bool { return other == id })
	})
}

func declareOverlap(d *plan.Document, a, b plan.ID, title string, change func(ids plan.IDs, id plan.ID) plan.IDs) (plan.Edit, error) {
	var e plan.Edit
	f := plan.KindOf[plan.Sector]().Field("overlaps")
	for _, pair := range [][2]plan.ID{{a, b}, {b, a}} {
		s := plan.Find[plan.Sector](d, pair[0])
		if s == nil {
			return plan.Edit{}, plan.Problem("error.object.gone", "ID", pair[0].String())
		}
		c, ok, err := plan.SetField(s, f, change(s.Overlaps, pair[1]).String())
		if err != nil {
			return plan.Edit{}, err
		}
		if ok {
			e.Changes = append(e.Changes, c)
		}
	}
	e.Title = plan.Say(title, "Name", plan.NameOf(d, d.Get(a), nil), "Other", plan.NameOf(d, d.Get(b), nil))
	return e, nil
}
