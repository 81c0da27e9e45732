// Correcting what a turn says, in its place: only what was changed is told, so that codings around it stay.

import { h, fill } from "../dom.js";
import { command } from "../commands.js";
import { editsBetween } from "./edits.js";
import { bdi, quoteBox, turnInFocus, wordButton } from "./showing.js";

export function correctingPart(desk) {
  const { t } = desk;
  const correcting = { desk, form: null, drafts: new Map(), returnTo: null };
  command(desk, {
    id: "text.correct",
    word: t("text.correct"),
    keys: ["t"],
    group: "study",
    bar: "context",
    icon: "edit",
    when: () => desk.mode === "code" && turnInFocus(desk) !== undefined,
    run: () => openForm(correcting, turnInFocus(desk)),
  });
  desk.on("opened", () => reopenForm(correcting));
  desk.on("mode", (mode) => mode !== "correct" && closeForm(correcting));
}

/**
 * What is written and not saved is kept, so that neither a refusal nor Escape loses it: by source, the number of the
 * turn, and the text it was begun on, for the same number may be another turn's in another version.
 */
function draftKey(source, number, text) {
  return `${source.id}/${number}/${text}`;
}

function textOf(desk, [, , end, body]) {
  return desk.quote({ start: body, end });
}

function openForm(correcting, segment, begun = null) {
  const { desk } = correcting;
  closeForm(correcting);
  const turn = desk.transcript.turns.find((one) => one.number === segment[0]);
  const [number, , , , , speaker] = segment;
  const text = textOf(desk, segment);
  const key = draftKey(desk.source, number, text);
  if (begun) correcting.drafts.set(key, begun);
  const draft = correcting.drafts.get(key);
  const field = h("textarea", { class: "kv-turn-field", dir: "auto", "aria-label": desk.t("correct.text", { number }) });
  const why = h("input", { type: "text", class: "kv-field", autocomplete: "off" });
  [field.value, why.value] = [draft?.text ?? text, draft?.why ?? ""];
  const form = h(
    "form",
    { class: "kv-correct", "aria-label": desk.t("correct.title", { number }) },
    h("p", { class: "kv-caption" }, h("strong", {}, desk.t("correct.title", { number })), speaker && " · ", bdi(speaker)),
    field,
    h("label", { class: "kv-labelled" }, h("span", {}, desk.t("correct.why")), why),
    h("p", { class: "kv-caption" }, desk.t("correct.help")),
    h("p", { class: "kv-refusal", role: "alert", hidden: true }),
    h(
      "div",
      { class: "kv-actions" },
      saveButton(desk),
      wordButton(desk.t("cancel"), () => leaveForm(correcting)),
    ),
  );
  correcting.form = { source: desk.source.id, key, form, segment, text, field, why, turn, sending: false };
  listenToForm(correcting);
  turn.element.classList.add("kv-correcting");
  turn.speech.after(form);
  desk.setMode("correct");
  fitted(field);
  field.focus();
  field.setSelectionRange(0, 0);
}

function saveButton(desk) {
  return h("button", { type: "submit", class: "kv-button kv-primary" }, desk.t("correct.save"));
}

/** Make a field as high as what stands in it. */
function fitted(field) {
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + 2}px`;
}

function listenToForm(correcting) {
  const { desk, form: open } = correcting;
  const { form, field, why, key } = open;
  form.addEventListener("input", () => {
    fitted(field);
    correcting.drafts.set(key, { text: field.value, why: why.value });
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    saveForm(correcting);
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") leaveForm(correcting);
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) saveForm(correcting);
    else return void event.stopPropagation(); // letters are text here, not commands
    event.preventDefault();
    event.stopPropagation();
  });
}

async function saveForm(correcting) {
  const { desk, form: open } = correcting;
  if (open.sending) return;
  const edits = editsInSource(desk, open);
  if (edits.length === 0) {
    desk.say(desk.t("correct.nothing"));
    return void discard(correcting);
  }
  open.sending = true;
  const reply = await desk.change("correct", { edits, why: open.why.value.trim() });
  open.sending = false;
  if (reply === null) return void showRefusal(correcting, open);
  correcting.returnTo = open.segment[0];
  discard(correcting);
  desk.emit("corrected", reply.result);
}

/** Return what was changed as `[start, end, new text]`, in code points of the source. */
function editsInSource(desk, { segment, text, field }) {
  const { offsets } = desk.source;
  const base = offsets.toUtf16(segment[3]);
  return editsBetween(text, field.value).map(([start, end, added]) => [
    offsets.fromUtf16(base + start),
    offsets.fromUtf16(base + end),
    added,
  ]);
}

function showRefusal(correcting, open) {
  if (correcting.form !== open) return; // the text has been opened anew, and the form with it
  const refusal = open.form.querySelector(".kv-refusal");
  refusal.hidden = false;
  fill(refusal, correcting.desk.t("correct.refused"));
}

function discard(correcting) {
  if (correcting.form) correcting.drafts.delete(correcting.form.key);
  leaveForm(correcting);
}

function leaveForm(correcting) {
  const turn = correcting.form?.turn;
  closeForm(correcting);
  if (!turn) return;
  correcting.desk.setMode("code");
  if (turn.element.isConnected) correcting.desk.transcript.focusTurn(turn);
}

function closeForm(correcting) {
  if (!correcting.form) return;
  correcting.form.turn.element.classList.remove("kv-correcting");
  correcting.form.form.remove();
  correcting.form = null;
}

/** Another version of the text while something was being written: the form comes back with what was written. */
function reopenForm(correcting) {
  const { desk, form: open } = correcting;
  if (!open) return backToTurn(correcting);
  const draft = correcting.drafts.get(open.key);
  const again = desk.source.id === open.source && turnAgain(desk, open);
  if (!again || !draft) return void leaveForm(correcting);
  correcting.drafts.delete(open.key);
  openForm(correcting, again, draft);
  if (correcting.form.text === open.text) return;
  const refusal = correcting.form.form.querySelector(".kv-refusal");
  refusal.hidden = false;
  fill(refusal, desk.t("correct.changed_meanwhile"));
  refusal.after(quoteBox(correcting.form.text));
}

/** Return the turn that says what it said when correcting it was begun, or else the one with its number. */
function turnAgain(desk, { segment: [number], text }) {
  const same = desk.source.segments.filter((one) => textOf(desk, one) === text);
  same.sort((one, other) => Math.abs(one[0] - number) - Math.abs(other[0] - number));
  return same[0] ?? desk.source.segments.find((one) => one[0] === number);
}

/** The text has come back as corrected: focus goes to the turn it was in. */
function backToTurn(correcting) {
  const { turns, focusTurn } = correcting.desk.transcript;
  const turn = turns.find((one) => one.number === correcting.returnTo);
  correcting.returnTo = null;
  if (turn) focusTurn(turn);
}
