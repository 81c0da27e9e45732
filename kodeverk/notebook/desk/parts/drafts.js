// What was written in a turn and not saved: it belongs to the turn that says what it was begun on, in whichever version.

/** Return what a turn says. */
export function textOfTurn(desk, [, , end, body]) {
  return desk.quote({ start: body, end });
}

/** Return what a turn is known by where the text has got another version: what it says, and which of those that say so. */
export function turnKnown(desk, segment) {
  const text = textOfTurn(desk, segment);
  const same = turnsThatSay(desk, text);
  return { source: desk.source.id, text, at: same.indexOf(segment), of: same.length, turns: desk.source.segments.length };
}

/** Return the turn in the text in force; undefined where it says something else, or which one it is is not certain. */
export function turnAgain(desk, { source, text, at, of }) {
  if (desk.source.id !== source) return undefined;
  const same = turnsThatSay(desk, text);
  return same.length === of ? same[at] : undefined;
}

function turnsThatSay(desk, text) {
  return desk.source.segments.filter((segment) => textOfTurn(desk, segment) === text);
}
