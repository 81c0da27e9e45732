// What the page knows of the study: records by kind and id, as the study last told them.

export class Replica {
  constructor() {
    this.kinds = new Map();
    this.seq = 0;
  }

  /** Return the records of a kind by id. */
  all(kind) {
    if (!this.kinds.has(kind)) this.kinds.set(kind, new Map());
    return this.kinds.get(kind);
  }

  get(kind, id) {
    return this.all(kind).get(id);
  }

  /** Take in what changed, and return the kinds it concerned. `whole`: these kinds are told anew from the start. */
  apply({ put = {}, gone = {} }, seq, whole = []) {
    const touched = new Set(whole);
    for (const kind of whole) this.all(kind).clear();
    for (const [kind, ids] of Object.entries(gone)) {
      touched.add(kind);
      ids.forEach((id) => this.all(kind).delete(id));
    }
    for (const [kind, records] of Object.entries(put)) {
      touched.add(kind);
      records.forEach((record) => this.all(kind).set(record.id, record));
    }
    this.seq = seq;
    return touched;
  }
}
