// Where two coders differ: side by side with both quotes, and decided into a layer of its own. Theirs stand as they are.

import { h } from "../dom.js";
import { command } from "../commands.js";
import { panel } from "../panels.js";
import { pickCode } from "./palette.js";
import { differenceCard, differenceLine } from "./difference.js";
import { progressBar, refill, showPlace } from "./showing.js";

export function adjudicatingPart(desk) {
  if (!desk.settings.adjudicate) return;
  const { t } = desk;
  const side = panel(desk, { id: "differences", word: t("differences.title") });
  const state = { desk, side, rows: [], notes: new Map(), busy: false, asked: 0 };
  state.acts = {
    attend: (row) => attendToDifference(state, row),
    decide: (way) => decideDifference(state, way),
    ways: (row) => waysOf(row),
    note: (row) => noteOn(state, row),
  };
  addDecidingCommands(state);
  desk.on("opened", () => {
    state.rows = [];
    findDifferences(state);
    if (!state.begun) desk.setMode("adjudicate");
    state.begun = true;
  });
  desk.on("changed", (kinds) => ["coding", "adjudication"].some((kind) => kinds.has(kind)) && findDifferences(state));
  desk.on("selected", () => showDifferences(state));
  desk.on("panel", (id) => id === "differences" && showDifferences(state));
  desk.on("mode", (mode) => mode === "adjudicate" && side.show());
}

function addDecidingCommands(state) {
  const { desk } = state;
  const { t } = desk;
  const add = (id, word, key, way) =>
    command(desk, {
      id,
      word,
      keys: [key],
      group: "study",
      when: () => canDecide(state, way),
      run: () => decideDifference(state, way),
    });
  command(desk, {
    id: "adjudicate.mode",
    word: t("adjudicate.mode"),
    keys: ["Shift+d"],
    group: "study",
    bar: "head",
    icon: "compare",
    when: () => desk.source !== null && ["code", "adjudicate"].includes(desk.mode),
    pressed: () => desk.mode === "adjudicate",
    run: () => desk.setMode(desk.mode === "adjudicate" ? "code" : "adjudicate"),
  });
  add("decide.first", t("decide.first"), "1", "first");
  add("decide.second", t("decide.second"), "2", "second");
  add("decide.both", t("decide.both"), "3", "both");
  add("decide.other", t("decide.other"), "4", "other");
  add("decide.nothing", t("decide.nothing"), "0", "nothing");
}

function inFocus({ desk, rows }) {
  return desk.focus?.kind === "difference" ? rows.find((row) => row.id === desk.focus.id) : undefined;
}

function canDecide(state, way) {
  const row = state.desk.mode === "adjudicate" && inFocus(state);
  return Boolean(row) && waysOf(row).includes(way);
}

/** Return the ways a difference can be decided: the side that coded nothing cannot be taken. */
function waysOf(row) {
  const sides = [
    row.a.codings.length && "first",
    row.b.codings.length && "second",
    row.a.codings.length && row.b.codings.length && "both",
  ];
  return [...sides.filter(Boolean), "other", "nothing"];
}

// ---- what differs ----

/** Ask what differs; while an answer is awaited, a later question goes before it. */
async function findDifferences(state) {
  const { desk } = state;
  if (!desk.source) return;
  const asked = (state.asked += 1);
  const reply = await desk.ask("differences", { source: desk.source.id, version: desk.source.version }, { quiet: true });
  if (!reply || asked !== state.asked) return;
  state.rows = reply.result.rows.map((row) => differenceOf(desk, row));
  desk.differences = state.rows;
  desk.emit("differences", state.rows);
  showDifferences(state);
}

/** Return a difference with an id, and with the passages as they were coded, punctuation and all. */
function differenceOf(desk, row) {
  const codings = [...row.a.codings, ...row.b.codings];
  const [a, b] = [row.a, row.b].map((side) => ({ ...side, ...hullOf(desk, side.codings) }));
  return { ...row, a, b, codings, id: codings.join(" "), ...hullOf(desk, codings) };
}

function hullOf(desk, codings) {
  const spans = codings.map((id) => desk.replica.get("coding", id));
  return { start: Math.min(...spans.map((span) => span.start)), end: Math.max(...spans.map((span) => span.end)) };
}

function attendToDifference({ desk }, row) {
  desk.attend({ kind: "difference", id: row.id, codings: row.codings });
  showPlace(desk, row);
}

// ---- deciding ----

async function decideDifference(state, way) {
  const { desk, notes } = state;
  const row = inFocus(state);
  if (!row || state.busy) return;
  state.busy = true;
  const codes = await codesOf(desk, row, way);
  const note = noteOn(state, row).trim();
  const reply = codes && (await desk.change("decide", { between: row.codings, codes, note }));
  state.busy = false;
  if (!reply) return;
  notes.delete(row.id);
  const at = state.rows.indexOf(row);
  const next = [...state.rows.slice(at + 1), ...state.rows.slice(0, at)].find((one) => !one.decided && one.id !== row.id);
  if (next) attendToDifference(state, next);
  else desk.say(desk.t("differences.all_decided"));
}

/** Return what is written about a difference: what stands in the field now, or what was kept when it was decided. */
function noteOn({ desk, notes }, row) {
  return notes.get(row.id) ?? desk.replica.get("adjudication", row.decided)?.note ?? "";
}

/** Return what is decided on as `{code, span}`; null where the reader left without choosing. */
async function codesOf(desk, row, way) {
  const of = (side) =>
    side.codings.map((id) => desk.replica.get("coding", id)).map(({ code, start, end }) => ({ code, span: [start, end] }));
  if (way === "nothing") return [];
  if (way === "first") return of(row.a);
  if (way === "second") return of(row.b);
  if (way === "both") return [...of(row.a), ...of(row.b)];
  const marked = desk.selection.filter((span) => span.start < row.end && row.start < span.end);
  if (marked.some((span) => span.start < row.start || span.end > row.end)) return void desk.say(desk.t("decide.outside"));
  const code = await pickCode(desk, { word: desk.t("decide.other"), chosen: row.a.code ?? row.b.code });
  return code && (marked.length ? marked : [row]).map(({ start, end }) => ({ code, span: [start, end] }));
}

// ---- showing ----

function showDifferences(state) {
  const { desk, side, rows } = state;
  const decided = rows.filter((row) => row.decided).length;
  side.badge(rows.length > decided ? String(rows.length - decided) : "");
  if (side.element.hidden) return;
  const focused = inFocus(state);
  refill(
    desk,
    side.element,
    rows.length > 0 &&
      progressBar(desk.tn("differences.progress", rows.length, { decided, total: rows.length }), decided, rows.length),
    rows.length === 0 && h("p", { class: "kv-empty" }, desk.t("differences.none")),
    h(
      "ul",
      { class: "kv-rows" },
      rows.map((row) => (row === focused ? differenceCard(state, row) : differenceLine(state, row))),
    ),
  );
  side.element.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
}
