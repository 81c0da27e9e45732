// Moving: to the next turn, the next that is not coded, the next suggestion, coding or difference.

import { command } from "../commands.js";
import { markName } from "./margin_label.js";

/** Makes the commands that move through the transcript known. */
export function movingPart(desk) {
  const { t } = desk;
  const open = () => desk.source !== null;
  const make = (id, word, key, run, when = open) =>
    command(desk, { id, word, keys: [key], when, run, group: "move", repeats: true });
  const any = (kind) => () => open() && desk.transcript.marks.index.inOrder(kind).length > 0;
  make("move.next", t("move.next"), "j", () => byTurn(desk, 1));
  make("move.previous", t("move.previous"), "k", () => byTurn(desk, -1));
  make("move.uncoded", t("move.uncoded"), "w", () => toUncoded(desk));
  make("move.suggestion", t("move.suggestion"), "s", () => toMark(desk, "suggestion", 1), any("suggestion"));
  make("move.coding", t("move.coding"), "f", () => toMark(desk, "coding", 1), any("coding"));
  make("move.coding.back", t("move.coding.back"), "Shift+f", () => toMark(desk, "coding", -1), any("coding"));
  if (desk.settings.adjudicate)
    make(
      "move.difference",
      t("move.difference"),
      "d",
      () => toDifference(desk),
      () => desk.differences?.length > 0,
    );
}

function byTurn({ transcript }, way) {
  const { turns, current } = transcript;
  transcript.focusTurn(turns[current.index + way] ?? current);
}

/** To the next turn in which an informant speaks and nothing is coded by the one who sits here; round from the end. */
function toUncoded(desk) {
  const { turns, current, marks } = desk.transcript;
  const coded = (turn) =>
    marks.index.in(turn).some(({ kind, record, end }) => kind === "coding" && record.mine && end > turn.body);
  const waits = (turn) => turn.role === "informant" && turn.body < turn.end && !coded(turn);
  const found = around(turns, current.index).find(waits);
  if (!found) return desk.say(desk.t("move.uncoded.none"));
  desk.transcript.focusTurn(found);
  desk.say(desk.tn("move.uncoded.left", turns.filter(waits).length));
}

/** Return the elements after a place, then those before it, and that one last. */
function around(list, at) {
  return [...list.slice(at + 1), ...list.slice(0, at + 1)];
}

/** To the next or previous mark of a kind, from the one in focus or else from the caret; round at the ends. */
function toMark(desk, kind, way) {
  const { marks, marker, goTo } = desk.transcript;
  const inOrder = marks.index.inOrder(kind);
  const now = inOrder.findIndex(({ id }) => id === desk.focus?.id);
  const after = inOrder.findIndex(({ start }) => start >= marker.head);
  const ahead = after < 0 ? 0 : after;
  const to = now >= 0 ? now + way : way > 0 ? ahead : ahead - 1;
  const mark = inOrder[(to + inOrder.length) % inOrder.length];
  goTo(mark.record);
  desk.attend({ kind, id: mark.id });
  desk.say(markName(desk, mark));
}

/** To the next difference nobody has decided on, or to the next of all where all are decided. */
function toDifference(desk) {
  const rows = [...desk.differences].sort((a, b) => a.start - b.start || a.end - b.end);
  const found = around(
    rows,
    rows.findIndex(({ id }) => id === desk.focus?.id),
  );
  const row = found.find(({ decided }) => !decided) ?? found[0];
  desk.transcript.goTo(row);
  desk.attend({ kind: "difference", id: row.id, codings: row.codings });
}
