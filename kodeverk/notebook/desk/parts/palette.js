// Choosing a code by typing, at the selection.

import { h, fill } from "../dom.js";
import { command } from "../commands.js";
import { attendToMade, codeTree, codeWith, codingState, lookAtCode, namesAbove, numberOf } from "../coding.js";
import { rankedCodes } from "../ranking.js";
import { newCodeDialog } from "./dialogs.js";

const MOST = 60; // options shown; typing another letter is quicker than reading more

export function palettePart(desk) {
  const { t } = desk;
  const selected = () => desk.mode === "code" && desk.selection.length > 0;
  const coded = (key) => codingState(desk).slots.get(Number(key));
  command(desk, {
    id: "code.palette",
    word: t("code.choose"),
    keys: ["c", "Enter"],
    when: selected,
    group: "code",
    bar: "context",
    icon: "code",
    label: true,
    run: async () => {
      const code = await pickCode(desk, { word: t("code.choose"), offers: offersFor(desk) });
      if (code) codeWith(desk, code);
    },
  });
  command(desk, {
    id: "code.again",
    word: t("code.again"),
    keys: ["."],
    group: "code",
    bar: "context",
    icon: "again",
    when: () => selected() && desk.lastCode !== null,
    run: () => codeWith(desk, desk.lastCode),
  });
  command(desk, {
    id: "code.number",
    word: t("code.number"),
    keys: ["1", "2", "3", "4", "5", "6", "7", "8", "9"],
    group: "code",
    when: (key) => desk.mode === "code" && coded(key) !== undefined,
    run: (key) => codeWith(desk, coded(key)),
  });
  command(desk, {
    id: "code.in_vivo",
    word: t("code.in_vivo"),
    keys: ["v"],
    when: selected,
    group: "code",
    bar: "context",
    icon: "quote",
    label: true,
    run: () => codeInVivo(desk),
  });
  command(desk, {
    id: "code.new",
    word: t("code.new"),
    keys: ["n"],
    group: "code",
    bar: "context",
    icon: "add",
    label: true,
    when: () => desk.mode === "code",
    run: () => newCodeDialog(desk),
  });
}

/** Code the selection with a new code named by its words. */
export async function codeInVivo(desk) {
  const reply = await desk.change("in_vivo", { spans: desk.selection.map(({ start, end }) => [start, end]) });
  if (reply) attendToMade(desk, reply);
}

/** Return what the palette offers beside the codes there are. */
function offersFor(desk) {
  return [
    {
      word: (typed) => (typed ? desk.t("code.new_named", { name: typed }) : desk.t("code.new")),
      run: (typed) => newCodeDialog(desk, { name: typed }),
    },
    { word: () => desk.t("code.in_vivo"), run: () => codeInVivo(desk) },
  ];
}

/**
 * Let the reader choose a code; resolves to its id, or null where she left or took one of the `offers`.
 * `word`: what it is for. `chosen`: the id of a code that is marked at first. `offers`: `{word(typed), run(typed)}`.
 */
export function pickCode(desk, { word, chosen = null, offers = [] }) {
  const before = desk.root.activeElement;
  desk.places.layer.querySelector(".kv-palette")?.leave();
  const prefix = `kv-${desk.transport.view}-option`;
  const input = h("input", {
    class: "kv-palette-input",
    type: "text",
    role: "combobox",
    "aria-expanded": "true",
    "aria-autocomplete": "list",
    "aria-controls": `${prefix}s`,
    "aria-label": word,
    placeholder: word,
    autocomplete: "off",
    spellcheck: "false",
  });
  const list = h("div", { class: "kv-options", role: "listbox", id: `${prefix}s`, "aria-label": word });
  const rule = h("p", { class: "kv-palette-rule", "aria-live": "polite", dir: "auto" });
  const box = h("div", { class: "kv-palette", role: "group", "aria-label": word }, input, list, rule);
  const codes = codeTree(desk)
    .filter((row) => row.code)
    .map((row) => row.code);
  let options = [];
  let at = 0;

  return new Promise((resolve) => {
    const leave = (result, keep = false) => {
      if (!box.isConnected) return;
      desk.root.removeEventListener("pointerdown", outside, true);
      box.remove();
      if (!keep && before?.isConnected) before.focus({ preventScroll: true });
      resolve(result);
    };
    box.leave = () => leave(null, true);
    const outside = (event) => !event.composedPath().includes(box) && leave(null, true);
    const take = (option) => {
      if (option.code) return leave(option.code.id);
      leave(null);
      option.offer.run(input.value.trim());
    };
    const point = (to) => {
      at = Math.max(0, Math.min(to, options.length - 1));
      options.forEach(({ element }, index) => element.setAttribute("aria-selected", String(index === at)));
      const now = options[at];
      if (!now) return input.removeAttribute("aria-activedescendant");
      input.setAttribute("aria-activedescendant", now.element.id);
      fill(rule, now.code?.definition || ""); // takes room from the list, in which the option is then to be seen
      now.element.scrollIntoView({ block: "nearest" });
      if (now.code) lookAtCode(desk, now.code.id);
    };
    const search = () => {
      const typed = input.value.trim();
      const fitting = rankedCodes(codes, typed, codingState(desk).used).slice(0, MOST);
      options = [...fitting.map((code) => ({ code })), ...offers.map((offer) => ({ offer }))];
      options.forEach((option, index) => {
        option.element = optionElement(desk, option, `${prefix}-${index}`, typed);
        option.element.addEventListener("click", () => take(option));
        option.element.addEventListener("pointermove", () => at !== index && point(index));
      });
      fill(
        list,
        options.map(({ element }) => element),
        options.length === 0 && h("p", { class: "kv-empty" }, desk.t("codebook.none")),
      );
      point(
        typed
          ? 0
          : Math.max(
              0,
              options.findIndex(({ code }) => code && code.id === chosen),
            ),
      );
    };
    input.addEventListener("input", search);
    box.addEventListener("mousedown", (event) => event.target !== input && event.preventDefault());
    box.addEventListener("keydown", (event) => {
      const page = 8;
      const moves = {
        ArrowDown: at === options.length - 1 ? 0 : at + 1,
        ArrowUp: at === 0 ? options.length - 1 : at - 1,
        PageDown: at + page,
        PageUp: at - page,
      };
      event.stopPropagation();
      if (event.isComposing) return;
      if (event.key in moves) point(moves[event.key]);
      else if (event.key === "Enter" && options[at]) take(options[at]);
      else if (event.key === "Escape" || event.key === "Tab") leave(null);
      else return;
      event.preventDefault();
    });
    desk.root.addEventListener("pointerdown", outside, true);
    desk.places.layer.append(box);
    placeAtSelection(desk, box);
    search();
    input.focus();
  });
}

function optionElement(desk, { code, offer }, id, typed) {
  if (offer) return h("div", { class: "kv-option kv-offer", role: "option", id, "aria-selected": "false" }, offer.word(typed));
  const above = namesAbove(desk, code);
  const key = numberOf(desk, code.id);
  return h(
    "div",
    { class: "kv-option kv-hue", role: "option", id, "aria-selected": "false", style: { "--kv-code": code.colour } },
    h("span", { class: "kv-swatch", "aria-hidden": "true" }),
    h("bdi", { class: "kv-option-name" }, code.label),
    above && h("bdi", { class: "kv-above" }, above),
    key && h("kbd", { class: "kv-key" }, String(key)),
  );
}

/** Put a box under the selection, or above it where there is more room, inside the desk. */
function placeAtSelection(desk, box) {
  const desks = desk.places.desk.getBoundingClientRect();
  const text = desk.places.text.getBoundingClientRect();
  const mark = rectOfPassage(desk);
  const inSight = mark && mark.bottom > text.top && mark.top < text.bottom;
  const [top, bottom] = inSight ? [Math.max(mark.top, text.top), Math.min(mark.bottom, text.bottom)] : [text.top, text.top + 24];
  const room = { below: desks.bottom - bottom - 16, above: top - desks.top - 16 };
  const below = room.below >= 240 || room.below >= room.above;
  const left = Math.max(8, Math.min((inSight ? mark.left : text.left + 24) - desks.left, desks.width - box.offsetWidth - 8));
  box.style.setProperty("left", `${left}px`);
  box.style.setProperty("max-height", `${Math.max(180, Math.min(400, below ? room.below : room.above))}px`);
  if (below) box.style.setProperty("top", `${Math.min(bottom - desks.top + 6, desks.height - 200)}px`);
  else box.style.setProperty("bottom", `${desks.bottom - top + 6}px`);
}

/** Return where the passage to be coded stands in the page: the last selected, or what is in focus; null without any. */
function rectOfPassage(desk) {
  const focused = ["coding", "suggestion"].includes(desk.focus?.kind) ? desk.replica.get(desk.focus.kind, desk.focus.id) : null;
  const span = desk.selection.at(-1) ?? focused;
  const { places } = desk.transcript;
  return span && !span.orphan ? places.rangeOf(...places.unitsOf(span)).getBoundingClientRect() : null;
}
