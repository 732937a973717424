package check

import (
	"jointplan/plan"
	"jointplan/plan/edit"
)

// set makes a Fix that gives one field of the object a value; "" means that the
// value cannot be told any more.
func set[T any](field string, value func(d *plan.Document, o *T) string) func(*plan.Document, Finding) (plan.Edit, error) {
	return func(d *plan.Document, f Finding) (plan.Edit, error) {
		o := plan.Find[T](d, f.Object)
		if o == nil {
			return plan.Edit{}, plan.Problem("error.object.gone", "ID", f.Object.String())
		}
		return f.put(d, f.Object, plan.KindOf[T]().Field(field), value(d, o))
	}
}

// put is the edit that gives a field of an object a value, titled as the fix.
func (f Finding) put(d *plan.Document, id plan.ID, field *plan.Field, value string) (plan.Edit, error) {
	if value == "" {
		return plan.Edit{}, plan.Problem("error.fix.none", "Name", nameOf(d, id))
	}
	e, err := edit.Set(d, []plan.ID{id}, field, value)
	if err == nil && e.IsEmpty() {
		err = plan.Problem("error.fix.none", "Name", nameOf(d, id))
	}
	e.Title, _ = f.FixLabel()
	return e, err
}

// clear is the edit that empties a field of an object, titled as the fix.
func (f Finding) clear(d *plan.Document, id plan.ID, field *plan.Field) (plan.Edit, error) {
	e, err := edit.Set(d, []plan.ID{id}, field, "")
	e.Title, _ = f.FixLabel()
	return e, err
}

// toHundred scales shares so that they sum to 100 with two decimals, what is
// lost in rounding going to the first. Without any portion all get the same.
func toHundred(shares plan.Shares) plan.Shares {
	if len(shares) == 0 {
		return nil
	}
	sum := shares.Sum()
	scaled := make(plan.Shares, len(shares))
	rest := 10000
	for i, s := range shares {
		part := 10000 / len(shares)
		if sum > 0 {
			part = int(s.Percent / sum * 10000)
		}
		scaled[i] = plan.Share{Party: s.Party, Percent: float64(part) / 100}
		rest -= part
	}
	scaled[0].Percent = (scaled[0].Percent*100 + float64(rest)) / 100
	return scaled
}

// sumsUp reports whether shares make a whole, a hundredth of a percent apart.
func sumsUp(shares plan.Shares) bool {
	sum := shares.Sum()
	return sum > 99.99 && sum < 100.01
}
