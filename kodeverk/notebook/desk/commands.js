// Everything the desk can be told to do, in one list: the toolbars, the keyboard and the help are made from it.

import { h } from "./dom.js";
import { icon } from "./icons.js";

const registries = new WeakMap(); // desk -> Map of commands by id

function registryOf(desk) {
  if (!registries.has(desk)) registries.set(desk, new Map());
  return registries.get(desk);
}

/** Return the commands of a desk, in the order they were made known. */
export function commandsOf(desk) {
  return [...registryOf(desk).values()];
}

/**
 * Make a command known, and return it.
 * `id`: unique, such as "undo". `word`: what it is called, in the reader's language: `t("undo")`.
 * `keys`: such as ["u", "Ctrl+z"], ["Shift+u"], ["{"], ["Delete"]; letters are written small.
 * `when(key)`: says whether it can be done now; where two have the same key, the first that can be done is done.
 * `run(key)`: does it; `repeats`: also again and again while the key is held.
 * `group`: where help lists it: "code", "coding", "move", "suggest", "read" or "study".
 * `bar`: "head" (always shown) or "context" (shown while it can be done). `icon`: a name in icons.js.
 * `label`: true where the bar writes its word beside the icon. `pressed()`: says whether what it turns on is on.
 */
export function command(desk, told) {
  const usual = { keys: [], when: () => true, pressed: null, group: "study", bar: null, icon: null };
  const made = { ...usual, label: false, repeats: false, ...told };
  registryOf(desk).set(made.id, made);
  desk.emit("commands", made);
  return made;
}

/** Do a command if it can be done now; returns whether it was. */
export function perform(desk, id) {
  const found = registryOf(desk).get(id);
  if (!found || !found.when()) return false;
  found.run();
  return true;
}

/** Return the key a keyboard event stands for, written as in `keys`. */
export function keyOf(event) {
  const letter = event.key.length === 1 && event.key.toLowerCase() !== event.key.toUpperCase();
  const shift = event.shiftKey && (letter || event.key.length > 1) ? "Shift+" : "";
  const held = isTyped(event) ? "" : (event.ctrlKey || event.metaKey ? "Ctrl+" : "") + (event.altKey ? "Alt+" : "");
  return held + shift + (letter ? event.key.toLowerCase() : event.key);
}

/** Return whether a key stands for its sign alone: Alt and AltGr are held to type [ and { on many keyboards. */
export function isTyped(event) {
  const sign = event.key.length === 1 && event.key.toLowerCase() === event.key.toUpperCase();
  return event.getModifierState?.("AltGraph") || (event.altKey && sign) || !(event.ctrlKey || event.metaKey || event.altKey);
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
      type: "button",
      class: "kv-button kv-tool",
      title: keys ? `${one.word} (${keys})` : one.word,
      data: { command: one.id },
      "aria-label": words ? null : one.word,
      "aria-keyshortcuts": one.keys.map((key) => key.replace("Ctrl", "Control")).join(" ") || null,
      onclick: () => perform(desk, one.id),
    },
    one.icon && icon(one.icon),
    words && h("span", {}, one.word),
  );
}
