// Codings and suggestions as they lie in the text: lines under it, bars and names beside it.

import { h, fill } from "../dom.js";
import { codeColour, lineColour } from "./colouring.js";
import { MarkIndex } from "./mark_index.js";
import { STEP, cutPieces, lanesOf } from "./pieces.js";
import { LABEL, drawMargins } from "./margin.js";

const TURNING = /([\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069])/u; // characters that turn the direction of writing

/**
 * Draws the marks of the turns near the view, and again those of a turn as they change. `desk.transcript.marks` is what
 * other parts use of it: `index` (a MarkIndex), `raise(ids)`, `idsAt(element)`, `redraw(turns)`.
 */
export function marksPart(desk) {
  const { transcript } = desk;
  const marks = { desk, index: null, looks: "", owners: new WeakMap(), waiting: new Set(), raised: [], focused: new Set() };
  transcript.marks = marks;
  marks.idsAt = (element) => marks.owners.get(element?.closest?.(".kv-piece, .kv-label")) ?? [];
  marks.raise = (ids) => raise(marks, ids);
  marks.redraw = (turns) => redraw(marks, turns);
  desk.on("opened", () => {
    marks.index = new MarkIndex(transcript.places);
    marks.index.update(desk.replica);
    marks.waiting.clear();
    marks.looks = looksOf(desk);
    makeRoom(marks, transcript.turns);
  });
  desk.on("changed", (kinds) => changed(marks, kinds));
  desk.on("near", ({ came, went }) => redraw(marks, [...came, ...went]));
  desk.on("released", () => redraw(marks, []));
  desk.on("mode", () => redraw(marks, transcript.near));
  desk.on("selected", () => attended(marks));
  let width = 0; // its height changes all the time, as turns come near and take on their own
  const sized = new ResizeObserver(([{ contentRect }]) => {
    if (contentRect.width === width || transcript.held) return;
    width = contentRect.width;
    drawMargins(marks, [...transcript.near]);
  });
  sized.observe(transcript.feed);
  desk.on("closed", () => sized.disconnect());
}

function changed(marks, kinds) {
  const { desk, index } = marks;
  const known = index && desk.replica.get("source", desk.source.id);
  if (!known || known.version !== desk.source.version) return; // these positions count in a text that is about to come
  const touched = index.update(desk.replica);
  makeRoom(marks, touched);
  const looks = ["code", "coder", "memo"].some((kind) => kinds.has(kind)) ? looksOf(desk) : marks.looks;
  redraw(marks, looks === marks.looks ? touched : desk.transcript.near);
  marks.looks = looks;
}

/** Return what the look of marks hangs on besides themselves: names and colours of codes, names of coders, which have memos. */
function looksOf({ replica }) {
  const codes = [...replica.all("code").values()].map(({ id, label, colour }) => [id, label, colour]);
  const coders = [...replica.all("coder").values()].map(({ id, label }) => [id, label]);
  const memos = [...replica.all("memo").values()].filter(({ on }) => on === "coding").map(({ target }) => target);
  return JSON.stringify([codes, coders, memos]);
}

/** Give turns the height their marks will need, so that little moves when they are drawn. */
function makeRoom(marks, turns) {
  const bundles = new Set();
  for (const turn of turns) {
    const here = marks.index.in(turn);
    turn.lanes = lanesOf(here);
    const lanes = Math.max(0, ...[...turn.lanes.values()].map((lane) => lane + 1));
    const labels = here.filter((mark) => mark.kind === "coding" && mark.turns[0] === turn).length;
    turn.height = 12 + Math.max(turn.rows * (27.2 + Math.max(0, lanes - 2) * STEP), labels * LABEL);
    const style = { "--kv-lanes": lanes, "--kv-labels": labels, "--kv-height": `${turn.height}px` };
    Object.entries(style).forEach(([name, value]) => turn.element.style.setProperty(name, value));
    bundles.add(turn.bundle);
  }
  for (const bundle of bundles) {
    const height = bundle.turns.reduce((sum, turn) => sum + turn.height, 0);
    bundle.element.style.setProperty("--kv-height", `${height}px`);
  }
}

/** Draw turns as soon as nothing is being selected; those far from the view are shown as plain text. */
function redraw(marks, turns) {
  for (const turn of turns) marks.waiting.add(turn);
  const { transcript } = marks.desk;
  if (transcript.held || marks.waiting.size === 0) return;
  const now = [...marks.waiting];
  marks.waiting.clear();
  const near = now.filter((turn) => transcript.near.has(turn));
  now.forEach((turn) => drawTurn(marks, turn, transcript.near.has(turn)));
  drawMargins(marks, near);
  marks.desk.emit("drawn", now);
}

function drawTurn(marks, turn, near) {
  const { desk } = marks;
  const shown = near && desk.mode !== "read" ? marks.index.in(turn) : [];
  turn.pieces = new Map();
  if (!near) fill(turn.margin);
  for (const line of turn.lines) {
    const selected = desk.transcript.overlaid ?? [];
    const pieces = cutPieces(line.start, line.end, near ? [...shown, ...selected] : []);
    fill(
      line.element,
      pieces.map((piece) => drawPiece(marks, turn, line, piece)),
    );
  }
}

function drawPiece(marks, turn, line, { start, end, marks: over }) {
  const text = line.text.slice(start - line.start, end - line.start);
  const shown = TURNING.test(text) ? text.split(TURNING).map(unturned) : text;
  if (over.length === 0) return shown;
  const own = over.filter((mark) => mark.kind !== "selection");
  const element = h("span", { class: "kv-piece", style: underlines(marks, turn, own) }, shown);
  if (own.length < over.length) element.classList.add("kv-marked");
  marks.owners.set(
    element,
    own.map((mark) => mark.id),
  );
  for (const { id } of own) {
    if (!turn.pieces.has(id)) turn.pieces.set(id, []);
    turn.pieces.get(id).push(element);
    if (marks.focused.has(id)) lift(marks, element, id, "kv-focused");
  }
  return element;
}

/** Return what a character that turns the direction of writing is shown as; it stays in the text, where it turns nothing. */
function unturned(part) {
  if (!TURNING.test(part)) return part;
  const name = part.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
  return h("span", { class: "kv-turning", data: { name: `U+${name}` } }, part);
}

/** Return the style that draws a line for each mark: another person's thinner, a suggestion's dotted. */
function underlines(marks, turn, own) {
  const { desk } = marks;
  const count = Math.max(...turn.lanes.values()) + 1;
  const drawn = own.map((mark) => {
    const colour = lineColour(codeColour(desk, mark.record.code));
    const low = (count - 1 - turn.lanes.get(mark.id)) * STEP;
    if (mark.kind === "suggestion") return [`repeating-linear-gradient(90deg, ${colour} 0 2px, transparent 2px 5px)`, low, 2];
    return [`linear-gradient(${colour}, ${colour})`, low, mark.record.mine || desk.settings.adjudicate ? 2.5 : 1];
  });
  return {
    "background-image": drawn.map(([image]) => image).join(", "),
    "background-position": drawn.map(([, low]) => `left 0 bottom ${low}px`).join(", "),
    "background-size": drawn.map(([, , thick]) => `100% ${thick}px`).join(", "),
    "padding-bottom": `${count * STEP}px`,
  };
}

// ---- raising ----

/** Show clearly which passages these are (ids); an empty list shows none. */
function raise(marks, ids) {
  marks.raised.forEach((element) => element.classList.remove("kv-raised"));
  marks.raised = ids.flatMap((id) => elementsOf(marks, id).map((element) => lift(marks, element, id, "kv-raised")));
}

/** The mark in focus stays raised; of a difference, the codings of both. */
function attended(marks) {
  const { focus } = marks.desk;
  const before = [...marks.focused];
  marks.focused = new Set(focus ? (focus.codings ?? [focus.id]) : []);
  for (const id of before) elementsOf(marks, id).forEach((element) => element.classList.remove("kv-focused"));
  for (const id of marks.focused) elementsOf(marks, id).forEach((element) => lift(marks, element, id, "kv-focused"));
}

function elementsOf(marks, id) {
  const turns = marks.index?.marks.get(id)?.turns ?? [];
  return turns.flatMap((turn) => [...(turn.pieces?.get(id) ?? []), ...(turn.labels?.get(id) ?? [])]);
}

function lift(marks, element, id, how) {
  const record = marks.index.marks.get(id)?.record;
  if (record) element.style.setProperty("--kv-code", codeColour(marks.desk, record.code));
  element.classList.add("kv-hue", how);
  return element;
}
