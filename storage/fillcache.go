package storage

import (
	"context"
	"slices"

	"jointplan/plan"
)

// rebuildCache drops the tables of objects as old declared them and fills new
// ones with doc, in a transaction of the caller's. progress may be nil.
func rebuildCache(ctx context.Context, c *conn, old []tableDecl, doc *plan.Document, sum seal, progress func(done, total int)) error {
	for _, d := range old {
		if err := c.exec("DROP TABLE IF EXISTS " + quoted(d.name())); err != nil {
			return err
		}
	}
	for _, d := range declarations() {
		if err := c.exec(d.create()); err != nil {
			return err
		}
	}
	if err := insertRows(ctx, c, doc, progress); err != nil {
		return err
	}
	if err := putMeta(c, metaTables, encodeDecls(declarations())); err != nil {
		return err
	}
	return putMeta(c, metaSeal, sum.String())
}

// insertRows fills empty tables. The texts are made on one goroutine and written
// on another.
func insertRows(ctx context.Context, c *conn, doc *plan.Document, progress func(done, total int)) (err error) {
	chunks, enough := make(chan []row, 8), make(chan struct{})
	go func() {
		defer close(chunks)
		for _, k := range plan.Kinds() {
			for objects := range slices.Chunk(doc.Objects(k, plan.NoID), chunkRows) {
				rows := make([]row, len(objects))
				for i, o := range objects {
					rows[i] = rowOf(o)
				}
				select {
				case chunks <- rows:
				case <-enough:
					return
				}
			}
		}
	}()
	done := 0
	for rows := range chunks {
		err = ctx.Err()
		for _, r := range rows {
			if err == nil {
				err = insertRow(c, r)
			}
		}
		if err != nil {
			close(enough)
			break
		}
		if done += len(rows); progress != nil {
			progress(done, doc.Len())
		}
	}
	for range chunks { // the document is the caller's alone again
	}
	return err
}
