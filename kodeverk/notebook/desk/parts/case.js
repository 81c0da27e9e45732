// Who speaks here, and what has been noted: attributes and memos, a key away.

import { h } from "../dom.js";
import { command } from "../commands.js";
import { panel } from "../panels.js";
import { memoDialog, memoSubjects } from "./dialogs.js";
import { bdi, coderName, momentOf, refill, turnInFocus, wordButton } from "./showing.js";

export function casePart(desk) {
  const { t } = desk;
  const side = panel(desk, { id: "case", word: t("case.title") });
  const about = { desk, side, shown: "" };
  command(desk, {
    id: "case.show",
    word: t("case.show"),
    keys: ["i"],
    group: "read",
    bar: "head",
    icon: "person",
    when: () => desk.source !== null && desk.mode !== "correct",
    run: () => side.show({ focus: true }),
  });
  const show = () => showCase(about);
  desk.on("opened", show);
  desk.on("changed", (kinds) => (kinds.has("memo") || kinds.has("coding")) && show());
  desk.on("selected", () => subjectKey(desk) !== about.shown && show());
  desk.places.text.addEventListener("focusin", () => subjectKey(desk) !== about.shown && show());
  desk.on("panel", (id) => id === "case" && show());
}

/** Return what the panel is about just now, as one string: it is built anew only when that changes. */
function subjectKey(desk) {
  return desk.source ? [desk.source.id, turnInFocus(desk)?.[0], focusedCoding(desk)?.id].join("/") : "";
}

function focusedCoding(desk) {
  return desk.focus?.kind === "coding" ? desk.replica.get("coding", desk.focus.id) : undefined;
}

function showCase(about) {
  const { desk, side } = about;
  if (!desk.source || side.element.hidden) return;
  about.shown = subjectKey(desk);
  refill(
    desk,
    side.element,
    whoSpeaks(desk, turnInFocus(desk)),
    h("h3", {}, desk.t("memos.title")),
    memoSubjects(desk).map((subject) => memoSection(desk, subject)),
  );
}

// ---- who speaks ----

function whoSpeaks(desk, turn) {
  const { t, source } = desk;
  const who = turn && source.who.find((one) => one.case === turn[8]);
  const unbound = turn && !who && turn[5] && turn[7] !== "interviewer";
  const shown = unbound ? [] : who ? [who] : source.who;
  return h(
    "section",
    { class: "kv-who" },
    h("h3", {}, who || unbound ? t("case.turn", { number: turn[0] }) : t("case.all")),
    unbound && h("p", { class: "kv-empty" }, bdi(turn[5]), ": ", t("case.unbound")),
    !unbound && shown.length === 0 && h("p", { class: "kv-empty" }, t("case.nobody")),
    shown.map((one) => caseCard(desk, one)),
  );
}

function caseCard(desk, who) {
  return h(
    "div",
    { class: "kv-case" },
    h("p", { class: "kv-case-name" }, bdi(who.case)),
    h(
      "dl",
      { class: "kv-attributes" },
      who.attributes.map(([label, value, state]) => [h("dt", {}, bdi(label)), attributeValue(desk, value, state)]),
    ),
  );
}

/** Return a value, or why there is none, which is never written as if it were one. */
function attributeValue(desk, value, state) {
  if (state === "known") return h("dd", {}, bdi(value));
  return h("dd", { class: "kv-no-value", data: { state } }, value);
}

// ---- memos ----

/** Return the memos on a subject, the oldest first. A memo on a turn names the version of the text its number counts in. */
function memosOn(desk, { on, target }) {
  const { id, version } = desk.source;
  const kept = on === "segment" ? target.replace(`${id}/`, `${id}/${version}/`) : target;
  const found = [...desk.replica.all("memo").values()].filter((memo) => memo.on === on && memo.target === kept);
  return found.sort((a, b) => (a.made < b.made ? -1 : 1));
}

function memoSection(desk, subject) {
  const add = async () => {
    await memoDialog(desk, subject.on);
    desk.places.side.querySelector(`[data-keep="memo/${subject.on}"]`)?.focus();
  };
  return h(
    "section",
    { class: "kv-memos", data: { on: subject.on } },
    h("div", { class: "kv-memos-head" }, h("h4", { dir: "auto" }, subject.word), addButton(desk, subject, add)),
    memosOn(desk, subject).map((memo) => memoCard(desk, memo)),
  );
}

function addButton(desk, subject, add) {
  return wordButton(desk.t("memos.add"), add, {
    class: "kv-button kv-quiet",
    drawing: "add",
    "data-keep": `memo/${subject.on}`,
    "aria-label": `${desk.t("memos.add")}: ${subject.word}`,
  });
}

function memoCard(desk, memo) {
  return h(
    "article",
    { class: "kv-memo" },
    h("p", { class: "kv-memo-text", dir: "auto" }, memo.text),
    h("p", { class: "kv-caption" }, bdi(coderName(desk, memo.coder)), " · ", momentOf(desk, memo.made)),
  );
}
