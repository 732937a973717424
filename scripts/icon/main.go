// Command icon draws assets/icons/jointplan.svg as the 512 point PNG that
// packages need:
//
//	go run -tags x11,migrated_fynedo ./scripts/icon assets/icons/jointplan.svg assets/icons/jointplan.png
package main

import (
	"fmt"
	"image/color"
	"image/png"
	"os"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"
)

const size = 512

func main() {
	if err := draw(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func draw(from, to string) error {
	test.NewApp()
	icon, err := fyne.LoadResourceFromPath(from)
	if err != nil {
		return err
	}
	c := software.NewTransparentCanvas()
	c.SetPadded(false)
	image := canvas.NewImageFromResource(icon)
	c.SetContent(image)
	c.Resize(fyne.NewSquareSize(size))
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	picture := c.Capture()
	if picture.At(0, 0) != (color.NRGBA{}) {
		return fmt.Errorf("%s: the corners are not transparent", from)
	}
	if err := png.Encode(out, picture); err != nil {
		return err
	}
	return out.Close()
}
