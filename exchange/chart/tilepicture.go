package chart

import (
	"bytes"
	"container/list"
	"image"
	"image/draw"
	_ "image/jpeg" // of tiles
	_ "image/png"
	"sync"

	scale "golang.org/x/image/draw"
	_ "golang.org/x/image/webp"

	"jointplan/plan"
)

// mostTileSide is how many pixels a tile may be wide or high: four times the usual.
// A picture that claims more is made to fill the memory.
const mostTileSide = 1024

// TileSize is how many pixels wide a picture of a tile is. What is no picture that can
// be drawn is an error a person can read.
func TileSize(file []byte) (int, error) {
	c, _, err := image.DecodeConfig(bytes.NewReader(file))
	if err != nil {
		return 0, plan.Problem("error.tiles.format").Because(err)
	}
	if c.Width < 1 || c.Height < 1 || c.Width > mostTileSide || c.Height > mostTileSide {
		return 0, plan.Problem("error.tiles.large", "Max", mostTileSide)
	}
	return c.Width, nil
}

// decodeTile gives the picture of a tile, nil for none or a broken one.
func decodeTile(file []byte) (picture *image.RGBA) {
	defer func() {
		if recover() != nil { // a decoder that stumbles over a hostile file
			picture = nil
		}
	}()
	if _, err := TileSize(file); err != nil {
		return nil
	}
	p, _, err := image.Decode(bytes.NewReader(file))
	if err != nil {
		return nil
	}
	picture = image.NewRGBA(image.Rectangle{Max: p.Bounds().Size()})
	draw.Draw(picture, picture.Rect, p, p.Bounds().Min, draw.Src)
	return picture
}

// halved is a picture at half its width and height.
func halved(p *image.RGBA) *image.RGBA {
	if p == nil || p.Rect.Dx() < 2 || p.Rect.Dy() < 2 {
		return p
	}
	half := image.NewRGBA(image.Rect(0, 0, p.Rect.Dx()/2, p.Rect.Dy()/2))
	scale.ApproxBiLinear.Scale(half, half.Rect, p, p.Rect, scale.Src, nil)
	return half
}

// keptTiles bounds the bytes of pictures that are kept, of all maps together.
const keptTiles = 64 << 20

// pictures keeps what was decoded last, for all maps of tiles.
var pictures = pictureStore{kept: map[tileKey]*list.Element{}, used: list.New()}

type tileKey struct {
	source  TileSource
	z, x, y int
	halved  int // how often, where a map is seen from far
}

type pictureStore struct {
	mu    sync.Mutex
	kept  map[tileKey]*list.Element
	used  *list.List // of keptTile, the last used first
	bytes int
}

type keptTile struct {
	key     tileKey
	picture *image.RGBA // nil where there is no tile
}

// size is what a picture takes, and what it takes to know that there is none.
func (k keptTile) size() int {
	const known = 256
	if k.picture == nil {
		return known
	}
	return known + len(k.picture.Pix)
}

// of gives the picture of a tile, nil where there is none.
func (s *pictureStore) of(key tileKey) *image.RGBA {
	s.mu.Lock()
	if at, ok := s.kept[key]; ok {
		s.used.MoveToFront(at)
		s.mu.Unlock()
		return at.Value.(keptTile).picture
	}
	s.mu.Unlock()
	tile := keptTile{key: key}
	if file := key.source.Tile(key.z, key.x, key.y); file != nil {
		tile.picture = decodeTile(file)
		for range key.halved {
			tile.picture = halved(tile.picture)
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, ok := s.kept[key]; !ok { // else another goroutine was faster
		s.kept[key] = s.used.PushFront(tile)
		s.bytes += tile.size()
	}
	for s.bytes > keptTiles {
		s.drop(s.used.Back())
	}
	return tile.picture
}

func (s *pictureStore) drop(at *list.Element) {
	tile := s.used.Remove(at).(keptTile)
	delete(s.kept, tile.key)
	s.bytes -= tile.size()
}

// ForgetTiles drops what is kept of a map that is closed.
func ForgetTiles(source TileSource) {
	s := &pictures
	s.mu.Lock()
	defer s.mu.Unlock()
	for key, at := range s.kept {
		if key.source == source {
			s.drop(at)
		}
	}
}
