// Which codes fit what was typed, best first.

/**
 * Return the codes that fit, best first: those used last where nothing was typed; else names that begin so, names with
 * a word that begins so, names that contain it, codes under such a name, and codes whose rules contain it.
 */
export function rankedCodes(codes, typed, used) {
  const sought = typed.trim().toLocaleLowerCase();
  const recency = new Map(used.map((id, rank) => [id, rank]));
  const rested = (code) => recency.get(code.id) ?? used.length;
  const graded = codes
    .map((code, order) => ({ code, order, grade: sought ? gradeOf(code, sought) : 0 }))
    .filter(({ grade }) => grade !== null);
  graded.sort((a, b) => a.grade - b.grade || rested(a.code) - rested(b.code) || a.order - b.order);
  return graded.map(({ code }) => code);
}

function gradeOf(code, sought) {
  const name = code.label.toLocaleLowerCase();
  const path = code.path.toLocaleLowerCase();
  if (name.startsWith(sought)) return 0;
  if (name.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(sought))) return 1;
  if (name.includes(sought)) return 2;
  if (path.includes(sought)) return 3;
  const words = sought.split(/\s+/);
  const rules = [name, path, code.definition, code.include, code.exclude, code.example, ...(code.expressions ?? [])];
  const all = rules.filter(Boolean).join("\n").toLocaleLowerCase();
  return words.every((word) => all.includes(word)) ? 4 : null;
}
