// What is saved and what is not: shown as saved only after the study has said so.

import { h, fill } from "../dom.js";
import { icon } from "../icons.js";
import { command } from "../commands.js";
import { backToText } from "../coding.js";

const LOOKS = new Set(["hello", "open", "sync", "look", "differences"]);
const SLOW = 2000; // milliseconds before a stroke that is not confirmed is called slow
const BETWEEN_LOOKS = 2000; // milliseconds between two looks at what others wrote

export function statusPart(desk) {
  const { t } = desk;
  const status = { desk, pending: 0, saved: null, slow: null, lost: [], banner: null };
  const { saved } = desk.places;
  const show = () => fill(saved, savedLine(status));
  desk.on("asking", (kind) => {
    if (LOOKS.has(kind)) return;
    status.pending += 1;
    status.slow ??= setTimeout(() => saved.classList.add("kv-slow"), SLOW);
    show();
  });
  const ended = (kind) => {
    if (!LOOKS.has(kind)) status.pending -= 1;
    if (status.pending) return;
    clearTimeout(status.slow);
    status.slow = null;
    saved.classList.remove("kv-slow");
  };
  desk.on("answered", (reply) => {
    ended(reply.asked);
    const look = LOOKS.has(reply.asked);
    if (!look) status.saved = new Date();
    if (status.banner === "store" && !look) showBanner(status, null);
    if (status.banner === "unanswered" && reply.asked !== "sync") syncAgain(status);
    show();
  });
  desk.on("refused", ({ kind, error }) => {
    ended(kind);
    show();
    tellRefusal(status, kind, error);
  });
  desk.on("late", (reply) => {
    const waited = status.lost.length;
    status.lost = status.lost.filter((one) => one.id !== reply.id);
    if (reply.ok && waited) status.saved = new Date();
    if (!reply.ok) tellRefusal(status, "", reply.error);
    if (waited && status.lost.length === 0) sayItAnswers(status, reply.ok ? t("answers_late") : t("answers_again"));
    show();
  });
  desk.on("changed", show);
  desk.on("differences", show);
  desk.on("opened", show);
  const own = (id, keys, word) =>
    command(desk, {
      id,
      word,
      keys,
      bar: "head",
      icon: id,
      when: () => desk.source !== null && desk.mode !== "correct",
      run: () => desk.ask(id),
    });
  own("undo", ["u", "Ctrl+z"], t("undo"));
  own("redo", ["Shift+u", "Ctrl+y", "Ctrl+Shift+z"], t("redo"));
  keepInStep(desk, status);
}

/** Look at what others wrote whenever the reader comes back to the desk. */
function keepInStep(desk, status) {
  let last = performance.now();
  let later = null;
  const look = () => {
    clearTimeout(later);
    const rest = BETWEEN_LOOKS - (performance.now() - last);
    if (rest > 0) return void (later = setTimeout(look, rest)); // she stays, and would see what is old
    if (status.pending || status.lost.length) return;
    last = performance.now();
    desk.ask("sync", {}, { quiet: true });
  };
  desk.on("closed", () => clearTimeout(later));
  desk.places.desk.addEventListener("pointerenter", look);
  desk.places.desk.addEventListener("focusin", (event) => !desk.places.desk.contains(event.relatedTarget) && look());
}

function savedLine({ desk, pending, saved }) {
  const { t } = desk;
  if (pending) return h("span", { class: "kv-saving" }, t("saving"));
  const count = workDone(desk);
  return saved
    ? [
        h("span", { class: "kv-tick", "aria-hidden": "true" }, icon("accept")),
        t("saved.at", { time: timeOfDay(desk, saved), count }),
      ]
    : count;
}

/** Return how much she has done: her codings, or where it is decided between coders how much of that. */
function workDone({ settings, differences = [], replica, tn }) {
  const decided = differences.filter((row) => row.decided).length;
  if (settings.adjudicate) return tn("differences.progress", differences.length, { decided, total: differences.length });
  const codings = [...replica.all("source").values()].reduce((sum, source) => sum + source.own, 0);
  return tn("codings", codings);
}

/** Return the time of day as the reader's language writes it. */
function timeOfDay(desk, when) {
  const [hours, minutes] = [when.getHours(), when.getMinutes()].map((part) => String(part).padStart(2, "0"));
  return desk.t("clock", { hours, minutes });
}

/** Say why something was not done: in the line at the foot, or above the text where it concerns all that follows. */
function tellRefusal(status, kind, error) {
  const { desk } = status;
  if (!error.code || error.code === "no reply") {
    if (!LOOKS.has(kind)) status.lost.push({ id: error.id, at: new Date() });
    return showBanner(status, unanswered(status), "unanswered");
  }
  if (error.code === "store") return showBanner(status, [h("p", {}, error.message ?? error.text)], "store");
  desk.say(error.message ?? error.text, { refused: true });
}

function unanswered(status) {
  const { t, tn } = status.desk;
  const first = status.lost[0];
  const again = h("button", { type: "button", class: "kv-button", onclick: () => syncAgain(status) }, t("unanswered.again"));
  return [
    h(
      "p",
      {},
      h("strong", {}, t("unanswered.title")),
      " ",
      first && tn("unanswered.lost", status.lost.length, { time: timeOfDay(status.desk, first.at) }),
    ),
    h("p", {}, t("unanswered.advice")),
    again,
  ];
}

/** Ask the study what is so; what the desk shows then is what is saved. */
async function syncAgain(status) {
  const reply = await status.desk.ask("sync", {}, { quiet: true });
  if (!reply) return;
  if (status.lost.length) sayItAnswers(status, status.desk.t("answers_again"));
  else if (status.banner === "unanswered") showBanner(status, null);
}

/** Say that the study answers again, until that has been read. */
function sayItAnswers(status, text) {
  const { desk } = status;
  status.lost = [];
  const close = () => {
    showBanner(status, null);
    backToText(desk);
  };
  showBanner(
    status,
    [h("p", {}, text), h("button", { type: "button", class: "kv-button", onclick: close }, desk.t("close"))],
    "settled",
  );
}

function showBanner(status, content, kind = null) {
  status.banner = kind;
  fill(status.desk.places.banner, content && [icon("warning"), h("div", { class: "kv-banner-text" }, content)]);
}
