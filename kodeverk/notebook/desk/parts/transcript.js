// The transcript: every turn with its number, speaker and time. All of the text is in the page from the start.

import { h, fill } from "../dom.js";
import { Places } from "./turns.js";

const BUNDLE = 32; // turns
const NEAR = "60% 0px"; // how far outside what is seen turns are kept ready

/**
 * Shows the open source. `desk.transcript` is what other parts use of it: `places`, `turns`, `current` (the turn in
 * focus), `goTo(span)`, `focusTurn(turn)`, `near` (the turns within or about the view), `held` (whether the browser's
 * own selection is being made, during which nothing may be redrawn).
 */
export function transcriptPart(desk) {
  const feed = h("div", { class: "kv-transcript", role: "feed", "aria-label": desk.t("transcript") });
  const kept = new Map(); // where the reader was, by source
  const transcript = { desk, feed, places: null, turns: [], byElement: new Map(), current: null, near: new Set(), held: false };
  transcript.goTo = (span, options) => goTo(transcript, span, options);
  transcript.focusTurn = (turn) => focusTurn(transcript, turn);
  transcript.bring = (rect) => bring(transcript, rect);
  desk.transcript = transcript;
  desk.places.text.append(feed);
  const watcher = new IntersectionObserver((entries) => noticed(transcript, entries), {
    root: desk.places.text,
    rootMargin: NEAR,
  });
  let shown = null;
  desk.on("opened", (source) => {
    if (shown) kept.set(shown, placeNow(transcript));
    shown = source.id;
    showTurns(transcript, watcher, kept.get(shown));
  });
  feed.addEventListener("focusin", (event) => {
    const turn = transcript.byElement.get(event.target.closest(".kv-turn"));
    if (turn) makeCurrent(transcript, turn);
  });
  desk.on("closed", () => watcher.disconnect() || cancelAnimationFrame(transcript.settling));
}

function showTurns(transcript, watcher, place) {
  const { desk, feed } = transcript;
  const focused = feed.contains(desk.root.activeElement);
  watcher.disconnect();
  transcript.near.clear();
  transcript.places = new Places(desk.source);
  transcript.turns = transcript.places.turns;
  transcript.turns.forEach((turn) => buildTurn(desk, turn, transcript.turns.length));
  transcript.byElement = new Map(transcript.turns.map((turn) => [turn.element, turn]));
  feed.setAttribute("aria-label", desk.t("transcript.of", { name: desk.source.name }));
  fill(feed, bundled(transcript.turns));
  transcript.current = null;
  const numbered = (number) => transcript.turns.find((turn) => turn.number === number) ?? transcript.turns[0];
  makeCurrent(transcript, numbered(place?.current));
  desk.places.text.scrollTop = 0;
  if (place)
    settleView(
      transcript,
      () => numbered(place.first).element.getBoundingClientRect().top - viewOf(transcript).top - place.above,
    );
  if (focused) transcript.current.element.focus({ preventScroll: true });
  transcript.turns.forEach((turn) => watcher.observe(turn.element));
}

/** Return where the reader is: the turn in focus, and how far from the top of the view the first turn seen is. */
function placeNow(transcript) {
  const { top } = viewOf(transcript);
  const near = [...transcript.near].sort((a, b) => a.index - b.index);
  const first = near.find((turn) => turn.element.getBoundingClientRect().bottom > top) ?? transcript.current;
  return { current: transcript.current.number, first: first.number, above: first.element.getBoundingClientRect().top - top };
}

function viewOf({ desk }) {
  return desk.places.text.getBoundingClientRect();
}

/** Return the turns in bundles, of which the browser passes over those far from the view as one. */
function bundled(turns) {
  const bundles = [];
  for (let at = 0; at < turns.length; at += BUNDLE) {
    const part = turns.slice(at, at + BUNDLE);
    const bundle = {
      turns: part,
      element: h(
        "div",
        { class: "kv-bundle", role: "presentation" },
        part.map((turn) => turn.element),
      ),
    };
    part.forEach((turn) => Object.assign(turn, { bundle }));
    bundles.push(bundle.element);
  }
  return bundles;
}

function noticed(transcript, entries) {
  const [came, went] = [[], []];
  for (const { target, isIntersecting } of entries) {
    const turn = transcript.byElement.get(target);
    if (!turn) continue; // of a source shown before
    if (isIntersecting) transcript.near.add(turn);
    else transcript.near.delete(turn);
    (isIntersecting ? came : went).push(turn);
  }
  transcript.desk.emit("near", { came, went });
}

function buildTurn(desk, turn, total) {
  const { number, kind, speaker, seconds, role } = turn;
  for (const [at, line] of turn.lines.entries()) {
    line.element = h("div", { class: "kv-line", dir: "auto", data: at ? { number: `${number}:${at + 1}` } : {} }, line.text);
  }
  turn.speech = h(
    "div",
    { class: "kv-speech" },
    turn.lines.map((line) => line.element),
  );
  turn.margin = h("div", { class: "kv-margin" });
  const time = clock(seconds);
  const gutter = h(
    "div",
    { class: "kv-gutter" },
    h("span", { class: "kv-number" }, String(number)),
    speaker && h("bdi", { class: "kv-speaker" }, speaker),
    time && h("time", { class: "kv-time" }, time),
  );
  turn.rows = turn.lines.reduce((sum, { text }) => sum + Math.max(1, Math.ceil(text.length / 66)), 0);
  turn.element = h(
    "article",
    {
      class: `kv-turn kv-kind-${kind} kv-role-${role ?? "unknown"}`,
      tabindex: "-1",
      "aria-posinset": turn.index + 1,
      "aria-setsize": total,
      "aria-label": [desk.t("transcript.turn", { number }), speaker, time].filter(Boolean).join(", "),
    },
    gutter,
    turn.speech,
    turn.margin,
  );
}

/** Return seconds as a recorder shows them: 12:07, 1:02:07. */
function clock(seconds) {
  if (seconds === null || seconds === undefined) return "";
  const whole = Math.floor(seconds);
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (part) => String(part).padStart(2, "0");
  return parts[0] ? `${parts[0]}:${two(parts[1])}:${two(parts[2])}` : `${parts[1]}:${two(parts[2])}`;
}

/** One turn is in the order of tabs; the others are reached from it. */
function makeCurrent(transcript, turn) {
  if (transcript.current === turn) return;
  if (transcript.current) transcript.current.element.tabIndex = -1;
  transcript.current = turn;
  turn.element.tabIndex = 0;
}

function focusTurn(transcript, turn) {
  makeCurrent(transcript, turn);
  turn.element.focus({ preventScroll: true });
  bring(transcript, () => turn.element.getBoundingClientRect());
}

/** Bring a span (code points) into view; with `focus`, the keyboard goes to its turn. */
function goTo({ desk, places, focusTurn: toTurn, bring: toView }, span, { focus = true } = {}) {
  const [start, end] = places.unitsOf(span);
  const [turn] = places.turnsIn(start, Math.max(end, start + 1));
  if (!turn) return;
  if (focus) toTurn(turn);
  const from = Math.max(start, turn.body);
  toView(() => places.rangeOf(from, Math.max(from, Math.min(end, turn.end))).getBoundingClientRect());
}

/** Scroll as little as leaves air around a rectangle. */
function bring(transcript, rect) {
  settleView(transcript, () => distance(viewOf(transcript), rect()));
}

/** Scroll by a distance, and again in the next frames, as what comes near takes on its true height. */
function settleView(transcript, away, times = 6) {
  cancelAnimationFrame(transcript.settling);
  transcript.desk.places.text.scrollTop += away();
  if (times > 1) transcript.settling = requestAnimationFrame(() => settleView(transcript, away, times - 1));
}

function distance(seen, { top, bottom }) {
  const air = Math.min(80, seen.height / 6);
  if (bottom - top > seen.height - 2 * air) return top < seen.top || top > seen.bottom - air ? top - seen.top - air : 0;
  if (top < seen.top) return top - seen.top - air;
  return bottom > seen.bottom - air ? bottom - seen.bottom + air : 0;
}
