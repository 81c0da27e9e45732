// Positions in a text, between JavaScript (UTF-16 units) and Python (code points).
// The only place where they are converted; offsets.py is the same in Python.

/** Return the position in UTF-16 units of a position in code points. */
export function toUtf16(text, offset) {
  let units = 0;
  let left = offset;
  for (const character of text) {
    if (left <= 0) break;
    units += character.length;
    left -= 1;
  }
  if (left !== 0) throw new RangeError(`Position ${offset} lies outside the text.`);
  return units;
}

/** Return the position in code points of a position in UTF-16 units. */
export function fromUtf16(text, offset) {
  let points = 0;
  let left = offset;
  for (const character of text) {
    if (left <= 0) break;
    left -= character.length;
    points += 1;
  }
  if (left !== 0) throw new RangeError(`Position ${offset} lies outside the text or in the middle of a character.`);
  return points;
}
