// Package torture holds no code of the program. Its tests build thousands of
// damaged and hostile files, kill writers, cut the power and fill the disk, and
// check that nothing acknowledged is lost and that a person is told in a sentence.
//
// What needs the inside of a package is killed and fuzzed there: migrations and
// forged logs in storage, sealed copies in exchange/sealed. make torture runs
// these too, and the merges at random of storage for longer.
//
// A small share runs with all tests. JOINTPLAN_TORTURE=100 (make torture) runs
// them in full, 10 a tenth. For hostile files JOINTPLAN_TORTURE_SEED chooses other
// cases, JOINTPLAN_TORTURE_CASE runs one alone, and JOINTPLAN_TORTURE_KEEP names a
// folder for files that did harm.
package torture
