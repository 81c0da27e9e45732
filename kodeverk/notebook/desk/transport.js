// Requests to the study and their replies. Nothing is shown as done before the study has said that it is saved.

const PATIENCE = 15000; // milliseconds without a reply before the desk says that it got none

/** An answer that says no; `code` is for the program, the message for the person. */
export class Refused extends Error {
  constructor(code, text, id = null) {
    super(text);
    this.code = code;
    this.id = id; // of the request, where its reply may still come
  }
}

/**
 * The line to the study: `send` a request; `onDelta` is told what changed, `onLate` of a reply nobody waits for any more.
 */
export class Transport {
  constructor(model, onDelta, onLate) {
    this.model = model;
    this.view = crypto.getRandomValues(new Uint32Array(3)).reduce((id, part) => id + part.toString(16).padStart(8, "0"), "");
    this.count = 0;
    this.waiting = new Map();
    this.receive = (message) => this.received(message, onDelta, onLate);
    model.on("msg:custom", this.receive);
  }

  /** Return a promise of the reply: `{seq, said, ids, result, delta}`; rejected with `Refused`. */
  send(kind, fields = {}) {
    const id = `${this.view}-${(this.count += 1)}`;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiting.delete(id);
        reject(new Refused("no reply", "", id));
      }, PATIENCE);
      this.waiting.set(id, { resolve, reject, timer });
      try {
        this.model.send({ kind, id, view: this.view, ...fields });
      } catch {
        clearTimeout(timer); // the line is down, as when the kernel has ended
        this.waiting.delete(id);
        reject(new Refused("no reply", "", id));
      }
    });
  }

  received(message, onDelta, onLate) {
    if (message?.to !== this.view) return; // another view of the same desk
    if (message.kind === "delta") return void onDelta(message);
    if (message.kind !== "reply") return;
    const waiting = this.waiting.get(message.id);
    if (!waiting) {
      if (message.ok && message.delta) onDelta(message);
      return void onLate(message);
    }
    clearTimeout(waiting.timer);
    this.waiting.delete(message.id);
    if (!message.ok) return void waiting.reject(new Refused(message.error.code, message.error.text));
    if (message.delta) onDelta(message);
    waiting.resolve(message);
  }

  close() {
    this.model.off("msg:custom", this.receive);
    for (const { timer } of this.waiting.values()) clearTimeout(timer);
  }
}
