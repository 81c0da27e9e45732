// One difference between two coders, as a line in the list and as the card it is decided on.

import { h } from "../dom.js";
import { bdi, codeTag, coderName, placeOf, quoteBox, wordButton } from "./showing.js";

/** Return a difference as a line that leads to it. */
export function differenceLine({ desk, acts }, row) {
  const sides = [row.a, row.b].map((side) =>
    side.codings.length ? codeTag(desk, side.code) : h("span", { class: "kv-nothing" }, desk.t("difference.uncoded")),
  );
  const main = h(
    "button",
    { type: "button", class: "kv-row-main", onclick: () => acts.attend(row), data: { keep: row.id } },
    h("span", { class: "kv-where" }, bdi(placeOf(desk, row.start)), " · ", row.kind_label),
    h("span", { class: "kv-versus" }, sides[0], h("span", { "aria-hidden": "true" }, " / "), sides[1]),
  );
  return h("li", { class: row.decided ? "kv-row kv-decided" : "kv-row" }, main, row.decided && decision(desk, row));
}

/** Return the difference in focus: both sides, what was decided, and the ways to decide. */
export function differenceCard(state, row) {
  const { desk, acts, notes } = state;
  const note = h("textarea", {
    class: "kv-note",
    rows: "2",
    dir: "auto",
    data: { keep: "note" },
    "aria-label": desk.t("decide.note"),
    placeholder: desk.t("decide.note"),
  });
  note.value = acts.note(row);
  note.addEventListener("input", () => notes.set(row.id, note.value));
  note.addEventListener("keydown", (event) => event.key === "Escape" && head.firstChild.focus()); // where 1, 2, 3 and 0 decide
  const head = h(
    "div",
    { class: "kv-difference-head" },
    h("h3", { tabindex: "-1" }, bdi(placeOf(desk, row.start)), " · ", row.kind_label),
    wordButton(desk.t("go_there"), () => acts.attend(row), { class: "kv-button kv-quiet", "data-keep": "go" }),
  );
  return h(
    "li",
    { class: "kv-row kv-difference", "aria-current": "true" },
    head,
    h("div", { class: "kv-both" }, oneSide(desk, row.a, row.b, "1"), oneSide(desk, row.b, row.a, "2")),
    row.decided && decision(desk, row),
    note,
    h("p", { class: "kv-caption" }, desk.t("decide.help")),
    h(
      "div",
      { class: "kv-actions kv-ways" },
      acts.ways(row).map((way) => wayButton(desk, acts, way)),
    ),
  );
}

function wayButton(desk, acts, way) {
  const { t } = desk;
  const [word, key] = {
    first: [t("decide.first"), "1"],
    second: [t("decide.second"), "2"],
    both: [t("decide.both"), "3"],
    other: [t("decide.other"), "4"],
    nothing: [t("decide.nothing"), "0"],
  }[way];
  return h(
    "button",
    { type: "button", class: "kv-button", "aria-keyshortcuts": key, data: { keep: way }, onclick: () => acts.decide(way) },
    h("kbd", { class: "kv-key", "aria-hidden": "true" }, key),
    h("span", {}, word),
  );
}

// ---- the two sides ----

function oneSide(desk, mine, theirs, number) {
  const who = h(
    "p",
    { class: "kv-caption kv-side-head" },
    h("kbd", { class: "kv-key", "aria-hidden": "true" }, number),
    bdi(coderName(desk, mine.coder)),
  );
  if (!mine.codings.length) return h("div", {}, who, h("p", { class: "kv-nothing" }, desk.t("difference.uncoded")));
  return h("div", {}, who, h("p", {}, codeTag(desk, mine.code)), quoteBox(extentMarked(desk, mine, theirs)), memosBy(desk, mine));
}

/** Return a side's quote, with what only this side took in marked. */
function extentMarked(desk, mine, theirs) {
  const shared = { start: Math.max(mine.start, theirs.start), end: Math.min(mine.end, theirs.end) };
  if (!theirs.codings.length || shared.start >= shared.end) return [desk.quote(mine)];
  const only = (start, end) => start < end && h("mark", { class: "kv-only" }, desk.quote({ start, end }));
  return [only(mine.start, shared.start), desk.quote(shared), only(shared.end, mine.end)];
}

function memosBy(desk, { codings }) {
  const memos = [...desk.replica.all("memo").values()].filter((memo) => memo.on === "coding" && codings.includes(memo.target));
  return memos.map((memo) =>
    h(
      "p",
      { class: "kv-memo-text", dir: "auto" },
      h("span", { class: "kv-caption" }, coderName(desk, memo.coder), ": "),
      memo.text,
    ),
  );
}

// ---- what was decided ----

function decision(desk, row) {
  const { kept, coder, note } = desk.replica.get("adjudication", row.decided) ?? { kept: [] };
  const codings = kept.map((id) => desk.replica.get("coding", id)).filter(Boolean);
  const what = codings.length
    ? codings.map((coding) => [codeTag(desk, coding.code), " "])
    : h("span", { class: "kv-nothing" }, desk.t("difference.nothing"));
  return h(
    "div",
    { class: "kv-decision" },
    h("p", {}, h("span", { class: "kv-caption" }, desk.t("difference.decided", { coder: coderName(desk, coder) })), " ", what),
    note && h("p", { class: "kv-memo-text", dir: "auto" }, note),
  );
}
