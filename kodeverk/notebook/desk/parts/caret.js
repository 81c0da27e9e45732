// The keyboard in the transcript: from turn to turn, and with a caret of the desk's own from character to character.

import { h } from "../dom.js";

/** Handles the keys of the transcript, and shows the caret in the turn that has focus. */
export function caretPart(desk) {
  const { feed, marker } = desk.transcript;
  const caret = h("div", { class: "kv-caret", "aria-hidden": "true", hidden: true });
  const keyboard = { desk, caret, shown: false };
  feed.addEventListener("keydown", (event) => {
    const turn = desk.transcript.byElement.get(event.target);
    if (!turn || event.altKey || event.defaultPrevented || !act(keyboard, event, turn)) return;
    event.preventDefault();
    event.stopPropagation();
  });
  feed.addEventListener("pointerdown", () => showCaret(keyboard, false));
  feed.addEventListener("focusin", (event) => enter(keyboard, event));
  feed.addEventListener("focusout", () => showCaret(keyboard, false));
  desk.on("selected", () => keyboard.shown && showCaret(keyboard, true));
  desk.on("drawn", () => keyboard.shown && showCaret(keyboard, true));
}

/** The caret goes along to a turn that gets focus; what is marked elsewhere is let go of, so that no key codes it unseen. */
function enter({ desk }, event) {
  const turn = desk.transcript.byElement.get(event.target);
  const { marker } = desk.transcript;
  const [low, high] = [Math.min(marker.anchor, marker.head), Math.max(marker.anchor, marker.head)];
  if (turn && !desk.transcript.held && (high < turn.body || low > turn.end)) marker.put(turn.body);
}

/** Do what a key means; returns whether it means anything. */
function act(keyboard, event, turn) {
  const { desk } = keyboard;
  const { marker } = desk.transcript;
  const control = event.ctrlKey || event.metaKey;
  if (control && event.key === "a") return carry(keyboard, turn.body, turn.end);
  if (event.key === "Escape" && desk.selection.length) {
    marker.clear();
    return true;
  }
  const way = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -1, ArrowDown: 1, Home: -1, End: 1, PageUp: -1, PageDown: 1 }[event.key];
  if (!way) return false;
  const sideways = event.key === "ArrowLeft" || event.key === "ArrowRight";
  const to = sideways ? step(keyboard, event, way, control) : event.shiftKey ? reach(desk, event.key, way) : null;
  if (to === null) return travel(desk, event.key, way, turn);
  return event.shiftKey ? carry(keyboard, marker.anchor, to) : carry(keyboard, to, to);
}

/** Return where the caret goes by a character, or a word; without Shift it first leaves what is marked at its edge. */
function step({ desk }, event, way, control) {
  const { marker, places } = desk.transcript;
  const backwards = (turnsLeftward(desk, marker.head) ? -1 : 1) * way; // the arrow points where the eye goes
  const [low, high] = [Math.min(marker.anchor, marker.head), Math.max(marker.anchor, marker.head)];
  if (!event.shiftKey && !control && low < high) return backwards < 0 ? low : high;
  return places.next(marker.head, backwards, control ? "word" : "character");
}

function turnsLeftward(desk, unit) {
  return getComputedStyle(desk.transcript.places.lineAt(unit).element).direction === "rtl";
}

/** Return where marking reaches with Shift: the turn's beginning or end, or that of the next where it is there already. */
function reach(desk, key, way) {
  const { marker, places } = desk.transcript;
  const turn = places.turnAt(marker.head);
  const edge = way < 0 ? turn.body : turn.end;
  const beside = places.turns[turn.index + way];
  if (marker.head !== edge || key === "Home" || key === "End" || !beside) return edge;
  return way < 0 ? beside.body : beside.end;
}

/** Mark from one position to another with the caret at the second, and let focus go along. */
function carry(keyboard, anchor, head) {
  const { desk } = keyboard;
  const { marker, places } = desk.transcript;
  if (anchor === head) marker.put(head);
  else marker.mark(anchor, head);
  const turn = places.turnAt(head);
  if (desk.transcript.current !== turn) desk.transcript.focusTurn(turn);
  showCaret(keyboard, true);
  desk.transcript.bring(() => places.rangeOf(head, head).getBoundingClientRect());
  return true;
}

/** Go to another turn; one that goes on beyond the view is first read to its end. */
function travel(desk, key, way, turn) {
  const { turns, focusTurn } = desk.transcript;
  const view = desk.places.text;
  const [seen, box] = [view.getBoundingClientRect(), turn.element.getBoundingClientRect()];
  if (key === "Home" || key === "End") focusTurn(turns.at(way < 0 ? 0 : -1));
  else if (key.startsWith("Page")) {
    view.scrollTop += way * 0.9 * seen.height;
    const top = view.getBoundingClientRect().top;
    const inView = turns.find(({ element }) => element.getBoundingClientRect().bottom > top + 20) ?? turns.at(-1);
    focusTurn(inView === turn ? (turns[turn.index + way] ?? turn) : inView);
  } else if (way > 0 ? box.bottom > seen.bottom + 8 : box.top < seen.top - 8) view.scrollTop += way * 0.6 * seen.height;
  else if (turns[turn.index + way]) focusTurn(turns[turn.index + way]);
  return true;
}

/** Draw the caret in the turn it stands in, or take it away. */
function showCaret(keyboard, wanted) {
  const { desk, caret } = keyboard;
  const { marker, places } = desk.transcript;
  keyboard.shown = wanted;
  caret.hidden = !wanted;
  if (!wanted) return;
  const line = places.lineAt(marker.head);
  const turn = line.turn.element;
  const box = places.rangeOf(marker.head, marker.head).getClientRects()[0] ?? line.element.getBoundingClientRect();
  const zero = turn.getBoundingClientRect();
  caret.style.setProperty("transform", `translate(${box.left - zero.left}px, ${box.top - zero.top}px)`);
  caret.style.setProperty("height", `${box.height}px`);
  if (caret.parentNode !== turn) turn.append(caret);
}
