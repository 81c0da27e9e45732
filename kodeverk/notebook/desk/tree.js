// The codebook as a tree: one stop for the Tab key, arrows within, letters to go to a name.

import { h, fill } from "./dom.js";
import { icon } from "./icons.js";
import { codeTree, countsHere, numberOf } from "./coding.js";

const TYPING = 700; // milliseconds within which letters belong to one word

/** The tree's element is `element`; `choose(id, event)` is called when a code is to be used, `look(id)` when it is looked at. */
export class CodeTree {
  constructor(desk, { choose, look }) {
    Object.assign(this, {
      desk,
      choose,
      look,
      rows: [],
      items: new Map(),
      collapsed: new Set(),
      found: null,
      typed: "",
      typedAt: 0,
    });
    this.element = h("div", { class: "kv-tree", role: "tree", "aria-label": desk.t("codebook.title") });
    this.element.addEventListener("keydown", (event) => this.pressed(event));
    this.element.addEventListener("focusin", (event) => this.focused(event));
    this.element.addEventListener("click", (event) => this.clicked(event));
  }

  /** Build the tree anew. */
  build() {
    const at = this.current?.id;
    this.rows = codeTree(this.desk);
    this.items = new Map(this.rows.map((row) => [row.id, treeItem(this.desk, row)]));
    this.current = this.rows.find((row) => row.id === at) ?? this.rows[0];
    fill(this.element, [...this.items.values()]);
    this.count();
    this.show();
  }

  /** Write the numbers anew: how many codings here and in the study, and which key. */
  count() {
    const here = countsHere(this.desk);
    for (const { id, code } of this.rows) {
      if (!code) continue;
      const { count } = this.desk.replica.get("code", id) ?? code;
      const numbers = { key: numberOf(this.desk, id), here: here.get(id), all: count };
      for (const [kind, number] of Object.entries(numbers)) {
        const place = this.items.get(id).querySelector(`.kv-${kind}`);
        place.hidden = !number;
        place.firstChild.textContent = number || "";
      }
    }
  }

  /** Show only these codes, of which the first fits best, and what they stand under; without any given show all. */
  filter(found) {
    this.found = found ? new Set(found) : null;
    this.current = this.rows.find((row) => row.id === found?.[0]) ?? this.current;
    this.show();
  }

  /** Return the rows that are shown, in order. */
  visible() {
    return this.rows.filter((row) => !this.items.get(row.id).hidden);
  }

  show() {
    const kept = this.found && new Set();
    for (const row of this.rows) if (this.found?.has(row.id)) for (let up = row; up; up = up.above) kept.add(up.id);
    for (const row of this.rows) {
      const item = this.items.get(row.id);
      item.hidden = kept ? !kept.has(row.id) : hiddenUnder(row, this.collapsed);
      item.classList.toggle("kv-only-above", Boolean(kept) && !this.found.has(row.id));
      if (row.opens) item.setAttribute("aria-expanded", String(Boolean(kept) || !this.collapsed.has(row.id)));
    }
    const shown = this.visible();
    if (!shown.includes(this.current)) this.current = shown.find((row) => !this.found || this.found.has(row.id)) ?? shown[0];
    this.stop();
  }

  /** Only the current item is a stop for the Tab key. */
  stop() {
    for (const [id, item] of this.items) item.tabIndex = id === this.current?.id ? 0 : -1;
  }

  /** Mark the code whose definition is shown. */
  mark(codeId) {
    for (const [id, item] of this.items) {
      if (id === codeId) item.setAttribute("aria-selected", "true");
      else item.removeAttribute("aria-selected");
    }
  }

  /** Move focus to a row. */
  go(row) {
    if (!row) return;
    this.current = row;
    this.stop();
    this.items.get(row.id).focus({ preventScroll: true });
    this.items.get(row.id).scrollIntoView({ block: "nearest" });
  }

  /** Bring a code into sight without moving focus. */
  reveal(codeId) {
    const row = this.rows.find((one) => one.id === codeId);
    if (!row) return;
    for (let up = row.above; up; up = up.above) this.collapsed.delete(up.id);
    this.current = row;
    this.show();
    const [item, box] = [this.items.get(codeId), this.element];
    const [top, bottom] = [item.offsetTop - box.offsetTop, item.offsetTop - box.offsetTop + item.offsetHeight];
    if (top < box.scrollTop || bottom > box.scrollTop + box.clientHeight) box.scrollTop = top - box.clientHeight / 2;
  }

  toggle(row, open = this.collapsed.has(row.id)) {
    if (!row.opens) return;
    this.collapsed[open ? "delete" : "add"](row.id);
    this.show();
  }

  rowOf(event) {
    const item = event.target.closest("[role=treeitem]");
    return item && this.rows.find((row) => this.items.get(row.id) === item);
  }

  focused(event) {
    const row = this.rowOf(event);
    if (!row) return;
    this.current = row;
    this.stop();
    if (row.code) this.look(row.id);
  }

  clicked(event) {
    const row = this.rowOf(event);
    if (!row) return;
    if (event.target.closest(".kv-twist") || row.book) return this.toggle(row);
    this.look(row.id);
    this.choose(row.id, event);
  }

  pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !this.current) return;
    const shown = this.visible();
    const at = shown.indexOf(this.current);
    const moves = { ArrowDown: shown[at + 1], ArrowUp: shown[at - 1], Home: shown[0], End: shown.at(-1) };
    if (event.key in moves) this.go(moves[event.key]);
    else if (event.key === "ArrowRight") this.inward(shown[at + 1]);
    else if (event.key === "ArrowLeft") this.outward();
    else if (event.key === "Enter" || event.key === " ")
      this.current.book ? this.toggle(this.current) : this.choose(this.current.id, event);
    else if (/^\p{L}$/u.test(event.key) || (event.key === " " && this.typed)) this.typeTo(event.key, shown, at);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  inward(below) {
    const row = this.current;
    if (!row.opens) return;
    if (this.collapsed.has(row.id) && !this.found) this.toggle(row, true);
    else if (below?.above === row) this.go(below);
  }

  outward() {
    const row = this.current;
    if (row.opens && !this.collapsed.has(row.id) && !this.found) this.toggle(row, false);
    else this.go(row.above);
  }

  typeTo(letter, shown, at) {
    const fresh = performance.now() - this.typedAt > TYPING;
    this.typed = (fresh ? "" : this.typed) + letter.toLocaleLowerCase();
    this.typedAt = performance.now();
    const from = fresh ? at + 1 : at; // a new letter goes on to the next name
    const round = [...shown.slice(from), ...shown.slice(0, from)];
    this.go(round.find((row) => nameOfRow(row).toLocaleLowerCase().startsWith(this.typed)));
  }
}

function nameOfRow(row) {
  return row.code?.label ?? row.book.title;
}

function hiddenUnder(row, collapsed) {
  for (let up = row.above; up; up = up.above) if (collapsed.has(up.id)) return true;
  return false;
}

function treeItem(desk, row) {
  const { code, level } = row;
  // Every number has its word, which is heard and not seen.
  const number = (tag, kind, word) => h(tag, { class: `kv-${kind}` }, h("span", {}), h("span", { class: "kv-hidden" }, word));
  const numbers = () => [
    number("kbd", "key", `${desk.t("codebook.key")},`),
    number("span", "here", `${desk.t("codebook.here")},`),
    number("span", "all", desk.t("codebook.all")),
  ];
  return h(
    "div",
    {
      class: `kv-item${code ? " kv-hue" : " kv-book"}`,
      role: "treeitem",
      tabindex: "-1",
      draggable: code ? "true" : null,
      "aria-level": level,
      "aria-posinset": row.place,
      "aria-setsize": row.of,
      data: { row: row.id },
      style: { "--kv-level": level - 1, ...(code ? { "--kv-code": code.colour } : {}) },
    },
    h("span", { class: `kv-twist${row.opens ? "" : " kv-leaf"}`, "aria-hidden": "true" }, row.opens && icon("open")),
    code && h("span", { class: "kv-swatch", "aria-hidden": "true" }),
    h("bdi", { class: "kv-item-name" }, nameOfRow(row)),
    code && h("span", { class: "kv-numbers" }, numbers()),
  );
}
