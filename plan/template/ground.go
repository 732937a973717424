package template

import (
	"regexp"
	"slices"
	"strconv"

	yaml "go.yaml.in/yaml/v3"

	"jointplan/plan"
	"jointplan/plan/geo"
)

// ground is a geometry said in the words of the basemap: by the codes of its
// countries and provinces and the names of its places. It becomes corners when an
// operation is made, so templates stay readable and follow the map.
type ground struct {
	line     int
	areas    []code    // joined
	border   []code    // two, whose common line is meant
	nth, of  int       // stretch of the border, when of is not 0
	place    string    // a town of the basemap
	within   code      // country or province of the place
	position geo.Point // where nothing of the basemap is
	isPoint  bool      // position is said
}

// code is that of a country or a province.
type code struct {
	text string
	line int
	kind string // "country" or "province" where it has to be one, else ""
}

// groundWords say what a geometry is; one of them is needed.
var groundWords = []string{"province", "provinces", "country", "border", "place", "position"}

// readGeometry reads GeoJSON text, or words of the basemap.
func (r *reader) readGeometry(v *value, n *yaml.Node) {
	if n.Kind == yaml.ScalarNode {
		r.readPlain(v, n)
		return
	}
	g := &ground{line: n.Line}
	said := 0
	for _, p := range r.pairs(n) {
		if slices.Contains(groundWords, p.key) {
			said++
		}
		r.readGround(g, p)
	}
	switch {
	case said != 1:
		r.wrong(n.Line, plan.Say("error.template.ground"))
	case g.of > 0 && g.border == nil:
		r.wrong(n.Line, plan.Say("error.template.ground.stretch"))
	case (g.place == "") != (g.within.text == ""):
		r.wrong(n.Line, plan.Say("error.template.ground.in"))
	}
	v.ground = g
}

func (r *reader) readGround(g *ground, p pair) {
	switch p.key {
	case "province", "country":
		g.areas = r.readCodes(p.value, p.key)
	case "provinces":
		g.areas = r.readCodes(p.value, "")
	case "border":
		if g.border = r.readCodes(p.value, ""); len(g.border) != 2 {
			r.wrong(p.line, plan.Say("error.template.ground.border"))
		}
	case "stretch":
		r.readStretch(g, p.value)
	case "place":
		g.place, _ = r.text(p.value)
	case "in":
		if codes := r.readCodes(p.value, ""); len(codes) == 1 {
			g.within = codes[0]
		}
	case "position":
		s, _ := r.text(p.value)
		c, err := geo.ParseCoordinate(s)
		if err != nil {
			r.wrongErr(p.value.Line, err)
		}
		g.position, g.isPoint = c.Point, true
	default:
		r.wrong(p.line, plan.Say("error.template.heading", "Key", p.key, "Known", "province, provinces, country, border, stretch, place, in, position"))
	}
}

// mostUnits is how many codes a geometry may name.
const mostUnits = 200

func (r *reader) readCodes(n *yaml.Node, kind string) []code {
	items := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode && kind == "" {
		items = n.Content
	}
	var codes []code
	for _, item := range items[:min(len(items), mostUnits)] {
		s, ok := r.text(item)
		if !ok {
			continue
		}
		if s == "" || len(s) > maxKey {
			r.wrong(item.Line, plan.Say("error.template.ground.code", "Value", s))
			continue
		}
		codes = append(codes, code{s, item.Line, kind})
	}
	if len(items) == 0 || len(items) > mostUnits {
		r.wrong(n.Line, plan.Say("error.template.ground"))
	}
	return codes
}

var stretchForm = regexp.MustCompile(`^(\d{1,3}) of (\d{1,3})$`)

func (r *reader) readStretch(g *ground, n *yaml.Node) {
	s, ok := r.text(n)
	if !ok {
		return
	}
	m := stretchForm.FindStringSubmatch(s)
	if m != nil {
		g.nth, _ = strconv.Atoi(m[1])
		g.of, _ = strconv.Atoi(m[2])
	}
	if g.nth < 1 || g.nth > g.of {
		r.wrong(n.Line, plan.Say("error.template.ground.nth", "Value", s))
	}
}
