package excel

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"jointplan/plan"
	"jointplan/plan/check"
	"jointplan/plan/edit"
)

// author makes objects as edits do.
type author struct {
	t     testing.TB
	doc   *plan.Document
	next  uint64
	all   []plan.Object
	count *edit.Numbers
}

func newAuthor(t testing.TB) *author {
	d := plan.NewDocument()
	return &author{t: t, doc: d, count: edit.NewNumbers(plan.NewDocument())}
}

func (a *author) id() plan.ID {
	a.next++
	var id plan.ID
	binary.BigEndian.PutUint64(id[8:], a.next)
	id[0] = 0xA0
	return id
}

// add makes an object of kind T and gives its id as a text.
func add[T any](a *author, values edit.Values) string {
	a.t.Helper()
	o, err := edit.Fill(plan.KindOf[T](), a.id(), values)
	if err == nil {
		o, err = a.count.Place(o)
	}
	if err != nil {
		a.t.Fatal(err)
	}
	a.all = append(a.all, o)
	return plan.IDFor(o).String()
}

func (a *author) done() *plan.Document {
	a.t.Helper()
	if err := a.doc.Load(a.all); err != nil {
		a.t.Fatal(err)
	}
	a.all = nil
	return a.doc.Snapshot()
}

// today is the day tests count from: formulas ask the clock.
var today = plan.DateOf(time.Now())

func day(n int) string { return (today + plan.Date(n)).String() }

// Texts that have broken exports before.
var (
	commandText = `=cmd|' /C calc'!A1`
	emojiText   = "Crossing 🚁 open 👩‍🚒"
	rtlText     = "معبر حدودي שער"
	escapedText = "literal _x000D_ and <b>&amp;</b>"
	linesText   = " first line\nsecond\tline "
)

// sampleDocument is an operation with objects of most kinds.
func sampleDocument(t testing.TB) *plan.Document {
	a := newAuthor(t)
	add[plan.Workspace](a, edit.Values{"title": "Winter staff exercise", "policy": "Partners"})
	host := add[plan.Party](a, edit.Values{"title": "Republic of Georgia, Ministry of Internal Affairs", "short": "GEO", "type": "nation"})
	osce := add[plan.Party](a, edit.Values{"title": "OSCE", "type": "organisation"})
	poland := add[plan.Party](a, edit.Values{"title": "Poland", "short": "POL", "type": "nation"})
	op := add[plan.Operation](a, edit.Values{
		"title": "Border monitoring & observation", "theatre": "Caucasus, northern mountain border", "status": "running",
		"period": day(-200) + "/" + day(400), "structure": "lead", "lead": osce, "hosts": host, "marking": "restricted",
		"purpose": "Observe and report movement across the border in all seasons, by posts and patrols of mixed nationality, so that no party need act on rumour.",
	})
	for i, p := range []string{host, osce, poland} {
		add[plan.Participation](a, edit.Values{"operation": op, "party": p, "role": []string{"host", "lead", "contributor"}[i], "when": day(-200) + "/" + day(400)})
	}
	prepare := add[plan.Phase](a, edit.Values{"operation": op, "title": "Preparation", "when": day(-200) + "/" + day(-90), "purpose": "Agree on posts."})
	observe := add[plan.Phase](a, edit.Values{"operation": op, "title": "Observation", "when": day(-89) + "/" + day(400)})
	line := add[plan.Line](a, edit.Values{"operation": op, "title": "Observation of the border", "objective": "See all crossings.", "lead": osce})
	var sectors, units []string
	for i, name := range []string{"Chechen", "Ingush", "Dagestan west", "Dagestan *east*", "=Omalo"} {
		sectors = append(sectors, add[plan.Sector](a, edit.Values{"operation": op, "title": name, "type": "border", "party": osce, "length": fmt.Sprint(81.5 + float64(i)*10), "summer": fmt.Sprint(40 + i), "winter": "21"}))
		units = append(units, add[plan.Unit](a, edit.Values{"operation": op, "title": fmt.Sprintf("Observer team %d", i+1), "party": []string{osce, poland}[i%2], "type": "observers", "strength": "12", "sector": sectors[i], "when": day(-100) + "/" + day(300)}))
	}
	titles := []string{"Reconnoitre crossing points", "Build the winter post", "Patrol on foot", "Report to capitals each week", "Evacuation drill by helicopter before the passes close"}
	for i := range 60 {
		v := edit.Values{
			"operation": op, "title": titles[i%5] + " in " + []string{"Chechen", "Ingush", "Dagestan west", "Dagestan east", "Omalo"}[i/5%5], "line": line, "sector": sectors[i/5%5], "party": []string{osce, poland, host}[i%3],
			"phase": []string{prepare, observe}[i%2], "when": day(-120+i*5) + "/" + day(-110+i*5),
			"status": []string{"planned", "done", "running", "blocked", "ready", "cancelled"}[i%6], "progress": fmt.Sprint(i % 11 * 10), "priority": []string{"high", "normal", "low"}[i%3],
			"purpose": "So that movement is seen by day and by night, in every season.", "people": fmt.Sprint(4 + i%9), "units": units[i%5] + " " + units[(i+1)%5],
		}
		if i%10 == 4 {
			delete(v, "party")
		}
		if i%13 == 7 {
			delete(v, "sector")
			delete(v, "status")
		}
		add[plan.Task](a, v)
	}
	odd := []string{commandText, emojiText, rtlText, escapedText}
	for _, text := range odd {
		add[plan.Task](a, edit.Values{"operation": op, "title": text, "purpose": linesText, "sector": sectors[4], "hours": "1.239"})
	}
	from := add[plan.Task](a, edit.Values{"operation": op, "title": "Weekly report", "milestone": "true"})
	to := add[plan.Task](a, edit.Values{"operation": op, "title": "Weekly report", "when": day(3) + "/"})
	add[plan.Dependency](a, edit.Values{"operation": op, "from": from, "to": to, "type": "fs", "lag": "2.5"})
	instrument := add[plan.Instrument](a, edit.Values{"operation": op, "title": "Status of mission agreement", "type": "sofa", "validity": day(-300) + "/" + day(20), "contents": long(10000)})
	add[plan.Signature](a, edit.Values{"operation": op, "instrument": instrument, "party": host, "state": "in-force", "on": day(-290)})
	add[plan.Cost](a, edit.Values{"operation": op, "title": "Helicopter hours", "category": "transport", "amount": "1250000.50 EUR", "period": "year", "rule": "shares", "shares": osce + "=60 " + poland + "=40"})
	add[plan.Cost](a, edit.Values{"operation": op, "title": "Interpreters", "category": "language", "amount": "84000 EUR", "period": "month", "rule": "where-it-falls", "party": osce})
	add[plan.Risk](a, edit.Values{"operation": op, "title": "Passes closed by snow", "probability": "4", "impact": "3", "owner": host, "state": "open", "control": "Stocks for 60 days."})
	add[plan.Decision](a, edit.Values{"operation": op, "title": "Night patrols", "state": "open", "about": instrument, "parties": host + " " + osce})
	add[plan.Term](a, edit.Values{"title": "Border post", "second": "Пограничный пост", "definition": "A manned place from which a stretch of border is observed."})
	return a.done()
}

func long(n int) string { return string(bytes.Repeat([]byte("Long text. "), n/11+1)[:n]) }

// findings makes some, of a rule of the test's own.
func findings(d *plan.Document) []check.Finding {
	var found []check.Finding
	tasks := d.Objects(plan.KindOf[plan.Task](), plan.NoID)
	for i, severity := range []check.Severity{check.Advice, check.Blocking, check.Serious, check.Serious} {
		rule := &check.Rule{Name: "test", Severity: severity, Kind: plan.KindOf[plan.Task]()}
		o := tasks[i*4]
		found = append(found, check.Finding{Rule: rule, Object: plan.IDFor(o), Operation: plan.OperationOf(o), Message: plan.Say("plain text of a finding")})
	}
	return found
}

func options(t testing.TB, lang string) Options {
	return Options{
		Words: words(t, lang), Exported: today.Time().Add(14 * time.Hour), By: "Maj. A. Berg & staff", App: "Jointplan 1.0",
		PlanID: plan.ID{1, 2, 3}, ExportID: plan.ID{4, 5, 6},
	}
}

// exported writes a workbook and gives its path.
func exported(t testing.TB, d *plan.Document, op plan.ID, o Options) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "plan.xlsx")
	if err := Export(context.Background(), d, op, path, o, nil); err != nil {
		t.Fatal(err)
	}
	return path
}

func open(t testing.TB, path string) *excelize.File {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}
