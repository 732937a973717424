package excel

import (
	"context"
	"sync"

	"github.com/xuri/excelize/v2"

	"jointplan/exchange/excel/sheetml"
	"jointplan/plan"
	"jointplan/plan/release"
)

// book is a workbook in the making: a skeleton that excelize holds, and what
// fills its sheets.
type book struct {
	file   *excelize.File
	doc    *plan.Document
	op     plan.ID         // NoID: the whole workspace
	single *plan.Operation // the one operation there is, nil when several
	opts   Options
	words  plan.Words
	today  plan.Date

	sheets []*sheet
	byKind map[*plan.Kind]*sheet
	tabs   map[string]bool // names taken, in lower case
	pages  []filledPage
	lists  lists
	styles styles
	names  names
	label  release.Label // of all it holds together

	readmeTab, summaryTab, findingsTab, listsTab string

	tallied chan *tally // made meanwhile

	progress    func(done, total int)
	total, done int

	mu    sync.Mutex
	notes []note // texts that had to be cut, noted by several goroutines
}

// filledPage is a sheet that is no table of objects.
type filledPage struct {
	tab  string
	rows sheetml.Source
}

const metaTab = "_meta"

func newBook(d *plan.Document, op plan.ID, o Options) (*book, error) {
	b := &book{
		file: excelize.NewFile(), doc: d, op: op, opts: o, words: o.Words, today: plan.DateOf(o.Exported),
		byKind: map[*plan.Kind]*sheet{}, tabs: map[string]bool{"history": true, metaTab: true}, // Excel keeps "History" for itself
	}
	b.styles.file = b.file
	switch {
	case op != plan.NoID:
		if b.single = plan.Find[plan.Operation](d, op); b.single == nil {
			return nil, plan.Problem("error.object.gone", "ID", op.String())
		}
	case d.Count(plan.KindOf[plan.Operation](), plan.NoID) == 1:
		b.single = plan.All[plan.Operation](d, plan.NoID)[0]
	}
	b.names = newNames(d, o.Words)
	return b, nil
}

// several reports whether rows must say which operation they belong to.
func (b *book) several() bool { return b.single == nil }

func (b *book) t(key string) string { return b.words.T(key) }

func (b *book) say(key string, namesAndValues ...any) string {
	return b.words.Say(plan.Say(key, namesAndValues...))
}

// close gives up what excelize holds outside memory; there is nothing to lose.
func (b *book) close() { _ = b.file.Close() }

// assemble builds the whole workbook but its rows, and says where they come
// from.
func (b *book) assemble() (*sheetml.Package, error) {
	steps := []func() error{
		b.styles.base, b.nameTabs, b.choose, b.startTally, b.makeTabs, b.layOut,
		b.buildTables, b.buildFindings, b.buildSummary, b.buildReadme, b.buildLists, b.buildMeta, b.finish,
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return nil, asProblem("", err)
		}
	}
	pkg := sheetml.NewPackage()
	if err := b.collect(pkg); err != nil {
		return nil, asProblem("", err)
	}
	return pkg, b.fill(pkg)
}

// fill gives every worksheet its rows. The cover comes last, since it tells
// what had to be cut in the others.
func (b *book) fill(pkg *sheetml.Package) error {
	parts := b.parts()
	for _, s := range b.sheets {
		pkg.Fill(parts[s.tab], b.rowsOf(s))
	}
	for _, p := range b.pages {
		pkg.Fill(parts[p.tab], p.rows)
	}
	return nil
}

// rowsOf makes the rows of a table, on several goroutines.
func (b *book) rowsOf(s *sheet) sheetml.Source {
	return func(ctx context.Context, emit sheetml.Emit) error {
		before := b.done
		newMaker := func() func(*sheetml.Rows, int, int) { return newFiller(b, s).fill }
		return sheetml.Parallel(len(s.objects), newMaker, func(done int) {
			b.done = before + done
			if b.progress != nil {
				b.progress(b.done, b.total)
			}
		})(ctx, emit)
	}
}

// note is a text that does not fit a cell.
type note struct {
	object plan.Object
	field  *plan.Field
}

func (b *book) cut(o plan.Object, f *plan.Field) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.notes = append(b.notes, note{o, f})
}
