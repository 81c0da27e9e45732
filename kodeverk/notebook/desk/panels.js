// The panels of the side: one tab each, one shown at a time.

import { h } from "./dom.js";

const sides = new WeakMap(); // desk -> {tabs, list, shown}

/**
 * Make a panel known, and return `{element, show, badge}`: fill `element`; `show()` brings it forward (`{focus: true}`
 * also moves focus to its tab); `badge(text)` writes a small number beside its name. `word`: its name, `t("...")`.
 */
export function panel(desk, { id, word }) {
  const side = sideOf(desk);
  const element = h("div", { class: `kv-panel kv-panel-${id}`, role: "tabpanel", hidden: true });
  const count = h("span", { class: "kv-badge", hidden: true });
  const tab = h(
    "button",
    { type: "button", class: "kv-tab", role: "tab", "aria-selected": "false", tabindex: "-1" },
    word,
    count,
  );
  element.setAttribute("aria-label", word);
  const made = {
    id,
    tab,
    element,
    show: ({ focus = false } = {}) => {
      showPanel(desk, side, made);
      if (focus) tab.focus();
    },
    badge: (text) => {
      count.textContent = text;
      count.hidden = text === "" || text === null;
    },
  };
  tab.addEventListener("click", () => made.show());
  side.panels.push(made);
  side.list.append(tab);
  desk.places.side.append(element);
  if (side.shown === null) made.show();
  return made;
}

/** Bring the panel with this id forward. */
export function showPanelById(desk, id) {
  sideOf(desk)
    .panels.find((one) => one.id === id)
    ?.show();
}

function showPanel(desk, side, chosen) {
  side.shown = chosen;
  for (const one of side.panels) {
    one.element.hidden = one !== chosen;
    one.tab.setAttribute("aria-selected", String(one === chosen));
    one.tab.tabIndex = one === chosen ? 0 : -1;
  }
  desk.emit("panel", chosen.id);
}

function sideOf(desk) {
  if (sides.has(desk)) return sides.get(desk);
  const list = h("div", { class: "kv-tabs", role: "tablist", "aria-label": desk.t("place.side") });
  const side = { list, panels: [], shown: null };
  list.addEventListener("keydown", (event) => moveAmongTabs(event, side));
  desk.places.side.prepend(list);
  sides.set(desk, side);
  return side;
}

function moveAmongTabs(event, side) {
  const panels = side.panels.filter(({ tab }) => !tab.hidden);
  const at = panels.indexOf(side.shown);
  const last = panels.length - 1;
  const to = { ArrowRight: at === last ? 0 : at + 1, ArrowLeft: at === 0 ? last : at - 1, Home: 0, End: last }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  panels[to].show({ focus: true });
}
