// The margin: a bar beside each coded passage, and its code's name, none over another.

import { h, fill } from "../dom.js";
import { STEP, lanesOf, stacked } from "./pieces.js";
import { codeColour } from "./colouring.js";
import { marginLabel } from "./margin_label.js";

export const LABEL = 20; // pixels, as in transcript.css
const BAR = 6;

/** Draw the margins of turns whose pieces stand in the page. All is measured before anything is written. */
export function drawMargins(marks, turns) {
  const measured = turns.map((turn) => [turn, extents(marks, turn), turn.element.clientHeight]);
  for (const [turn, bars, height] of measured) drawMargin(marks, turn, bars, height);
}

/** Return how far down each coding of a turn begins and ends, in pixels from the top of the turn. */
function extents(marks, turn) {
  const codings = marks.desk.mode === "read" ? [] : marks.index.in(turn).filter((mark) => mark.kind === "coding");
  if (codings.length === 0) return [];
  const zero = turn.element.getBoundingClientRect().top;
  const lines = (Math.max(...turn.lanes.values()) + 1) * STEP; // the lines under a piece are part of its box
  return codings.map((mark) => {
    const pieces = turn.pieces?.get(mark.id) ?? [];
    if (pieces.length === 0) return { mark, id: mark.id, start: 4, end: 4 + LABEL }; // it lies in the speaker's label alone
    const first = pieces[0].getClientRects();
    const last = pieces.at(-1).getClientRects();
    return { mark, id: mark.id, start: first[0].top - zero, end: last[last.length - 1].bottom - lines - zero };
  });
}

function drawMargin(marks, turn, bars, height) {
  const columns = lanesOf(bars);
  const wide = bars.length ? (Math.max(...columns.values()) + 1) * BAR + 6 : 0;
  const named = bars
    .filter(({ mark }) => mark.turns[0] === turn)
    .sort((a, b) => a.start - b.start || columns.get(a.id) - columns.get(b.id));
  const tops = stacked(
    named.map(({ start }) => start),
    LABEL,
    height,
  );
  turn.labels = new Map();
  const labels = named.map(({ mark }, at) => {
    const label = marginLabel(marks, mark);
    label.style.setProperty("top", `${tops[at]}px`);
    turn.labels.set(mark.id, [label]);
    return label;
  });
  turn.margin.style.setProperty("--kv-bars", `${wide}px`);
  fill(
    turn.margin,
    bars.map((bar) => drawBar(marks, bar, columns.get(bar.id))),
    labels,
  );
}

function drawBar({ desk }, { mark, start, end }, column) {
  const style = {
    "--kv-code": codeColour(desk, mark.record.code),
    top: `${start}px`,
    height: `${end - start}px`,
    left: `${column * BAR}px`,
  };
  const others = mark.record.mine || desk.settings.adjudicate ? "" : " kv-others";
  return h("div", { class: `kv-bar kv-hue${others}`, style });
}
