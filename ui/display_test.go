package ui

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
)

// display is an X server without a screen, with hands on its keyboard and mouse.
type display struct {
	t      *testing.T
	name   string // ":12"
	memory string // file the pixels stand in
	shots  string // folder for pictures of a failure
}

// screenWidth and screenHeight are the size of the display and of the window.
const screenWidth, screenHeight = 1440, 900

// newDisplay starts a server on a number that is free.
func newDisplay(t *testing.T) *display {
	t.Helper()
	for _, program := range []string{"Xvfb", "xdotool"} {
		if _, err := exec.LookPath(program); err != nil {
			if os.Getenv("CI") != "" && runtime.GOOS == "linux" {
				t.Fatalf("%s is needed: %v", program, err)
			}
			t.Skipf("%s is not installed, so the program cannot be driven in a real window; make setup-test installs it", program)
		}
	}
	dir := t.TempDir()
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	server := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", fmt.Sprintf("%dx%dx24", screenWidth, screenHeight),
		"-dpi", "96", "-nolisten", "tcp", "-noreset", "-fbdir", dir)
	server.ExtraFiles = []*os.File{write}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	write.Close()
	t.Cleanup(func() { _ = server.Process.Kill(); _ = server.Wait() })
	_ = read.SetReadDeadline(time.Now().Add(30 * time.Second))
	number, err := bufio.NewReader(read).ReadString('\n')
	if err != nil {
		t.Fatalf("the X server says no number: %v", err)
	}
	d := &display{t: t, name: ":" + strings.TrimSpace(number), memory: filepath.Join(dir, "Xvfb_screen0"), shots: os.Getenv("JOINTPLAN_SHOTS")}
	return d
}

// hand runs xdotool.
func (d *display) hand(arguments ...string) string {
	d.t.Helper()
	c := exec.Command("xdotool", arguments...)
	c.Env = append(os.Environ(), "DISPLAY="+d.name)
	out, err := c.CombinedOutput()
	if err != nil && arguments[0] != "search" {
		d.t.Fatalf("xdotool %v: %v: %s", arguments, err, out)
	}
	return strings.TrimSpace(string(out))
}

// press types keys such as "ctrl+n" one after the other.
func (d *display) press(keys ...string) {
	d.t.Helper()
	d.hand(append([]string{"key", "--delay", "30"}, keys...)...)
}

// write types a text into what has the focus.
func (d *display) write(text string) {
	d.t.Helper()
	d.hand("type", "--delay", "15", text)
}

// click presses the mouse at a place of the window, which fills the display.
func (d *display) click(at fyne.Position) {
	d.t.Helper()
	d.hand("mousemove", fmt.Sprint(int(at.X)), fmt.Sprint(int(at.Y)))
	d.still()
	d.hand("click", "1")
}

// wheel turns the wheel at a place of the window by some notches: away for fewer than
// none.
func (d *display) wheel(at fyne.Position, notches int) {
	d.t.Helper()
	d.hand("mousemove", fmt.Sprint(int(at.X)), fmt.Sprint(int(at.Y)))
	button := "4"
	if notches < 0 {
		button, notches = "5", -notches
	}
	d.hand("click", "--repeat", fmt.Sprint(notches), "--delay", "40", button)
}

// pixels is what the display shows.
func (d *display) pixels() *image.RGBA {
	d.t.Helper()
	data, err := os.ReadFile(d.memory)
	if err != nil {
		d.t.Fatal(err)
	}
	head := int(binary.BigEndian.Uint32(data)) // the format of xwd: a header, a table of colours, lines of blue, green, red and a spare byte
	colours, line := int(binary.BigEndian.Uint32(data[76:])), int(binary.BigEndian.Uint32(data[48:]))
	data = data[head+12*colours:]
	picture := image.NewRGBA(image.Rect(0, 0, screenWidth, screenHeight))
	for y := range screenHeight {
		for x := range screenWidth {
			p := data[y*line+4*x:]
			picture.SetRGBA(x, y, color.RGBA{p[2], p[1], p[0], 0xFF})
		}
	}
	return picture
}

// still waits until the display has stopped changing, but for a cursor that
// blinks.
func (d *display) still() {
	d.t.Helper()
	const cursor = 400 // pixels
	before, quiet := d.pixels(), 0
	d.until("a still window", func() bool {
		now := d.pixels()
		changed := 0
		for i := 0; i < len(now.Pix); i += 4 {
			if now.Pix[i] != before.Pix[i] || now.Pix[i+1] != before.Pix[i+1] || now.Pix[i+2] != before.Pix[i+2] {
				changed++
			}
		}
		before = now
		quiet++
		if changed > cursor {
			quiet = 0
		}
		return quiet >= 4
	})
}

// until waits for something to come about.
func (d *display) until(what string, cond func() bool) {
	d.t.Helper()
	for limit := time.Now().Add(60 * time.Second); !cond(); time.Sleep(40 * time.Millisecond) {
		if time.Now().After(limit) {
			d.t.Fatalf("%s never came about", what)
		}
	}
}

// shoot keeps a picture of the display.
func (d *display) shoot(name string) {
	dir := d.shots
	if dir == "" {
		var err error
		if dir, err = os.MkdirTemp("", "jointplan-window"); err != nil {
			d.t.Log(err)
			return
		}
	}
	path := filepath.Join(dir, name+".png")
	file, err := os.Create(path)
	if err != nil {
		d.t.Log(err)
		return
	}
	defer file.Close()
	if err := png.Encode(file, d.pixels()); err != nil {
		d.t.Log(err)
		return
	}
	d.t.Logf("a picture of the window: %s", path)
}

// shotIfAsked keeps a picture when the developer wants to look.
func (d *display) shotIfAsked(name string) {
	if d.shots != "" {
		d.still()
		d.shoot(name)
	}
}
