// The keyboard: single letters while focus is in the desk and not in a field.

import { commandFor, isTyped, keyOf } from "../commands.js";

const FIELDS = "input, textarea, select, [contenteditable], [role=textbox]";

/** Hear keys pressed in the desk, do what they mean, and keep them from the notebook. */
export function keysPart(desk) {
  const element = desk.places.desk;
  const keys = (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    const key = keyOf(event);
    const inField = event.composedPath()[0].closest?.(FIELDS);
    if (isTyped(event)) event.stopPropagation(); // no letter typed here is a shortcut of the notebook
    if (inField || element.querySelector(".kv-dialog")) return;
    if (key === "Enter" && event.composedPath()[0].closest?.("button, a, summary, [role=option], [role=tab]")) return;
    const found = commandFor(desk, key);
    if (!found) return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat || found.repeats) found.run(key);
  };
  element.addEventListener("keydown", keys);

  // Notebook 7 hears keys before they reach the desk, and looks for this mark from the element in focus upwards: it must
  // be there itself. What is not the desk's, such as saving the notebook, is let through.
  const mark = (event) => {
    if (!event.composedPath().includes(element)) return;
    const target = event.composedPath()[0];
    const ours = isTyped(event) || commandFor(desk, keyOf(event)) || target.closest?.(FIELDS);
    target.toggleAttribute("data-lm-suppress-shortcuts", Boolean(ours));
  };
  window.addEventListener("keydown", mark, true);
  desk.on("closed", () => window.removeEventListener("keydown", mark, true));
}
