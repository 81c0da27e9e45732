// The tray: the passages marked beside each other, to be coded at one stroke.

import { h, fill } from "../dom.js";
import { bdi } from "./showing.js";

/** Shows the marked passages under the transcript where there are several, or where one is kept for the next. */
export function trayFor(desk, marker) {
  const tray = h("div", { class: "kv-tray", role: "group", "aria-label": desk.t("tray"), hidden: true });
  desk.places.text.append(tray);
  desk.on("selected", () => {
    tray.hidden = desk.selection.length < (marker.keeping ? 1 : 2);
    if (!tray.hidden)
      fill(
        tray,
        h("p", { class: "kv-caption" }, desk.tn("tray.count", desk.selection.length)),
        desk.selection.map((span) => slip(desk, marker, span)),
      );
  });
}

function slip(desk, marker, span) {
  const quote = desk.quote(span);
  const out = h(
    "button",
    {
      type: "button",
      class: "kv-slipout",
      "aria-label": desk.t("tray.drop", { text: quote.slice(0, 80) }),
      onclick: () => marker.drop(span),
    },
    "×",
  );
  const place = h("button", { type: "button", class: "kv-sliptext", onclick: () => desk.transcript.goTo(span) }, bdi(quote));
  return h("span", { class: "kv-slip" }, place, out);
}
