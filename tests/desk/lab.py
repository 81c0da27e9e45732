"""A notebook as a researcher has it open: in JupyterLab or Notebook 7, with a real kernel, in a real browser."""

from __future__ import annotations

import ast
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import nbformat
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.desk.servers import Server

WAIT = 60_000
"""Milliseconds anything in a page may take on a busy machine."""

READY = """async () => {
  await jupyterapp.restored;
  while (!jupyterapp.shell.currentWidget?.context) await new Promise((done) => setTimeout(done, 50));
  const { context } = jupyterapp.shell.currentWidget;
  await context.ready;
  await context.sessionContext.ready;
  await context.sessionContext.session.kernel.info;
}"""
"""Before this, a cell that is run is lost without a word."""

START = """async () => {
  await jupyterapp.commands.execute("notebook:clear-all-cell-outputs");
  void jupyterapp.commands.execute("notebook:run-all-cells");
}"""

DONE = """() => [...jupyterapp.shell.currentWidget.content.model.cells]
  .filter((cell) => cell.type === "code" && cell.sharedModel.source.trim())
  .every((cell) => cell.executionCount !== null && cell.executionState !== "running")"""

FAILED = """() => [...jupyterapp.shell.currentWidget.content.model.cells].flatMap((cell) =>
  (cell.toJSON().outputs ?? []).filter((output) => output.output_type === "error")
    .map((output) => [output.ename, output.evalue, ...output.traceback].join("\\n")))"""

SOURCES = "() => [...jupyterapp.shell.currentWidget.content.model.cells].map((cell) => cell.sharedModel.source)"

ASK = """async (expression) => {
  const { kernel } = jupyterapp.shell.currentWidget.context.sessionContext.session;
  const asked = { code: "", silent: true, store_history: false, user_expressions: { it: expression } };
  return (await kernel.requestExecute(asked).done).content.user_expressions.it;
}"""


ANSWERS = """async () => {
  const { kernel } = jupyterapp.shell.currentWidget.context.sessionContext.session;
  if (kernel.connectionStatus !== "connected" || kernel.status !== "idle") return false;
  const late = new Promise((done) => setTimeout(() => done(false), 2000));
  return Promise.race([late, kernel.requestKernelInfo().then(() => true, () => false)]);
}"""
"""Whether the kernel that was started in place of one that died answers."""

DO = """async (code) => {
  const { kernel } = jupyterapp.shell.currentWidget.context.sessionContext.session;
  return (await kernel.requestExecute({ code, silent: true, store_history: false }).done).content;
}"""


class Opened:
    """A page of a notebook, and every address it has asked for.

    Attributes
    ----------
    page : Page
        Playwright's page.
    requested : list of str
        Addresses of every request and web socket, in order.
    """

    def __init__(self, browser: Browser, server: Server, **look: Any) -> None:
        self.server = server
        viewport = {"width": look.pop("width", 1400), "height": look.pop("height", 1000)}
        self.context: BrowserContext = browser.new_context(viewport=viewport, locale="nb-NO", **look)  # type: ignore[arg-type]
        self.requested: list[str] = []
        self.context.on("request", lambda request: self.requested.append(request.url))
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(WAIT)
        self.page.on("websocket", lambda socket: self.requested.append(socket.url))

    def desk(self, which: int = 0) -> Locator:
        """Return a desk in the page, once it shows its text."""
        desk = self.page.locator(".kodeverk-desk").nth(which)
        desk.locator(".kv-turn").first.wait_for(timeout=WAIT)
        return desk

    @property
    def left_the_machine(self) -> list[str]:
        """Addresses the page asked for that are not the server's own."""
        own = urlsplit(self.server.address).netloc
        asked = (urlsplit(address) for address in self.requested)
        return [each.geturl() for each in asked if each.scheme not in ("data", "blob") and each.netloc != own]

    def close(self) -> None:
        """Close the page."""
        self.context.close()


class Lab(Opened):
    """A notebook in JupyterLab or Notebook 7.

    Parameters
    ----------
    cells : str
        Source of each cell.
    name : str
        Of the notebook, in the server's folder.
    look : object
        Width, height, color_scheme ...: of the browser's window.
    """

    def __init__(self, browser: Browser, server: Server, cells: tuple[str, ...], *, name: str, **look: Any) -> None:
        super().__init__(browser, server, **look)
        self.file: Path = server.folder / f"{name}.ipynb"
        code = [nbformat.v4.new_code_cell(cell) for cell in cells]
        kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
        nbformat.write(nbformat.v4.new_notebook(cells=code, metadata={"kernelspec": kernel}), self.file)
        self.open()

    def open(self) -> None:
        """Open the notebook, and wait for its kernel."""
        own = f"lab/workspaces/{self.file.stem}/tree"  # else the notebooks of the tests before are opened again with it
        where = own if self.server.kind == "lab" else "notebooks"
        self.page.goto(f"{self.server.address}/{where}/{self.file.name}")
        self.page.wait_for_function("() => window.jupyterapp !== undefined")
        self.page.evaluate(READY)

    def run(self) -> None:
        """Run every cell anew, and wait until they are done.

        Raises
        ------
        AssertionError
            If a cell failed, with what it said.
        """
        self.page.evaluate(START)
        self.page.wait_for_function(DONE)
        failed = self.page.evaluate(FAILED)
        assert failed == [], "\n".join(failed)

    def python(self, expression: str) -> Any:
        """Return what an expression is worth in the kernel, by way of JSON."""
        told = self.page.evaluate(ASK, f"__import__('json').dumps({expression})")
        assert told["status"] == "ok", told
        return json.loads(ast.literal_eval(told["data"]["text/plain"]))

    def do(self, code: str) -> None:
        """Run code in the kernel, beside the cells."""
        told = self.page.evaluate(DO, code)
        assert told["status"] == "ok", told

    def died(self) -> None:
        """Wait until the notebook says that its kernel has died, close what it says it in, and wait for the next."""
        box = self.page.locator(".jp-Dialog")
        expect(box).to_contain_text("died", timeout=WAIT)
        box.get_by_role("button", name="Ok").click()
        self.page.wait_for_function(ANSWERS)

    def sources(self) -> list[str]:
        """Return the source of every cell, as the notebook has it now."""
        return list(self.page.evaluate(SOURCES))

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds.

        Raises
        ------
        AssertionError
            If it does not in the time anything may take.
        """
        last = time.monotonic() + WAIT / 1000
        while not holds():
            assert time.monotonic() < last
            self.page.wait_for_timeout(50)

    def save(self) -> dict[str, Any]:
        """Save the notebook, and return what its file holds."""
        before = self.file.stat().st_mtime_ns
        self.page.evaluate("() => jupyterapp.commands.execute('docmanager:save')")
        assert self.file.stat().st_mtime_ns > before
        return dict(json.loads(self.file.read_text(encoding="utf-8")))

    def close(self) -> None:
        """End the kernel and close the page."""
        self.page.evaluate("() => jupyterapp.shell.currentWidget.context.sessionContext.shutdown()")
        super().close()


class Marimo(Opened):
    """A notebook in marimo.

    Parameters
    ----------
    how : str
        "run" shows it as an application, "edit" with its cells.
    """

    def __init__(self, browser: Browser, server: Server, *, how: str, **look: Any) -> None:
        super().__init__(browser, server, **look)
        if how == "run":
            self.page.goto(server.address)
            return
        with self.page.expect_response("**/api/kernel/instantiate"):  # before this, what is run is lost without a word
            self.page.goto(server.address)
        self.page.get_by_test_id("run-button").last.click()
