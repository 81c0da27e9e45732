// The selection as the desk draws it: it stays where it is while one clicks elsewhere.

const NAME = "kv-selection"; // one highlight for all desks of a page, since its name is the page's

/** Draws `desk.selection`: as a highlight where the browser has them, else as spans among the pieces of the text. */
export function overlayPart(desk) {
  const draw = globalThis.Highlight && CSS.highlights ? highlighter(desk) : spanner(desk);
  desk.on("selected", draw);
  desk.on("drawn", () => desk.selection.length && draw());
}

function highlighter(desk) {
  let ranges = [];
  const draw = () => {
    if (!CSS.highlights.has(NAME)) CSS.highlights.set(NAME, new Highlight());
    const highlight = CSS.highlights.get(NAME);
    ranges.forEach((range) => highlight.delete(range));
    const { places } = desk.transcript;
    ranges = desk.selection.map((span) => places.rangeOf(...places.unitsOf(span)));
    ranges.forEach((range) => highlight.add(range));
  };
  desk.on("closed", () => ranges.forEach((range) => CSS.highlights.get(NAME)?.delete(range)));
  return draw;
}

function spanner(desk) {
  let seen = "";
  return () => {
    const { places, marks, overlaid = [] } = desk.transcript;
    const now = JSON.stringify([desk.source.id, desk.source.version, desk.selection]);
    if (now === seen) return; // drawn again among the pieces: nothing new
    seen = now;
    desk.transcript.overlaid = desk.selection.map((span, at) => {
      const [start, end] = places.unitsOf(span);
      return { id: `selection ${at}`, kind: "selection", start, end };
    });
    marks.redraw([...overlaid, ...desk.transcript.overlaid].flatMap(({ start, end }) => places.turnsIn(start, end)));
  };
}
