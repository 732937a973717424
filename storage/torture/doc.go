// Package torture holds no code of the program. Its tests build thousands of
// damaged and hostile files, kill writers, cut the power and fill the disk, and
// check that nothing acknowledged is lost and that a person is told in a sentence.
//
// A small share runs with all tests. JOINTPLAN_TORTURE=100 (make torture) runs
// them in full, 10 a tenth. For hostile files JOINTPLAN_TORTURE_SEED chooses other
// cases, JOINTPLAN_TORTURE_CASE runs one alone, and JOINTPLAN_TORTURE_KEEP names a
// folder for files that did harm.
package torture
