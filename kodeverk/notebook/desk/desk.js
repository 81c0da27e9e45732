// The coding desk: what its parts share, and how they are put together.

import { Transport } from "./transport.js";
import { Replica } from "./replica.js";
import { wording } from "./words.js";
import { h, fill } from "./dom.js";
import { Offsets } from "./offsets.js";

/**
 * The desk in one view. Its parts (`parts/*.js`) are functions `part(desk)` that build what they show, listen to the
 * desk's events, and return nothing.
 *
 * Events: `opened` (another source, or another version of it), `changed` (a Set of kinds of records that changed),
 * `selected` (the selection, or the coding in focus), `mode` (what the desk is used for just now).
 */
export class Desk {
  constructor(model, el) {
    this.model = model;
    this.root = el.getRootNode(); // a shadow root in some front ends
    this.listeners = new Map();
    this.replica = new Replica();
    this.settings = {}; // who codes, and by which rules: told by the study
    this.source = null; // the open source: {id, name, version, text, offsets, segments, ...}
    this.opening = false; // whether a source is being opened
    this.selection = []; // spans in code points, in the order they were marked
    this.focus = null; // {kind: "coding" | "suggestion" | "difference", id}
    this.mode = "code"; // "code", "read", "correct" or "adjudicate"
    this.lastCode = null; // id of the code used last
    this.places = buildPlaces(el);
    this.transport = new Transport(model, (message) => this.took(message), (message) => this.emit("late", message));
  }

  on(event, listener) {
    if (!this.listeners.has(event)) this.listeners.set(event, []);
    this.listeners.get(event).push(listener);
  }

  emit(event, detail) {
    (this.listeners.get(event) ?? []).forEach((listener) => listener(detail));
  }

  /** Ask the study for something; what it changed is taken in before this resolves. Resolves to null where refused. */
  async ask(kind, fields = {}, { quiet = false } = {}) {
    const started = performance.now();
    this.emit("asking", kind);
    try {
      const reply = await this.transport.send(kind, fields);
      Object.assign(reply, { asked: kind, took: performance.now() - started });
      this.emit("answered", reply);
      if (reply.said && !quiet) this.say(reply.said);
      return reply;
    } catch (error) {
      this.emit("refused", { kind, error });
      if (error.code === "stale") await this.open(this.source.id);
      return null;
    }
  }

  /** Ask for a change of the open source (or of none), which is refused should its text have another version by then. */
  change(kind, fields = {}) {
    const open = this.source ? { source: this.source.id, version: this.source.version } : {};
    return this.ask(kind, { ...open, ...fields });
  }

  took({ seq, delta }) {
    const kinds = this.replica.apply(delta, seq);
    if (kinds.size) this.emit("changed", kinds);
    const known = this.source && this.replica.get("source", this.source.id);
    if (known && known.version !== this.source.version && !this.opening) this.open(this.source.id);
  }

  async hello() {
    const reply = await this.transport.send("hello", {});
    const { words, settings, put, open } = reply.result;
    Object.assign(this, wording(words), { settings });
    this.replica.apply({ put }, reply.seq, Object.keys(put));
    return open;
  }

  /** Open a source and tell the parts. */
  async open(sourceId) {
    this.opening = true; // what is told meanwhile needs no second opening
    const reply = await this.ask("open", { source: sourceId }, { quiet: true });
    this.opening = false;
    if (reply === null) return;
    const { put, ...source } = reply.result;
    this.source = { ...source, offsets: new Offsets(source.text) };
    this.selection = [];
    this.focus = null;
    this.replica.apply({ put }, reply.seq, Object.keys(put));
    this.emit("opened", this.source);
    this.emit("selected");
  }

  /** Mark passages. A coding stays in focus only if it is of one of them. */
  select(spans) {
    const coding = this.focus?.kind === "coding" && this.replica.get("coding", this.focus.id);
    const same = (span) => span.start === coding.start && span.end === coding.end;
    if (coding && spans.length && !spans.some(same)) this.focus = null;
    this.selection = spans;
    this.emit("selected");
  }

  attend(focus) {
    this.focus = focus;
    this.emit("selected");
  }

  setMode(mode) {
    this.mode = mode;
    this.places.desk.dataset.mode = mode;
    this.emit("mode", mode);
  }

  /** Tell a screen reader, and show in the line at the foot; `refused`: that something was not done. */
  say(text, { refused = false } = {}) {
    this.places.said.classList.toggle("kv-refusal", refused);
    fill(this.places.said, text);
  }

  /** Return the text of a span of the open source, given in code points. */
  quote(span) {
    const { text, offsets } = this.source;
    return text.slice(offsets.toUtf16(span.start), offsets.toUtf16(span.end));
  }

  close() {
    this.emit("closed");
    this.transport.close();
  }
}

/** The places the parts fill: head (source, modes, tools), transcript, side (codebook and notes), foot. */
function buildPlaces(el) {
  const places = {
    head: h("header", { class: "kv-head" }),
    banner: h("div", { class: "kv-banner", role: "alert" }),
    text: h("div", { class: "kv-text", role: "region" }),
    side: h("div", { class: "kv-side", role: "region" }),
    said: h("p", { class: "kv-said", role: "status", "aria-live": "polite" }),
    saved: h("p", { class: "kv-saved" }),
    layer: h("div", { class: "kv-layer" }), // dialogs and menus
  };
  places.foot = h("footer", { class: "kv-foot" }, places.saved, places.said);
  const body = h("div", { class: "kv-body" }, places.text, places.side);
  const parts = [places.head, places.banner, body, places.foot, places.layer];
  // It takes focus itself where one clicks beside all it holds, so that the keys work on.
  const attributes = { class: "kodeverk-desk", tabindex: "-1", data: { mode: "code" } };
  places.desk = h("section", attributes, parts);
  el.append(places.desk);
  return places;
}
