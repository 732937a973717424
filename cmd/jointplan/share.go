package main

import (
	"fmt"

	"jointplan/plan"
	"jointplan/plan/release"
	"jointplan/storage"
)

type shareCmd struct {
	For     string `required:"" placeholder:"PARTY" help:"The party the copy is for."`
	Output  string `short:"o" placeholder:"COPY" help:"The copy to write; one that is there is left as it is."`
	Preview bool   `help:"Only say what would go, what would stay and why."`
	JSON    bool   `name:"json" help:"Write JSON for scripts."`
	File    string `arg:"" help:"The file."`
}

// Help implements kong.HelpProvider.
func (shareCmd) Help() string {
	return `The copy holds what is releasable to the party and within its clearance, and nothing else: no history, no names, numbers or ids of what stays. The file notes what went, so that the copy can be merged when it comes back.`
}

// mostLeaks is how many places are listed where a text tells of what stays.
const mostLeaks = 50

// Run shares a copy or tells what would go.
func (c shareCmd) Run(j *job) error {
	if c.Output == "" && !c.Preview {
		return wrongUsage("cli.share.output")
	}
	if c.Preview {
		return j.read(c.File, func(w *storage.Workspace) error {
			r, err := c.release(j, w)
			if err != nil {
				return err
			}
			return c.tell(j, w.Document(), r)
		})
	}
	return j.edit(c.File, func(w *storage.Workspace) error {
		r, err := c.release(j, w)
		if err != nil {
			return err
		}
		progress := j.progress("cli.sharing")
		_, err = w.Share(j.ctx, c.Output, r.Party.ID, storage.ShareOptions{Progress: progress.step})
		progress.end()
		if err != nil {
			return err
		}
		if err := c.tell(j, w.Document(), r); err != nil || c.JSON {
			return err
		}
		j.say("share.done", "Path", c.Output, "Party", plan.NameOf(w.Document(), r.Party, nil))
		return nil
	})
}

// release finds what goes to the party, and warns of a copy that it has already.
func (c shareCmd) release(j *job, w *storage.Workspace) (*release.Release, error) {
	d := w.Document()
	party, err := plan.Lookup(d, plan.KindOf[plan.Party](), plan.NoID, c.For)
	if err != nil {
		return nil, err
	}
	before, err := w.LastShare(plan.IDFor(party))
	if err != nil {
		return nil, err
	}
	if !before.IsZero() {
		j.warn(plan.Say("share.before", "Party", plan.NameOf(d, party, nil), "Date", plan.DateOf(before)))
	}
	return release.For(d, plan.IDFor(party))
}

// tell lists by kind what goes and stays, then what stays with the reason, then
// where texts that go tell of it.
func (c shareCmd) tell(j *job, d *plan.Document, r *release.Release) error {
	leaks := r.Leaks(mostLeaks)
	if c.JSON {
		return j.json(makeShareJSON(j, d, r, leaks))
	}
	t := newTable("", j.words.T("share.goes"), j.words.T("share.stays"), j.words.T("share.fields"))
	for i := 1; i < 4; i++ {
		t.columns[i].numbers = true
	}
	number := func(n int) string { return j.words.Number(float64(n), 0) }
	for _, n := range r.Summary() {
		t.add(j.words.T(n.Kind.Plural()), number(n.Goes), number(n.Stays), number(n.Fields))
	}
	t.print(j.out)
	if c.Preview {
		c.reasons(j, d, r)
	}
	for _, l := range leaks {
		j.warn(leakMessage(d, l))
	}
	return nil
}

func (c shareCmd) reasons(j *job, d *plan.Document, r *release.Release) {
	t := newTable("", "", j.words.T("share.why"))
	t.columns[1].cut = mostLetters
	for _, k := range plan.Kinds() {
		for _, s := range r.Stays(k) {
			name := plan.NameOf(d, s.Object, j.words)
			if s.Field != nil {
				name += ": " + j.words.T(s.Field.Label())
			}
			t.add(j.words.T(k.Label())+" "+s.Object.Shared().Number(), name, j.words.Say(r.Because(s)))
		}
	}
	if len(t.rows) > 0 {
		fmt.Fprintln(j.out)
		t.print(j.out)
	}
}

// leakMessage warns of a word in a text that goes.
func leakMessage(d *plan.Document, l release.Leak) plan.Message {
	in := d.Get(l.In)
	return plan.Say("share.leak", "Word", l.Word, "From", plan.NameOf(d, d.Get(l.From), nil),
		"Field", plan.Say(l.Field.Label()), "Kind", plan.Say(plan.KindFor(in).Label()), "Name", plan.NameOf(d, in, nil))
}

type jsonShare struct {
	Party string          `json:"party"`
	Kinds []jsonShareKind `json:"kinds"`
	Stays []jsonStay      `json:"stays"`
	Leaks []jsonLeak      `json:"leaks"`
}

type jsonShareKind struct {
	Kind   string `json:"kind"`
	Goes   int    `json:"goes"`
	Stays  int    `json:"stays"`
	Fields int    `json:"fields"`
}

type jsonStay struct {
	ID    string `json:"id"`
	Kind  string `json:"kind"`
	Name  string `json:"name"`
	Field string `json:"field,omitempty"`
	Why   string `json:"why"`
}

type jsonLeak struct {
	Word  string `json:"word"`
	From  string `json:"from"`
	In    string `json:"in"`
	Field string `json:"field"`
}

func makeShareJSON(j *job, d *plan.Document, r *release.Release, leaks []release.Leak) jsonShare {
	out := jsonShare{Party: r.Party.ID.String(), Stays: []jsonStay{}, Leaks: []jsonLeak{}}
	for _, n := range r.Summary() {
		out.Kinds = append(out.Kinds, jsonShareKind{n.Kind.Name, n.Goes, n.Stays, n.Fields})
		for _, s := range r.Stays(n.Kind) {
			one := jsonStay{ID: plan.IDFor(s.Object).String(), Kind: n.Kind.Name, Name: plan.NameOf(d, s.Object, nil), Why: j.words.Say(r.Because(s))}
			if s.Field != nil {
				one.Field = s.Field.Name
			}
			out.Stays = append(out.Stays, one)
		}
	}
	for _, l := range leaks {
		out.Leaks = append(out.Leaks, jsonLeak{l.Word, l.From.String(), l.In.String(), l.Field.Name})
	}
	return out
}
