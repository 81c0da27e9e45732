// A coding's name in the margin.

import { h } from "../dom.js";
import { bdi, coderName } from "./showing.js";
import { codeColour } from "./colouring.js";

/** Return what a mark is called in full: its code, who coded and what. */
export function markName(desk, { kind, record }) {
  const code = desk.replica.get("code", record.code)?.label ?? "";
  const coder = coderName(desk, record.coder);
  const quote = desk.quote(record);
  const short = quote.length > 80 ? `${Array.from(quote).slice(0, 79).join("")}…` : quote;
  const values = { code, coder, quote: short };
  return kind === "suggestion" ? desk.t("mark.suggestion", values) : desk.t("mark.coding", values);
}

/** Return the name of a coding in the margin, as a button that puts it in focus. */
export function marginLabel(marks, { id, kind, record }) {
  const { desk } = marks;
  const memos = [...desk.replica.all("memo").values()].some((memo) => memo.on === "coding" && memo.target === id);
  const label = h(
    "button",
    {
      type: "button",
      class: `kv-label kv-hue${record.mine ? "" : " kv-others"}`,
      tabindex: "-1",
      style: { "--kv-code": codeColour(desk, record.code) },
      "aria-label": markName(desk, { kind, record }),
      onclick: () => desk.attend({ kind: "coding", id }),
    },
    bdi(desk.replica.get("code", record.code)?.label ?? ""),
    !record.mine && [" ", bdi(coderName(desk, record.coder), { class: "kv-labelcoder" })],
    memos && h("span", { class: "kv-hasmemo", "aria-hidden": "true" }, "✎"),
  );
  marks.owners.set(label, [id]);
  return label;
}
