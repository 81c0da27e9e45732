"""The coding desk at 300,000 characters with 3,000 codings beside 30,000 with 300: to open, to code, and to hold.

A stroke is timed in the page (``performance.now()``), from the key that is pressed until the desk says that the study
has saved it. Passages are marked with the mouse all over the text. Twice: in JupyterLab, with its server and a kernel,
and in a page that speaks to the study in this process, which shows what the notebook itself costs.

There is no floor. A bare message to a kernel and back takes JupyterLab some 50 ms, of which 40 are its server's: it
does not send a small message before the one before it is acknowledged (Nagle's algorithm).
"""

from __future__ import annotations

import random
import statistics
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.corpus import Size
from benchmarks.measure import Line
from benchmarks.study import Bench

CHARACTERS = 6.69
"""Of a word with the blank after it, on average, in these interviews."""
MILLISECONDS, GROWTH = 100, 1.5
"""Goals: of a stroke, median and 95th percentile, at both sizes; and how it may grow from the one to the other."""
STROKES, FIRST = 60, 5
"""Strokes that are timed, and those before that are not."""

WATCH = """
window.desk = { appeared: null, shown: null, pressed: null, strokes: [] };
const look = () => {
  const root = document.querySelector(".kodeverk-desk");
  if (root && window.desk.appeared === null) window.desk.appeared = performance.now();
  if (root?.querySelector(".kv-piece")) window.desk.shown = performance.now();
  else requestAnimationFrame(look);
};
requestAnimationFrame(look);
window.addEventListener("keydown", (event) => (window.desk.pressed = event.key === "." ? event.timeStamp : null), true);
"""
"""Notes when the desk appears, when its first codings are shown, and when the key of a stroke is pressed."""

CONFIRMED = """(desk) => {
  const saved = desk.querySelector(".kv-saved");
  let saving = false;
  new MutationObserver(() => {
    if (saving && !saved.querySelector(".kv-saving")) window.desk.strokes.push(performance.now() - window.desk.pressed);
    saving = saved.querySelector(".kv-saving") !== null;
  }).observe(saved, { childList: true, subtree: true });
}"""
"""Notes when the desk says that a stroke is saved."""


class Used(NamedTuple):
    """What a desk took.

    Attributes
    ----------
    opened : float
        Seconds from its appearance until text and first codings are shown.
    strokes : list of float
        Seconds of each.
    megabytes : float
        Of the page's JavaScript, after all that is not needed has been thrown away.
    nodes : int
        Of the page.
    """

    opened: float
    strokes: list[float]
    megabytes: float
    nodes: int

    @property
    def median(self) -> float:
        """Seconds half of the strokes take at most."""
        return statistics.median(self.strokes)

    @property
    def slow(self) -> float:
        """Seconds 95 of 100 strokes take at most."""
        return statistics.quantiles(self.strokes, n=20, method="inclusive")[-1]


def coding_at_the_desk(bench: Bench) -> list[Line]:
    """Open the desk and code at both sizes, in a page and in JupyterLab."""
    quick = bench.large.interviews < 100
    sizes = [_size(characters // (10 if quick else 1)) for characters in (30_000, 300_000)]
    lines: list[Line] = []
    for where, opening in (("page", _in_a_page), ("JupyterLab", _in_jupyterlab)):
        few, many = (_used(bench, size, opening, FIRST if quick else STROKES) for size in sizes)
        lines += _lines(where, f"{sizes[0].name} -> {sizes[1].name}", few, many)
    return lines


def _size(characters: int) -> Size:
    return Size(f"{characters:,}", 1, round(characters / CHARACTERS), characters // 100)


def _lines(where: str, size: str, few: Used, many: Used) -> list[Line]:
    limit = MILLISECONDS / 1000
    marks = f"{len(many.strokes)} strokes"
    held = f"MB for ms; {few.nodes} and {many.nodes} nodes"
    return [
        Line(f"desk opened, {where}", size, few.opened, many.opened),
        Line(f"stroke saved, median, {where}", size, few.median, many.median, GROWTH, marks),
        Line(f"stroke saved, 95 of 100, {where}", size, few.slow, many.slow, GROWTH),
        Line(f"  median, to {MILLISECONDS} ms, the smaller", size, limit, few.median, 1),
        Line(f"  median, to {MILLISECONDS} ms, the larger", size, limit, many.median, 1),
        Line(f"  95 of 100, to {MILLISECONDS} ms, the smaller", size, limit, few.slow, 1),
        Line(f"  95 of 100, to {MILLISECONDS} ms, the larger", size, limit, many.slow, 1),
        Line(f"memory of the page, {where}", size, few.megabytes / 1000, many.megabytes / 1000, None, held),
    ]


class Open(NamedTuple):
    """A desk that is open: its page, its element, and the study's file."""

    page: Any
    desk: Any
    file: Path


Opening = Callable[[Path, Path], Any]


def _used(bench: Bench, size: Size, opening: Opening, strokes: int) -> Used:
    """Return what it took to open the desk of a fresh copy of the study, and to code at it."""
    from tests.desk.interview import text_of
    from tests.desk.mouse import Mouse

    file = bench.copied(bench.study(size))
    with tempfile.TemporaryDirectory() as folder, opening(file, Path(folder)) as (page, desk, _file):
        page.wait_for_function("() => window.desk.shown !== null")
        text, version = text_of(file)
        mouse = Mouse(page, desk, text, version.segments)
        desk.evaluate(CONFIRMED)
        _code(page, desk, mouse, strokes + FIRST)
        times = page.evaluate("window.desk.strokes")
        opened = page.evaluate("window.desk.shown - window.desk.appeared")
        megabytes, nodes = _memory(page)
    assert len(times) == strokes + FIRST
    return Used(opened / 1000, [each / 1000 for each in times[FIRST:]], megabytes, nodes)


def _code(page: Any, desk: Any, mouse: Any, strokes: int) -> None:
    """Mark passages with the mouse and code each by one key, the same every time."""
    chance = random.Random(2026)
    clusters = mouse.clusters()
    done = 0
    while done < strokes:
        first = chance.randrange(len(clusters) - 300)
        if not mouse.mark(clusters[first][0], clusters[first + chance.randrange(5, 200)][1]):
            continue
        page.wait_for_timeout(200)  # as long as anybody needs to choose
        page.keyboard.press(".")
        done += 1
        page.wait_for_function(f"() => window.desk.strokes.length === {done}")


def _memory(page: Any) -> tuple[float, int]:
    """Return megabytes of JavaScript and number of nodes, garbage thrown away."""
    line = page.context.new_cdp_session(page)
    line.send("HeapProfiler.collectGarbage")
    line.send("Performance.enable")
    told = {each["name"]: each["value"] for each in line.send("Performance.getMetrics")["metrics"]}
    return told["JSHeapUsedSize"] / 1e6, int(told["Nodes"])


@contextmanager
def _browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    from tests.desk.page import FLAGS
    from tests.needs import program

    with sync_playwright() as playwright:
        path = program("chromium", "chromium-browser", "google-chrome")
        browser = playwright.chromium.launch(executable_path=path, headless=True, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def _in_a_page(file: Path, _folder: Path) -> Iterator[Open]:
    """Open the desk in a page whose requests this process answers."""
    import kodeverk as kv
    from kodeverk.notebook.session import Session
    from tests.desk.page import DeskPage

    with ExitStack() as ends:
        study = ends.enter_context(kv.Project(file))
        opened = DeskPage(ends.enter_context(_browser()), Session(study, "ida"), script=WATCH)
        ends.callback(opened.close)
        yield Open(opened.page, opened.page.locator(".kodeverk-desk"), file)


@contextmanager
def _in_jupyterlab(file: Path, folder: Path) -> Iterator[Open]:
    """Open the desk in JupyterLab, with a kernel."""
    from tests.desk.lab import Lab
    from tests.desk.servers import jupyter

    opens = f"import kodeverk as kv\nstudy = kv.Project({str(file)!r})\nstudy.desk(coder='ida')"
    with ExitStack() as ends:
        server = ends.enter_context(jupyter("lab", folder))
        notebook = Lab(ends.enter_context(_browser()), server, (opens,), name="desk")
        ends.callback(notebook.close)
        notebook.page.evaluate(f"() => {{ {WATCH} }}")
        notebook.run()
        yield Open(notebook.page, notebook.desk(), file)
