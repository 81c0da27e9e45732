// The table of keys, made from what the desk can be told to do.

import { h } from "../dom.js";
import { command, commandsOf, keyLabel } from "../commands.js";
import { dialog } from "../dialog.js";

export function helpPart(desk) {
  const { t } = desk;
  command(desk, { id: "help", word: t("help.title"), keys: ["?"], bar: "head", icon: "help", run: () => showHelp(desk) });
}

function showHelp(desk) {
  const { t } = desk;
  const groups = [
    ["code", t("help.code")],
    ["coding", t("help.coding")],
    ["move", t("help.move")],
    ["suggest", t("help.suggest")],
    ["read", t("help.read")],
    ["study", t("help.study")],
  ];
  const known = commandsOf(desk).filter((one) => one.keys.length);
  const table = ([group, title]) => {
    const rows = known.filter((one) => one.group === group);
    if (!rows.length) return null;
    const row = (one) => h("div", { class: "kv-key-row" }, h("dt", {}, keysShown(one.keys)), h("dd", {}, one.word));
    return h("section", {}, h("h3", {}, title), h("dl", { class: "kv-keys" }, rows.map(row)));
  };
  const notes = [t("help.text"), t("help.fields"), t("help.tree")].map((note) => h("li", {}, note));
  return dialog(desk, {
    title: t("help.title"),
    wide: true,
    body: [h("div", { class: "kv-key-tables" }, groups.map(table)), h("ul", { class: "kv-notes" }, notes)],
  });
}

/** Return keys as they are drawn; many in a row as the first and the last. */
function keysShown(keys) {
  const drawn = keys.map((key) => h("kbd", {}, keyLabel(key)));
  return drawn.length > 4 ? [drawn[0], "–", drawn.at(-1)] : drawn;
}
