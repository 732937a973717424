package main

import (
	"encoding/json"
	"fmt"
	"os"
)

// topoJSON is as much of the format as the source of rivers and lakes uses.
type topoJSON struct {
	Arcs      [][][2]int64
	Transform struct{ Scale, Translate [2]float64 }
	Objects   map[string]struct{ Geometries []topoGeometry }
}

type topoGeometry struct {
	Type string
	Arcs json.RawMessage
}

// readWater adds rivers and lakes, each as an arc of its own.
func (w *world) readWater(path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var t topoJSON
	if err := json.Unmarshal(text, &t); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	lines := t.lines()
	for _, part := range []struct {
		name  string
		class int
	}{{"rivers", river}, {"lakes", lake}} {
		for _, g := range t.Objects[part.name].Geometries {
			paths, err := g.paths()
			if err != nil {
				return fmt.Errorf("%s: %s: %w", path, part.name, err)
			}
			for _, refs := range paths {
				if points := joined(lines, refs); len(points) > 1 {
					w.arcs = append(w.arcs, arc{class: part.class, points: points})
				}
			}
		}
	}
	return nil
}

func (t topoJSON) lines() [][]point {
	lines := make([][]point, len(t.Arcs))
	for i, a := range t.Arcs {
		var x, y int64
		for _, d := range a {
			x, y = x+d[0], y+d[1]
			lines[i] = append(lines[i], onGrid(
				float64(x)*t.Transform.Scale[0]+t.Transform.Translate[0],
				float64(y)*t.Transform.Scale[1]+t.Transform.Translate[1]))
		}
	}
	return lines
}

// paths lists the lines or rings of a geometry as references to arcs.
func (g topoGeometry) paths() ([][]int, error) {
	switch g.Type {
	case "LineString":
		var one []int
		err := json.Unmarshal(g.Arcs, &one)
		return [][]int{one}, err
	case "MultiLineString", "Polygon":
		var many [][]int
		err := json.Unmarshal(g.Arcs, &many)
		return many, err
	case "MultiPolygon":
		var all [][][]int
		err := json.Unmarshal(g.Arcs, &all)
		var many [][]int
		for _, p := range all {
			many = append(many, p...)
		}
		return many, err
	}
	return nil, nil
}

func joined(lines [][]point, refs []int) []point {
	var all []point
	add := func(p point) {
		if len(all) == 0 || all[len(all)-1] != p {
			all = append(all, p)
		}
	}
	for _, n := range refs {
		if n >= 0 {
			for _, p := range lines[n] {
				add(p)
			}
			continue
		}
		line := lines[^n]
		for i := range line {
			add(line[len(line)-1-i])
		}
	}
	return all
}
