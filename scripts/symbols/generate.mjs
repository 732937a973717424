// Makes assets/symbols/symbols.json.gz: the parts of which the symbols of
// MIL-STD-2525D/E and APP-6D are composed, taken from milsymbol, with the
// names of the entities, taken from milstd (both MIT, Måns Beckman). Neither is
// kept here; fetch them into a folder elsewhere and name it:
//
//	npm install --prefix FOLDER milsymbol@3.0.4 milstd@0.1.6 @orbat-mapper/convert-symbology@1.0.2
//	node scripts/symbols/generate.mjs FOLDER assets/symbols/symbols.json.gz
//
// The same versions give the same bytes. Each part is drawn alone by milsymbol
// with names instead of colours, flattened, and kept once.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { writeFileSync, mkdirSync } from "node:fs";
import { dirname, resolve, join } from "node:path";
import { Pool, each } from "./elements.mjs";
import { names } from "./names.mjs";
import { letters } from "./letters.mjs";

const [folder, target] = process.argv.slice(2);
const require = createRequire(pathToFileURL(resolve(folder, "package.json")));
const ms = require("milsymbol");
const standard = require("milstd");

const sets = ["00", "01", "02", "05", "06", "10", "11", "15", "20", "25", "27", "30", "35", "40", "50", "51", "52", "53", "54", "60"];
const editions = { D: "10", E: "13" };
const identities = { friend: 3, hostile: 6, neutral: 4, unknown: 1 };
const echelons = [11, 12, 13, 14, 15, 16, 17, 18, 21, 22, 23, 24, 25, 26];
const mobilities = [31, 32, 33, 34, 35, 36, 37, 41, 42, 51, 52, 61, 62];
const conditions = [2, 3, 4, 5];

const parts = ms.getSymbolParts();
const part = { frame: parts[1], icon: parts[2], amplifier: parts[3], condition: parts[4], context: parts[6] };
const light = ms.getColorMode("Light");
ms.setColorMode("Black", each(() => "black"));
ms.setColorMode("OffWhite", each(() => "white"));
const style = { colorMode: each((a) => "fill:" + a) };
const pool = new Pool();

// draw gives what one part of milsymbol draws for a code.
function draw(name, code) {
  ms.setSymbolParts([part[name]]);
  style.colorMode = each((a) => "fill:" + a); // milsymbol writes into it
  return new ms.Symbol(code, style);
}

const sidc = ({ version = "10", context = 0, identity = 3, set = "10", status = 0, amplifier = 0, echelon = "00", entity = "000000", modifiers = "0000" }) =>
  `${version}${context}${identity}${set}${status}${amplifier}${echelon}${entity}${modifiers}`;

// number keeps what a symbol draws. Whatever colour milsymbol fills a frame
// with is the symbol's own: a civilian's, a suspect's, an identity's.
const number = (symbol, list = symbol.drawInstructions, affiliation = "any") => pool.drawing(list, affiliation);

// frame gives all that depends on context, identity, set and status but not
// on the entity: the frame and every amplifier that can be put on it.
function frame(of) {
  const base = draw("frame", sidc(of));
  const m = base.metadata, box = m.baseGeometry.bbox;
  const bare = draw("amplifier", sidc(of)).drawInstructions;
  const extra = (more) => {
    const s = draw("amplifier", sidc({ ...of, ...more }));
    return number(s, s.drawInstructions.slice(bare.length));
  };
  const listed = (codes, key, value) => Object.fromEntries(codes.map((c) => [c, value({ [key]: c })]));
  const has = Boolean(m.baseGeometry.g);
  return {
    affiliation: m.affiliation.toLowerCase(),
    ...(has && { box: [box.x1, box.y1, box.x2, box.y2] }),
    ...(m.suspect && { suspect: true }),
    ...((m.joker || m.faker) && { like: "hostile" }),
    frame: number(base),
    roof: number(base, bare),
    context: number(draw("context", sidc(of))),
    ...(has && {
      staff: behind(of, { amplifier: 2 }, bare),
      dummy: behind(of, { amplifier: 1 }, bare),
      force: behind(of, { amplifier: 4 }, bare),
      wide: listed([22, 23, 24, 25], "echelon", (e) => wide(of, e)),
      echelon: listed(echelons, "echelon", extra),
      mobility: listed(mobilities, "echelon", extra),
      leader: behind(of, { echelon: "71" }, bare),
      condition: listed(conditions, "status", (c) => number(draw("condition", sidc({ ...of, ...c })))),
    }),
  };
}

// behind gives what an amplifier adds, wherever milsymbol puts it in the list.
function behind(of, more, bare) {
  const s = draw("amplifier", sidc({ ...of, ...more }));
  const known = bare.map((i) => JSON.stringify(i));
  return number(s, s.drawInstructions.filter((i) => !known.includes(JSON.stringify(i))));
}

// wide gives the task force bracket over the echelons that are wider than it:
// it is drawn first.
function wide(of, { echelon }) {
  const s = draw("amplifier", sidc({ ...of, echelon, amplifier: 4 }));
  return number(s, s.drawInstructions.slice(0, 1));
}

function frames() {
  const shapes = [], known = new Map(), table = {};
  for (const [edition, version] of Object.entries(editions)) {
    table[edition] = {};
    for (const set of sets) {
      const row = table[edition][set] = [];
      for (let context = 0; context < 3; context++)
        for (let identity = 0; identity < 7; identity++)
          for (const status of [0, 1]) {
            const one = frame({ version, set, context, identity, status });
            const key = JSON.stringify(one);
            if (!known.has(key)) {
              known.set(key, shapes.length);
              shapes.push(one);
            }
            row.push(known.get(key));
          }
    }
  }
  return { shapes, table };
}

// icon gives the drawings of a part of an icon in each frame's shape, as one
// number where they are the same.
function icon(of, pick = (s) => s.drawInstructions) {
  const list = Object.values(identities).map((identity) => {
    if (of.set === "15" || of.set === "27") ms._iconCache = {}; // it scales what it keeps
    const s = draw("icon", sidc({ ...of, identity }));
    return s.isValid() ? number(s, pick(s), s.metadata.affiliation) : -1;
  });
  return list.every((n) => n === list[0]) ? [list[0]] : list;
}

function known(set, edition) {
  const anything = new Proxy({}, { get: () => ({ type: "path", d: "M0 0" }) });
  return ms._getIcons.number(ms, set, anything, true, edition);
}

// Own and fused tracks at sea have frames of their own; they are left out.
const leftOut = { 30: ["150000", "160000"], 35: ["140000", "150000"] };

// keyed draws every part of a kind in both editions; an edition that lacks one
// has -1, and the second is left out where it is as the first.
function keyed(set, kind, code) {
  const keys = Object.keys(editions).flatMap((e) => Object.keys(known(set, e)[kind])).filter((k) => k.length !== 3);
  const out = {};
  for (const key of [...new Set(keys)].sort()) {
    if (kind === "icons" && leftOut[set]?.includes(key)) continue;
    const drawn = Object.entries(editions).map(([edition, version]) =>
      key in known(set, edition)[kind] ? icon({ version, set, ...code(key) }) : [-1]);
    if (JSON.stringify(drawn[0]) === JSON.stringify(drawn[1])) drawn.pop();
    out[key] = drawn;
  }
  return out;
}

function symbolSet(set) {
  const word = names(standard, set);
  const withName = (list, kind) => Object.fromEntries(Object.entries(list).map(([key, drawn]) =>
    [key, { n: word(kind, key), d: drawn }]));
  const entities = withName(keyed(set, "icons", (entity) => ({ entity })), "main icon");
  for (const [entity, e] of Object.entries(entities)) {
    const s = draw("icon", sidc({ set, entity }));
    if (s.metadata.civilian) e.civilian = true;
    const first = s.drawInstructions[0] || {};
    if ((set === "15" || set === "27") && first.type === "translate") e.shrinks = true;
  }
  return {
    name: word("name"),
    entities,
    one: withName(keyed(set, "m1", (m) => ({ modifiers: m + "00" })), "modifier 1"),
    two: withName(keyed(set, "m2", (m) => ({ modifiers: "00" + m })), "modifier 2"),
  };
}

function echelonMarks() {
  // The four additions that any entity can have as its last two digits.
  return Object.fromEntries(["95", "96", "97", "98"].map((tail) =>
    [tail, icon({ entity: "1211" + tail }, (s) => s.drawInstructions.slice(1))]));
}

const { shapes, table } = frames();
const data = {
  source: "milsymbol " + ms.getVersion(),
  colours: Object.fromEntries(Object.entries(light).filter(([, c]) => typeof c === "string").map(([a, c]) =>
    [a.toLowerCase(), "#" + c.match(/\d+/g).map((n) => Number(n).toString(16).padStart(2, "0")).join("")])),
  shapes, frames: table,
  tails: echelonMarks(),
  sets: Object.fromEntries(sets.map((set) => [set, symbolSet(set)])),
  letters: await letters(standard, resolve(folder, "node_modules")),
};
data.elements = pool.elements;
data.drawings = pool.drawings;
mkdirSync(dirname(target), { recursive: true });
const text = JSON.stringify(data);
writeFileSync(target, gzipSync(text, { level: 9 }));
console.log(`${shapes.length} frames, ${pool.drawings.length} drawings, ${pool.elements.length} elements, ${text.length} bytes`);
