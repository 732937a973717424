// Jointplan opens the workbench. With a verb it does one job on a file instead,
// without a window, for scripts; see jointplan --help.
package main

import "os"

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }
