// Names of entities and modifiers: those of APP-6D and MIL-STD-2525D that
// milstd lists, as a person reads them.

/** names gives a function that names an entity or modifier of a set. */
export function names(standard, set) {
  const tables = [standard.ms2525d[set], standard.app6d[set]].filter(Boolean);
  const found = new Map();
  for (const table of tables)
    for (const kind of ["main icon", "modifier 1", "modifier 2"])
      for (const row of table[kind] || []) {
        const text = tidy(heading(row));
        const key = kind + String(row.code);
        if (text && !found.has(key)) found.set(key, text);
      }
  return (kind, key) => kind === "name" ? tidy(tables[0]?.name || "") : found.get(kind + key) || "";
}

// heading is the narrowest heading, with the one above it where there is one:
// "light" alone names nothing.
function heading(row) {
  const { entity = "", "entity type": type = "", "entity subtype": subtype = "", modifier = "" } = row;
  const all = [entity, type, subtype, modifier];
  if (all.some((h) => /reserved for/i.test(h))) return "";
  return subtype ? `${type}, ${subtype}` : type || entity || modifier;
}

// tidy writes a heading as a name within a sentence: a first capital only,
// abbreviations kept, what stands in brackets left out.
function tidy(text) {
  const words = text.replace(/\s*\([^)]*\)/g, "").replace(/\s+/g, " ").trim().split(" ");
  return words.map((w, i) => /^[^a-z]*[A-Z]{2}/.test(w) || /^[IVX]+$/.test(w) || i === 0 ? w : w.toLowerCase()).join(" ");
}
