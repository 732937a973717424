// Package assets embeds the data Jointplan ships: templates, translations,
// icons. It holds no code of its own.
package assets

import "embed"

// Templates holds templates/*.yaml, the operations a planner can start from.
//
//go:embed all:templates
var Templates embed.FS

// I18n holds i18n/LANGUAGE/SUBJECT.json, the texts of the program.
//
//go:embed i18n
var I18n embed.FS

// Icons holds icons/*.svg and icons/*.png.
//
//go:embed all:icons
var Icons embed.FS

// Guide holds guide/LANGUAGE.md, the user's guide, and its pictures: "make
// guide-pictures" draws them.
//
//go:embed guide
var Guide embed.FS

// Symbols holds the parts of military symbols, made by scripts/symbols.
//
//go:embed symbols/symbols.json.gz
var Symbols []byte

// SymbolCatalogue names the military symbols that are offered.
//
//go:embed symbols/catalogue.json
var SymbolCatalogue []byte

// Basemap is the map that is there without a network, made by scripts/basemap.
//
//go:embed map/basemap.bin
var Basemap []byte

// Borders lists published lengths of land borders, map/borders.csv.
//
//go:embed map/borders.csv
var Borders []byte
