// What corrections of the text did to the codings: what needs a look, and the codings whose text was removed.

import { h, fill } from "../dom.js";
import { panel, showPanelById } from "../panels.js";
import { versionsOf } from "./versions.js";
import { bothTexts, codeTag, coderName, quoteBox, refill, showPlace, wordButton } from "./showing.js";

export function correctedPart(desk) {
  const side = panel(desk, { id: "text", word: desk.t("text.title") });
  const text = { desk, side, results: new Map(), seen: new Set(), left: false };
  desk.on("opened", () => showText(text));
  desk.on("changed", (kinds) => ["coding", "source"].some((kind) => kinds.has(kind)) && desk.source && showText(text));
  desk.on("selected", () => showChoices(text));
  desk.on("corrected", (result) => {
    const { id, version } = desk.replica.get("source", desk.source.id);
    text.results.set(id, { ...result.outcome, version });
    text.seen.clear();
    showText(text);
    tellResult(text, result.outcome);
  });
}

/** Say what needs a look, and bring the list forward; focus stays in the text. */
function tellResult({ desk, side }, { changed, orphaned, lost }) {
  const { tn } = desk;
  const look = [
    changed && tn("corrected.changed", changed),
    orphaned && tn("corrected.orphaned", orphaned),
    alsoLost(desk, lost),
  ].filter(Boolean);
  if (look.length === 0) return;
  desk.say(look.join(". "));
  side.show();
}

/** Return what else has no text any more: suggestions, memos on turns and so on. */
function alsoLost(desk, lost) {
  return lost.length > 0 && desk.t("corrected.lost", { what: lost.join(", ") });
}

/** Return what the last correction did, while the text is as it left it. */
function resultHere({ desk, results }) {
  const { id, version } = desk.replica.get("source", desk.source.id);
  const result = results.get(id);
  return result?.version === version ? result : undefined;
}

/** Return the codings whose text was removed, in the order they stood in the text. */
function orphans(desk) {
  return [...desk.replica.all("coding").values()].filter((one) => one.orphan).sort((a, b) => a.start - b.start);
}

function showText(text) {
  const { desk, side } = text;
  const left = orphans(desk);
  const result = resultHere(text);
  side.badge(left.length ? String(left.length) : "");
  side.tab.hidden = !left.length && !result && desk.source.version === 1;
  if (side.tab.hidden && !side.element.hidden) {
    text.left = true;
    showPanelById(desk, "codebook");
  } else if (text.left && !side.tab.hidden) {
    text.left = false; // what was undone is done again
    side.show();
  }
  refill(
    desk,
    side.element,
    result && resultSection(text, result),
    left.length > 0 && orphanSection(text, left),
    versionsOf(desk),
  );
}

// ---- what the correction just made did ----

function resultSection(text, { kept, moved, changed, orphaned, rows, lost }) {
  const { desk } = text;
  const { tn, t } = desk;
  const close = () => {
    text.results.delete(desk.source.id);
    showText(text);
  };
  const unseen = rows.filter(
    (row) => row.outcome === "changed" && !text.seen.has(row.coding) && desk.replica.get("coding", row.coding),
  );
  return h(
    "section",
    { class: "kv-outcome" },
    h("h3", {}, t("corrected.title")),
    h(
      "ul",
      { class: "kv-counts" },
      h("li", {}, tn("corrected.kept", kept)),
      h("li", {}, tn("corrected.moved", moved)),
      h("li", { class: changed ? "kv-look" : null }, tn("corrected.changed", changed)),
      h("li", { class: orphaned ? "kv-look" : null }, tn("corrected.orphaned", orphaned)),
      lost.length > 0 && h("li", { class: "kv-look" }, alsoLost(desk, lost)),
    ),
    h(
      "ul",
      { class: "kv-rows" },
      unseen.map((row) => changedRow(text, row)),
    ),
    !unseen.length && wordButton(t("close"), close),
  );
}

function changedRow(text, row) {
  const { desk } = text;
  const coding = desk.replica.get("coding", row.coding);
  const fine = () => {
    text.seen.add(row.coding);
    showText(text);
  };
  const there = () => {
    desk.attend({ kind: "coding", id: row.coding });
    showPlace(desk, coding);
  };
  return h(
    "li",
    { class: "kv-row" },
    codedBy(desk, coding),
    bothTexts(desk, row.before, row.after),
    h(
      "div",
      { class: "kv-actions" },
      wordButton(desk.t("corrected.fine"), fine, { drawing: "accept" }),
      wordButton(desk.t("go_there"), there),
    ),
  );
}

function codedBy(desk, coding) {
  return h(
    "p",
    { class: "kv-coded-by" },
    codeTag(desk, coding.code),
    !coding.mine && h("span", { class: "kv-caption" }, coderName(desk, coding.coder)),
  );
}

// ---- codings whose text was removed ----

function orphanSection(text, left) {
  const { desk } = text;
  return h(
    "section",
    { class: "kv-orphans" },
    h("h3", {}, desk.tn("orphans.title", left.length)),
    h("p", { class: "kv-caption" }, desk.t("orphans.help")),
    h(
      "ul",
      { class: "kv-rows" },
      left.map((coding) => orphanRow(text, coding)),
    ),
  );
}

function orphanRow(text, coding) {
  const { desk } = text;
  const { version } = coding;
  const what = coding.uncertain ? desk.t("orphans.uncertain", { version }) : desk.t("orphans.removed", { version });
  const removed = h("p", { class: "kv-removed" }, what);
  const choices = coding.mine && h("div", { class: "kv-actions" }, orphanChoices(text, coding));
  return h(
    "li",
    { class: "kv-row kv-orphan", data: { coding: coding.id } },
    codedBy(desk, coding),
    removed,
    quoteBox(coding.quote),
    choices,
  );
}

/** Return what can be done with it: nothing, which needs no button; code what is marked instead; or remove the coding. */
function orphanChoices(text, coding) {
  const { desk } = text;
  const marked = desk.selection.length > 0;
  const anew = marked
    ? wordButton(desk.t("orphans.anew"), () => codeAnew(text, coding))
    : h("p", { class: "kv-caption" }, desk.t("orphans.mark_first"));
  return [
    anew,
    wordButton(desk.t("orphans.uncode"), () => desk.change("uncode", { codings: [coding.id] }), { drawing: "remove" }),
  ];
}

/** The coding itself is moved to what is marked, so that its memos and evidence go with it. */
function codeAnew(text, coding) {
  const [span] = text.desk.selection;
  text.desk.change("adjust", { coding: coding.id, span: [span.start, span.end] });
}

/** Something was marked, or is no longer: what can be done with the codings changes, and nothing else in the list. */
function showChoices(text) {
  const { desk, side } = text;
  if (side.element.hidden || !desk.source) return;
  for (const row of side.element.querySelectorAll(".kv-orphan")) {
    const coding = desk.replica.get("coding", row.dataset.coding);
    if (coding?.mine) fill(row.querySelector(".kv-actions"), orphanChoices(text, coding));
  }
}
