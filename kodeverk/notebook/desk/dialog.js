// Dialogs inside the desk: they stay in the cell, hold focus, and lose nothing that was typed.

import { h, fill } from "./dom.js";
import { icon } from "./icons.js";

const memories = new WeakMap(); // desk -> {refusal, drafts}

function dialogMemory(desk) {
  if (!memories.has(desk)) {
    const memory = { refusal: null, drafts: new Map() };
    memories.set(desk, memory);
    desk.on("refused", ({ error }) => (memory.refusal = error));
  }
  return memories.get(desk);
}

/**
 * Show a dialog; resolves when it is closed, to what `submit` gave, or null.
 * `body`: nodes; `submit`: does it, and gives something where it was done, or null where the study said no: the dialog
 * then stays, with the reason. A field whose `pattern` does not fit says so by its `title`. Without `submit` it only
 * shows. What was typed in fields with a name is kept under `draft` until it has been saved.
 */
export function dialog(desk, { title, body, word = null, submit = null, draft = null, wide = false }) {
  const memory = dialogMemory(desk);
  const told = h("p", { class: "kv-refusal", role: "alert", hidden: true });
  const closer = h("button", { type: "button", class: "kv-button kv-quiet", "aria-label": desk.t("close") }, icon("close"));
  const leave = h("button", { type: "button", class: "kv-button" }, submit ? desk.t("cancel") : desk.t("close"));
  const go = submit && h("button", { type: "submit", class: "kv-button kv-primary" }, word);
  const form = h(
    "form",
    { class: "kv-dialog-form", novalidate: true },
    h("header", { class: "kv-dialog-head" }, h("h2", {}, title), closer),
    h("div", { class: "kv-dialog-body", ...(submit ? {} : { tabindex: "0", role: "group", "aria-label": title }) }, body),
    h("footer", { class: "kv-dialog-foot" }, told, leave, go),
  );
  const box = h(
    "div",
    { class: `kv-dialog${wide ? " kv-wide" : ""}`, role: "dialog", "aria-modal": "true", "aria-label": title, tabindex: "-1" },
    form,
  );
  const veil = h("div", { class: "kv-veil" }, box);
  const fields = () => [...form.querySelectorAll("[name]")];
  restoreDraft(fields(), memory.drafts.get(draft));
  const before = desk.root.activeElement;
  const others = [...desk.places.desk.children].filter((child) => child !== desk.places.layer);

  return new Promise((resolve) => {
    let busy = false;
    const close = (result) => {
      if (draft) result === null ? memory.drafts.set(draft, draftOf(fields())) : memory.drafts.delete(draft);
      veil.remove();
      others.forEach((child) => (child.inert = false));
      if (before?.isConnected) before.focus({ preventScroll: true });
      resolve(result);
    };
    const refuse = (text) => {
      fill(told, text);
      told.hidden = false;
    };
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (busy) return;
      const empty = fields().find((field) => field.required && !field.value.trim());
      if (empty) {
        const { called, options } = empty.dataset;
        refuse(options ? desk.t("dialog.unchosen", { options }) : desk.t("dialog.missing", { field: called }));
        return (options ? empty.parentElement.querySelector("input[type=radio]") : empty).focus();
      }
      const unfit = fields().find((field) => field.validity.patternMismatch);
      if (unfit) {
        refuse(unfit.title);
        return unfit.focus();
      }
      busy = true;
      go.setAttribute("aria-disabled", "true");
      memory.refusal = null;
      let result = null;
      try {
        result = await submit(Object.fromEntries(draftOf(fields())));
      } finally {
        busy = false;
        go.removeAttribute("aria-disabled");
        if (!result) refuse(memory.refusal?.message || desk.t("dialog.unanswered"));
      }
      if (result) close(result);
    });
    box.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Escape" && !busy) close(null);
      else if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && go) form.requestSubmit();
      else if (event.key === "Tab") keepFocusIn(box, event, desk.root);
      else return;
      if (event.key !== "Tab") event.preventDefault();
    });
    for (const button of [closer, leave]) button.addEventListener("click", () => !busy && close(null));
    others.forEach((child) => (child.inert = true));
    desk.places.layer.append(veil);
    (form.querySelector("[autofocus]") ?? fields()[0] ?? leave).focus();
  });
}

/** Return a field with its name above it, and what explains it below. */
export function field(word, control, help = null) {
  control.dataset.called = word;
  return h(
    "label",
    { class: "kv-field" },
    h("span", { class: "kv-field-word" }, word),
    control,
    help && h("span", { class: "kv-help-text" }, help),
  );
}

/** Return a choice of one among few, as radio buttons: `options` are `[value, word]`; with `chosen` null one must be made. */
export function choice(word, name, options, chosen = null) {
  const group = `${name}-${Math.random().toString(36).slice(2)}`; // radio buttons of two desks must not share a group
  const words = options.map(([, label]) => label).join(" / ");
  const hidden = h("input", { type: "hidden", name, value: chosen ?? "", required: chosen === null, data: { options: words } });
  const one = ([value, label]) =>
    h(
      "label",
      { class: "kv-radio" },
      h("input", {
        type: "radio",
        name: null,
        value,
        checked: value === chosen,
        data: { group },
        onchange: () => (hidden.value = value),
      }),
      h("span", {}, label),
    );
  const set = h("fieldset", { class: "kv-choice" }, h("legend", {}, word), hidden, options.map(one));
  set.querySelectorAll("input[type=radio]").forEach((radio) => radio.setAttribute("name", group));
  hidden.addEventListener("restored", () => {
    set.querySelectorAll("input[type=radio]").forEach((radio) => (radio.checked = radio.value === hidden.value));
  });
  return set;
}

function draftOf(fields) {
  return fields.filter((one) => one.type !== "radio").map((one) => [one.name, one.value]);
}

function restoreDraft(fields, draft) {
  const kept = new Map(draft ?? []);
  for (const one of fields) {
    if (!kept.has(one.name) || one.type === "radio") continue;
    one.value = kept.get(one.name);
    one.dispatchEvent(new Event("restored"));
  }
}

function keepFocusIn(box, event, root) {
  const stops = [...box.querySelectorAll("button, input:not([type=hidden]), select, textarea, [tabindex='0']")];
  const last = stops.at(-1);
  const at = root.activeElement;
  const edge = event.shiftKey ? at === stops[0] || at === box : at === last;
  if (!edge) return;
  event.preventDefault();
  (event.shiftKey ? last : stops[0]).focus();
}
