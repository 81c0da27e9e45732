// Overlapping and nested marks, cut into pieces and put on lines, so that each can be seen. Nothing here knows the page.

export const STEP = 4; // pixels from one line under the text to the next, as in transcript.css

/** Return marks (`{start, end, id}`) with the outermost first. */
export function outermostFirst(marks) {
  return [...marks].sort((a, b) => a.start - b.start || b.end - a.end || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** Return `[start, end)` cut wherever a mark starts or ends: pieces `{start, end, marks}`, together the stretch, once. */
export function cutPieces(start, end, marks) {
  const inside = outermostFirst(marks.filter((mark) => mark.start < end && mark.end > start));
  const edges = new Set([start, end]);
  inside.forEach((mark) => edges.add(Math.max(mark.start, start)).add(Math.min(mark.end, end)));
  const places = [...edges].sort((a, b) => a - b);
  return places.slice(1).map((to, at) => {
    const from = places[at];
    return { start: from, end: to, marks: inside.filter((mark) => mark.start <= from && mark.end >= to) };
  });
}

/** Return for each mark's id the line it is drawn on, 0 nearest the text: overlapping marks never share one. */
export function lanesOf(marks) {
  const ends = [];
  const found = new Map();
  for (const mark of outermostFirst(marks)) {
    const free = ends.findIndex((end) => end <= mark.start);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = mark.end;
    found.set(mark.id, lane);
  }
  return found;
}

/**
 * Return tops for labels of one height, in order, each as near as may be to where it is wanted, none over another and
 * none below `limit`, if they have room at all.
 */
export function stacked(wanted, height, limit) {
  const tops = [];
  for (const top of wanted) tops.push(tops.length ? Math.max(top, tops.at(-1) + height) : Math.max(0, top));
  let ceiling = limit;
  for (let at = tops.length - 1; at >= 0; at -= 1) {
    tops[at] = Math.max(at * height, Math.min(tops[at], ceiling - height));
    ceiling = tops[at];
  }
  return tops;
}
