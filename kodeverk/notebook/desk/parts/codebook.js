// The codebook beside the text: a tree to choose from, a field that searches it, and the rules of the code looked at.

import { h, fill } from "../dom.js";
import { icon } from "../icons.js";
import { command } from "../commands.js";
import { panel } from "../panels.js";
import { rankedCodes } from "../ranking.js";
import { CodeTree } from "../tree.js";
import { backToText, codeWith, codingInFocus, codingState, lookAtCode } from "../coding.js";
import { NUMBERS, namesAbove, numberOf, pinCode, rememberUse } from "../coding.js";
import { acceptDrops, offerCode } from "../dragging.js";
import { newCodeDialog } from "./dialogs.js";

export function codebookPart(desk) {
  const { t } = desk;
  const side = panel(desk, { id: "codebook", word: t("codebook.title") });
  const search = h("input", {
    type: "search",
    class: "kv-search",
    placeholder: t("codebook.search"),
    "aria-label": t("codebook.search"),
    autocomplete: "off",
    spellcheck: "false",
  });
  const fresh = h(
    "button",
    {
      type: "button",
      class: "kv-button kv-tool",
      "aria-label": t("code.new"),
      title: `${t("code.new")} (N)`,
      onclick: () => newCodeDialog(desk),
    },
    icon("add"),
  );
  const none = h("p", { class: "kv-empty", role: "status", hidden: true });
  const card = h("section", { class: "kv-codecard", "aria-label": t("rules.title") });
  const tree = new CodeTree(desk, { look: (id) => lookAtCode(desk, id), choose: (id, event) => chooseInTree(desk, id, event) });
  const legend = h(
    "p",
    { class: "kv-legend", "aria-hidden": "true" },
    h("span", {}, t("codebook.here")),
    h("span", {}, t("codebook.all")),
  );
  fill(side.element, h("div", { class: "kv-search-row" }, icon("search"), search, fresh), legend, none, tree.element, card);

  const seek = () => {
    const codes = tree.rows.filter((row) => row.code).map((row) => row.code);
    const found = search.value.trim() ? rankedCodes(codes, search.value, codingState(desk).used) : null;
    tree.filter(found?.map(({ id }) => id));
    none.hidden = !found || found.length > 0;
    none.textContent = none.hidden ? "" : t("codebook.none");
  };
  search.addEventListener("input", seek);
  search.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && search.value) {
      search.value = "";
      seek();
    } else if (event.key === "Escape") backToText(desk);
    else if (event.key === "ArrowDown" || event.key === "Enter") tree.go(tree.current);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  command(desk, {
    id: "codebook.search",
    word: t("codebook.find"),
    keys: ["b"],
    group: "code",
    run: () => {
      side.show();
      search.focus();
      search.select();
    },
  });

  let shape = null;
  const refresh = () => {
    const now = shapeOf(desk);
    if (now === shape) return tree.count();
    shape = now;
    tree.build();
    seek();
    showCard(desk, card);
  };
  refresh();
  desk.on("changed", (kinds) => (kinds.has("code") || kinds.has("codebook") ? refresh() : kinds.has("coding") && tree.count()));
  desk.on("opened", () => {
    rememberUse(desk);
    tree.count();
  });
  desk.on("slots", () => {
    tree.count();
    showCard(desk, card);
  });
  desk.on("looked", (id) => {
    tree.mark(id);
    showCard(desk, card);
  });
  desk.on("selected", () => {
    const coding = codingInFocus(desk);
    if (!coding) return;
    lookAtCode(desk, coding.code);
    if (!tree.element.contains(desk.root.activeElement)) tree.reveal(coding.code);
  });
  offerCode(desk, tree.element);
  acceptDrops(desk, tree.element);
}

/** A code was clicked, or chosen by Enter: code what is selected; a mouse leaves focus where it was. */
async function chooseInTree(desk, id, event) {
  if (event.type === "click" && desk.places.text.contains(codingState(desk).back)) backToText(desk);
  if (desk.selection.length) await codeWith(desk, id);
  else if (event.type !== "click") desk.say(desk.t("code.nothing"));
}

/** Return what the tree is built from; numbers are not part of it. */
function shapeOf(desk) {
  const codes = [...desk.replica.all("code").values()].map(({ count, ...code }) => code);
  return JSON.stringify([codes, [...desk.replica.all("codebook").values()]]);
}

/** Show the rules of the code looked at. */
function showCard(desk, card) {
  const { t } = desk;
  const code = desk.replica.get("code", codingState(desk).looked);
  if (!code) return fill(card, h("p", { class: "kv-empty" }, t("rules.empty")));
  const above = namesAbove(desk, code);
  const rule = (word, text, name) => text && [h("dt", { class: `kv-rule-${name}` }, word), h("dd", { dir: "auto" }, text)];
  const rules = [
    rule(t("rules.definition"), code.definition, "definition"),
    rule(t("rules.include"), code.include, "include"),
    rule(t("rules.exclude"), code.exclude, "exclude"),
    rule(t("rules.example"), code.example, "example"),
  ];
  fill(
    card,
    h(
      "header",
      { class: "kv-codecard-head kv-hue", style: { "--kv-code": code.colour } },
      h("span", { class: "kv-swatch", "aria-hidden": "true" }),
      h("div", {}, above && h("p", { class: "kv-above" }, h("bdi", {}, above)), h("h3", {}, h("bdi", {}, code.label))),
      keyChoice(desk, code),
    ),
    rules.some(Boolean)
      ? h("div", { class: "kv-rules", tabindex: "0", role: "group", "aria-label": t("rules.title") }, h("dl", {}, rules))
      : h("p", { class: "kv-empty" }, t("rules.none")),
  );
}

function keyChoice(desk, code) {
  const now = numberOf(desk, code.id);
  const choose = (event) => pinCode(desk, code.id, Number(event.target.value) || null);
  return h(
    "label",
    { class: "kv-pin", title: desk.t("rules.pin") },
    h("span", { class: "kv-hidden" }, desk.t("rules.pin")),
    icon("pin"),
    h(
      "select",
      { onchange: choose },
      h("option", { value: "", selected: now === null }, "–"),
      NUMBERS.map((number) => h("option", { value: number, selected: number === now }, String(number))),
    ),
  );
}
