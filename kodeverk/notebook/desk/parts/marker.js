// What is marked: from where to where, with earlier passages beside it; mouse, touch and keyboard all mark through this.

const TELL_AFTER = 350; // milliseconds of rest before a screen reader is told what is marked

/**
 * The marked passages and the caret. `anchor` and `head` are positions in UTF-16 units: where marking began, and where
 * the caret stands. `desk.selection` is what is marked; should another part set it, the marker follows.
 */
export class Marker {
  constructor(desk) {
    this.desk = desk;
    this.others = []; // spans marked before this one, kept with it
    this.keeping = false; // whether they stay although something else is marked
    this.given = desk.selection;
    this.anchor = this.head = 0;
    this.timer = null;
    desk.on("opened", () => {
      this.anchor = this.head = desk.transcript.places.turns[0].body;
      this.others = [];
      this.keeping = false;
    });
    desk.on("selected", () => desk.selection === this.given || this.follow());
    desk.on("asking", (kind) => kind !== "sync" && clearTimeout(this.timer)); // what is done with it says more
    desk.on("closed", () => clearTimeout(this.timer));
  }

  follow() {
    this.given = this.desk.selection;
    this.keeping = false;
    this.others = this.given.slice(0, -1);
    const last = this.given.at(-1);
    if (last) [this.anchor, this.head] = this.desk.transcript.places.unitsOf(last);
    else this.anchor = this.head;
  }

  /**
   * Mark what lies between two positions; the caret stands at the second. `beside`: what is marked stays so; `anew`:
   * only this is marked, unless the rest is to be kept; else the passage marked last is exchanged for this one.
   */
  mark(anchor, head, { beside = false, anew = false } = {}) {
    const { places } = this.desk.transcript;
    [this.anchor, this.head] = [anchor, head];
    if (beside) this.others = this.desk.selection;
    else if (anew && !this.keeping) this.others = [];
    const whole = places.whole(anchor, head);
    this.select(whole ? joined(this.others, places.spanOf(...whole)) : this.others);
  }

  /** Put the caret at a position, and let go of what is marked. */
  put(unit) {
    this.mark(unit, unit, { anew: true });
  }

  /** Keep what is marked, so that the next passage is marked beside it. */
  keep() {
    this.others = this.desk.selection;
    this.keeping = true;
    this.anchor = this.head;
    this.desk.select((this.given = [...this.others]));
    this.desk.say(this.desk.tn("selection.kept", this.others.length));
  }

  /** Let go of everything. */
  clear() {
    this.keeping = false;
    this.put(this.head);
  }

  drop(span) {
    this.others = this.others.filter((other) => other !== span);
    this.anchor = this.head;
    this.select(this.desk.selection.filter((other) => other !== span));
  }

  select(spans) {
    if (spans.length === 0 && this.desk.selection.length === 0) return;
    this.given = spans;
    this.desk.select(spans);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.tell(), TELL_AFTER);
  }

  tell() {
    const { desk } = this;
    const last = desk.selection.at(-1);
    if (!last) return;
    const quote = Array.from(desk.quote(last));
    const text = quote.length > 160 ? `${quote.slice(0, 80).join("")} … ${quote.slice(-60).join("")}` : quote.join("");
    desk.say(
      desk.selection.length > 1
        ? desk.tn("selection.several", desk.selection.length, { text })
        : desk.t("selection.one", { text }),
    );
  }
}

/** Return the spans with one more; those it overlaps become one with it. */
function joined(spans, last) {
  const apart = spans.filter((span) => span.end <= last.start || last.end <= span.start);
  const touched = spans.filter((span) => !apart.includes(span));
  const start = Math.min(last.start, ...touched.map((span) => span.start));
  return [...apart, { start, end: Math.max(last.end, ...touched.map((span) => span.end)) }];
}
