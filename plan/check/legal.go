package check

import (
	"slices"

	"jointplan/plan"
)

var _ = register(
	&Rule{
		Name: "legal.mandate", Section: plan.SectionLegal, Severity: Blocking, Kind: plan.KindOf[plan.Operation](),
		Reads:  append([]string{"instrument.type"}, deploysReads...),
		Needs:  []string{"instrument.type", "operation.mandate"},
		Source: fromCaucasus,
		Check: look(func(c *Context, op *plan.Operation) {
			if deploys(c.Doc, op) && op.Mandate == "" && !hasInstrument(c.Doc, op.ID, "mandate") {
				c.Report(op, nil)
			}
		}),
	},
	&Rule{
		Name: "legal.consent", Section: plan.SectionLegal, Severity: Blocking, Kind: plan.KindOf[plan.Operation](),
		Reads:  append([]string{factsReads, "instrument.type", "signature.*"}, deploysReads...),
		Needs:  []string{"instrument.type", "signature.party", "signature.state"},
		Source: fromIraq,
		Check: look(func(c *Context, op *plan.Operation) {
			if !deploys(c.Doc, op) {
				return
			}
			for _, host := range hostsOf(c.Doc, op) {
				if !bound(c.Doc, op.ID, "consent", host) {
					c.Report(op, []plan.ID{host}, "Party", host)
				}
			}
		}),
	},
	&Rule{
		Name: "legal.status", Section: plan.SectionLegal, Severity: Blocking, Kind: plan.KindOf[plan.Operation](),
		Reads:  []string{factsReads, "unit.party", "instrument.type", "signature.*"},
		Needs:  []string{"instrument.type", "operation.hosts", "signature.party", "signature.state", "unit.party"},
		Source: fromCaucasus,
		Check: look(func(c *Context, op *plan.Operation) {
			hosts := hostsOf(c.Doc, op)
			if len(hosts) == 0 {
				return
			}
			for _, party := range partiesOfUnits(c.Doc, op.ID) {
				if !slices.Contains(hosts, party) && !bound(c.Doc, op.ID, "sofa", party) {
					c.Report(op, []plan.ID{party}, "Party", party)
				}
			}
		}),
	},
	&Rule{
		Name: "legal.engagement", Section: plan.SectionLegal, Severity: Serious, Kind: plan.KindOf[plan.Operation](),
		Reads:  []string{"unit.type", "instrument.type"},
		Source: fromAfghanistan,
		Check: look(func(c *Context, op *plan.Operation) {
			if hasInstrument(c.Doc, op.ID, "roe") {
				return
			}
			armed := []plan.Choice{"infantry", "border-guard", "police", "aviation", "joint"}
			for u := range plan.Each[plan.Unit](c.Doc, op.ID) {
				if slices.Contains(armed, u.Type) {
					c.Report(op, nil)
					return
				}
			}
		}),
	},
	&Rule{
		Name: "legal.force", Section: plan.SectionLegal, Severity: Blocking, Kind: plan.KindOf[plan.Instrument](),
		Reads:  []string{"needed>phase.when", "signature.state<instrument"},
		Needs:  []string{"signature.state"},
		Source: fromIraq,
		Check: look(func(c *Context, i *plan.Instrument) {
			p := find[plan.Phase](c, i.Needed)
			if p != nil && p.When.Start != 0 && !inForce(c.Doc, i, p.When.Start) {
				c.Report(i, []plan.ID{p.ID}, "Phase", p.ID, "Date", p.When.Start)
			}
		}),
	},
	taskRule(Rule{
		Name: "legal.task", Section: plan.SectionLegal, Severity: Blocking, Needs: []string{"signature.state"}, Source: fromIraq,
		Reads: []string{"instrument>instrument.validity", "signature.state", "signature.instrument"},
	}, func(c *Context, t *plan.Task) {
		if t.Instrument == plan.NoID || t.When.Start == 0 {
			return
		}
		if i := find[plan.Instrument](c, t.Instrument); i != nil && !inForce(c.Doc, i, t.When.Start) {
			c.Report(t, []plan.ID{i.ID}, "Instrument", i.ID, "Date", t.When.Start)
		}
	}),
	&Rule{
		Name: "legal.expires", Section: plan.SectionLegal, Severity: Serious, Kind: plan.KindOf[plan.Instrument](),
		Reads:  []string{"operation>operation.period"},
		Needs:  []string{"instrument.renewal"},
		Source: fromBorderWatch,
		Check:  look(func(c *Context, i *plan.Instrument) { expiry(c, i, i.Renewal == "") }),
	},
	&Rule{
		Name: "legal.renewal", Section: plan.SectionLegal, Severity: Advice, Kind: plan.KindOf[plan.Instrument](),
		Reads:  []string{"operation>operation.period"},
		Source: fromBorderWatch,
		Check:  look(func(c *Context, i *plan.Instrument) { expiry(c, i, i.Renewal != "") }),
	},
	&Rule{
		Name: "legal.unsigned", Section: plan.SectionLegal, Severity: Serious, Kind: plan.KindOf[plan.Instrument](),
		Reads:  []string{"signature.instrument<instrument"},
		Source: fromIraq,
		Check: look(func(c *Context, i *plan.Instrument) {
			if c.Doc.CountReferring(plan.KindOf[plan.Signature]().Field("instrument"), i.ID) == 0 {
				c.Report(i, nil)
			}
		}),
	},
	&Rule{
		Name: "legal.signatories", Section: plan.SectionLegal, Severity: Advice, Kind: plan.KindOf[plan.Instrument](),
		Reads:  []string{"signature.party<instrument", factsReads},
		Source: fromIraq,
		Check: look(func(c *Context, i *plan.Instrument) {
			if i.Type != "sofa" && i.Type != "privileges" {
				return // others bind only those who choose to be bound
			}
			var asked []plan.ID
			for s := range parts[plan.Signature](c.Doc, "instrument", i.ID) {
				asked = append(asked, s.Party)
			}
			var missing []plan.ID
			for _, party := range c.members(i.Operation, "lead", "contributor", "host") {
				if !slices.Contains(asked, party) {
					missing = append(missing, party)
				}
			}
			if len(asked) > 0 && len(missing) > 0 {
				c.Report(i, missing, "Parties", missing)
			}
		}),
	},
	&Rule{
		Name: "legal.refused", Section: plan.SectionLegal, Severity: Blocking, Kind: plan.KindOf[plan.Signature](),
		Source: fromIraq,
		Check: look(func(c *Context, s *plan.Signature) {
			if s.State == "refused" {
				c.Report(s, nil, "Instrument", s.Instrument, "Party", s.Party)
			}
		}),
	},
	&Rule{
		Name: "legal.reservation", Section: plan.SectionLegal, Severity: Advice, Kind: plan.KindOf[plan.Signature](),
		Source: fromIraq,
		Check: look(func(c *Context, s *plan.Signature) {
			if s.Reservation != "" && s.State != "refused" {
				c.Report(s, nil, "Instrument", s.Instrument, "Party", s.Party)
			}
		}),
	},
	&Rule{
		Name: "legal.validity", Section: plan.SectionLegal, Severity: Advice, Kind: plan.KindOf[plan.Instrument](),
		Source: fromBorderWatch,
		Check: look(func(c *Context, i *plan.Instrument) {
			if i.Validity.Finish == 0 && (i.Type == "mandate" || i.Type == "sofa" || i.Type == "transit") {
				c.Report(i, nil)
			}
		}),
	},
)

func hasInstrument(d *plan.Document, op plan.ID, kind plan.Choice) bool {
	for i := range plan.Each[plan.Instrument](d, op) {
		if i.Type == kind {
			return true
		}
	}
	return false
}

// bound reports whether a party has signed an instrument of the type.
func bound(d *plan.Document, op plan.ID, kind plan.Choice, party plan.ID) bool {
	for s := range plan.Each[plan.Signature](d, op) {
		if s.Party != party || (s.State != "signed" && s.State != "in-force") {
			continue
		}
		if i := plan.Find[plan.Instrument](d, s.Instrument); i != nil && i.Type == kind {
			return true
		}
	}
	return false
}

// inForce reports whether an instrument is valid on a day and in force with
// every party that was asked to sign.
func inForce(d *plan.Document, i *plan.Instrument, day plan.Date) bool {
	if i.Validity.Start > day || (i.Validity.Finish != 0 && i.Validity.Finish < day) {
		return false
	}
	any := false
	for s := range parts[plan.Signature](d, "instrument", i.ID) {
		if s.State != "in-force" {
			return false
		}
		any = true
	}
	return any
}

func expiry(c *Context, i *plan.Instrument, relevant bool) {
	op := c.operation(i.Operation)
	if relevant && op != nil && i.Validity.Finish != 0 && i.Validity.Finish < op.Period.Finish {
		c.Report(i, nil, "Date", i.Validity.Finish, "Renewal", i.Renewal)
	}
}

func partiesOfUnits(d *plan.Document, op plan.ID) []plan.ID {
	var parties []plan.ID
	for u := range plan.Each[plan.Unit](d, op) {
		if u.Party != plan.NoID && !slices.Contains(parties, u.Party) {
			parties = append(parties, u.Party)
		}
	}
	slices.SortFunc(parties, compareIDs)
	return parties
}
