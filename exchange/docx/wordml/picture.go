package wordml

import (
	"fmt"
	"strconv"
)

// Picture is a picture in PNG.
type Picture struct {
	PNG           []byte
	Width, Height float64 // points
	Name, Alt     string  // Alt is for those who cannot see it
}

// emu is how many of Word's units of length a point has.
const emu = 12700

// Picture writes a picture as a paragraph of its own, kept with what follows it.
func (d *Document) Picture(p Picture) {
	d.pictures = append(d.pictures, p.PNG)
	id := strconv.Itoa(len(d.pictures))
	name, alt := escape(p.Name), escape(p.Alt)
	size := fmt.Sprintf(`cx="%d" cy="%d"`, int(p.Width*emu), int(p.Height*emu))
	d.put(`<w:p><w:pPr><w:pStyle w:val="Picture"/></w:pPr><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">`,
		`<wp:extent `, size, `/><wp:docPr id="`, id, `" name="`, name, `" descr="`, alt, `"/>`,
		`<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>`,
		`<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>`,
		`<pic:nvPicPr><pic:cNvPr id="`, id, `" name="`, name, `" descr="`, alt, `"/><pic:cNvPicPr/></pic:nvPicPr>`,
		`<pic:blipFill><a:blip r:embed="`, pictureRelation(len(d.pictures)), `"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>`,
		`<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext `, size, `/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>`,
		`</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`)
}

func pictureRelation(n int) string { return "rIdPicture" + strconv.Itoa(n) }

func pictureName(n int) string { return "media/map" + strconv.Itoa(n) + ".png" }
