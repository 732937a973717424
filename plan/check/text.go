package check

import (
	"strings"

	"jointplan/plan"
)

var _ = register(
	&Rule{
		Name: "text.stale", Section: plan.SectionText, Severity: Serious, Kind: plan.KindOf[plan.Passage](),
		Source: fromCaucasus,
		Check: look(func(c *Context, p *plan.Passage) {
			if p.Second != "" && p.Translated != plan.TextDigest(string(p.Text)) {
				c.Report(p, nil)
			}
		}),
		Fix: set("translated", func(_ *plan.Document, p *plan.Passage) string { return plan.TextDigest(string(p.Text)) }),
	},
	&Rule{
		Name: "text.untranslated", Section: plan.SectionText, Severity: Advice, Kind: plan.KindOf[plan.Passage](),
		Reads:  []string{"operation>operation.languages"},
		Needs:  []string{"passage.second"},
		Source: fromCaucasus,
		Check: look(func(c *Context, p *plan.Passage) {
			op := c.operation(p.Operation)
			if op != nil && p.Text != "" && p.Second == "" && len(strings.FieldsFunc(op.Languages, notLetter)) > 1 {
				c.Report(p, nil)
			}
		}),
	},
	&Rule{
		Name: "text.empty", Section: plan.SectionText, Severity: Advice, Kind: plan.KindOf[plan.Passage](),
		Needs:  []string{"passage.text"},
		Source: fromPlanning,
		Check: look(func(c *Context, p *plan.Passage) {
			if strings.TrimSpace(string(p.Text)) == "" {
				c.Report(p, nil)
			}
		}),
	},
	&Rule{
		Name: "term.second", Section: plan.SectionText, Severity: Advice, Kind: plan.KindOf[plan.Term](),
		Needs:  []string{"term.second"},
		Source: fromCaucasus,
		Check: look(func(c *Context, t *plan.Term) {
			if t.Title != "" && t.Second == "" {
				c.Report(t, nil)
			}
		}),
	},
)

// Alternatives in brackets may stand in any longer text, also where a merge put
// two versions side by side.
var _ = registerEach(Rule{
	Name: "text.open", Severity: Serious, Source: fromFuture,
	Check: func(c *Context, o plan.Object) {
		for _, f := range longFields(plan.KindFor(o)) {
			if n := len(Alternatives(f.Text(o))); n > 0 {
				c.Report(o, nil, "Field", plan.Say(f.Label()), "Count", n)
			}
		}
	},
}, func(k *plan.Kind) bool { return len(longFields(k)) > 0 })

var longFields = func() func(*plan.Kind) []*plan.Field {
	byKind := map[*plan.Kind][]*plan.Field{}
	for _, k := range plan.Kinds() {
		for _, f := range k.Fields {
			if f.Type == plan.LongText && !f.Hidden {
				byKind[k] = append(byKind[k], f)
			}
		}
	}
	return func(k *plan.Kind) []*plan.Field { return byKind[k] }
}()

// longestLabel is how many letters may stand before the colon of an alternative.
const longestLabel = 60

// Alternatives finds the pieces of a text written "[who: what they propose]": where
// each begins, and where it ends behind its bracket.
func Alternatives(text string) (pieces [][2]int) {
	for at := 0; ; {
		open := strings.IndexByte(text[at:], '[')
		if open < 0 {
			return pieces
		}
		begin := at + open
		at = begin + 1
		colon, end := strings.IndexByte(text[at:], ':'), strings.IndexByte(text[at:], ']')
		label := ""
		if colon > 0 && end > colon {
			label = text[at : at+colon]
		}
		if label != "" && len(label) <= longestLabel && !strings.ContainsAny(label, "[\n") && strings.TrimSpace(label) != "" {
			pieces = append(pieces, [2]int{begin, at + end + 1})
		}
	}
}
