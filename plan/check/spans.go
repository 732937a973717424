package check

import "jointplan/plan"

// meet reports whether two spans share a day; an open end reaches for ever, and
// so does a span without any end.
func meet(a, b plan.Span) bool {
	return (a.Finish == 0 || b.Start == 0 || b.Start <= a.Finish) && (b.Finish == 0 || a.Start == 0 || a.Start <= b.Finish)
}

// outside reports whether a day of inner lies outside outer; open ends of
// either are no contradiction.
func outside(inner, outer plan.Span) bool {
	early := inner.Start != 0 && outer.Start != 0 && inner.Start < outer.Start
	late := inner.Finish != 0 && outer.Finish != 0 && inner.Finish > outer.Finish
	return early || late || (inner != plan.Span{} && !meet(inner, outer))
}

// fitInto moves span into outer, keeping its length where it can and cutting it
// where not. It gives an empty span when that is not possible.
func fitInto(span, outer plan.Span) plan.Span {
	if outer.Start != 0 && span.Start != 0 && span.Start < outer.Start {
		span = span.Shift(int(outer.Start - span.Start))
	}
	if outer.Finish != 0 && span.Finish != 0 && span.Finish > outer.Finish {
		span = span.Shift(int(outer.Finish - span.Finish))
		if outer.Start != 0 && span.Start != 0 {
			span.Start = max(span.Start, outer.Start)
		}
	}
	if outside(span, outer) || (span.Start != 0 && span.Finish != 0 && span.Finish < span.Start) {
		return plan.Span{}
	}
	return span
}

// cutTo is the part of span that lies in outer, empty when there is none.
func cutTo(span, outer plan.Span) plan.Span {
	if !meet(span, outer) {
		return plan.Span{}
	}
	span.Start = max(span.Start, outer.Start)
	if outer.Finish != 0 && (span.Finish == 0 || span.Finish > outer.Finish) {
		span.Finish = outer.Finish
	}
	return span
}

// hasWinter reports whether a day from November to March lies in the span; the
// other months are those of the summer strength.
func hasWinter(span plan.Span) bool {
	if span.Start == 0 || span.Finish == 0 || span.Days() > 214 {
		return true
	}
	first, last := span.Start.Time(), span.Finish.Time()
	return first.Year() != last.Year() || first.Month() < 4 || last.Month() > 10
}
