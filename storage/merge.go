package storage

import (
	"context"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"jointplan/plan"
	"jointplan/plan/compare"
)

// Merge is what would come of taking in other files, prepared and not yet
// written. Its rows are what each side changed since the copies went apart.
type Merge struct {
	Files []string // paths of the others
	Rows  []compare.Row
	// Known is the number of transactions that all files share; 0 for files with
	// no common origin, whose objects come in as new ones.
	Known int
	// Steps and Authors are what comes in: how many transactions, by whom.
	Steps   int
	Authors []Author
	// Again says that a merge of the same changes was taken back here, and that they
	// are offered once more, as if that merge had never been.
	Again bool
	// Refused names values of a shared copy that comes back which it was not given
	// to alter.
	Refused []plan.Message
	// Losses names values of the others that no field accepts. They stay in the
	// log and are not shown.
	Losses []plan.Message

	workspace    *Workspace
	head         TxnID // of our log when the merge was prepared
	union        *union
	ours, theirs map[TxnID]bool // transactions that only one side has
	again        TxnID          // the merge that was taken back, where it is offered again
	ourKnow      *causality     // of our log alone
	turned       bool           // what counts in our log changes, by what others take back or put in force
	prospect     *prospect
	reverts      map[TxnID]map[TxnID]bool // what theirs undid merges with, and what of ours those had brought
	returned     *returned                // a shared copy that comes back
	foreign      *plan.Document           // of a file with no common origin
	barred       error                    // why the files can be compared and not merged
	names        *plan.Document           // all objects of both sides
	told         *plan.Document           // with those that are gone, for reading rows by name
}

// MergeOptions say how other files are read.
type MergeOptions struct {
	// Ahead takes in what was written by a clock more than a day ahead of ours.
	Ahead bool
	// OnlyNew leaves out what was merged before and taken back here.
	OnlyNew bool
	// Look says that the files are only compared: also two of which none can be
	// merged into the other.
	Look bool
}

// PrepareMerge reads other files and tells what merging them would change.
// Nothing is written. The files may be open elsewhere; their last acknowledged
// edit counts.
func (w *Workspace) PrepareMerge(ctx context.Context, paths []string, o MergeOptions) (*Merge, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.c == nil || w.log == nil || w.damaged {
		return nil, plan.Problem("error.storage.history")
	}
	m := &Merge{Files: paths, workspace: w, head: w.log.latest.id, ours: map[TxnID]bool{}, theirs: map[TxnID]bool{}}
	return m, m.prepare(ctx, o)
}

func (m *Merge) prepare(ctx context.Context, o MergeOptions) error {
	w := m.workspace
	stamps, err := readStamps(ctx, w.c)
	if err != nil {
		return explain(err, w.path)
	}
	know, err := w.causality()
	if err != nil {
		return explain(err, w.path)
	}
	g := &gatherer{ours: stamps, ourKnow: know, log: w.log, now: w.options.Now(), taken: map[TxnID][]byte{},
		u: &union{sessions: map[sessionID]session{}, mine: map[TxnID]bool{}}}
	for _, path := range m.Files {
		related, err := m.take(ctx, g, path, o)
		if err != nil {
			return explain(err, path)
		}
		if !related && len(m.Files) > 1 {
			return plan.Problem("error.merge.unrelated", "File", filepath.Base(path))
		}
		if !related {
			return m.prepareImport(ctx, path)
		}
	}
	if err := g.finish(ctx, w.c); err != nil {
		return explain(err, m.Files[0])
	}
	m.union, m.Known, m.ourKnow = g.u, len(stamps)-len(g.u.mine), know
	if m.returned != nil {
		if err := m.returned.examine(ctx, w.c, m.union.txns); err != nil {
			return err
		}
		for _, r := range m.returned.refused {
			m.union.know.refused[r] = true
		}
	}
	m.start(g, o)
	return explain(m.look(ctx), w.path)
}

// start says which transactions are whose.
func (m *Merge) start(g *gatherer, o MergeOptions) {
	for _, t := range m.union.txns {
		m.theirs[t.id] = true
	}
	maps.Copy(m.ours, m.union.mine)
	if !o.OnlyNew {
		m.offerAgain(g)
	}
}

// take adds the log of one file; related is false when it has no origin in
// common with ours.
func (m *Merge) take(ctx context.Context, g *gatherer, path string, o MergeOptions) (related bool, err error) {
	other, err := openStranger(ctx, path, m.workspace.layout)
	if err != nil {
		if isDamage(err) {
			err = plan.Problem("error.merge.damaged", "File", filepath.Base(path)).Because(err)
		}
		return false, err
	}
	defer other.Close()
	mine, err := getMeta(m.workspace.c, metaWorkspace)
	if err != nil || mine == other.workspace {
		return err == nil, g.add(ctx, other, o)
	}
	record, err := m.workspace.knownShare(other.workspace)
	if err == nil && record == nil {
		err = m.apart(ctx, other, o)
	}
	if err != nil || record == nil {
		return false, err
	}
	if len(m.Files) > 1 {
		return false, plan.Problem("error.merge.alone", "File", filepath.Base(path))
	}
	m.returned = &returned{shareRecord: record}
	return true, g.addBack(ctx, other, o, m.returned)
}

// openOther opens a file that is only read, and trusts nothing in it.
func openOther(ctx context.Context, path string, o Options) (*Workspace, error) {
	o.ReadOnly = true
	other, err := Open(ctx, path, o, nil)
	if err != nil {
		return nil, err
	}
	if other.damaged {
		other.Close()
		return nil, plan.Problem("error.merge.damaged", "File", filepath.Base(path))
	}
	return other, nil
}

// look finds out what the plan would be and what differs.
func (m *Merge) look(ctx context.Context) error {
	w := m.workspace
	m.prospect = newProspect(w.upcoming(), m.union.know)
	if err := m.gather(ctx); err != nil {
		return err
	}
	if err := m.prospect.play(w.c); err != nil {
		return err
	}
	m.Losses = m.prospect.losses
	m.findReverts()
	m.tell()
	m.tellRefused()
	var added, gone []plan.Object
	for _, id := range slices.SortedFunc(maps.Keys(m.prospect.versions), func(a, b plan.ID) int { return slices.Compare(a[:], b[:]) }) {
		rows := m.rowsOf(id)
		m.Rows = append(m.Rows, rows...)
		switch o := m.prospect.after[id]; {
		case w.upcoming().Get(id) != nil:
		case o != nil:
			added = append(added, o)
		case len(rows) > 0:
			gone = append(gone, fold(m.prospect.versions[id], m.prospect.know).alive(id)...)
		}
	}
	sortRows(m.Rows)
	m.nameAll(added, gone)
	return ctx.Err()
}

// gather brings together what was said of all objects that either side has
// touched since the copies went apart.
func (m *Merge) gather(ctx context.Context) error {
	w, p := m.workspace, m.prospect
	coming := map[plan.ID][]version{}
	for _, t := range m.union.txns {
		for _, o := range t.ops {
			if !isRecord(o.kind) {
				coming[o.obj] = append(coming[o.obj], version{obj: o.obj, txn: t.id, fld: o.fld, kind: o.kind, val: o.val})
			}
		}
	}
	for id, versions := range coming {
		if err := p.need(w.c, id); err != nil {
			return err
		}
		p.versions[id] = append(p.versions[id], versions...)
		if !ofOneKind(p.versions[id]) {
			return plan.Problem("error.gate.log", "File", m.fileNames()).Because(errLog)
		}
	}
	for _, id := range m.turning() {
		m.turned = true
		if err := m.gatherOwn(ctx, id); err != nil {
			return err
		}
	}
	for _, side := range []map[TxnID]bool{m.ours, m.theirs} {
		for id := range side {
			if err := m.gatherOwn(ctx, id); err != nil {
				return err
			}
		}
	}
	return ctx.Err()
}

// turning lists the transactions of our log that count no longer once the merge is
// written, or again.
func (m *Merge) turning() (ids []TxnID) {
	know := m.union.know
	for _, t := range m.union.txns {
		if _, ok := know.settles[t.undoOf]; ok {
			ids = append(ids, t.undoOf)
		}
	}
	for passed := range know.passed {
		if m.ourKnow == nil || m.ourKnow.passed[passed] == nil {
			ids = append(ids, passed)
		}
	}
	return ids
}

func (m *Merge) fileNames() string {
	names := make([]string, len(m.Files))
	for i, path := range m.Files {
		names[i] = filepath.Base(path)
	}
	return strings.Join(names, ", ")
}

// gatherOwn takes in the objects that a transaction of our own log is about.
func (m *Merge) gatherOwn(ctx context.Context, id TxnID) error {
	if !m.workspaceHas(id) {
		return nil
	}
	ops, err := readOps(ctx, m.workspace.c, id)
	for _, o := range ops {
		if err == nil && !isRecord(o.kind) {
			err = m.prospect.need(m.workspace.c, o.obj)
		}
	}
	return err
}

func (m *Merge) workspaceHas(id TxnID) bool {
	_, coming := slices.BinarySearchFunc(m.union.txns, id, func(t foreignTxn, id TxnID) int { return t.id.compare(id) })
	return !coming
}

// IsEmpty reports whether the others hold nothing that ours does not.
func (m *Merge) IsEmpty() bool {
	if m.Unrelated() {
		return len(m.Rows) == 0
	}
	return m.Steps == 0
}

// Conflicts is the number of rows of substance that both sides changed, or that
// nobody can tell who changed.
func (m *Merge) Conflicts() (n int) {
	for _, r := range m.Rows {
		if r.Conflict && !r.Arranges() {
			n++
		}
	}
	return n
}
