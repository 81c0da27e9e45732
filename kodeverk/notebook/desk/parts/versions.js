// Earlier versions of the text: readable, clearly not in force, and not to be coded.

import { h } from "../dom.js";
import { dialog } from "../dialog.js";
import { Offsets } from "../offsets.js";
import { bdi, coderName, momentOf, wordButton } from "./showing.js";

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
  const title = desk.t("versions.not_in_force", { number });
  const page = h(
    "div",
    { class: "kv-old-text", role: "document", tabindex: "0", "aria-label": title },
    oldTurns(reply.result).map(([turn, speaker, said]) =>
      h(
        "div",
        { class: "kv-old-turn" },
        h("span", { class: "kv-where" }, String(turn), speaker && [" ", bdi(speaker)]),
        h("p", { dir: "auto" }, said),
      ),
    ),
  );
  const help = h("p", { class: "kv-not-in-force" }, desk.t("versions.help"));
  dialog(desk, { title, body: [help, h("div", {}, whenAndWhy(desk, reply.result)), page], wide: true });
}

/** Return the turns of an earlier version as `[number, speaker, what was said]`. */
function oldTurns({ text, segments }) {
  const offsets = new Offsets(text);
  return segments.map(([number, , end, body, speaker]) => [
    number,
    speaker,
    text.slice(offsets.toUtf16(body), offsets.toUtf16(end)),
  ]);
}

/** Return when an earlier version was made, and when, by whom and why it was replaced. */
function whenAndWhy(desk, { made, reason, replaced }) {
  const when = momentOf(desk, replaced.at, { withDay: true });
  const who = replaced.who && coderName(desk, replaced.who);
  return [
    [desk.t("versions.made", { when: momentOf(desk, made, { withDay: true }) }), reason],
    [who ? desk.t("versions.replaced_by", { when, who }) : desk.t("versions.replaced", { when }), replaced.why],
  ].map(([what, why]) => h("p", { class: "kv-caption" }, what, why && [" · ", bdi(why)]));
}
