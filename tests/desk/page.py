"""The desk in a browser without a notebook: the real page, the real session, and a wire between them.

All but the notebook's own line between page and kernel is what a researcher uses; what that line adds is tested in
``test_jupyter.py`` and ``test_marimo.py``.
"""

from __future__ import annotations

import copy
from typing import Any

from playwright.sync_api import Browser, Page

from kodeverk.notebook import bundle
from kodeverk.notebook.session import Session

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip

HOST = "http://desk.test"

HTML = """<!doctype html><html lang="nb"><meta charset="utf-8"><title>desk</title>
<link rel="stylesheet" href="/desk.css"><style>body {{ margin: 0; {style} }}</style>
<body {attributes}><div id="cell"></div><script>{script}</script><script type="module">
import widget from "/desk.js";
const listeners = new Set();
const model = window.model = {{
  get: (name) => ({{ unanswered: "no answer" }})[name],
  set() {{}}, save_changes() {{}},
  on: (event, listener) => event === "msg:custom" && listeners.add(listener),
  off: (event, listener) => listeners.delete(listener),
  send: async (message) => {{
    for (const answer of await window.kodeverkSend(message)) listeners.forEach((listener) => listener(answer, []));
  }},
}};
window.errors = [];
window.addEventListener("error", (event) => window.errors.push(String(event.message)));
window.addEventListener("unhandledrejection", (event) => window.errors.push(String(event.reason)));
window.close_desk = await widget.render({{ model, el: {cell} }});
window.ready = true;
</script></body></html>"""

CELL = 'document.getElementById("cell")'

SHADOW = """(() => {
  const root = document.getElementById("cell").attachShadow({ mode: "open" });
  const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: "/desk.css" });
  const inner = document.createElement("div");
  root.append(sheet, inner);
  return inner;
})()"""
"""The desk in a shadow root, as marimo shows it."""


class DeskPage:
    """One desk in one page.

    Attributes
    ----------
    page : Page
        Playwright's page.
    session : Session
        What answers it.
    sent : list of dict
        Every request the page made, in order.
    requested : list of str
        Addresses the page asked for; only its own three should be among them.
    """

    def __init__(
        self, browser: Browser, session: Session, *, width: int = 1280, height: int = 800, scale: float = 1,
        dark: bool = False, style: str = "", attributes: str = "", shadow: bool = False,
        script: str = "",
    ) -> None:  # fmt: skip
        self.session = session
        self.sent: list[dict[str, Any]] = []
        self.requested: list[str] = []
        html = HTML.format(style=style, attributes=attributes, script=script, cell=SHADOW if shadow else CELL)
        scheme: Any = "dark" if dark else "light"
        self.context = browser.new_context(
            viewport={"width": width, "height": height}, device_scale_factor=scale, color_scheme=scheme, locale="nb-NO"
        )
        self.page: Page = self.context.new_page()
        self.page.expose_function("kodeverkSend", self._answer)
        self.page.route("**/*", lambda route: self._serve(route, html))
        self.page.goto(f"{HOST}/")
        self.page.wait_for_function("window.ready === true")

    def _answer(self, message: dict[str, Any]) -> list[dict[str, Any]]:
        self.sent.append(copy.deepcopy(message))
        return self.session.handle(message)

    def _serve(self, route: Any, html: str) -> None:
        self.requested.append(route.request.url)
        served = {
            f"{HOST}/": ("text/html", html),
            f"{HOST}/desk.js": ("text/javascript", bundle.esm()),
            f"{HOST}/desk.css": ("text/css", bundle.css()),
        }
        if route.request.url in served:
            kind, body = served[route.request.url]
            route.fulfill(content_type=f"{kind}; charset=utf-8", body=body)
        else:
            route.abort()

    @property
    def errors(self) -> list[str]:
        """What went wrong in the page."""
        return list(self.page.evaluate("window.errors"))

    def close(self) -> None:
        """Close the page."""
        self.context.close()
