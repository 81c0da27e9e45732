// Everything the desk can be told to do, in one list: the toolbars, the keyboard and the help are made from it.

import { h } from "./dom.js";
import { icon } from "./icons.js";

const registries = new WeakMap(); // desk -> Map of commands by id

/** Return the commands of a desk, in the order they were made known. */
export function commandsOf(desk) {
  if (!registries.has(desk)) registries.set(desk, new Map());
  return [...registries.get(desk).values()];
}

/**
 * Make a command known, and return it.
 * `id`: unique, such as "undo". `word`: what it is called, in the reader's language: `t("undo")`.
 * `keys`: such as ["u", "Ctrl+z"], ["Shift+u"], ["{"], ["Delete"]; letters are written small.
 * `when(key)`: says whether it can be done now; where two have the same key, the first that can be done is done.
 * `run(key)`: does it; `repeats`: also again and again while the key is held. `group`: where help lists it: "code", "coding", "move", "suggest", "read" or "study".
 * `bar`: "head" (always shown) or "context" (shown while it can be done). `icon`: a name in icons.js.
 * `label`: true where the bar writes its word beside the icon.
 */
export function command(desk, { id, word, keys = [], when = () => true, run, group = "study", bar = null, icon: drawing = null, label = false, repeats = false }) {
  commandsOf(desk);
  const made = { id, word, keys, when, run, group, bar, icon: drawing, label, repeats };
  registries.get(desk).set(id, made);
  desk.emit("commands", made);
  return made;
}

/** Do a command if it can be done now; returns whether it was. */
export function perform(desk, id) {
  const found = commandsOf(desk).find((one) => one.id === id);
  if (!found || !found.when()) return false;
  found.run();
  return true;
}

/** Return the key a keyboard event stands for, written as in `keys`. */
export function keyOf(event) {
  const control = event.ctrlKey || event.metaKey ? "Ctrl+" : "";
  const alt = event.altKey && !event.getModifierState?.("AltGraph") ? "Alt+" : "";
  const letter = event.key.length === 1 && event.key.toLowerCase() !== event.key.toUpperCase();
  const named = event.key.length > 1;
  const shift = event.shiftKey && (letter || named) ? "Shift+" : "";
  return control + alt + shift + (letter ? event.key.toLowerCase() : event.key);
}

/** Return the command that a key means just now, or undefined. */
export function commandFor(desk, key) {
  return commandsOf(desk).find((one) => one.keys.includes(key) && one.when(key));
}

/** Return a key as a person reads it: "Ctrl Z", "Shift U". */
export function keyLabel(key) {
  const parts = key === "+" ? ["+"] : key.split(/\+(?=.)/);
  return parts.map((part) => (part.length === 1 && parts.length > 1 ? part.toUpperCase() : part)).join(" ");
}

/** Return a button that does a command; its title tells the key. */
export function commandButton(desk, one, { words = one.label || !one.icon } = {}) {
  const keys = one.keys.map(keyLabel).join(", ");
  return h(
    "button",
    {
      type: "button", class: "kv-button kv-tool", title: keys ? `${one.word} (${keys})` : one.word, data: { command: one.id },
      "aria-label": words ? null : one.word, "aria-keyshortcuts": one.keys.map((key) => key.replace("Ctrl", "Control")).join(" ") || null,
      onclick: () => perform(desk, one.id),
    },
    one.icon && icon(one.icon),
    words && h("span", {}, one.word),
  );
}
