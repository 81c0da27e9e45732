// Earlier versions of the text: readable, clearly not in force, and not to be coded.

import { h } from "../dom.js";
import { dialog } from "../dialog.js";
import { bdi, momentOf, wordButton } from "./showing.js";

/** Return the list of the open source's versions; null where it was never corrected. */
export function versionsOf(desk) {
  const { t } = desk;
  const { version } = desk.source;
  if (version === 1) return null;
  const earlier = Array.from({ length: version - 1 }, (_, at) => version - 1 - at);
  const rows = earlier.map((number) =>
    h(
      "li",
      {},
      wordButton(t("versions.number", { number }), () => lookAtVersion(desk, number)),
    ),
  );
  const now = h("li", {}, t("versions.in_force", { number: version }));
  return h("section", { class: "kv-versions" }, h("h3", {}, t("versions.title")), h("ul", { class: "kv-plain" }, now, rows));
}

async function lookAtVersion(desk, number) {
  const reply = await desk.ask("look", { source: desk.source.id, what: "version", number }, { quiet: true });
  if (!reply) return;
  const { text, made, reason } = reply.result;
  const title = desk.t("versions.not_in_force", { number });
  const when = h(
    "p",
    { class: "kv-caption" },
    desk.t("versions.made", { when: momentOf(desk, made) }),
    reason && " · ",
    bdi(reason),
  );
  const page = h("div", { class: "kv-old-text", role: "document", tabindex: "0", dir: "auto", "aria-label": title }, text);
  dialog(desk, { title, body: [h("p", { class: "kv-not-in-force" }, desk.t("versions.help")), when, page], wide: true });
}
