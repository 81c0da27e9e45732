// What rules and models suggest: a list beside the codings, never among them, decided one by one or by expression.

import { h } from "../dom.js";
import { command } from "../commands.js";
import { panel } from "../panels.js";
import { pickCode } from "./palette.js";
import { bdi, codeTag, placeOf, progressBar, quoteInContext, refill, showPlace, wordButton } from "./showing.js";

export function suggestionsPart(desk) {
  const { t } = desk;
  const side = panel(desk, { id: "suggestions", word: t("suggestions.title") });
  const list = { desk, side, looking: null, busy: false, shown: null, opened: new Map() };
  const inFocus = () => focusedSuggestion(desk) !== undefined && desk.mode === "code";
  const shared = { when: inFocus, group: "suggest", bar: "context", label: true };
  const [accept, reject] = ["accept", "reject"].map((kind) => () => decideFocused(list, kind));
  command(desk, { id: "suggestion.accept", word: t("suggestion.accept"), keys: ["a"], run: accept, icon: "accept", ...shared });
  command(desk, { id: "suggestion.reject", word: t("suggestion.reject"), keys: ["r"], run: reject, icon: "reject", ...shared });
  command(desk, {
    id: "suggestion.change",
    word: t("suggestion.change"),
    keys: ["h"],
    run: () => changeFocused(list),
    icon: "change",
    ...shared,
  });
  const show = () => showSuggestions(list);
  desk.on("opened", () => {
    list.looking = null;
    list.opened.clear();
    show();
  });
  desk.on("changed", (kinds) => ["suggestion", "source", "code"].some((kind) => kinds.has(kind)) && show());
  desk.on("selected", () => {
    const now = focusedSuggestion(desk);
    if ((now?.id ?? null) === list.shown) return;
    if (now) list.opened.delete(now.code);
    show();
  });
  desk.on("panel", (id) => id === "suggestions" && show());
}

function focusedSuggestion(desk) {
  return desk.focus?.kind === "suggestion" ? desk.replica.get("suggestion", desk.focus.id) : undefined;
}

/** Return the undecided suggestions in the order of the text. */
function suggestionsInOrder(desk) {
  const inText = (a, b) => a.start - b.start || a.end - b.end || (a.id < b.id ? -1 : 1);
  return [...desk.replica.all("suggestion").values()].sort(inText);
}

// ---- deciding ----

/** Decide, and move on to the next in the text; what is pressed meanwhile is not taken for a judgement of the next. */
async function decideThen(list, kind, fields, after) {
  if (list.busy) return;
  list.busy = true;
  const pressed = list.desk.root.activeElement?.closest?.(".kv-row .kv-actions > [data-keep]")?.dataset.keep;
  const reply = await list.desk.change(kind, fields);
  list.busy = false;
  if (!reply) return;
  moveOn(list, after);
  if (pressed) list.side.element.querySelector(`.kv-actions > [data-keep="${pressed}"]`)?.focus();
}

function decideFocused(list, kind) {
  const suggestion = focusedSuggestion(list.desk);
  decideThen(list, kind, { suggestions: [suggestion.id] }, suggestion);
}

async function changeFocused(list) {
  const { desk } = list;
  const suggestion = focusedSuggestion(desk);
  const marked = desk.selection.find((span) => span.start < suggestion.end && suggestion.start < span.end);
  const code = await pickCode(desk, { word: desk.t("suggestion.change"), chosen: suggestion.code });
  if (code === null) return;
  const span = marked && { span: [marked.start, marked.end] };
  decideThen(list, "change", { suggestion: suggestion.id, code, ...span }, suggestion);
}

function moveOn(list, after) {
  const { desk } = list;
  const left = suggestionsInOrder(desk);
  const next = left.find((one) => one.start > after.start || (one.start === after.start && one.end >= after.end)) ?? left[0];
  if (!next) desk.say(desk.t("suggestions.none_left"));
  attendTo(list, next);
}

function attendTo(list, suggestion) {
  list.desk.attend(suggestion ? { kind: "suggestion", id: suggestion.id } : null);
  if (suggestion) showPlace(list.desk, suggestion);
}

// ---- showing ----

function showSuggestions(list) {
  const { desk, side } = list;
  side.badge(String(desk.replica.all("suggestion").size || ""));
  list.shown = focusedSuggestion(desk)?.id ?? null;
  if (side.element.hidden || !desk.source) return;
  const left = suggestionsInOrder(desk);
  const { decided } = desk.replica.get("source", desk.source.id);
  const total = decided + left.length;
  if (list.looking && !left.some((one) => isOf(one, list.looking))) list.looking = null;
  refill(
    desk,
    side.element,
    total > 0 && progressBar(desk.tn("suggestions.progress", total, { decided, total }), decided, total),
    left.length === 0 && h("p", { class: "kv-empty" }, total ? desk.t("suggestions.all_decided") : desk.t("suggestions.none")),
    list.looking
      ? lookedAt(
          list,
          left.filter((one) => isOf(one, list.looking)),
        )
      : groupsByCode(list, left),
  );
  side.element.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
}

function isOf(suggestion, { code, reason }) {
  return suggestion.code === code && suggestion.reason === reason;
}

function groupsByCode(list, left) {
  const { desk } = list;
  const order = (code) => desk.replica.get("code", code)?.order ?? Infinity;
  const byCode = Map.groupBy(left, (one) => one.code);
  const codes = [...byCode.keys()].sort((a, b) => order(a) - order(b));
  return codes.map((code) => codeGroup(list, code, byCode.get(code)));
}

/** Return one code's suggestions: open while the one in focus is among them, unless the reader has chosen otherwise. */
function codeGroup(list, code, suggestions) {
  const { desk, opened } = list;
  const open = opened.get(code) ?? suggestions.some((one) => one.id === list.shown);
  const toggle = (event) => {
    event.preventDefault();
    opened.set(code, !open);
    showSuggestions(list);
  };
  const count = h("span", { class: "kv-count" }, String(suggestions.length));
  const summary = h("summary", { onclick: toggle, data: { keep: code } }, codeTag(desk, code), count);
  return h("details", { class: "kv-group", open }, summary, open && reasonLists(list, code, suggestions));
}

function reasonLists(list, code, suggestions) {
  const { desk } = list;
  return [...Map.groupBy(suggestions, (one) => one.reason)].map(([reason, ones]) => {
    const look = () => lookAt(list, { code, reason });
    const all = ones.length > 1 && wordButton(desk.tn("suggestions.look", ones.length), look, { class: "kv-button kv-quiet" });
    return h(
      "section",
      { class: "kv-reason" },
      h(
        "div",
        { class: "kv-reason-head" },
        h("p", {}, desk.t("suggestions.because"), " ", bdi(reason, { class: "kv-expression" })),
        all,
      ),
      h(
        "ul",
        { class: "kv-rows" },
        ones.map((one) => suggestionRow(list, one)),
      ),
    );
  });
}

function suggestionRow(list, suggestion) {
  const { desk } = list;
  const current = suggestion.id === list.shown;
  const main = h(
    "button",
    { type: "button", class: "kv-row-main", data: { keep: suggestion.id }, onclick: () => attendTo(list, suggestion) },
    h("span", { class: "kv-where" }, bdi(placeOf(desk, suggestion.start))),
    quoteInContext(desk, suggestion),
  );
  const row = h("li", { class: "kv-row", "aria-current": current ? "true" : null }, main);
  if (current) row.append(rowActions(list));
  return row;
}

function rowActions(list) {
  const { t } = list.desk;
  return h(
    "div",
    { class: "kv-actions" },
    wordButton(t("suggestion.accept"), () => decideFocused(list, "accept"), {
      drawing: "accept",
      "aria-keyshortcuts": "a",
      "data-keep": "accept",
    }),
    wordButton(t("suggestion.change"), () => changeFocused(list), {
      drawing: "change",
      "aria-keyshortcuts": "h",
      "data-keep": "change",
    }),
    wordButton(t("suggestion.reject"), () => decideFocused(list, "reject"), {
      drawing: "reject",
      "aria-keyshortcuts": "r",
      "data-keep": "reject",
    }),
  );
}

// ---- all of one expression, after a look ----

function lookAt(list, group) {
  list.looking = group;
  showSuggestions(list);
  list.side.element.querySelector(".kv-looking h3")?.focus();
}

function lookedAt(list, suggestions) {
  const { desk } = list;
  const back = () => lookAt(list, null);
  const accept = () => decideThen(list, "accept", { suggestions: suggestions.map((one) => one.id) }, suggestions[0]);
  return h(
    "section",
    { class: "kv-looking" },
    h("h3", { tabindex: "-1" }, desk.tn("suggestions.look_at", suggestions.length), " ", bdi(list.looking.reason)),
    h("p", {}, codeTag(desk, list.looking.code)),
    h(
      "ul",
      { class: "kv-rows" },
      suggestions.map((one) => suggestionRow(list, one)),
    ),
    h(
      "div",
      { class: "kv-actions kv-stay" },
      wordButton(desk.tn("suggestions.accept_all", suggestions.length), accept, {
        class: "kv-button kv-primary",
        drawing: "accept",
      }),
      wordButton(desk.t("back"), back),
    ),
  );
}
