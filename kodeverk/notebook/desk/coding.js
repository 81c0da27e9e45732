// What the ways of coding share: which code is looked at, which numbers stand for which codes, and the stroke itself.

const states = new WeakMap(); // desk -> {looked, slots, used, back}

export const NUMBERS = [1, 2, 3, 4, 5, 6, 7, 8, 9];

/** Return what a desk remembers while it is open: the code looked at, the codes of the number keys, where focus was. */
export function codingState(desk) {
  if (!states.has(desk)) states.set(desk, { looked: null, slots: new Map(), used: [], back: null });
  return states.get(desk);
}

/** Look at a code: its definition is shown beside the codebook. */
export function lookAtCode(desk, codeId) {
  const state = codingState(desk);
  if (state.looked === codeId || !codeId) return;
  state.looked = codeId;
  desk.emit("looked", codeId);
}

/** Code passages (the selection unless others are given); resolves to the reply, or null where nothing was saved. */
export async function codeWith(desk, codeId, spans = desk.selection) {
  if (desk.mode !== "code") return null;
  if (!spans.length) {
    desk.say(desk.t("code.nothing"));
    return null;
  }
  const reply = await desk.change("code", { spans: spans.map(({ start, end }) => [start, end]), code: codeId });
  if (!reply) return null;
  noteUse(desk, codeId);
  attendToMade(desk, reply);
  return reply;
}

/** Put what was just coded in focus, so that a memo or another extent is a key away; its code is the last used. */
export function attendToMade(desk, { ids }) {
  const made = ids.map((id) => desk.replica.get("coding", id)).filter(Boolean);
  if (!made.length) return;
  noteUse(desk, made[0].code);
  desk.attend({ kind: "coding", id: made[0].id, made: made.map(({ id }) => id) });
}

/** Keep a code as the one used last, and give it a number if it has none: a number means the same until it is given away. */
export function noteUse(desk, codeId) {
  const { slots, used } = codingState(desk);
  desk.lastCode = codeId;
  if (used.includes(codeId)) used.splice(used.indexOf(codeId), 1);
  used.unshift(codeId);
  if (![...slots.values()].includes(codeId)) {
    const free = NUMBERS.find((number) => !slots.has(number));
    if (free) slots.set(free, codeId);
  }
  desk.emit("slots");
}

/** Bind a code to a number for as long as the desk is open; without a number it is free again. */
export function pinCode(desk, codeId, number) {
  const { slots } = codingState(desk);
  for (const [slot, code] of slots) if (code === codeId) slots.delete(slot);
  if (number) slots.set(number, codeId);
  desk.emit("slots");
}

/** Return the number of a code, or null. */
export function numberOf(desk, codeId) {
  for (const [number, code] of codingState(desk).slots) if (code === codeId) return number;
  return null;
}

/** Give numbers to the codes she used last, so that they are the same when the desk is opened again. */
export function rememberUse(desk) {
  if (codingState(desk).used.length) return;
  const mine = [...desk.replica.all("coding").values()].filter((one) => one.mine && desk.replica.get("code", one.code));
  mine.sort((a, b) => (a.made < b.made ? 1 : -1));
  const last = [...new Set(mine.map((one) => one.code))].slice(0, 9);
  last.reverse().forEach((code) => noteUse(desk, code));
}

/** Return the coding in focus, or null. */
export function codingInFocus(desk) {
  return (desk.focus?.kind === "coding" && desk.replica.get("coding", desk.focus.id)) || null;
}

/** Move focus back to where it last was in the transcript. */
export function backToText(desk) {
  const { back } = codingState(desk);
  const text = desk.places.text;
  const there = back?.isConnected && text.contains(back) && back.checkVisibility();
  const target = there ? back : (text.querySelector('[tabindex="0"]') ?? desk.places.desk);
  target.focus({ preventScroll: true });
}

/** Return codes in the order of the codebook: each after the one it belongs under, as `{code, level, children}`. */
export function codeTree(desk) {
  const codes = [...desk.replica.all("code").values()];
  const below = Map.groupBy(codes, (code) => code.parent ?? `book:${code.codebook}`);
  const rows = [];
  const add = (key, level, above) => {
    const here = (below.get(key) ?? []).toSorted((a, b) => a.order - b.order);
    here.forEach((code, index) => {
      const row = { id: code.id, code, level, above, place: index + 1, of: here.length, opens: below.has(code.id) };
      rows.push(row);
      add(code.id, level + 1, row);
    });
  };
  const books = [...desk.replica.all("codebook").values()];
  books.forEach((book, index) => {
    if (books.length === 1) return add(`book:${book.id}`, 1, null);
    const row = {
      id: `book:${book.id}`,
      book,
      level: 1,
      above: null,
      place: index + 1,
      of: books.length,
      opens: below.has(`book:${book.id}`),
    };
    rows.push(row);
    add(row.id, 2, row);
  });
  return rows;
}

/** Return the names of what a code stands under, from the top, as one text; empty for a code at the top. */
export function namesAbove(desk, code) {
  const names = [];
  for (let up = desk.replica.get("code", code.parent); up; up = desk.replica.get("code", up.parent)) names.unshift(up.label);
  return names.join(" / ");
}

/** Return how many codings each code has in the open source. */
export function countsHere(desk) {
  const counts = new Map();
  for (const coding of desk.replica.all("coding").values()) counts.set(coding.code, (counts.get(coding.code) ?? 0) + 1);
  return counts;
}
