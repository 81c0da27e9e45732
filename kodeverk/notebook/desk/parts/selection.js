// Selecting with mouse, pen and touch: the browser's own selection is a gesture; what is marked is kept by the marker.

import { command } from "../commands.js";
import { Marker } from "./marker.js";
import { trayFor } from "./tray.js";

const REST = 250; // milliseconds without movement before a selection by touch is taken

/** Takes what the browser selects in the transcript as the desk's selection. */
export function selectionPart(desk) {
  const { t, transcript } = desk;
  const state = { desk, marker: new Marker(desk), press: null, resting: false, timer: null };
  transcript.marker = state.marker;
  const stops = new AbortController();
  const options = { signal: stops.signal };
  transcript.feed.addEventListener("pointerdown", (event) => pressed(state, event), options);
  transcript.feed.addEventListener("click", (event) => tapped(state, event), options);
  window.addEventListener("mouseup", (event) => released(state, event), options);
  window.addEventListener("blur", () => letGo(state), options);
  document.addEventListener("selectionchange", () => moved(state), options);
  desk.places.desk.addEventListener("copy", (event) => copied(desk, event), options);
  desk.on("drawn", () => state.resting && dropNative(state)); // what is drawn anew would draw it along
  desk.on("closed", () => stops.abort() || clearTimeout(state.timer));
  const some = () => desk.selection.length > 0 && desk.mode !== "read";
  command(desk, {
    id: "selection.keep",
    word: t("selection.keep"),
    keys: ["+"],
    when: some,
    run: () => state.marker.keep(),
    group: "coding",
  });
  trayFor(desk, state.marker);
}

/** Return the browser's selection, which stands apart in a shadow root. */
function native({ desk }) {
  return desk.root.getSelection ? desk.root.getSelection() : document.getSelection();
}

/** Return `{start, end, backwards}` in UTF-16 units of what the browser has selected in the transcript, or null. */
function nativeUnits(state) {
  const { feed, places } = state.desk.transcript;
  const selection = native(state);
  if (!selection || !places) return null;
  const composed = selection.getComposedRanges && state.desk.root instanceof ShadowRoot;
  const range = composed
    ? selection.getComposedRanges({ shadowRoots: [state.desk.root] })[0]
    : selection.rangeCount && selection.getRangeAt(0);
  if (!range) return null;
  const ends = [range.startContainer, range.endContainer]; // one may lie in what stands below the last turn
  if (!ends.some((end) => feed.contains(end)) || !ends.every((end) => state.desk.places.text.contains(end))) return null;
  const [start, end] = [
    places.unitAt(range.startContainer, range.startOffset),
    places.unitAt(range.endContainer, range.endOffset),
  ];
  return { start, end, backwards: selection.direction === "backward" };
}

function pressed(state, event) {
  if (event.pointerType === "touch" || event.button !== 0 || event.target.closest("button, textarea, input, select, a")) return;
  const { marker, desk } = state;
  state.press = { beside: event.ctrlKey || event.metaKey, anew: !event.shiftKey, last: null };
  desk.transcript.held = true; // nothing is redrawn under the browser's selection while it is being made
  if (!event.shiftKey) return;
  const [node, offset] = desk.transcript.places.pointAt(marker.anchor);
  native(state)?.setBaseAndExtent(node, offset, node, offset); // the browser goes on from where marking began
}

function moved(state) {
  const units = nativeUnits(state);
  if (state.press) {
    if (units) state.press.last = units; // kept for a press that ends outside the text
    return;
  }
  clearTimeout(state.timer);
  state.resting = units !== null && units.start !== units.end;
  if (state.resting) state.timer = setTimeout(() => takeUnits(state, nativeUnits(state)), REST);
}

function released(state, event) {
  if (!state.press || event.button !== 0) return;
  const { last, ...how } = state.press;
  const units = nativeUnits(state) ?? last;
  const { places, feed } = state.desk.transcript;
  if (event.detail >= 3 && units && feed.contains(event.composedPath()[0])) {
    const turn = places.turnAt(units.start);
    Object.assign(units, { start: turn.body, end: turn.end, backwards: false });
  }
  letGo(state);
  takeUnits(state, units, how);
  if (units) dropNative(state);
}

function letGo(state) {
  if (!state.press) return;
  state.press = null;
  state.desk.transcript.held = false;
  state.desk.emit("released");
}

function takeUnits(state, units, how = { anew: true }) {
  if (!units) return;
  const { start, end, backwards } = units;
  if (start === end) return void (how.beside || state.marker.put(start));
  state.marker.mark(backwards ? end : start, backwards ? start : end, how);
}

/** A click on a coded passage puts the innermost of its codings in focus; the next click there the one around it. */
function tapped(state, event) {
  const { desk } = state;
  if (event.pointerType === "touch") takeUnits(state, nativeUnits(state));
  const ids = desk.transcript.marks.idsAt(event.target);
  if (event.target.closest("button, textarea, input") || desk.selection.length || event.detail > 1) return;
  if (ids.length === 0) return void (desk.focus && desk.attend(null));
  const at = ids.indexOf(desk.focus?.id);
  const id = ids.at(at > 0 ? at - 1 : -1);
  desk.attend({ kind: desk.transcript.marks.index.marks.get(id).kind, id });
}

function dropNative(state) {
  clearTimeout(state.timer);
  state.resting = false;
  native(state)?.removeAllRanges();
}

/** Copying takes what the desk shows as marked. */
function copied(desk, event) {
  if (desk.selection.length === 0 || event.composedPath()[0].closest?.("input, textarea")) return;
  event.clipboardData.setData("text/plain", desk.selection.map((span) => desk.quote(span)).join("\n\n"));
  event.preventDefault();
}
