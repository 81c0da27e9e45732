// Small pieces that the lists of the side are made of.

import { h, fill } from "../dom.js";
import { icon } from "../icons.js";
import { codeColour } from "./colouring.js";
import { sideBySide } from "./edits.js";

/** Return the segment `[number, start, end, body, kind, speaker, ...]` a position lies in, or the last one before it. */
export function segmentAt(source, position) {
  let [low, high] = [0, source.segments.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (source.segments[middle][1] <= position) low = middle;
    else high = middle - 1;
  }
  return source.segments[low];
}

/** Return the segment that has the reader's focus, or undefined. */
export function turnInFocus(desk) {
  return desk.source?.segments[desk.transcript?.current?.index];
}

/** Bring a span of the text into view; the keyboard follows unless it is in the list that led there. */
export function showPlace(desk, span) {
  desk.transcript.goTo(span, { focus: !desk.places.side.contains(desk.root.activeElement) });
}

/** Return where a position is, as a reader says it: number of the turn, and who speaks. */
export function placeOf(desk, position) {
  const segment = segmentAt(desk.source, position);
  return segment ? [segment[0], segment[5]].filter(Boolean).join(" · ") : "";
}

/** Return a code as swatch and name. */
export function codeTag(desk, codeId) {
  const code = desk.replica.get("code", codeId);
  const swatch = h("span", { class: "kv-swatch", "aria-hidden": "true" });
  return h(
    "span",
    { class: "kv-hue kv-codetag", style: { "--kv-code": codeColour(desk, codeId) }, title: code?.path },
    swatch,
    bdi(code?.label ?? ""),
  );
}

/** Return a text that turns no text around it, whatever characters it has. */
export function bdi(text, attributes = {}) {
  return h("bdi", attributes, text);
}

/** Return a passage as it stands in the text. */
export function quoteBox(text, attributes = {}) {
  return h("blockquote", { class: "kv-quote", dir: "auto", ...attributes }, text);
}

/** Return a passage with a few of the words that stand around it in its turn. */
export function quoteInContext(desk, span, around = 45) {
  const { points } = desk.source.offsets;
  const [, , turnEnd, body] = segmentAt(desk.source, span.start);
  const from = Math.min(span.start, Math.max(body, span.start - around));
  const to = Math.min(points, Math.max(span.end, Math.min(turnEnd, span.end + around)));
  const before = desk.quote({ start: from, end: span.start });
  const after = desk.quote({ start: span.end, end: to });
  const left = from > body ? `… ${before.replace(/^\S*\s*/, "")}` : before;
  const right = to < turnEnd ? `${after.replace(/\s*\S*$/, "")} …` : after;
  return quoteBox([left, h("mark", { class: "kv-inquote" }, desk.quote(span)), right]);
}

/** Exchange what a list holds; focus, and the place in a field, stays with what has the same `data-keep`. */
export function refill(desk, element, ...children) {
  const before = element.contains(desk.root.activeElement) ? desk.root.activeElement : null;
  fill(element, ...children);
  if (!before || before.isConnected) return;
  const same = before.dataset.keep && element.querySelector(`[data-keep="${CSS.escape(before.dataset.keep)}"]`);
  const now = same || element.querySelector("[aria-current] button, [aria-current] h3, .kv-row-main, button");
  now?.focus({ preventScroll: true });
  if (same && now.tagName === "TEXTAREA") now.setSelectionRange(before.selectionStart, before.selectionEnd);
}

/** Return a button with its word, with or without a drawing. */
export function wordButton(word, run, { drawing = null, ...attributes } = {}) {
  return h(
    "button",
    { type: "button", class: "kv-button", onclick: run, ...attributes },
    drawing && icon(drawing),
    h("span", {}, word),
  );
}

/** Return two versions of a passage side by side, with what differs marked. */
export function bothTexts(desk, before, after) {
  const marked = (pieces, tag) => pieces.map(({ text, changed }) => (changed ? h(tag, {}, text) : text));
  const [left, right] = sideBySide(before, after);
  return h(
    "div",
    { class: "kv-both" },
    h("div", {}, h("p", { class: "kv-caption" }, desk.t("both.before")), quoteBox(marked(left, "del"))),
    h("div", {}, h("p", { class: "kv-caption" }, desk.t("both.after")), quoteBox(marked(right, "ins"))),
  );
}

/** Return the locales to write and sort by: where a browser knows no nynorsk, bokmål rather than its own language. */
export function localesOf(desk) {
  return [desk.settings.language, "nb"];
}

/** Return a moment as the reader's language writes it: time alone where it is today, unless the day is wanted too. */
export function momentOf(desk, iso, { withDay = false } = {}) {
  const when = new Date(iso);
  if (!iso || Number.isNaN(when.getTime())) return "";
  const today = when.toDateString() === new Date().toDateString();
  const day = today && !withDay ? {} : { day: "numeric", month: "long", year: "numeric" };
  const shown = { ...day, hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  return new Intl.DateTimeFormat(localesOf(desk), shown).format(when);
}

/** Return what a coder is called on the screen. */
export function coderName(desk, coderId) {
  return desk.replica.get("coder", coderId)?.label ?? coderId;
}

/** Return a list's progress as a bar with its words. */
export function progressBar(word, done, total) {
  const share = total ? done / total : 0;
  return h(
    "div",
    { class: "kv-progress" },
    h("p", { class: "kv-caption" }, word),
    h("div", { class: "kv-track", "aria-hidden": "true" }, h("div", { class: "kv-done", style: { width: `${100 * share}%` } })),
  );
}
