package storage

import (
	"context"
	"database/sql/driver"
	"path/filepath"
	"slices"

	"jointplan/plan"
	"jointplan/plan/compare"
)

// prepareImport compares with a file that has no origin in common with ours:
// what it has besides comes in as new objects. Of objects with the same id, as in
// a plan that was saved out of a damaged file, nobody can tell who changed what;
// ours stay unless a person decides otherwise.
func (m *Merge) prepareImport(ctx context.Context, path string) error {
	w := m.workspace
	other, err := openOther(ctx, path, w.options)
	if err != nil {
		return explain(err, path)
	}
	defer other.Close()
	m.foreign = other.doc
	var added []plan.Object
	for _, r := range compare.Documents(w.upcoming(), other.doc, false) {
		if r.Kind == plan.KindOf[plan.Workspace]() {
			continue // one describes the file, and ours does
		}
		r.Conflict = r.Field != nil && !r.Arranges()
		m.Rows = append(m.Rows, r)
		if r.Field == nil {
			added = append(added, other.doc.Get(r.Object))
		}
	}
	sortRows(m.Rows)
	if err := m.creditImport(other); err != nil {
		return explain(err, path)
	}
	m.nameAll(added, nil)
	return ctx.Err()
}

// creditImport names whose work comes in.
func (m *Merge) creditImport(other *Workspace) error {
	if other.log == nil {
		return nil
	}
	for _, s := range other.log.sessions {
		if s.author != (Author{}) && !slices.Contains(m.Authors, s.author) { // a shared copy names nobody
			m.Authors = append(m.Authors, s.author)
		}
	}
	n, err := other.c.number("SELECT count(*) FROM txn")
	m.Steps = int(n)
	return err
}

// importChanges gives the changes that take in what was not refused. What is a
// part of something refused stays out with it.
func (m *Merge) importChanges(decisions map[int]compare.Decision) (changes []plan.Change) {
	if m.foreign == nil {
		return nil
	}
	refused := map[plan.ID]bool{}
	for i, r := range m.Rows {
		if r.Field == nil && decisions[i].Take == compare.TakeOurs {
			refused[r.Object] = true
		}
	}
	for grew := true; grew; {
		grew = false
		for _, r := range m.Rows {
			if r.Field == nil && !refused[r.Object] && slices.ContainsFunc(wholes(m.foreign.Get(r.Object)), func(id plan.ID) bool { return refused[id] }) {
				refused[r.Object], grew = true, true
			}
		}
	}
	for i, r := range m.Rows {
		d := decisions[i]
		switch {
		case r.Field == nil && !refused[r.Object]:
			changes = append(changes, plan.Creation(m.foreign.Get(r.Object)))
		case r.Field != nil && d.Take != compare.ByRule && d.Take != compare.TakeOurs:
			if value, err := valueOf(r, d); err == nil && value != r.Ours.Value {
				changes = append(changes, plan.Change{Kind: r.Kind, Object: r.Object, Field: r.Field.Name, Old: r.Ours.Value, New: value})
			}
		}
	}
	return changes
}

// Unrelated reports whether the other file has no origin in common with ours.
func (m *Merge) Unrelated() bool { return m.foreign != nil }

// Name is the name of the first of the other files.
func (m *Merge) Name() string { return filepath.Base(m.Files[0]) }

// apart notices two copies that were shared from one plan, at two times or for two
// parties. What either leaves out, or has otherwise, may be withheld or news: that
// knows only the file they come from, into which both can be returned.
func (m *Merge) apart(ctx context.Context, other *foreign, o MergeOptions) error {
	ours, err := sharedFrom(ctx, m.workspace.c)
	if err != nil || ours == plan.NoID {
		return err
	}
	theirs, err := sharedFrom(ctx, other.c)
	if err != nil || theirs != ours {
		return err
	}
	m.barred = plan.Problem("error.merge.shares", "File", filepath.Base(other.path), "Ours", filepath.Base(m.workspace.path))
	if o.Look {
		return nil
	}
	return m.barred
}

// sharedFrom gives the id of the plan that a shared copy is of; none of any other
// file.
func sharedFrom(ctx context.Context, c *conn) (id plan.ID, err error) {
	sql := "SELECT o.obj FROM (SELECT id FROM txn ORDER BY id LIMIT 1) f JOIN txn t ON t.id = f.id JOIN op o ON o.txn = t.id " +
		"WHERE t.kind = ? AND t.title = ? AND o.fld = ? AND o.kind = ?"
	args := []driver.Value{string(StepCreate), shareTitle.Encode(), fldCreate, plan.KindOf[plan.Workspace]().Name}
	err = c.each(ctx, sql, args, func(row []driver.Value) error {
		if len(asBytes(row[0])) == len(id) {
			id = asID(row[0])
		}
		return nil
	})
	return id, err
}
