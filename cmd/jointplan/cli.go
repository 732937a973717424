package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"

	"github.com/alecthomas/kong"

	"jointplan/plan"
	"jointplan/ui/words"
)

// version is the one place where the version is said; a test holds FyneApp.toml
// to it.
const version = "0.1.0"

// The exit codes that scripts can rely on.
const (
	exitOK       = 0
	exitFailed   = 1 // the job could not be done
	exitUsage    = 2 // the command was not understood
	exitBlocking = 3 // check found something that blocks an operation
	exitReadOnly = 4 // the file takes no writing now: open elsewhere, protected, damaged or altered
	exitOpen     = 5 // merged, and conflicts are left open
	exitSigner   = 6 // a sealed copy is signed in a known name with another key
	exitLeft     = 7 // merged, and files of a folder were left out
)

const description = `Joint planning among parties that do not command each other, in one file.

Without a verb the workbench opens. Every verb works without a display.

Exit codes: 0 done, 1 the job could not be done, 2 wrong usage, 3 check found something blocking, 4 the file cannot be written now, or its history was altered, 5 merge left conflicts open, 6 a sealed copy is signed in a known name with another key, 7 merge left files of a folder out.`

// grammar is what can be written behind "jointplan".
type grammar struct {
	Lang        string           `enum:",en,fr,ru" default:"" placeholder:"en|fr|ru" help:"Language of what is read and written; that of the system without it."`
	Author      string           `placeholder:"NAME" help:"Who edits, for the history; the name of the account without it."`
	AuthorParty string           `placeholder:"PARTY" help:"The party the author belongs to, for the history."`
	Version     kong.VersionFlag `help:"Say the version and end."`

	Open        openCmd        `cmd:"" default:"withargs" help:"Open the workbench; the word open may be left out."`
	Templates   templatesCmd   `cmd:"" help:"List the templates, or tell about one."`
	New         newCmd         `cmd:"" help:"Make an operation from a template, in a new file or one more in a file."`
	List        listCmd        `cmd:"" help:"List the objects of a kind."`
	Set         setCmd         `cmd:"" help:"Give a field of an object a value."`
	Assign      assignCmd      `cmd:"" help:"Give tasks a party, unit, sector, phase, line or dates in one step."`
	Check       checkCmd       `cmd:"" help:"Say what is missing or contradictory."`
	Export      exportCmd      `cmd:"" help:"Write a workbook, a Word plan, a map or map data."`
	Import      importCmd      `cmd:"" help:"Take map data in."`
	Measure     measureCmd     `cmd:"" help:"Say how long and large what is drawn is."`
	Share       shareCmd       `cmd:"" help:"Write a copy with only what a party may have."`
	Info        infoCmd        `cmd:"" help:"Say what a file holds."`
	Sample      sampleCmd      `cmd:"" help:"Make a file to look at and learn from."`
	Seal        sealCmd        `cmd:"" help:"Write an encrypted or signed copy, to be handed over."`
	Unseal      unsealCmd      `cmd:"" help:"Open a sealed copy and say who signed it."`
	Key         keyCmd         `cmd:"" help:"Show, make, export or import your key for sealed copies."`
	Undo        undoCmd        `cmd:"" help:"Take back the author's last edit."`
	Redo        redoCmd        `cmd:"" help:"Do again what undo took back."`
	History     historyCmd     `cmd:"" help:"Say who changed what when, in a file or in one object."`
	Compare     compareCmd     `cmd:"" help:"Say what two files differ in."`
	Merge       mergeCmd       `cmd:"" help:"Take what other copies of the file changed into it."`
	Conflicts   conflictsCmd   `cmd:"" help:"List what merges left open."`
	Settle      settleCmd      `cmd:"" help:"Settle a conflict."`
	Dump        dumpCmd        `cmd:"" help:"Write all content as text, the same for the same content."`
	Versions    versionsCmd    `cmd:"" help:"List the named versions of a file."`
	NameVersion versionCmd     `cmd:"" name:"version" help:"Give the plan as it stands a name."`
	AsOf        asofCmd        `cmd:"" name:"asof" help:"Make a file of the plan as it stood on some day."`
	Restore     restoreCmd     `cmd:"" help:"Bring an object or a field back to what it was on some day."`
	Compact     compactCmd     `cmd:"" help:"Make a file without the history before some day."`
	Verify      verifyCmd      `cmd:"" help:"Check the whole history of a file against its digests."`
	Recover     recoverCmd     `cmd:"" help:"Save what can be read of a damaged or altered file in a new one."`
	Convert     convertCmd     `cmd:"" help:"Write a coordinate in all notations."`
	Screenshots screenshotsCmd `cmd:"" help:"Draw every view into pictures, without a display."`
}

// run does what the arguments say and gives the exit code.
func run(args []string, out, errs io.Writer) int {
	var g grammar
	options := []kong.Option{
		kong.Name("jointplan"), kong.Description(description), kong.Vars{"version": version},
		kong.Writers(out, errs), kong.Exit(os.Exit), kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}),
	}
	parser, err := kong.New(&g, options...)
	if err != nil {
		panic(err) // the grammar is ours and tested
	}
	chosen, err := parser.Parse(flagsFirst(parser.Model, withMinus(args)))
	if err != nil {
		fmt.Fprintln(errs, "jointplan: "+misread(&g, args, err))
		return exitUsage
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	j := newJob(ctx, &g, out, errs)
	err = chosen.Run(j)
	if flushed := j.out.Flush(); err == nil {
		err = flushed
	}
	j.complain(err)
	return exitCode(err)
}

// misread says what was not understood and where the usage of the verb stands.
// A first word that is no verb was taken for a file to open: then that is what
// was wrong.
func misread(g *grammar, args []string, err error) string {
	verb := ""
	var parse *kong.ParseError
	if errors.As(err, &parse) && parse.Context != nil {
		if node := parse.Context.Selected(); node != nil {
			verb = " " + node.Name
		}
	}
	if verb == " open" && args[0] != "open" && !strings.HasPrefix(args[0], "-") {
		if _, missing := os.Stat(args[0]); missing != nil {
			return g.language().Say(plan.Say("cli.verb", "Value", args[0]))
		}
	}
	return fmt.Sprintf("%v. See jointplan%s --help.", err, verb)
}

// errBlocking says that check found something blocking. It is an outcome that
// the output tells already, not something that went wrong.
var errBlocking = errors.New("blocking findings")

// codedError is an error with an exit code of its own.
type codedError struct {
	error
	code int
}

func (e codedError) Unwrap() error { return e.error }

// wrongUsage is a problem with what was written on the command line.
func wrongUsage(key string, namesAndValues ...any) error {
	return codedError{plan.Problem(key, namesAndValues...), exitUsage}
}

func exitCode(err error) int {
	var coded codedError
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, errBlocking):
		return exitBlocking
	case errors.Is(err, errLeft):
		return exitLeft
	case errors.Is(err, errOpen):
		return exitOpen
	case errors.As(err, &coded):
		return coded.code
	}
	return exitFailed
}

// language is the one asked for, else the system's.
func (g *grammar) language() *words.Words {
	if g.Lang != "" {
		return words.New(g.Lang)
	}
	return words.New(words.System())
}

// sentence is what a person reads about an error.
func sentence(w *words.Words, err error) string {
	if errors.Is(err, context.Canceled) {
		return w.T("cli.cancelled")
	}
	return strings.TrimSpace(w.Error(err))
}
