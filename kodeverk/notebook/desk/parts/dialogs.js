// Asking for more than a code: a memo, what a passage says for or against a proposition, who has to do with whom, a new code.

import { h } from "../dom.js";
import { command } from "../commands.js";
import { attendToMade, codeTree, codingInFocus, codingState } from "../coding.js";
import { choice, dialog, field } from "../dialog.js";
import { bdi, codeTag, quoteBox, segmentAt, turnInFocus } from "./showing.js";

export function dialogsPart(desk) {
  const { t } = desk;
  const coding = () => desk.mode === "code" && codingInFocus(desk) !== null && !codingInFocus(desk).orphan;
  command(desk, {
    id: "memo",
    word: t("memo.title"),
    keys: ["m"],
    group: "coding",
    bar: "context",
    icon: "memo",
    when: () => desk.source !== null,
    run: () => memoDialog(desk),
  });
  command(desk, {
    id: "evidence",
    word: t("evidence.title"),
    keys: ["e"],
    group: "coding",
    bar: "context",
    icon: "evidence",
    when: coding,
    run: () => evidenceDialog(desk),
  });
  command(desk, {
    id: "relation",
    word: t("relation.title"),
    keys: ["l"],
    group: "coding",
    bar: "context",
    icon: "relation",
    when: coding,
    run: () => relationDialog(desk),
  });
}

// ---- memo ----

/** Ask for a memo on what is nearest (or on the kind of subject given first), or on something else that is here. */
export function memoDialog(desk, first = null) {
  const { t } = desk;
  const subjects = memoSubjects(desk).sort((a, b) => (b.on === first) - (a.on === first));
  const text = h("textarea", { name: "text", rows: "6", required: true, maxlength: "100000", dir: "auto", autofocus: true });
  const select = h(
    "select",
    { name: "about" },
    subjects.map(({ word }, index) => h("option", { value: index }, word)),
  );
  return dialog(desk, {
    title: t("memo.title"),
    word: t("save"),
    draft: `memo/${subjects[0].on}/${subjects[0].target}`,
    body: [passageInFocus(desk), field(t("memo.about"), select), field(t("memo.text"), text)],
    submit: (typed) => {
      const { on, target } = subjects[Number(typed.about)];
      return desk.change("memo", { on, target, text: typed.text });
    },
  });
}

/** Return what a memo can be about here, the nearest first: `{on, target, word}`. */
export function memoSubjects(desk) {
  const { t } = desk;
  const coding = codingInFocus(desk);
  const turn = desk.selection.length ? segmentAt(desk.source, desk.selection[0].start) : turnInFocus(desk);
  const code = desk.replica.get("code", coding?.code ?? codingState(desk).looked);
  const who = turn && desk.source.who.find((one) => one.case === turn[8]);
  return [
    coding && {
      on: "coding",
      target: coding.id,
      word: t("memo.on_coding", { code: desk.replica.get("code", coding.code)?.label ?? "" }),
    },
    turn && { on: "segment", target: `${desk.source.id}/${turn[0]}`, word: t("memo.on_turn", { number: turn[0] }) },
    { on: "source", target: desk.source.id, word: t("memo.on_source", { name: desk.source.name }) },
    who && { on: "case", target: who.id, word: t("memo.on_case", { name: who.case }) },
    code && { on: "code", target: code.id, word: t("memo.on_code", { code: code.label }) },
    { on: "study", target: "", word: t("memo.on_study") },
  ].filter(Boolean);
}

/** Return what the dialog is about, as it stands in the text. */
function passageInFocus(desk) {
  const coding = codingInFocus(desk);
  if (coding)
    return h(
      "div",
      { class: "kv-about" },
      codeTag(desk, coding.code),
      quoteBox(coding.orphan ? coding.quote : desk.quote(coding)),
    );
  return desk.selection.length
    ? h("div", { class: "kv-about" }, quoteBox(desk.selection.map((span) => desk.quote(span)).join(" … ")))
    : null;
}

// ---- evidence ----

function evidenceDialog(desk) {
  const { t } = desk;
  const coding = codingInFocus(desk);
  const theories = Map.groupBy(desk.replica.all("proposition").values(), (one) => one.theory);
  if (theories.size === 0) return dialog(desk, { title: t("evidence.title"), body: h("p", {}, t("evidence.no_theory")) });
  const one = ({ id, name, text }) => h("option", { value: id }, `${name}: ${text}`);
  const select = h(
    "select",
    { name: "proposition", required: true, autofocus: true },
    h("option", { value: "" }, t("choose")),
    [...theories].map(([theory, ones]) => h("optgroup", { label: theory }, ones.map(one))),
  );
  const whole = h("p", { class: "kv-help-text", dir: "auto", "aria-live": "polite" });
  const tell = () => (whole.textContent = desk.replica.get("proposition", select.value)?.text ?? "");
  select.addEventListener("change", tell);
  select.addEventListener("restored", tell);
  const stances = desk.settings.stances.map(({ id, label }) => [id, label]);
  const note = h("textarea", { name: "note", rows: "3", maxlength: "100000", dir: "auto" });
  return dialog(desk, {
    title: t("evidence.title"),
    word: t("save"),
    draft: `evidence/${coding.id}`,
    body: [
      passageInFocus(desk),
      field(t("evidence.proposition"), select),
      whole,
      choice(t("evidence.stance"), "stance", stances),
      field(t("note"), note),
    ],
    submit: ({ proposition, stance, note: said }) => desk.change("judge", { coding: coding.id, proposition, stance, note: said }),
  });
}

// ---- relation ----

function relationDialog(desk) {
  const { t, settings } = desk;
  const coding = codingInFocus(desk);
  const actors = [...desk.replica.all("actor").values()];
  if (actors.length < 2) return dialog(desk, { title: t("relation.title"), body: h("p", {}, t("relation.no_actors")) });
  const select = (name, first, attributes = {}) =>
    h(
      "select",
      { name, ...attributes },
      h("option", { value: "" }, first),
      actors.map(({ id, label }) => h("option", { value: id }, label)),
    );
  const unsaid = ["", t("not_said")];
  const labelled = (options) => [unsaid, ...options.filter(({ id }) => id).map(({ id, label }) => [id, label])];
  return dialog(desk, {
    title: t("relation.title"),
    word: t("save"),
    draft: `relation/${coding.id}`,
    body: [
      passageInFocus(desk),
      h(
        "div",
        { class: "kv-pair" },
        field(t("relation.from"), select("from", t("choose"), { required: true, autofocus: true })),
        field(t("relation.to"), select("to", t("choose"), { required: true })),
      ),
      field(t("relation.initiator"), select("initiator", t("not_said"))),
      choice(t("relation.reciprocal"), "reciprocal", [unsaid, ["yes", t("yes")], ["no", t("no")]], ""),
      choice(t("relation.channel"), "channel", labelled(settings.channels), ""),
      choice(t("relation.frequency"), "frequency", labelled(settings.frequencies), ""),
    ],
    submit: ({ from, to, initiator, reciprocal, channel, frequency }) =>
      desk.change("relate", {
        coding: coding.id,
        from,
        to,
        initiator: initiator || null,
        reciprocal: { yes: true, no: false }[reciprocal] ?? null,
        channel,
        frequency,
      }),
  });
}

// ---- new code ----

/** Ask for a new code; the selection, if there is one, is coded with it. */
export function newCodeDialog(desk, { name = "" } = {}) {
  const { t } = desk;
  const spans = desk.selection.map(({ start, end }) => [start, end]);
  const rows = codeTree(desk);
  const others = [...desk.replica.all("codebook").values()].filter((book) => book.id !== desk.settings.own_book);
  const theirs = others.map(({ id, title }) => [`${id}\n`, t("new_code.top_of", { codebook: title })]);
  const under = rows
    .filter((row) => row.code)
    .map(({ code, level }) => [`${code.codebook}\n${code.path}`, `${"\u2003".repeat(level - 1)}${code.label}`]);
  const parent = h(
    "select",
    { name: "parent" },
    [["", t("new_code.own")], ...theirs, ...under].map(([value, word]) => h("option", { value }, word)),
  );
  const called = h("input", {
    name: "name",
    type: "text",
    required: true,
    maxlength: "120",
    pattern: "[^\\/]*",
    title: t("new_code.no_slash"),
    value: name,
    dir: "auto",
    autofocus: true,
  });
  const definition = h("textarea", { name: "definition", rows: "4", maxlength: "100000", dir: "auto" });
  return dialog(desk, {
    title: t("code.new"),
    word: spans.length ? t("new_code.make_and_code") : t("new_code.make"),
    draft: `new code/${name}`, // what was begun without a name, or for another, is not taken for this one
    body: [
      passageInFocus(desk),
      field(t("new_code.name"), called),
      field(t("new_code.under"), parent),
      field(t("rules.definition"), definition, t("new_code.definition_help")),
    ],
    submit: async (typed) => {
      const [codebook, above] = typed.parent.split("\n");
      const path = [above, typed.name.trim()].filter(Boolean).join("/");
      const fields = {
        path,
        spans,
        ...(codebook ? { codebook } : {}),
        ...(typed.definition.trim() ? { definition: typed.definition.trim() } : {}),
      };
      const reply = await desk.change("new_code", fields);
      if (reply) attendToMade(desk, reply);
      return reply;
    },
  });
}
