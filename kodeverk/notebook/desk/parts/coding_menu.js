// What can be done with the coding in focus: another code, another extent, take it away, see how it came to be.

import { h } from "../dom.js";
import { command } from "../commands.js";
import { codingInFocus } from "../coding.js";
import { movedByWord } from "../boundaries.js";
import { dialog } from "../dialog.js";
import { bdi, codeTag, coderName, momentOf, quoteBox } from "./showing.js";
import { pickCode } from "./palette.js";

export function codingMenuPart(desk) {
  const { t } = desk;
  const own = () => desk.mode === "code" && Boolean(codingInFocus(desk)?.mine);
  const placed = () => own() && !codingInFocus(desk).orphan;
  const make = (id, word, keys, drawing, run, { when = own, repeats = false } = {}) =>
    command(desk, { id, word, keys, when, run, repeats, group: "coding", bar: "context", icon: drawing });
  make("coding.recode", t("coding.recode"), ["x"], "recode", () => recode(desk), { when: placed });
  const mover = makeMover(desk);
  make("coding.start_left", t("coding.start_left"), ["{"], "start_left", () => mover("start", -1), {
    when: placed,
    repeats: true,
  });
  make("coding.start_right", t("coding.start_right"), ["}"], "start_right", () => mover("start", 1), {
    when: placed,
    repeats: true,
  });
  make("coding.end_left", t("coding.end_left"), ["["], "end_left", () => mover("end", -1), { when: placed, repeats: true });
  make("coding.end_right", t("coding.end_right"), ["]"], "end_right", () => mover("end", 1), { when: placed, repeats: true });
  make("coding.history", t("coding.history"), [], "history", () => showHistory(desk), {
    when: () => codingInFocus(desk) !== null,
  });
  command(desk, {
    id: "coding.not_yours",
    word: "",
    keys: ["x", "Delete", "{", "}", "[", "]"],
    group: null,
    when: () => desk.mode === "code" && codingInFocus(desk)?.mine === false,
    run: () => desk.say(t("coding.not_yours", { coder: coderName(desk, codingInFocus(desk).coder) }), { refused: true }),
  });
  make("coding.remove", t("coding.remove"), ["Delete"], "remove", () => removeCoding(desk));
}

/** Remove the coding in focus; the next of those made with it is in focus then. */
async function removeCoding(desk) {
  const { id } = codingInFocus(desk);
  const left = madeTogether(desk).filter((one) => one !== id);
  const reply = await desk.change("uncode", { codings: [id] });
  if (reply && left.length) desk.attend({ kind: "coding", id: left[0], made: left });
}

/** Return the ids of the codings that one stroke made together with the one in focus. */
function madeTogether(desk) {
  return (desk.focus.made ?? []).filter((id) => desk.replica.get("coding", id));
}

/** Return the coding in focus in one line: code, who, when, and its words. */
export function codingLine(desk, coding) {
  const words = coding.orphan ? coding.quote : desk.quote(coding);
  const made = madeTogether(desk);
  return h(
    "div",
    { class: "kv-coding-line" },
    codeTag(desk, coding.code),
    made.length > 1 && h("span", { class: "kv-count" }, desk.t("coding.first_of", { count: made.length })),
    h("span", { class: "kv-soft" }, bdi(coderName(desk, coding.coder)), " · ", momentOf(desk, coding.made)),
    h("q", { dir: "auto" }, words.replace(/\s+/g, " ")),
  );
}

async function recode(desk) {
  const coding = codingInFocus(desk);
  const code = await pickCode(desk, { word: desk.t("coding.recode"), chosen: coding.code });
  if (code && code !== coding.code) desk.change("adjust", { coding: coding.id, code });
}

/** Return a function that moves an end of the coding in focus; each waits for the one before it to be saved. */
function makeMover(desk) {
  let last = Promise.resolve();
  return (edge, by) => {
    last = last.then(async () => {
      const coding = codingInFocus(desk);
      if (!coding?.mine || coding.orphan) return;
      const span = movedByWord(desk.source, coding, edge, by);
      if (!span) return desk.say(desk.t("coding.no_further"));
      await desk.change("adjust", { coding: coding.id, span: [span.start, span.end] });
    });
  };
}

async function showHistory(desk) {
  const coding = codingInFocus(desk);
  const reply = await desk.ask("look", { source: desk.source.id, what: "history", coding: coding.id }, { quiet: true });
  if (!reply) return;
  const { rows } = reply.result;
  const row = (one) =>
    h(
      "li",
      {},
      h("p", { class: "kv-caption" }, momentOf(desk, one.at), " · ", bdi(one.who)),
      h("p", {}, one.text),
      one.quote && quoteBox(one.quote),
    );
  dialog(desk, {
    title: desk.t("coding.history"),
    body: [codeTag(desk, coding.code), h("ol", { class: "kv-history" }, rows.map(row))],
  });
}
