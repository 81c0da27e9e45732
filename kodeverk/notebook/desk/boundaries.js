// Where words begin and end around a passage, in code points; speakers' labels are no words.

const AROUND = 240; // code points looked at on each side

const wordsIn = new Intl.Segmenter(undefined, { granularity: "word" });

/**
 * Return a span with one end moved by a word, or null where it cannot be: `edge` is "start" or "end", `by` -1 or 1.
 */
export function movedByWord(source, span, edge, by) {
  const from = Math.max(0, span.start - AROUND);
  const to = Math.min(source.offsets.points, span.end + AROUND);
  const places = wordsBetween(source, from, to).map((word) => word[edge]);
  const now = span[edge];
  const place = by > 0 ? places.find((one) => one > now) : places.findLast((one) => one < now);
  if (place === undefined) return null;
  const moved = { start: span.start, end: span.end, [edge]: place };
  return moved.start < moved.end ? moved : null;
}

function wordsBetween(source, from, to) {
  const { offsets, text, segments } = source;
  const [first, last] = [offsets.toUtf16(from), offsets.toUtf16(to)];
  const labels = segments.filter(([, start, end]) => start < to && end > from).map(([, start, , body]) => [start, body]);
  const found = [];
  for (const { segment, index, isWordLike } of wordsIn.segment(text.slice(first, last))) {
    if (!isWordLike) continue;
    const start = offsets.fromUtf16(first + index);
    const end = offsets.fromUtf16(first + index + segment.length);
    if (!labels.some(([label, body]) => start >= label && end <= body)) found.push({ start, end });
  }
  return found;
}
