package check

import (
	"slices"

	"jointplan/plan"
)

var _ = register(
	&Rule{
		Name: "cost.shares", Section: plan.SectionMoney, Severity: Serious, Kind: plan.KindOf[plan.Cost](),
		Source: fromCaucasus,
		Check: look(func(c *Context, k *plan.Cost) {
			if len(k.Shares) > 0 && !sumsUp(k.Shares) {
				c.Report(k, nil, "Sum", k.Shares.Sum())
			}
		}),
		Fix: set("shares", func(_ *plan.Document, k *plan.Cost) string { return toHundred(k.Shares).String() }),
	},
	&Rule{
		Name: "cost.no-shares", Section: plan.SectionMoney, Severity: Serious, Kind: plan.KindOf[plan.Cost](),
		Reads:  []string{factsReads},
		Needs:  []string{"cost.shares"},
		Source: fromCaucasus,
		Check: look(func(c *Context, k *plan.Cost) {
			if k.Rule == "shares" && len(k.Shares) == 0 {
				c.ReportUnless(len(equalShares(c.Doc, k)) > 0, k, nil)
			}
		}),
		Fix: set("shares", func(d *plan.Document, k *plan.Cost) string { return equalShares(d, k).String() }),
	},
	&Rule{
		Name: "cost.rule", Section: plan.SectionMoney, Severity: Serious, Kind: plan.KindOf[plan.Cost](),
		Needs:  []string{"cost.rule"},
		Source: fromCaucasus,
		Check: look(func(c *Context, k *plan.Cost) {
			if k.Rule == "" {
				c.ReportUnless(len(k.Shares) > 0 || k.Party != plan.NoID, k, nil)
			}
		}),
		Fix: set("rule", func(_ *plan.Document, k *plan.Cost) string {
			switch {
			case len(k.Shares) > 0:
				return "shares"
			case k.Party != plan.NoID:
				return "where-it-falls"
			}
			return ""
		}),
	},
	&Rule{
		Name: "cost.payer", Section: plan.SectionMoney, Severity: Serious, Kind: plan.KindOf[plan.Cost](),
		Reads:  []string{factsReads, "operation>operation.hosts"},
		Needs:  []string{"cost.party", "participation.role"},
		Source: fromCaucasus,
		Check: look(func(c *Context, k *plan.Cost) {
			op := c.operation(k.Operation)
			switch {
			case k.Rule == "where-it-falls" && k.Party == plan.NoID,
				k.Rule == "fund" && k.Fund == "",
				k.Rule == "host" && op != nil && len(hostsOf(c.Doc, op)) == 0:
				c.Report(k, nil)
			}
		}),
	},
	&Rule{
		Name: "cost.currency", Section: plan.SectionMoney, Severity: Advice, Kind: plan.KindOf[plan.Cost](),
		Reads:  []string{"operation>operation.currency"},
		Source: fromCaucasus,
		Check: look(func(c *Context, k *plan.Cost) {
			op := c.operation(k.Operation)
			if op != nil && op.Currency != "" && k.Amount.Currency != "" && k.Amount.Currency != op.Currency {
				c.Report(k, nil, "Currency", k.Amount.Currency, "Usual", op.Currency)
			}
		}),
	},
	&Rule{
		Name: "money.currency", Section: plan.SectionMoney, Severity: Serious, Kind: plan.KindOf[plan.Operation](),
		Reads:  []string{"cost.amount"},
		Needs:  []string{"operation.currency"},
		Source: fromCaucasus,
		Check: look(func(c *Context, op *plan.Operation) {
			if used := currencies(c.Doc, op.ID); op.Currency == "" && len(used) > 0 {
				c.ReportUnless(len(used) == 1, op, nil, "Currency", used[0], "Count", len(used))
			}
		}),
		Fix: set("currency", func(d *plan.Document, op *plan.Operation) string {
			if used := currencies(d, op.ID); len(used) == 1 {
				return used[0]
			}
			return ""
		}),
	},
	&Rule{
		Name: "money.none", Section: plan.SectionMoney, Severity: Advice, Kind: plan.KindOf[plan.Operation](),
		Reads:  append([]string{"cost.operation"}, deploysReads...),
		Source: fromCaucasus,
		Check: look(func(c *Context, op *plan.Operation) {
			if deploys(c.Doc, op) && count[plan.Cost](c.Doc, op.ID) == 0 {
				c.Report(op, nil)
			}
		}),
	},
	&Rule{
		Name: "move.payer", Section: plan.SectionMoney, Severity: Advice, Kind: plan.KindOf[plan.Move](),
		Needs:  []string{"move.payer"},
		Source: fromTreaty,
		Check: look(func(c *Context, m *plan.Move) {
			if m.Payer == plan.NoID {
				c.Report(m, nil)
			}
		}),
	},
)

// equalShares divides a cost among the parties that contribute.
func equalShares(d *plan.Document, k *plan.Cost) plan.Shares {
	var shares plan.Shares
	for _, party := range membersOf(d, k.Operation, "lead", "contributor") {
		shares = append(shares, plan.Share{Party: party})
	}
	return toHundred(shares)
}

// currencies lists the currencies of an operation's costs in alphabetic order.
func currencies(d *plan.Document, op plan.ID) []string {
	var used []string
	for k := range plan.Each[plan.Cost](d, op) {
		if k.Amount.Currency != "" && !slices.Contains(used, k.Amount.Currency) {
			used = append(used, k.Amount.Currency)
		}
	}
	slices.Sort(used)
	return used
}
