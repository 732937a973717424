// Flattens milsymbol's draw instructions into elements with absolute
// coordinates and roles of colour, and keeps each distinct one once.
import { segments, circle, write, round } from "./svgpath.mjs";

// Colours that stand for a role are given to milsymbol as these names; what
// else comes back is a colour of the symbol's own.
export const roles = { black: "black", white: "white", own: "own" };
const affiliations = ["Civilian", "Friend", "Hostile", "Neutral", "Unknown", "Suspect"];
export const each = (value) => Object.fromEntries(affiliations.map((a) => [a, value(a)]));

// Text is placed by its baseline; milsymbol's middle is half the height of a
// small x above it, which is 0.26 of the size in the faces it was drawn for.
const middle = 0.26;

/** Pool gives each distinct element and each distinct drawing a number. */
export class Pool {
  constructor() {
    this.elements = [];
    this.drawings = [[]];
    this.known = { element: new Map(), drawing: new Map([["", 0]]) };
  }

  element(e) {
    return this.#number("element", JSON.stringify(e), this.elements, e);
  }

  /** drawing flattens instructions and gives the drawing's number. */
  drawing(instructions, affiliation) {
    const list = flatten(instructions, affiliation).map((e) => this.element(e));
    return this.#number("drawing", list.join(), this.drawings, list);
  }

  #number(kind, key, list, value) {
    const known = this.known[kind];
    if (!known.has(key)) {
      known.set(key, list.length);
      list.push(value);
    }
    return known.get(key);
  }
}

const start = { scale: 1, dx: 0, dy: 0 };
const inherited = ["fill", "stroke", "strokewidth", "strokedasharray", "linecap", "non_scaling_stroke"];

/** flatten lists elements: a path d with fill f, line s, its width w, dashes a
 * and round ends r, or a bold text t at x and y, its baseline, with size z,
 * alignment h, fill f and line s, w. What is empty is left out. */
export function flatten(node, affiliation, at = start, style = {}) {
  if (Array.isArray(node)) return node.flatMap((n) => flatten(n, affiliation, at, style));
  if (!node || typeof node !== "object") return [];
  const own = { ...style };
  for (const key of inherited) if (node[key] !== undefined) own[key] = node[key];
  switch (node.type) {
    case "translate":
      return flatten(node.draw, affiliation, { ...at, dx: at.dx + at.scale * node.x, dy: at.dy + at.scale * node.y }, own);
    case "scale":
      return flatten(node.draw, affiliation, { ...at, scale: at.scale * node.factor }, own);
    case "path":
      return shape(segments(node.d), affiliation, at, own);
    case "circle":
      return shape(circle(node.cx, node.cy, node.r), affiliation, at, own);
    case "text":
      return text(node, affiliation, at, own);
  }
  throw new Error("unknown instruction " + JSON.stringify(node));
}

function shape(list, affiliation, at, style) {
  const fill = style.fill === undefined ? roles.black : colour(style.fill, affiliation);
  const stroke = style.stroke === undefined ? "" : colour(style.stroke, affiliation);
  if (!fill && !stroke) return [];
  const width = stroke ? round(Number(style.strokewidth ?? 4) * (style.non_scaling_stroke ?? 1) * at.scale) : 0;
  const dashes = stroke && style.strokedasharray
    ? String(style.strokedasharray).split(/[ ,]+/).map((n) => round(n * at.scale)) : [];
  return [{
    d: write(list, at.scale, at.dx, at.dy),
    ...(fill && { f: fill }), ...(stroke && { s: stroke, w: width }), ...(dashes.length && { a: dashes }),
    ...(style.linecap === "round" && { r: true }),
  }];
}

function text(node, affiliation, at, style) {
  const size = node.fontsize * at.scale;
  const lift = node.alignmentBaseline === "middle" ? middle * size : 0;
  const anchor = { middle: "middle", end: "end" }[node.textanchor] || "start";
  const fill = node.fill === undefined ? roles.black : colour(style.fill, affiliation);
  if (node.fontweight !== "bold") throw new Error("text that is not bold: " + node.text);
  const stroke = colour(node.stroke, affiliation);
  return fill && node.text ? [{
    t: node.text, x: round(node.x * at.scale + at.dx), y: round(node.y * at.scale + at.dy + lift),
    z: round(size), h: anchor, f: fill, ...(stroke && { s: stroke, w: round(node.strokewidth * at.scale) }),
  }] : [];
}

// colour gives the role or, for what has a colour whatever the symbol's, "#rrggbb".
function colour(value, affiliation) {
  if (!value) return "";
  if (Object.values(roles).includes(value)) return value;
  const [, other] = /^fill:(\w+)$/.exec(value) || [];
  if (other) return affiliation === "any" || other === affiliation || other === "Civilian" ? roles.own : "like:" + other.toLowerCase();
  const rgb = /^rgb\(\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\s*\)$/.exec(value);
  if (rgb) return "#" + rgb.slice(1).map((n) => Number(n).toString(16).padStart(2, "0")).join("");
  const named = { red: "#ff0000" }[value];
  if (!named) throw new Error("unknown colour " + value);
  return named;
}
