// Correcting what a turn says, in its place: only what was changed is told, so that codings around it stay.

import { h, fill } from "../dom.js";
import { command } from "../commands.js";
import { turnAgain, turnKnown } from "./drafts.js";
import { editsBetween } from "./edits.js";
import { bdi, quoteBox, turnInFocus, wordButton } from "./showing.js";

export function correctingPart(desk) {
  const { t } = desk;
  const correcting = { desk, form: null, drafts: [], returnTo: null };
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

/** Open the form in a turn, with what was written of it before and not saved. */
function openForm(correcting, segment) {
  const { desk } = correcting;
  closeForm(correcting);
  const turn = desk.transcript.turns.find((one) => one.number === segment[0]);
  const [number, , , , , speaker] = segment;
  const known = turnKnown(desk, segment);
  const draft = correcting.drafts.find((one) => turnAgain(desk, one.known) === segment);
  const field = h("textarea", { class: "kv-turn-field", dir: "auto", "aria-label": desk.t("correct.text", { number }) });
  const why = h("input", { type: "text", class: "kv-field", autocomplete: "off" });
  [field.value, why.value] = [draft?.written ?? known.text, draft?.why ?? ""];
  const form = h(
    "form",
    { class: "kv-correct", "aria-label": desk.t("correct.title", { number }) },
    h("p", { class: "kv-caption" }, h("strong", {}, desk.t("correct.title", { number })), speaker && " · ", bdi(speaker)),
    field,
    h("label", { class: "kv-labelled" }, h("span", {}, desk.t("correct.why")), why),
    h("p", { class: "kv-refusal", role: "alert", hidden: true }),
    h("div", { class: "kv-beside", hidden: true }),
    h("p", { class: "kv-caption" }, desk.t("correct.help")),
    h(
      "div",
      { class: "kv-actions" },
      saveButton(desk),
      wordButton(desk.t("cancel"), () => leaveForm(correcting)),
    ),
  );
  correcting.form = { known, form, segment, field, why, turn, shown: null, sending: false };
  listenToForm(correcting);
  turn.element.classList.add("kv-correcting");
  turn.speech.after(form);
  desk.setMode("correct");
  if (draft) tell(correcting, desk.t("correct.draft"), desk.t("correct.in_force"), known.text);
  if (draft) keepDraft(correcting, draft);
  fitted(field);
  field.focus();
  field.setSelectionRange(0, 0);
  desk.transcript.bring(() => form.getBoundingClientRect());
}

/** Keep what is written, so that neither a refusal nor Escape loses it; `instead`: the draft it takes the place of. */
function keepDraft(correcting, instead = null) {
  const { known, field, why } = correcting.form;
  correcting.drafts = correcting.drafts.filter((one) => one.known !== known && one !== instead);
  if (field.value === known.text && !why.value) return;
  correcting.drafts.push({ known, written: field.value, why: why.value });
}

/** Say something at the form, and show a text beside what is being written. */
function tell({ form: { form } }, said, caption = null, text = "") {
  const [refusal, beside] = [".kv-refusal", ".kv-beside"].map((place) => form.querySelector(place));
  refusal.hidden = false;
  fill(refusal, said);
  if (!caption) return;
  beside.hidden = false;
  fill(beside, h("p", { class: "kv-caption" }, caption), quoteBox(text));
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
  const { form, field } = correcting.form;
  form.addEventListener("input", () => {
    fitted(field);
    keepDraft(correcting);
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
function editsInSource(desk, { segment, known, field }) {
  const { offsets } = desk.source;
  const base = offsets.toUtf16(segment[3]);
  return editsBetween(known.text, field.value).map(([start, end, added]) => [
    offsets.fromUtf16(base + start),
    offsets.fromUtf16(base + end),
    added,
  ]);
}

function showRefusal(correcting, open) {
  if (correcting.form !== open) return; // the text has been opened anew, and the form with it
  tell(correcting, correcting.desk.t("correct.refused"));
}

function discard(correcting) {
  const { form } = correcting;
  if (form) correcting.drafts = correcting.drafts.filter((one) => one.known !== form.known);
  leaveForm(correcting);
}

function leaveForm(correcting) {
  const { desk, form } = correcting;
  closeForm(correcting);
  if (!form) return;
  desk.setMode("code");
  if (correcting.drafts.some((one) => one.known === form.known)) desk.say(desk.t("correct.kept"));
  if (form.turn.element.isConnected) desk.transcript.focusTurn(form.turn);
}

function closeForm(correcting) {
  if (!correcting.form) return;
  correcting.form.turn.element.classList.remove("kv-correcting");
  correcting.form.form.remove();
  correcting.form = null;
}

/**
 * Another version of the text while something was being written: the form comes back with it, in the turn it was begun
 * in. Where that turn says something else now, both stand side by side; where there are more turns or fewer, it may be
 * another turn, and nothing is put in its place: what was written is shown beside it.
 */
function reopenForm(correcting) {
  const { desk, form: open } = correcting;
  if (!open) return backToTurn(correcting);
  const draft = correcting.drafts.find((one) => one.known === open.known) ?? open.shown;
  const { segments } = desk.source;
  if (!draft || desk.source.id !== open.known.source) return void leaveForm(correcting);
  const same = turnAgain(desk, draft.known);
  const again = same ?? segments.find((one) => one[0] === open.segment[0]) ?? segments.at(-1);
  openForm(correcting, again);
  const { form } = correcting;
  if (same) return void tell(correcting, desk.t("correct.changed_meanwhile"));
  if (segments.length !== draft.known.turns) {
    form.shown = draft;
    return void tell(correcting, desk.t("correct.other_turns"), desk.t("correct.written"), draft.written);
  }
  [form.field.value, form.why.value] = [draft.written, draft.why];
  fitted(form.field);
  keepDraft(correcting, draft);
  tell(correcting, desk.t("correct.changed_meanwhile"), desk.t("correct.in_force"), form.known.text);
}

/** The text has come back as corrected: focus goes to the turn it was in. */
function backToTurn(correcting) {
  const { turns, focusTurn } = correcting.desk.transcript;
  const turn = turns.find((one) => one.number === correcting.returnTo);
  correcting.returnTo = null;
  if (turn) focusTurn(turn);
}
