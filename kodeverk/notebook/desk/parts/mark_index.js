// Which codings and suggestions lie in which turn, kept up as they change, so that a stroke concerns its turns alone.

import { outermostFirst } from "./pieces.js";

const KINDS = ["coding", "suggestion"];

/** The marks of one source: `{id, kind, record, start, end}` with positions in UTF-16 units. */
export class MarkIndex {
  constructor(places) {
    this.places = places;
    this.marks = new Map();
    this.byTurn = places.turns.map(() => new Set());
  }

  /** Take in what the replica holds now; returns the Set of turns for which something changed. */
  update(replica) {
    const touched = new Set();
    const here = new Set();
    for (const kind of KINDS) {
      for (const record of replica.all(kind).values()) {
        if (record.orphan) continue;
        here.add(record.id);
        if (this.marks.get(record.id)?.record !== record) this.put(kind, record, touched);
      }
    }
    for (const id of this.marks.keys()) if (!here.has(id)) this.remove(id, touched);
    return touched;
  }

  put(kind, record, touched) {
    this.remove(record.id, touched);
    const [start, end] = this.places.unitsOf(record);
    const mark = { id: record.id, kind, record, start, end, turns: this.places.turnsIn(start, end) };
    this.marks.set(mark.id, mark);
    for (const turn of mark.turns) {
      this.byTurn[turn.index].add(mark);
      touched.add(turn);
    }
  }

  remove(id, touched) {
    const mark = this.marks.get(id);
    if (!mark) return;
    this.marks.delete(id);
    for (const turn of mark.turns) {
      this.byTurn[turn.index].delete(mark);
      touched.add(turn);
    }
  }

  /** Return the marks that lie in a turn, wholly or in part, the outermost first. */
  in(turn) {
    return outermostFirst(this.byTurn[turn.index]);
  }

  /** Return every mark of a kind in the order of the text. */
  inOrder(kind) {
    return outermostFirst([...this.marks.values()].filter((mark) => mark.kind === kind));
  }
}
