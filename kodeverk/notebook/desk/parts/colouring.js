// Colours of codes as the marks use them. A colour is let in only as six hexadecimal digits: anything else could act.

const NEUTRAL = "#6b6b6b";

/** Return the colour of a code, by its id. */
export function codeColour(desk, codeId) {
  const colour = desk.replica.get("code", codeId)?.colour ?? "";
  return /^#[0-9a-f]{6}$/i.test(colour) ? colour : NEUTRAL;
}

/** Return a colour that can be told from the paper as a line, light and dark. */
export function lineColour(colour) {
  return `light-dark(color-mix(in oklab, ${colour} 88%, black), color-mix(in oklab, ${colour} 62%, white))`;
}
