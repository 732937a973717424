// The letter codes of MIL-STD-2525C and what they are as numbers, from
// @orbat-mapper/convert-symbology (MIT, Kjell Magne Fauske).
import { pathToFileURL } from "node:url";
import { join } from "node:path";

/** letters maps scheme, dimension and function, as in "SGUCI---", to the set,
 * entity and modifiers, where one answers the other exactly. */
export async function letters(standard, modules) {
  const { convertLetterSidc2NumberSidc: convert } = await import(
    pathToFileURL(join(modules, "@orbat-mapper/convert-symbology/dist/convert-symbology.js")));
  const out = {};
  for (const row of rows(standard.ms2525c)) {
    const scheme = row["code scheme"], dimension = row["battle dimension"];
    const found = convert(`${scheme}F${dimension}P${row.code}-----`);
    if (found.success && found.match === "exact")
      out[scheme + dimension + row.code] = found.sidc.slice(4, 6) + found.sidc.slice(10, 20);
  }
  return Object.fromEntries(Object.entries(out).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function rows(node) {
  if (!node || typeof node !== "object") return [];
  return typeof node.code === "string" ? [node] : Object.values(node).flatMap(rows);
}
