// Keys work only while something in the desk has focus: it does not fall out because what had it is gone.

import { backToText } from "../coding.js";

const CAUSES = ["selected", "changed", "mode", "opened", "answered", "refused", "late"];

/** When what had focus is taken away or hidden, and nothing else took it, focus goes back to the text. */
export function focusPart(desk) {
  const element = desk.places.desk;
  let held = null;
  let waiting = null;
  const look = () => {
    waiting = null;
    if (!held || held === desk.root.activeElement) return;
    const gone = !held.isConnected || !held.checkVisibility();
    held = null; // or it was left
    if (gone && [null, document.body].includes(document.activeElement)) backToText(desk);
  };
  const soon = () => (waiting ??= setTimeout(look)); // after all else that the same cause does
  element.addEventListener("focusin", (event) => (held = event.target));
  for (const event of ["focusout", "click", "keydown"]) element.addEventListener(event, soon);
  for (const event of CAUSES) desk.on(event, soon);
  desk.on("closed", () => clearTimeout(waiting));
}
