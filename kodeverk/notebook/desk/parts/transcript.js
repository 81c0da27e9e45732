// The transcript: every turn with its number, speaker and time. All of the text is in the page from the start.

import { h, fill } from "../dom.js";
import { Places } from "./turns.js";

const NEAR = "60% 0px"; // how far outside what is seen turns are kept ready

/**
 * Shows the open source. `desk.transcript` is what other parts use of it: `places`, `turns`, `current` (the turn in
 * focus), `goTo(span)`, `focusTurn(turn)`, `near` (the turns within or about the view), `held` (whether the browser's
 * own selection is being made, during which nothing may be redrawn).
 */
export function transcriptPart(desk) {
  const feed = h("div", { class: "kv-transcript", role: "feed", "aria-label": desk.t("transcript") });
  const kept = new Map(); // where the reader was, by source: {number, top}
  const transcript = { desk, feed, places: null, turns: [], current: null, near: new Set(), held: false };
  transcript.goTo = (span, options) => goTo(transcript, span, options);
  transcript.focusTurn = (turn) => focusTurn(transcript, turn);
  transcript.bring = (rect) => bring(desk.places.text, rect);
  desk.transcript = transcript;
  desk.places.text.append(feed);
  const watcher = new IntersectionObserver((entries) => noticed(transcript, entries), {
    root: desk.places.text,
    rootMargin: NEAR,
  });
  let shown = null;
  desk.on("opened", (source) => {
    if (shown && transcript.current) kept.set(shown, { number: transcript.current.number, top: desk.places.text.scrollTop });
    shown = source.id;
    showTurns(transcript, watcher, kept.get(shown));
  });
  feed.addEventListener("focusin", (event) => {
    const turn = transcript.turns.find(({ element }) => element.contains(event.target));
    if (turn) makeCurrent(transcript, turn);
  });
  desk.on("closed", () => watcher.disconnect());
}

function showTurns(transcript, watcher, place) {
  const { desk, feed } = transcript;
  watcher.disconnect();
  transcript.near.clear();
  transcript.places = new Places(desk.source);
  transcript.turns = transcript.places.turns;
  transcript.turns.forEach((turn) => buildTurn(desk, turn, transcript.turns.length));
  feed.setAttribute("aria-label", desk.t("transcript.of", { name: desk.source.name }));
  fill(
    feed,
    transcript.turns.map((turn) => turn.element),
  );
  transcript.current = null;
  makeCurrent(transcript, transcript.turns.find((turn) => turn.number === place?.number) ?? transcript.turns[0]);
  desk.places.text.scrollTop = place?.top ?? 0;
  transcript.turns.forEach((turn) => watcher.observe(turn.element));
}

function noticed(transcript, entries) {
  const byElement = new Map(transcript.turns.map((turn) => [turn.element, turn]));
  const [came, went] = [[], []];
  for (const { target, isIntersecting } of entries) {
    const turn = byElement.get(target);
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
  turn.element = h(
    "article",
    {
      class: `kv-turn kv-kind-${kind} kv-role-${role ?? "unknown"}`,
      tabindex: "-1",
      "aria-posinset": turn.index + 1,
      "aria-setsize": total,
      "aria-label": [desk.t("transcript.turn", { number }), speaker, time].filter(Boolean).join(", "),
      style: { "--kv-rows": Math.max(1, Math.ceil((turn.end - turn.body) / 66)) },
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
  bring(transcript.desk.places.text, () => turn.element.getBoundingClientRect());
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

/** Scroll as little as leaves air around a rectangle; measured twice, as what comes near takes on its true height. */
function bring(view, rect) {
  for (let time = 0; time < 2; time += 1) {
    const seen = view.getBoundingClientRect();
    const { top, bottom } = rect();
    const air = Math.min(80, seen.height / 6);
    if (top < seen.top + air || bottom - top > seen.height - 2 * air) {
      if (top < seen.top || top > seen.bottom - air) view.scrollTop += top - seen.top - air;
    } else if (bottom > seen.bottom - air) view.scrollTop += bottom - seen.bottom + air;
  }
}
