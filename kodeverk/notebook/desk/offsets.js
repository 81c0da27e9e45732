// Positions in a text, between JavaScript (UTF-16 units) and Python (code points).
// The only place where they are converted; offsets.py is the same in Python.

/** The positions of one text, indexed once, so that each is converted in the time of a search among its wide characters. */
export class Offsets {
  constructor(text) {
    this.wide = []; // where each character of two units begins, in code points
    this.units = text.length;
    for (let unit = 0; unit < text.length; unit += 1) {
      const code = text.codePointAt(unit);
      if (code > 0xffff) {
        this.wide.push(unit - this.wide.length);
        unit += 1;
      }
    }
    this.points = this.units - this.wide.length;
  }

  /** Return the position in UTF-16 units of a position in code points. */
  toUtf16(offset) {
    if (!(offset >= 0 && offset <= this.points)) throw new RangeError(`Position ${offset} lies outside the text.`);
    return offset + this.before((rank) => this.wide[rank] < offset);
  }

  /** Return the position in code points of a position in UTF-16 units. */
  fromUtf16(offset) {
    if (!(offset >= 0 && offset <= this.units)) throw new RangeError(`Position ${offset} lies outside the text.`);
    const rank = this.before((at) => this.wide[at] + at < offset);
    const within = rank > 0 && this.wide[rank - 1] + rank - 1 === offset - 1;
    if (within) throw new RangeError(`Position ${offset} lies in the middle of a character.`);
    return offset - rank;
  }

  /** Return how many wide characters stand before a place: the first rank for which `stands` says no. */
  before(stands) {
    let low = 0;
    let high = this.wide.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (stands(middle)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Return the position in UTF-16 units of a position in code points. */
export function toUtf16(text, offset) {
  return new Offsets(text).toUtf16(offset);
}

/** Return the position in code points of a position in UTF-16 units. */
export function fromUtf16(text, offset) {
  return new Offsets(text).fromUtf16(offset);
}
