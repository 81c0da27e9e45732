// The tools above the text, and the bar below it that says what is selected and what can be done with it.

import { h, fill } from "../dom.js";
import { command, commandButton, commandsOf } from "../commands.js";
import { backToText, codingInFocus, codingState } from "../coding.js";
import { offerSelection } from "../dragging.js";
import { codingLine } from "./coding_menu.js";
import { codeTag } from "./showing.js";

export function toolbarPart(desk) {
  const { t } = desk;
  const { places } = desk;
  places.desk.setAttribute("aria-label", t("place.desk", { study: desk.settings.study }));
  places.text.setAttribute("aria-label", t("place.text"));
  places.side.setAttribute("aria-label", t("place.side"));
  places.text.addEventListener("focusin", (event) => (codingState(desk).back = event.target));

  const tools = h("div", { class: "kv-tools", role: "toolbar", "aria-label": t("place.tools") });
  const what = h("div", { class: "kv-what" });
  const acts = h("div", { class: "kv-acts", role: "toolbar", "aria-label": t("place.acts") });
  const context = h("div", { class: "kv-context", role: "region", "aria-label": t("place.acts") }, what, acts);
  places.head.append(tools);
  places.foot.before(context);
  places.desk.addEventListener("keydown", (event) => moveAmongTools(event, desk));

  const buttons = new Map();
  const show = () => {
    for (const one of commandsOf(desk)) {
      if (!one.bar) continue;
      if (!buttons.has(one)) {
        buttons.set(one, commandButton(desk, one));
        (one.bar === "head" ? tools : acts).append(buttons.get(one));
      }
      enable(desk, one, buttons.get(one));
    }
    rove(tools, desk);
    rove(acts, desk);
  };
  const tell = () => {
    showWhat(desk, what);
    show();
  };
  let waiting = false;
  const soon = () => {
    if (waiting) return;
    waiting = true;
    queueMicrotask(() => {
      waiting = false;
      tell();
    });
  };
  for (const event of ["commands", "selected", "changed", "mode", "opened", "answered"]) desk.on(event, soon);
  command(desk, {
    id: "leave",
    word: t("leave"),
    keys: ["Escape"],
    run: () => {
      if (desk.selection.length) desk.select([]);
      else if (desk.focus) desk.attend(null);
      else if (desk.mode === "read") desk.setMode("code");
      else backToText(desk);
    },
  });
  soon();
}

/** A tool of the head stays and is dimmed; one of the bar below is there only while it can be used. */
function enable(desk, one, button) {
  const can = Boolean(one.when());
  if (one.pressed) button.setAttribute("aria-pressed", String(one.pressed()));
  if (one.bar === "head") return button.setAttribute("aria-disabled", String(!can));
  if (!can && button === desk.root.activeElement) backToText(desk);
  button.hidden = !can;
}

/** One stop for the Tab key in a toolbar. */
function rove(bar, desk) {
  const shown = [...bar.querySelectorAll("button")].filter((button) => !button.hidden);
  const now =
    shown.find((button) => button === desk.root.activeElement) ?? shown.find((button) => button.tabIndex === 0) ?? shown[0];
  for (const button of bar.querySelectorAll("button")) button.tabIndex = button === now ? 0 : -1;
}

function moveAmongTools(event, desk) {
  const bar = event.target.closest("[role=toolbar]");
  if (!bar || event.ctrlKey || event.altKey || event.metaKey) return;
  const shown = [...bar.querySelectorAll("button")].filter((button) => !button.hidden);
  const at = shown.indexOf(event.target.closest("button"));
  const to = {
    ArrowRight: (at + 1) % shown.length,
    ArrowLeft: (at - 1 + shown.length) % shown.length,
    Home: 0,
    End: shown.length - 1,
  }[event.key];
  if (at < 0 || to === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  shown[to].focus();
  rove(bar, desk);
}

/** Say what the tools below would work on: the selection, or the coding in focus. */
function showWhat(desk, what) {
  const { t, source } = desk;
  const coding = codingInFocus(desk);
  if (!source) return fill(what);
  if (coding) return fill(what, codingLine(desk, coding));
  const suggestion = desk.focus?.kind === "suggestion" && desk.replica.get("suggestion", desk.focus.id);
  if (desk.selection.length) return fill(what, suggestion && suggestionLine(desk, suggestion), selectionLine(desk));
  if (suggestion) return fill(what, suggestionLine(desk, suggestion));
  const none = { code: t("selection.none"), read: t("reading.bar") }[desk.mode];
  fill(what, none && h("span", { class: "kv-soft" }, none));
}

/** Return what is marked, to be dragged onto a code, and how much it is. */
function selectionLine(desk) {
  const { t, tn } = desk;
  const letters = desk.selection.reduce((sum, { start, end }) => sum + end - start, 0);
  const quote = desk.selection.map((span) => shortened(desk.quote(span))).join(" … ");
  const handle = h("q", { class: "kv-handle", dir: "auto", title: t("selection.drag") }, quote);
  offerSelection(desk, handle);
  const several = desk.selection.length > 1 && h("span", { class: "kv-count" }, tn("selection.passages", desk.selection.length));
  return [handle, h("span", { class: "kv-soft" }, several, " ", tn("selection.characters", letters))];
}

/** Return the suggestion in focus in one line: the code, that it is undecided, and its words. */
function suggestionLine(desk, suggestion) {
  return h(
    "div",
    { class: "kv-coding-line" },
    codeTag(desk, suggestion.code),
    h("span", { class: "kv-soft" }, desk.t("card.suggested")),
    h("q", { dir: "auto" }, shortened(desk.quote(suggestion))),
  );
}

function shortened(text) {
  const line = text.replace(/\s+/g, " ").trim();
  const letters = [...new Intl.Segmenter().segment(line)].map(({ segment }) => segment);
  return letters.length <= 90 ? line : `${letters.slice(0, 55).join("")} … ${letters.slice(-30).join("")}`;
}
