// The transcript as turns and lines: where each position of the text is in the page, and the other way round.
// Positions are UTF-16 units of the whole text; the desk's spans, in code points, are converted in `unitsOf`, `spanOf`.

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const words = new Intl.Segmenter(undefined, { granularity: "word" });

/** Return the turns of a source in order, each with its lines; all positions in UTF-16 units. */
export function turnsOf({ text, offsets, segments }) {
  const all = segments.length ? segments : [[1, 0, offsets.points, 0, "paragraph", "", null, "unknown", null]];
  return all.map(([number, from, to, said, kind, speaker, seconds, role, who], index) => {
    const [start, end, body] = [from, to, said].map((point) => offsets.toUtf16(point));
    const turn = { index, number, start, end, body, kind, speaker, seconds, role, who };
    turn.lines = linesOf(text, turn);
    return turn;
  });
}

function linesOf(text, turn) {
  let start = turn.body;
  return text
    .slice(turn.body, turn.end)
    .split("\n")
    .map((content) => {
      const line = { turn, start, end: start + content.length, text: content, element: null };
      start = line.end + 1;
      return line;
    });
}

/** Where the positions of one source are: among its turns, among its lines, and in the page. */
export class Places {
  constructor(source) {
    this.source = source;
    this.turns = turnsOf(source);
    this.lines = this.turns.flatMap((turn) => turn.lines);
    this.lines.forEach((line, index) => Object.assign(line, { index }));
  }

  turnAt(unit) {
    return this.turns[lastWhere(this.turns, (turn) => turn.start <= unit)];
  }

  lineAt(unit) {
    return this.lines[lastWhere(this.lines, (line) => line.start <= unit)];
  }

  /** Return the turns a stretch overlaps. */
  turnsIn(start, end) {
    const first = lastWhere(this.turns, (turn) => turn.start <= start);
    const last = lastWhere(this.turns, (turn) => turn.start < end);
    return this.turns.slice(this.turns[first].end > start ? first : first + 1, last + 1);
  }

  /** Return a span in code points, as the desk keeps it, in UTF-16 units. */
  unitsOf(span) {
    const { offsets } = this.source;
    return [offsets.toUtf16(span.start), offsets.toUtf16(span.end)];
  }

  /** Return `{start, end}` in code points of a stretch in UTF-16 units. */
  spanOf(start, end) {
    const { offsets } = this.source;
    return { start: offsets.fromUtf16(start), end: offsets.fromUtf16(end) };
  }

  /** Return the position of a point in the page: of the nearest text before it where it lies in no line. */
  unitAt(node, offset) {
    const point = node.ownerDocument.createRange();
    point.setStart(node, offset);
    const before = lastWhere(this.lines, (line) => point.comparePoint(line.element, 0) <= 0);
    const line = this.lines[before];
    if (point.comparePoint(line.element, 0) > 0) return line.start;
    if (!line.element.contains(node)) return line.end;
    point.setStart(line.element, 0);
    point.setEnd(node, offset);
    return line.start + point.toString().length;
  }

  /** Return `[node, offset]`, the point in the page of a position. */
  pointAt(unit) {
    const line = this.lineAt(unit);
    const walker = line.element.ownerDocument.createTreeWalker(line.element, NodeFilter.SHOW_TEXT);
    let left = Math.max(0, Math.min(unit, line.end) - line.start);
    let last = null;
    while (walker.nextNode()) {
      last = walker.currentNode;
      if (left <= last.length) return [last, left];
      left -= last.length;
    }
    return last ? [last, last.length] : [line.element, 0];
  }

  /** Return a range of the page over a stretch of the text. */
  rangeOf(start, end) {
    const range = this.lines[0].element.ownerDocument.createRange();
    range.setStart(...this.pointAt(start));
    range.setEnd(...this.pointAt(end));
    return range;
  }

  /**
   * Return `[start, end]` as a passage that can be coded: whole characters as a reader sees them, and no line or turn
   * of which it holds nothing; null where it is empty.
   */
  whole(one, other) {
    let [start, end] = one < other ? [one, other] : [other, one];
    if (start === end) return null;
    const first = this.lineAt(start);
    const last = this.lineAt(end);
    if (start >= first.end && first !== last) start = this.lines[first.index + 1].start;
    if (end === last.start && first !== last) end = this.lines[last.index - 1].end;
    [start, end] = [edge(this.lineAt(start), start, false), edge(this.lineAt(end), end, true)];
    return start < end ? [start, end] : null;
  }

  /** Return the position one character or word (`by`) further on (`step` 1) or back (-1). */
  next(unit, step, by) {
    const line = this.lineAt(unit);
    const at = unit - line.start;
    const beside = this.lines[line.index + step];
    if (step > 0 ? at >= line.text.length : at <= 0) return beside ? (step > 0 ? beside.start : beside.end) : unit;
    return line.start + (by === "word" ? wordEdge(line.text, at, step) : characterEdge(line.text, at, step));
  }
}

/** Return the index of the last element for which `stands` holds, in a list where it holds up to some place; at least 0. */
export function lastWhere(list, stands) {
  let [low, high] = [0, list.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (stands(list[middle])) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Return where the character around a position begins or ends. */
function edge(line, unit, after) {
  const found = graphemes.segment(line.text).containing(unit - line.start);
  if (!found || line.start + found.index === unit) return unit;
  return line.start + found.index + (after ? found.segment.length : 0);
}

function characterEdge(text, at, step) {
  const found = graphemes.segment(text).containing(step > 0 ? at : at - 1);
  return step > 0 ? found.index + found.segment.length : found.index;
}

function wordEdge(text, at, step) {
  const edges = [...words.segment(text)].filter((word) => word.isWordLike);
  if (step > 0) {
    const word = edges.find(({ index, segment }) => index + segment.length > at);
    return word ? word.index + word.segment.length : text.length;
  }
  return edges.findLast(({ index }) => index < at)?.index ?? 0;
}
