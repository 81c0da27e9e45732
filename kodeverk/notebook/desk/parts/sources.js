// Which interview is open, the others with how far one has come, and the way to the next.

import { h, fill } from "../dom.js";
import { icon } from "../icons.js";
import { command } from "../commands.js";
import { bdi, localesOf } from "./showing.js";

export function sourcesPart(desk) {
  const { t } = desk;
  const name = h("bdi", { class: "kv-source-name" });
  const who = h("bdi", { class: "kv-soft kv-source-who" });
  const opener = h(
    "button",
    {
      type: "button",
      class: "kv-button kv-source",
      "aria-haspopup": "listbox",
      "aria-expanded": "false",
      title: t("sources.choose"),
      onclick: () => toggle(),
    },
    h("span", { class: "kv-hidden" }, t("sources.choose"), ": "),
    name,
    who,
    icon("down"),
  );
  desk.places.head.prepend(opener);
  const all = () =>
    [...desk.replica.all("source").values()].sort((a, b) =>
      a.name.localeCompare(b.name, localesOf(desk), { numeric: true }),
    );
  const toggle = () =>
    opener.getAttribute("aria-expanded") === "true"
      ? desk.places.layer.querySelector(".kv-sources")?.leave()
      : showSources(desk, opener, all());
  const show = () => {
    const source = desk.source && desk.replica.get("source", desk.source.id);
    fill(name, source?.name ?? t("sources.none"));
    fill(who, source?.who ?? "");
  };
  const go = (by) => {
    const sources = all();
    const next = sources[sources.findIndex(({ id }) => id === desk.source?.id) + by];
    if (next) desk.open(next.id);
    else desk.say(by > 0 ? t("sources.last") : t("sources.first"));
  };
  command(desk, { id: "sources.choose", word: t("sources.choose"), keys: ["o"], group: "study", run: toggle });
  command(desk, { id: "sources.next", word: t("sources.next"), keys: ["Alt+PageDown"], group: "study", run: () => go(1) });
  command(desk, { id: "sources.previous", word: t("sources.previous"), keys: ["Alt+PageUp"], group: "study", run: () => go(-1) });
  desk.on("opened", show);
  desk.on("changed", (kinds) => kinds.has("source") && show());
  show();
}

function showSources(desk, opener, sources) {
  const { t } = desk;
  const options = sources.map((source) => sourceOption(desk, source));
  const list = h("div", { class: "kv-sources", role: "listbox", "aria-label": t("sources.choose"), tabindex: "-1" }, options);
  const outside = (event) => !event.composedPath().includes(list) && !event.composedPath().includes(opener) && leave(false);
  const leave = (back = true) => {
    desk.root.removeEventListener("pointerdown", outside, true);
    list.remove();
    opener.setAttribute("aria-expanded", "false");
    if (back) opener.focus();
  };
  list.leave = leave;
  const choose = (option) => {
    leave();
    if (option && option.dataset.source !== desk.source?.id) desk.open(option.dataset.source);
  };
  const go = (index) => options.at(Math.max(0, Math.min(index, options.length - 1)))?.focus();
  list.addEventListener(
    "click",
    (event) => event.target.closest("[role=option]") && choose(event.target.closest("[role=option]")),
  );
  list.addEventListener("keydown", (event) => {
    const at = options.indexOf(desk.root.activeElement);
    const moves = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: options.length - 1 };
    event.stopPropagation();
    if (event.key in moves) go(moves[event.key]);
    else if (event.key === "Enter" || event.key === " ") choose(options[at]);
    else if (event.key === "Escape" || event.key === "Tab") leave();
    else return;
    event.preventDefault();
  });
  opener.setAttribute("aria-expanded", "true");
  desk.root.addEventListener("pointerdown", outside, true);
  desk.places.layer.append(list);
  const [desks, button] = [desk.places.desk.getBoundingClientRect(), opener.getBoundingClientRect()];
  list.style.setProperty("left", `${button.left - desks.left}px`);
  list.style.setProperty("top", `${button.bottom - desks.top + 4}px`);
  go(sources.findIndex(({ id }) => id === desk.source?.id));
}

function sourceOption(desk, source) {
  const { t, tn } = desk;
  const open = source.id === desk.source?.id;
  const facts = [
    tn("codings", source.own),
    source.undecided > 0 && tn("sources.undecided", source.undecided),
    source.orphans > 0 && tn("sources.orphans", source.orphans),
  ];
  return h(
    "div",
    { class: "kv-source-option", role: "option", tabindex: "-1", "aria-selected": String(open), data: { source: source.id } },
    h(
      "span",
      { class: "kv-source-line" },
      bdi(source.name, { class: "kv-source-name" }),
      source.who && bdi(source.who, { class: "kv-soft" }),
    ),
    h("span", { class: "kv-source-facts" }, facts.filter(Boolean).join(" · ")),
    h(
      "span",
      { class: `kv-source-read${source.read ? " kv-yes" : ""}` },
      source.read && icon("accept"),
      source.read ? t("sources.read") : t("sources.unread"),
    ),
  );
}
