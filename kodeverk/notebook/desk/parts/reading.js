// Reading an interview as a whole, before its parts are coded: a quiet text, and a note of what it is about.

import { h, fill } from "../dom.js";
import { command } from "../commands.js";
import { panel } from "../panels.js";
import { bdi, coderName, momentOf, wordButton } from "./showing.js";

const PAUSE = 1500; // milliseconds without a stroke before the note is saved

export function readingPart(desk) {
  const { t } = desk;
  const side = panel(desk, { id: "reading", word: t("reading.title") });
  const reading = { desk, side, drafts: new Map(), ...noteField(desk) };
  const end = h("div", { class: "kv-read-end" });
  const guard = h("div", { class: "kv-guard", role: "note", hidden: true });
  desk.places.text.prepend(guard);
  desk.places.text.append(end);
  command(desk, {
    id: "reading.mode",
    word: t("reading.mode"),
    keys: ["g"],
    group: "read",
    bar: "head",
    icon: "read",
    when: () => desk.source !== null && ["code", "read"].includes(desk.mode),
    pressed: () => desk.mode === "read",
    run: () => desk.setMode(desk.mode === "read" ? "code" : "read"),
  });
  const show = () => showReading(reading, end, guard);
  desk.on("opened", () => {
    takeNote(reading);
    show();
  });
  desk.on("changed", (kinds) => {
    if (!kinds.has("reading") || !desk.source) return;
    takeNote(reading);
    show();
  });
  desk.on("mode", (mode) => {
    if (mode === "read") side.show();
    show();
  });
  desk.on("refused", ({ error }) => error.code === "unread" && leadToReading(desk, guard));
  listenToNote(reading);
}

function ownReading(desk) {
  return [...desk.replica.all("reading").values()].find((one) => one.coder === desk.settings.coder);
}

// ---- read through ----

function showReading(reading, end, guard) {
  const { desk, side } = reading;
  const own = ownReading(desk);
  side.badge(own?.read ? "✓" : "");
  fill(reading.others, othersNotes(desk));
  const shown = `${desk.source?.id} ${desk.mode} ${own?.read ?? ""}`;
  if (shown === reading.shown) return; // a button must not be exchanged while it is pressed: leaving the note saves it
  reading.shown = shown;
  showGuard(desk, guard, own);
  fill(end, endOfText(desk, own));
  fill(reading.state, readState(desk, own));
}

/** Return what stands at the end of the text: the way to say that all of it has been read. */
function endOfText(desk, own) {
  if (own?.read && desk.mode !== "read") return null;
  return readState(desk, own);
}

function readState(desk, own) {
  const set = (read) =>
    desk.change("read", { read }).then((reply) => reply && read && desk.mode === "read" && desk.setMode("code"));
  const primary = desk.mode === "read" ? "kv-button kv-primary" : "kv-button";
  if (!own?.read) return wordButton(desk.t("reading.mark"), () => set(true), { class: primary, drawing: "accept" });
  const takeBack = wordButton(desk.t("reading.take_back"), () => set(false), { class: "kv-button kv-quiet" });
  return h("p", { class: "kv-read-done" }, desk.t("reading.read", { when: momentOf(desk, own.read) }), " ", takeBack);
}

// ---- the guard ----

function showGuard(desk, guard, own) {
  guard.hidden = !(desk.settings.read_first && !own?.read && desk.mode === "code");
  if (guard.hidden) return;
  const lead = wordButton(desk.t("reading.begin"), () => desk.setMode("read"), {
    class: "kv-button kv-primary",
    drawing: "read",
  });
  fill(guard, h("p", {}, desk.t("reading.guard")), lead);
}

function leadToReading(desk, guard) {
  guard.querySelector("button")?.focus();
  desk.say(desk.t("reading.guard"));
}

// ---- the note on the whole ----

/** Return the field for the note and the places beside it, put into the panel by `listenToNote`. */
function noteField(desk) {
  const field = h("textarea", { class: "kv-note", rows: "14", dir: "auto", "aria-label": desk.t("reading.note") });
  return { field, state: h("div", {}), saved: h("p", { class: "kv-caption", role: "status" }), others: h("div", {}) };
}

function listenToNote(reading) {
  const { desk, side, field } = reading;
  let timer = null;
  field.addEventListener("input", () => {
    const { id, version } = desk.source;
    reading.drafts.set(id, { source: id, version, text: field.value });
    fill(reading.saved, desk.t("reading.note_waits"));
    clearTimeout(timer);
    timer = setTimeout(() => saveNotes(reading), PAUSE);
  });
  field.addEventListener("blur", () => saveNotes(reading));
  desk.on("closed", () => {
    clearTimeout(timer);
    saveNotes(reading);
  });
  const heading = h("h3", {}, desk.t("reading.note"));
  fill(
    side.element,
    reading.state,
    heading,
    h("p", { class: "kv-caption" }, desk.t("reading.note_help")),
    field,
    reading.saved,
    reading.others,
  );
}

/** Save what has been written and is not saved; what the study refuses stays in the field, and says so. */
async function saveNotes(reading) {
  const { desk, drafts } = reading;
  for (const draft of [...drafts.values()].filter((one) => !one.sending)) {
    draft.sending = true;
    if (draft.source === desk.source.id) fill(reading.saved, desk.t("reading.note_saving"));
    const reply = await desk.ask(
      "whole_note",
      { source: draft.source, version: draft.version, text: draft.text },
      { quiet: true },
    );
    draft.sending = false;
    const now = drafts.get(draft.source);
    if (reply && now === draft) drafts.delete(draft.source);
    takeNote(reading, { refused: reply === null });
  }
}

/** Show the note as the study has it, unless something else is being written. */
function takeNote(reading, { refused = false } = {}) {
  const { desk, field, drafts, saved } = reading;
  const draft = drafts.get(desk.source.id);
  const own = ownReading(desk);
  const text = draft?.text ?? own?.note ?? "";
  if (field.value !== text) field.value = text;
  if (draft) {
    draft.version = desk.source.version;
    return void fill(saved, refused ? desk.t("reading.note_refused") : desk.t("reading.note_waits"));
  }
  fill(saved, own?.note ? desk.t("reading.note_saved", { when: momentOf(desk, own.made) }) : desk.t("reading.note_empty"));
}

function othersNotes(desk) {
  const others = [...desk.replica.all("reading").values()].filter(
    (one) => one.coder !== desk.settings.coder && (one.note || one.read),
  );
  return others.map((one) =>
    h(
      "details",
      { class: "kv-group" },
      h("summary", {}, desk.t("reading.by", { coder: coderName(desk, one.coder) })),
      one.read && h("p", { class: "kv-caption" }, desk.t("reading.read", { when: momentOf(desk, one.read) })),
      h("p", { class: "kv-memo-text", dir: "auto" }, bdi(one.note)),
    ),
  );
}
