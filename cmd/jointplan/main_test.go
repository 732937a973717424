package main

import (
	"archive/zip"
	"context"
	"encoding/binary"
	"errors"
	"image/color"
	"io"
	"os"
	"os/exec"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"jointplan/exchange/mbtiles/mbtilestest"
	"jointplan/exchange/sealed"
	"jointplan/storage"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"jointplan": func() {
		sealed.WorkFactor = 6 // scripts use many passphrases
		main()
	}})
}

// TestScripts runs every verb as a script would, good and bad input.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			env.Setenv("HOME", env.WorkDir)
			env.Setenv("LC_ALL", "")
			env.Setenv("LANG", "en_GB.UTF-8")
			env.Setenv("DISPLAY", "")
			env.Setenv("WAYLAND_DISPLAY", "")
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"exits":  exits,
			"newer":  newer,
			"damage": damage,
			"cut":    cut,
			"part":   part,
			"hold":   hold,
			"weakly": weakly,
			"gpkg":   func(ts *testscript.TestScript, _ bool, args []string) { gpkg(t, ts.MkAbs(args[0])) },
			"alter":  func(ts *testscript.TestScript, _ bool, args []string) { alter(t, ts, args) },
			"tiles":  func(ts *testscript.TestScript, _ bool, args []string) { tiles(t, ts.MkAbs(args[0])) },
		},
	})
}

// exits CODE COMMAND… runs a command and wants this exit code.
func exits(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	var exit *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("exit code %d instead of %d", got, want)
	}
}

// newer FILE makes a workspace one of a format not known yet. SQLite keeps
// user_version at byte 60.
func newer(ts *testscript.TestScript, _ bool, args []string) {
	patch(ts, args[0], 60, binary.BigEndian.AppendUint32(nil, 9999))
}

// damage FILE overwrites a page in the middle.
func damage(ts *testscript.TestScript, _ bool, args []string) {
	info, err := os.Stat(ts.MkAbs(args[0]))
	ts.Check(err)
	const page = 4096
	patch(ts, args[0], info.Size()/page/2*page, make([]byte, page))
}

// tiles FILE makes a map of one picture of the whole world.
func tiles(t *testing.T, path string) {
	mbtilestest.Write(t, path, map[string]string{"name": "Survey 1999", "attribution": "Survey office"},
		mbtilestest.Tile{Picture: mbtilestest.Plain(t, 256, color.NRGBA{R: 120, G: 150, B: 120, A: 255})})
}

// gpkg FILE makes a GeoPackage of one point at 44, 42.
func gpkg(t *testing.T, path string) {
	mbtilestest.Exec(t, path,
		"CREATE TABLE gpkg_spatial_ref_sys (srs_name, srs_id, organization, organization_coordsys_id)", "INSERT INTO gpkg_spatial_ref_sys VALUES ('WGS 84', 4326, 'EPSG', 4326)",
		"CREATE TABLE gpkg_contents (table_name, data_type, identifier)", "INSERT INTO gpkg_contents VALUES ('posts', 'features', 'Posts')",
		"CREATE TABLE gpkg_geometry_columns (table_name, column_name, srs_id)", "INSERT INTO gpkg_geometry_columns VALUES ('posts', 'geom', 4326)",
		"CREATE TABLE posts (geom BLOB, name TEXT)",
		"INSERT INTO posts VALUES (x'47500001E6100000010100000000000000000046400000000000004540', 'Post of the survey')")
}

// cut FROM TO SIZE makes a file of the beginning of another.
func cut(ts *testscript.TestScript, _ bool, args []string) {
	size, err := strconv.Atoi(args[2])
	ts.Check(err)
	data, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), data[:size], 0o600))
}

// part FILE NAME TO takes one part out of a document or a workbook.
func part(ts *testscript.TestScript, _ bool, args []string) {
	z, err := zip.OpenReader(ts.MkAbs(args[0]))
	ts.Check(err)
	defer z.Close()
	in, err := z.Open(args[1])
	ts.Check(err)
	content, err := io.ReadAll(in)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), content, 0o600))
}

func patch(ts *testscript.TestScript, name string, at int64, with []byte) {
	f, err := os.OpenFile(ts.MkAbs(name), os.O_RDWR, 0)
	ts.Check(err)
	_, err = f.WriteAt(with, at)
	ts.Check(errors.Join(err, f.Close()))
}

// hold FILE NAME keeps the file open for writing, as NAME, to the end.
func hold(ts *testscript.TestScript, _ bool, args []string) {
	w, err := storage.Open(context.Background(), ts.MkAbs(args[0]), storage.Options{Author: storage.Author{Name: args[1]}}, nil)
	ts.Check(err)
	ts.Defer(func() { w.Close() })
}

// weakly COMMAND… runs a command without the right of root to write what is
// protected; the script is skipped where that cannot be had. The exit code is
// left for stderr to tell: it has to fail.
func weakly(ts *testscript.TestScript, neg bool, args []string) {
	if os.Geteuid() == 0 {
		weak := []string{"--bounding-set=-dac_override", "--inh-caps=-dac_override"}
		if exec.Command("setpriv", append(weak, "true")...).Run() != nil {
			ts.Logf("root cannot give up its rights here; not tried")
			return
		}
		args = append(append([]string{"setpriv"}, weak...), args...)
	}
	if err := ts.Exec(args[0], args[1:]...); (err != nil) != neg {
		ts.Fatalf("unexpected outcome: %v", err)
	}
}

// alter FILE SQL… does something to the rows of a workspace from outside.
func alter(t *testing.T, ts *testscript.TestScript, args []string) {
	mbtilestest.Exec(t, ts.MkAbs(args[0]), args[1:]...)
}
