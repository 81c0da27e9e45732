"""A browser for these tests, and a desk in a page of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.needs import program


@pytest.fixture(scope="package")
def browser() -> Iterator[Any]:
    """Chromium as the machine has it; without it the test is skipped, or fails where every part must run."""
    from playwright.sync_api import sync_playwright

    from tests.desk.page import FLAGS

    path = program("chromium", "chromium-browser", "google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, headless=True, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def desk_page(browser: Any) -> Iterator[Callable[..., Any]]:
    """Return a function that opens the desk of a study in a page, and fails the test if the page threw an error."""
    from kodeverk.notebook.session import Session
    from tests.desk.page import DeskPage

    opened: list[DeskPage] = []

    def open_desk(study: Any, coder: str = "ida", *, page: dict[str, Any] | None = None, **options: Any) -> DeskPage:
        desk = DeskPage(browser, Session(study, coder, **options), **(page or {}))
        opened.append(desk)
        return desk

    yield open_desk
    errors = [error for desk in opened for error in desk.errors]
    for desk in opened:
        desk.close()
    assert errors == []


@pytest.fixture
def axe() -> Callable[..., Any]:
    """Return ``axe(page, within=selector)``: the serious and critical violations on a page, of accessibility."""
    from tests.desk.accessibility import script, violations

    script()
    return violations


@pytest.fixture(scope="package")
def lab_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """JupyterLab, real, with a folder of its own."""
    from tests.desk.servers import jupyter

    with jupyter("lab", tmp_path_factory.mktemp("lab")) as server:
        yield server


@pytest.fixture
def lab(browser: Any, lab_server: Any, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Return ``lab(*cells, **look)``, which opens a new notebook of these cells in JupyterLab and runs them."""
    from tests.desk.lab import Lab

    yield from _opening(lambda cells, look: Lab(browser, lab_server, cells, name=tmp_path.name, **look))


@pytest.fixture
def notebook(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Return ``notebook(*cells, **look)``, which does the same in Notebook 7."""
    from tests.desk.lab import Lab
    from tests.desk.servers import jupyter

    with jupyter("notebook", tmp_path / "served") as server:
        yield from _opening(lambda cells, look: Lab(browser, server, cells, name="notebook", **look))


@pytest.fixture
def marimo(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Return ``marimo(notebook, how="run")``, which opens a marimo notebook, to look at or to edit, and runs it."""
    from tests.desk.lab import Marimo
    from tests.desk.servers import marimo as served

    with ExitStack() as ends:

        def open_and_run(notebook: str, *, how: str = "run", **look: Any) -> Any:
            folder = tmp_path / "served"
            (folder / "notebooks").mkdir(parents=True)
            file = folder / "notebooks" / "kodebord.py"
            file.write_text(notebook, encoding="utf-8")
            opened = Marimo(browser, ends.enter_context(served(folder, file, how=how)), how=how, **look)
            ends.callback(opened.close)
            return opened

        yield open_and_run


def _opening(open_notebook: Callable[[tuple[str, ...], dict[str, Any]], Any]) -> Iterator[Callable[..., Any]]:
    opened: list[Any] = []

    def open_and_run(*cells: str, **look: Any) -> Any:
        opened.append(open_notebook(cells, look))
        opened[-1].run()
        return opened[-1]

    yield open_and_run
    for each in opened:
        each.close()


HERE = Path(__file__).parent

QUICK = ("test_keys", "test_status", "test_edits", "test_reading", "test_suggestions")
"""The files whose tests are run at every change: a passage coded by keyboard, saved, refused, read and suggested."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave the other tests in a browser to the slow step, but for one in JupyterLab and one of selecting."""
    for item in items:
        if item.path.parent != HERE or item.path.stem in QUICK:
            continue
        if "sixty" not in item.name and "in_jupyterlab" not in item.name:
            item.add_marker(pytest.mark.slow)
