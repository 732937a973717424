package template

import (
	"slices"
	"strconv"
	"strings"

	"jointplan/plan"
	"jointplan/plan/basemap"
)

// Brief is what the planner says about the operation to be made.
type Brief struct {
	Title    string
	Theatre  string // the template's hint when empty
	Start    plan.Date
	Parties  []BriefParty
	Sectors  []string // names; the template's number of sectors when there are none
	Currency string   // ISO 4217; the template's when empty

	// TheatreKey chooses one of the template's theatres, which then gives area,
	// sectors and posts; "" for none.
	TheatreKey string
	// World is the basemap that theatres are drawn from; without it they can't be.
	World *basemap.Map
}

// BriefParty is a party with the roles it takes. An existing one is named by
// Party; another is found by its name or made.
type BriefParty struct {
	Party plan.ID
	Name  string
	Short string
	Type  plan.Choice
	Roles []string // keys of the template's roles
}

// The days an operation may start on: far enough from the ends of the calendar
// that relative days stay inside.
var (
	earliest = plan.MakeDate(1950, 1, 1)
	latest   = plan.MakeDate(2150, 12, 31)
)

// Check says what the brief lacks; nil when the template can be instantiated
// with it in document d.
func (t *Template) Check(d *plan.Document, b Brief) error {
	switch {
	case strings.TrimSpace(b.Title) == "":
		return plan.Problem("error.brief.title")
	case b.Start == 0:
		return plan.Problem("error.brief.start")
	case b.Start < earliest || b.Start > latest:
		return plan.Problem("error.brief.date", "Date", b.Start.String(), "Earliest", earliest.String(), "Latest", latest.String())
	case b.Currency != "" && !isCurrency(b.Currency):
		return plan.Problem("error.brief.currency", "Value", b.Currency)
	case b.TheatreKey != "" && t.TheatreOf(b.TheatreKey) == nil:
		return plan.Problem("error.brief.theatre", "Value", b.TheatreKey, "Known", strings.Join(append(t.TheatreKeys(), NoTheatre), ", "))
	}
	if err := t.checkParties(d, b); err != nil {
		return err
	}
	return t.checkSectors(b)
}

func isCurrency(s string) bool {
	return len(s) == 3 && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

func (t *Template) checkParties(d *plan.Document, b Brief) error {
	filled := map[string]int{}
	seen := map[string]bool{}
	for _, p := range b.Parties {
		id := p.Party.String()
		switch {
		case p.Party != plan.NoID && plan.Find[plan.Party](d, p.Party) == nil:
			return plan.Problem("error.brief.party.gone", "ID", id)
		case p.Party == plan.NoID && strings.TrimSpace(p.Name) == "":
			return plan.Problem("error.brief.party.name")
		case p.Party == plan.NoID:
			id = fold(p.Name)
			if existing := partyNamed(d, p.Name); existing != nil {
				id = existing.ID.String()
			}
		}
		if seen[id] {
			return plan.Problem("error.brief.party.twice", "Name", partyName(d, p))
		}
		seen[id] = true
		for i, key := range p.Roles {
			if t.Role(key) == nil {
				return plan.Problem("error.brief.role", "Value", key, "Name", partyName(d, p))
			}
			if !slices.Contains(p.Roles[:i], key) {
				filled[key]++
			}
		}
	}
	for _, role := range t.Roles {
		switch n := filled[role.Key]; {
		case n < role.Min:
			return plan.Problem("error.brief.few", "Role", role.Label(), "Count", role.Min, "Have", n)
		case n > role.Max:
			return plan.Problem("error.brief.many", "Role", role.Label(), "Count", role.Max, "Have", n)
		}
	}
	return nil
}

// Label names the role for messages, in the reader's language.
func (r Role) Label() plan.Message {
	if r.As == "" {
		return plan.Say("plain", "Text", r.Name.In("en"))
	}
	return plan.Say(plan.KindOf[plan.Participation]().Field("role").ChoiceLabel(string(r.As)))
}

func (t *Template) checkSectors(b Brief) error {
	n := len(b.Sectors)
	switch {
	case n == 0:
		return nil
	case t.Sectors == nil:
		return plan.Problem("error.brief.sectors.none")
	case n < t.Sectors.Min:
		return plan.Problem("error.brief.sectors.few", "Count", t.Sectors.Min, "Have", n)
	case n > t.Sectors.Max:
		return plan.Problem("error.brief.sectors.many", "Count", t.Sectors.Max, "Have", n)
	}
	return nil
}

// SectorNames gives the names of n sectors as one of the template's theatres and
// then the template would call them; theatre may be "", and n of 0 stands for
// their own number.
func (t *Template) SectorNames(theatre string, n int) []string {
	if t.Sectors == nil {
		return nil
	}
	var known []string
	if th := t.TheatreOf(theatre); th != nil {
		known = th.Sectors
	}
	switch {
	case n > 0:
	case len(known) > 0:
		n = len(known)
	default:
		n = t.Sectors.Count
	}
	names := make([]string, n)
	copy(names, known)
	return t.sectorNames(names)
}

// sectorNames gives blank names those of the template.
func (t *Template) sectorNames(names []string) []string {
	filled := make([]string, len(names))
	for i, name := range names {
		filled[i] = strings.TrimSpace(name)
		if filled[i] == "" {
			filled[i] = fill(t.Sectors.Name, func(string) (string, bool) { return strconv.Itoa(i + 1), true })
		}
	}
	return filled
}

func fold(name string) string { return strings.ToLower(strings.TrimSpace(name)) }

func partyNamed(d *plan.Document, name string) *plan.Party {
	for _, p := range plan.All[plan.Party](d, plan.NoID) {
		if fold(p.Title) == fold(name) {
			return p
		}
	}
	return nil
}

func partyName(d *plan.Document, p BriefParty) string {
	if o := d.Get(p.Party); o != nil {
		return plan.NameOf(d, o, nil)
	}
	return strings.TrimSpace(p.Name)
}
