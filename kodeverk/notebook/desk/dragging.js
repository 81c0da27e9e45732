// Drag a code onto the text, or the selection onto a code. Only ids travel: what is dropped elsewhere says nothing.

import { codeWith } from "./coding.js";

const CARRIED = "application/x-kodeverk";
const carried = new WeakMap(); // desk -> what is being dragged: {code} or {selection}

/** Let codes be dragged out of the tree, and take them in the text. */
export function offerCode(desk, tree) {
  tree.addEventListener("dragstart", (event) => {
    const item = event.target.closest("[data-row]");
    if (item) pickUp(desk, event, { code: item.dataset.row });
  });
  tree.addEventListener("dragend", () => putDown(desk));
  const { text } = desk.places;
  const fits = () => carried.get(desk)?.code && desk.selection.length > 0;
  text.addEventListener("dragover", (event) => fits() && event.preventDefault());
  text.addEventListener("drop", (event) => {
    const { code } = carried.get(desk) ?? {};
    if (!code) return;
    event.preventDefault();
    putDown(desk);
    codeWith(desk, code);
  });
}

/** Let the selection be dragged by this handle. */
export function offerSelection(desk, handle) {
  handle.draggable = true;
  handle.addEventListener("dragstart", (event) => desk.selection.length && pickUp(desk, event, { selection: desk.selection }));
  handle.addEventListener("dragend", () => putDown(desk));
}

/** Take a selection dropped on a code; what is dragged by the text itself is the selection too. */
export function acceptDrops(desk, tree) {
  let over = null;
  const mark = (item) => {
    over?.classList.remove("kv-over");
    over = item;
    over?.classList.add("kv-over");
  };
  desk.places.text.addEventListener("dragstart", () => desk.selection.length && carried.set(desk, { selection: desk.selection }));
  desk.places.text.addEventListener("dragend", () => putDown(desk));
  tree.addEventListener("dragover", (event) => {
    const item = event.target.closest("[data-row].kv-hue");
    mark(carried.get(desk)?.selection ? item : null);
    if (over) event.preventDefault();
  });
  tree.addEventListener("dragleave", (event) => !tree.contains(event.relatedTarget) && mark(null));
  tree.addEventListener("drop", (event) => {
    const { selection } = carried.get(desk) ?? {};
    if (!over || !selection) return;
    event.preventDefault();
    const code = over.dataset.row;
    mark(null);
    putDown(desk);
    codeWith(desk, code, selection);
  });
}

function pickUp(desk, event, what) {
  carried.set(desk, what);
  event.dataTransfer.setData(CARRIED, "");
  event.dataTransfer.effectAllowed = "link";
  desk.places.desk.classList.add("kv-dragging");
}

function putDown(desk) {
  carried.delete(desk);
  desk.places.desk.classList.remove("kv-dragging");
}
