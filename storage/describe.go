package storage

import (
	"context"
	"database/sql/driver"
	"time"

	"jointplan/plan"
)

// Info is what can be said of a file without opening it for work.
type Info struct {
	Path    string
	Format  int
	Title   string         // of the workspace
	Objects map[string]int // number by name of kind, without empty kinds
	Steps   int            // transactions in the log
	Authors []Author       // in the order they came
	Saved   time.Time      // of the last edit
	By      string
	Bytes   int64
	Banner  *plan.Message // why it would open read-only just now, nil otherwise
	Losses  []plan.Message
}

// Describe opens the file read-only and sums it up.
func Describe(path string) (Info, error) {
	w, err := Open(context.Background(), path, Options{ReadOnly: true}, nil)
	if err != nil {
		return Info{}, err
	}
	defer w.Close()
	return w.Describe()
}

// Describe sums up the file that is open.
func (w *Workspace) Describe() (Info, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	info := Info{Path: w.path, Format: w.layout.version, Losses: w.losses, Bytes: w.file.Size()}
	info.Count(w.doc)
	if w.damaged {
		info.Banner = w.readOnly
	}
	if w.log == nil {
		return info, nil
	}
	info.Saved, info.By = w.log.latest.time(), w.log.authorOf(w.log.latest.id).Name
	steps, err := w.c.number("SELECT count(*) FROM txn")
	if err != nil {
		return info, explain(err, w.path)
	}
	info.Steps = int(steps)
	seen := map[Author]bool{}
	err = w.c.each(context.Background(), "SELECT name, party FROM session ORDER BY started", nil, func(row []driver.Value) error {
		a := Author{asText(row[0]), asText(row[1])}
		if !seen[a] && a != (Author{}) { // a shared copy does not say who made it
			seen[a] = true
			info.Authors = append(info.Authors, a)
		}
		return nil
	})
	return info, explain(err, w.path)
}

// Count says what a plan of the file holds: as it is, or as it stood.
func (i *Info) Count(d *plan.Document) {
	i.Objects = map[string]int{}
	for _, k := range plan.Kinds() {
		if n := d.Count(k, plan.NoID); n > 0 {
			i.Objects[k.Name] = n
		}
	}
	if ws := d.Workspace(); ws != nil {
		i.Title = ws.Title
	}
}
