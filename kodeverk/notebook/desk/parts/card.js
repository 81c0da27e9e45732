// What a mark says, beside the passage: code, coder, time, memos, evidence, relations; of a suggestion its reason.

import { h, fill } from "../dom.js";
import { bdi, coderName, momentOf } from "./showing.js";
import { codeColour } from "./colouring.js";

const NARROWEST = 140; // pixels a card needs
const WIDEST = 272;
const DELAY = 180; // milliseconds a pointer rests before the card comes, and before it goes

/** Shows a card for what the pointer rests on, or for the mark in focus. Escape takes it away. */
export function cardPart(desk) {
  const card = h("div", { class: "kv-card", role: "tooltip", hidden: true });
  const state = { desk, card, timer: null, ids: [] };
  const { feed, marks } = desk.transcript;
  desk.places.layer.append(card);
  const soon = (run) => {
    clearTimeout(state.timer);
    state.timer = setTimeout(run, DELAY);
  };
  feed.addEventListener("pointerover", (event) => {
    const { target } = event; // kept, as it is gone from the event once that is over
    const ids = marks.idsAt(target);
    if (desk.transcript.held || event.pointerType === "touch") return;
    if (event.clientX === state.x && event.clientY === state.y) return; // the text moved, as when it was coded; not the hand
    marks.raise(ids.slice(-1)); // the innermost
    soon(() => (ids.length ? showMarkCard(state, ids, target) : restCard(state)));
  });
  const noted = ({ clientX, clientY }) => Object.assign(state, { x: clientX, y: clientY });
  for (const moved of ["pointermove", "pointerup"]) feed.addEventListener(moved, noted, { passive: true });
  feed.addEventListener("pointerdown", () => hideCard(state)); // it must not lie in the way of what is being marked
  feed.addEventListener("pointerleave", () => {
    marks.raise([]);
    soon(() => restCard(state));
  });
  card.addEventListener("mousedown", (event) => {
    event.preventDefault(); // whoever presses means the text below: nothing is marked by it, and nothing stays marked
    hideCard(state);
    desk.transcript.marker.clear();
  });
  card.addEventListener("pointerenter", () => clearTimeout(state.timer));
  card.addEventListener("pointerleave", () => soon(() => restCard(state)));
  feed.addEventListener("focusin", (event) => {
    const ids = marks.idsAt(event.target);
    marks.raise(ids);
    if (ids.length) showMarkCard(state, ids, event.target);
  });
  desk.on("selected", () => restCard(state));
  desk.on("opened", () => hideCard(state));
  desk.on("changed", () => card.hidden || restCard(state));
  desk.on("mode", () => hideCard(state));
  const settled = () => {
    const element = feed.querySelector(".kv-piece:hover, .kv-label:hover"); // what has come under a pointer at rest
    if (element) showMarkCard(state, marks.idsAt(element), element);
  };
  const scrolled = () => {
    hideCard(state);
    soon(settled);
  };
  desk.places.text.addEventListener("scroll", scrolled, { passive: true });
  desk.places.desk.addEventListener("keydown", (event) => event.key === "Escape" && hideCard(state), true);
  desk.on("closed", () => clearTimeout(state.timer));
}

function hideCard({ card, timer }) {
  clearTimeout(timer);
  card.hidden = true;
}

/** The card of the mark in focus, if it tells more than the bar of what can be done, and covers nothing one reads. */
function restCard(state) {
  const { desk } = state;
  hideCard(state);
  if (!["coding", "suggestion"].includes(desk.focus?.kind) || desk.focus.made) return; // what was made just now is known
  const { marks } = desk.transcript;
  const [element] = marks.index.marks.get(desk.focus.id)?.turns.flatMap((turn) => turn.pieces?.get(desk.focus.id) ?? []) ?? [];
  const more = desk.focus.kind === "suggestion" || hangsOn(desk, desk.focus.id).length > 0;
  if (element && more && marginOf(element).width >= NARROWEST) showMarkCard(state, [desk.focus.id], element);
}

function showMarkCard(state, ids, element) {
  const { desk, card } = state;
  const known = ids.map((id) => desk.transcript.marks.index.marks.get(id)).filter(Boolean);
  const unwanted = desk.transcript.held || desk.mode === "read";
  if (known.length === 0 || !element.isConnected || unwanted) return void hideCard(state);
  fill(
    card,
    known.reverse().map((mark) => cardEntry(desk, mark)),
  ); // the innermost first
  card.hidden = false;
  placeCard(desk, card, element);
}

/** In the margin where it is wide enough, so that nothing one reads is covered; else below the passage. */
function placeCard(desk, card, element) {
  const zero = desk.places.layer.getBoundingClientRect();
  const view = desk.places.text.getBoundingClientRect();
  const margin = marginOf(element);
  const box = element.getClientRects()[0] ?? element.getBoundingClientRect();
  const beside = margin.width >= NARROWEST && !element.matches(".kv-label");
  card.style.setProperty("width", beside ? `${Math.min(margin.width, WIDEST)}px` : `${WIDEST}px`);
  const left = beside ? margin.left : Math.min(box.left, view.right - card.offsetWidth - 20);
  const below = element.getBoundingClientRect().bottom + 6;
  const lowest = view.bottom - card.offsetHeight - 8;
  const names = [...element.closest(".kv-turn").querySelectorAll(".kv-label")].map(
    (label) => label.getBoundingClientRect().bottom,
  );
  const top = beside
    ? Math.min(Math.max(box.top, ...names.map((bottom) => bottom + 4)), lowest)
    : below > lowest
      ? box.top - card.offsetHeight - 6
      : below;
  card.style.setProperty("left", `${Math.max(4, left - zero.left)}px`);
  card.style.setProperty("top", `${Math.max(4, top - zero.top)}px`);
}

function marginOf(element) {
  return element.closest(".kv-turn").querySelector(".kv-margin").getBoundingClientRect();
}

function cardEntry(desk, { id, kind, record }) {
  const { t } = desk;
  const code = desk.replica.get("code", record.code);
  const head = h("p", { class: "kv-cardcode" }, h("span", { class: "kv-swatch" }), bdi(code?.label ?? ""));
  const path = code && code.path !== code.label && h("p", { class: "kv-cardpath" }, bdi(code.path));
  const who = h(
    "p",
    { class: "kv-cardwho" },
    bdi(coderName(desk, record.coder)),
    momentOf(desk, record.made ?? "") && ` · ${momentOf(desk, record.made)}`,
  );
  const style = { "--kv-code": codeColour(desk, record.code) };
  const said = kind === "suggestion" ? [cardFact(t("card.reason"), bdi(record.reason))] : hangsOn(desk, id);
  return h(
    "div",
    { class: "kv-cardentry kv-hue", style },
    head,
    path,
    kind === "suggestion" ? h("p", { class: "kv-cardwho" }, t("card.suggested")) : who,
    said,
  );
}

/** Return what hangs on a coding: memos, evidence, relations. */
function hangsOn(desk, id) {
  const { t, replica } = desk;
  const memos = [...replica.all("memo").values()].filter((memo) => memo.on === "coding" && memo.target === id);
  const evidence = [...replica.all("evidence").values()].filter((one) => one.coding === id);
  const relations = [...replica.all("relation").values()].filter((one) => one.coding === id);
  const actor = (key) => bdi(replica.get("actor", key)?.label ?? replica.get("actor", key)?.name ?? "");
  const stance = (key) => desk.settings.stances?.find((one) => one.id === key)?.label ?? key;
  return [
    ...memos.map((memo) => cardFact(t("card.memo"), bdi(memo.text), ` – ${coderName(desk, memo.coder)}`)),
    ...evidence.map((one) =>
      cardFact(
        stance(one.stance),
        bdi(replica.get("proposition", one.proposition)?.name ?? ""),
        one.note && [": ", bdi(one.note)],
      ),
    ),
    ...relations.map((one) => cardFact(t("card.relation"), actor(one.from), " → ", actor(one.to))),
  ];
}

function cardFact(word, ...said) {
  return h("p", { class: "kv-cardfact" }, h("span", { class: "kv-factword" }, word), " ", said);
}
