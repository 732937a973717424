// Reads the path data of SVG and writes it with the commands M, L, C and Z
// only, absolute, so that whoever draws needs to know no others.

const counts = { M: 2, L: 2, H: 1, V: 1, C: 6, S: 4, Q: 4, T: 2, A: 7, Z: 0 };

function* commands(d) {
  for (const [, letter, rest] of d.matchAll(/([MLHVCSQTAZ])([^MLHVCSQTAZ]*)/gi)) {
    const upper = letter.toUpperCase();
    const numbers = (rest.match(/[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/gi) || []).map(Number);
    const size = counts[upper];
    if (size === 0) {
      yield [letter, []];
      continue;
    }
    for (let i = 0; i + size <= numbers.length; i += size) {
      // What follows a move without a letter of its own is a line.
      const repeated = i > 0 && upper === "M" ? (letter === "M" ? "L" : "l") : letter;
      yield [repeated, numbers.slice(i, i + size)];
    }
  }
}

/** segments reads path data; each is [command, x, y, …]. */
export function segments(d) {
  // Data that begins with numbers or moves with no letter begins with a move.
  if (!/^\s*m/i.test(d)) d = "M" + d;
  const out = [];
  let x = 0, y = 0, startX = 0, startY = 0, ctrlX = 0, ctrlY = 0, before = "";
  for (const [letter, n] of commands(d)) {
    const upper = letter.toUpperCase();
    const dx = letter === upper ? 0 : x, dy = letter === upper ? 0 : y;
    const smooth = upper === "S" ? "CS".includes(before) : upper === "T" ? "QT".includes(before) : false;
    const mirrorX = smooth && before ? 2 * x - ctrlX : x, mirrorY = smooth && before ? 2 * y - ctrlY : y;
    const to = (cx, cy) => { x = cx; y = cy; };
    switch (upper) {
      case "M":
        to(n[0] + dx, n[1] + dy);
        startX = x; startY = y;
        out.push(["M", x, y]);
        break;
      case "L": to(n[0] + dx, n[1] + dy); out.push(["L", x, y]); break;
      case "H": to(n[0] + dx, y); out.push(["L", x, y]); break;
      case "V": to(x, n[0] + dy); out.push(["L", x, y]); break;
      case "C":
      case "S": {
        const p = upper === "C" ? n : [mirrorX - dx, mirrorY - dy, ...n];
        const a = [p[0] + dx, p[1] + dy, p[2] + dx, p[3] + dy, p[4] + dx, p[5] + dy];
        ctrlX = a[2]; ctrlY = a[3];
        to(a[4], a[5]);
        out.push(["C", ...a]);
        break;
      }
      case "Q":
      case "T": {
        const p = upper === "Q" ? n : [mirrorX - dx, mirrorY - dy, ...n];
        const [qx, qy, ex, ey] = [p[0] + dx, p[1] + dy, p[2] + dx, p[3] + dy];
        out.push(["C", x + 2 / 3 * (qx - x), y + 2 / 3 * (qy - y), ex + 2 / 3 * (qx - ex), ey + 2 / 3 * (qy - ey), ex, ey]);
        ctrlX = qx; ctrlY = qy;
        to(ex, ey);
        break;
      }
      case "A":
        out.push(...arc(x, y, n[0], n[1], n[2], n[3], n[4], n[5] + dx, n[6] + dy));
        to(n[5] + dx, n[6] + dy);
        break;
      case "Z": out.push(["Z"]); to(startX, startY); break;
    }
    before = upper;
  }
  return out;
}

/** circle is a circle as four curves. */
export function circle(cx, cy, r) {
  const k = r * 0.5522847498;
  return [
    ["M", cx + r, cy],
    ["C", cx + r, cy + k, cx + k, cy + r, cx, cy + r],
    ["C", cx - k, cy + r, cx - r, cy + k, cx - r, cy],
    ["C", cx - r, cy - k, cx - k, cy - r, cx, cy - r],
    ["C", cx + k, cy - r, cx + r, cy - k, cx + r, cy],
    ["Z"],
  ];
}

// arc turns an elliptical arc into curves, as the appendix of SVG 1.1 on
// implementing arcs says.
function arc(x1, y1, rx, ry, degrees, large, sweep, x2, y2) {
  if (rx === 0 || ry === 0) return [["L", x2, y2]];
  rx = Math.abs(rx); ry = Math.abs(ry);
  const phi = degrees * Math.PI / 180, cos = Math.cos(phi), sin = Math.sin(phi);
  const hx = (x1 - x2) / 2, hy = (y1 - y2) / 2;
  const px = cos * hx + sin * hy, py = -sin * hx + cos * hy;
  const grow = Math.sqrt(px * px / (rx * rx) + py * py / (ry * ry));
  if (grow > 1) { rx *= grow; ry *= grow; }
  const den = rx * rx * py * py + ry * ry * px * px;
  const factor = (large === sweep ? -1 : 1) * Math.sqrt(Math.max(0, (rx * rx * ry * ry - den) / den));
  const qx = factor * rx * py / ry, qy = -factor * ry * px / rx;
  const cx = cos * qx - sin * qy + (x1 + x2) / 2, cy = sin * qx + cos * qy + (y1 + y2) / 2;
  const from = Math.atan2((py - qy) / ry, (px - qx) / rx);
  let turn = Math.atan2((-py - qy) / ry, (-px - qx) / rx) - from;
  if (sweep && turn < 0) turn += 2 * Math.PI;
  if (!sweep && turn > 0) turn -= 2 * Math.PI;
  const pieces = Math.ceil(Math.abs(turn) / (Math.PI / 2) - 1e-9), step = turn / pieces;
  const k = 4 / 3 * Math.tan(step / 4);
  const at = (u, v) => [cx + cos * rx * u - sin * ry * v, cy + sin * rx * u + cos * ry * v];
  const out = [];
  for (let i = 0; i < pieces; i++) {
    const a = from + i * step, b = a + step;
    out.push(["C",
      ...at(Math.cos(a) - k * Math.sin(a), Math.sin(a) + k * Math.cos(a)),
      ...at(Math.cos(b) + k * Math.sin(b), Math.sin(b) - k * Math.cos(b)),
      ...at(Math.cos(b), Math.sin(b))]);
  }
  return out;
}

/** write writes segments moved and scaled, to a hundredth of a unit. */
export function write(list, scale, dx, dy) {
  return list.map(([c, ...n]) =>
    c + n.map((v, i) => round(v * scale + (i % 2 ? dy : dx))).join(" ")).join("");
}

/** round gives a hundredth of a unit. */
export const round = (v) => Math.round(v * 100) / 100 + 0;
