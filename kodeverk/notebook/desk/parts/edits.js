// What was changed in a text, as few and small edits as can be: what lies between them stays as it was.

const MOST_CHANGES = 400; // tokens added and removed before the whole stretch counts as one change

const clusters = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const letterOrDigit = /^[\p{L}\p{N}]/u;

/** Return a text as its grapheme clusters. */
function clustersOf(text) {
  return Array.from(clusters.segment(text), (cluster) => cluster.segment);
}

/** Return a text as words and single other characters; no grapheme cluster is cut. */
export function tokensOf(text) {
  const found = [];
  let inWord = false;
  for (const cluster of clustersOf(text)) {
    const word = letterOrDigit.test(cluster);
    if (word && inWord) found[found.length - 1] += cluster;
    else found.push(cluster);
    inWord = word;
  }
  return found;
}

/**
 * Return the edits that turn one text into the other: `[start, end, new text]` with positions in UTF-16 units of the
 * first, in its order and not touching each other.
 */
export function editsBetween(before, after) {
  const [old, now] = [tokensOf(before), tokensOf(after)];
  const edits = [];
  let [at, i, j] = [0, 0, 0];
  for (const [x, y] of [...pairsOfEqual(old, now), [old.length, now.length]]) {
    if (x > i || y > j) edits.push(trimmed(at, old.slice(i, x).join(""), now.slice(j, y).join("")));
    at += lengthOf(old.slice(i, x)) + (old[x]?.length ?? 0);
    [i, j] = [x + 1, y + 1];
  }
  return edits;
}

function lengthOf(tokens) {
  return tokens.reduce((sum, token) => sum + token.length, 0);
}

/**
 * Return one edit without the clusters the removed and the new text begin and end with in common. Where a word only
 * grows at its end (or beginning), its last cluster is exchanged too: what is put in at the edge of a coding stays
 * outside of it, and a coding that ends with a word is to end with that word still.
 */
function trimmed(start, removed, added) {
  const [old, now] = [clustersOf(removed), clustersOf(added)];
  const shorter = Math.min(old.length, now.length);
  let [head, tail] = [0, 0];
  while (head < shorter && old[head] === now[head]) head += 1;
  while (tail < shorter - head && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1;
  if (head > 0 && head === old.length) head -= 1;
  else if (tail > 0 && tail === old.length) tail -= 1;
  const from = start + lengthOf(old.slice(0, head));
  return [from, from + lengthOf(old.slice(head, old.length - tail)), now.slice(head, now.length - tail).join("")];
}

/** Return the places `[i, j]` where the two have a token in common, by a shortest way from one to the other. */
function pairsOfEqual(old, now) {
  let [head, tail] = [0, 0];
  const shorter = Math.min(old.length, now.length);
  while (head < shorter && old[head] === now[head]) head += 1;
  while (tail < shorter - head && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1;
  const inner = shortestWay(old.slice(head, old.length - tail), now.slice(head, now.length - tail));
  const pairs = Array.from({ length: head }, (_, at) => [at, at]);
  inner.forEach(([i, j]) => pairs.push([i + head, j + head]));
  for (let left = tail; left > 0; left -= 1) pairs.push([old.length - left, now.length - left]);
  return pairs;
}

/** Myers' greedy comparison (1986, An O(ND) difference algorithm and its variations): pairs of equal tokens. */
function shortestWay(old, now) {
  const trace = [];
  let furthest = new Map([[1, 0]]);
  for (let changes = 0; changes <= Math.min(old.length + now.length, MOST_CHANGES); changes += 1) {
    const next = new Map(furthest);
    for (let diagonal = -changes; diagonal <= changes; diagonal += 2) {
      let x = comesFromAbove(furthest, diagonal, changes) ? furthest.get(diagonal + 1) : furthest.get(diagonal - 1) + 1;
      while (x < old.length && x - diagonal < now.length && old[x] === now[x - diagonal]) x += 1;
      next.set(diagonal, x);
      if (x >= old.length && x - diagonal >= now.length) return wayBack([...trace, furthest], old.length, now.length);
    }
    trace.push(furthest);
    furthest = next;
  }
  return []; // too much was changed for single edits to say anything
}

function comesFromAbove(furthest, diagonal, changes) {
  return diagonal === -changes || (diagonal !== changes && furthest.get(diagonal - 1) < furthest.get(diagonal + 1));
}

/** Return the pairs of equal tokens on the way that was found, from its end. */
function wayBack(trace, x, y) {
  const pairs = [];
  for (let changes = trace.length - 1; changes >= 0; changes -= 1) {
    const furthest = trace[changes];
    const diagonal = x - y;
    const before = comesFromAbove(furthest, diagonal, changes) ? diagonal + 1 : diagonal - 1;
    const [fromX, fromY] = changes === 0 ? [0, 0] : [furthest.get(before), furthest.get(before) - before];
    while (x > fromX && y > fromY) pairs.push([(x -= 1), (y -= 1)]);
    [x, y] = [fromX, fromY];
  }
  return pairs.reverse();
}

/** Return two texts as pieces `{text, changed}` each, for showing them side by side. */
export function sideBySide(before, after) {
  const [left, right] = [[], []];
  let at = 0;
  for (const [start, end, text] of editsBetween(before, after)) {
    const same = before.slice(at, start);
    left.push({ text: same, changed: false }, { text: before.slice(start, end), changed: true });
    right.push({ text: same, changed: false }, { text, changed: true });
    at = end;
  }
  left.push({ text: before.slice(at), changed: false });
  right.push({ text: before.slice(at), changed: false });
  return [left, right].map((pieces) => pieces.filter((piece) => piece.text));
}
