"""axe-core, which finds what keeps people from using a page; it comes from npm and is never a part of this project."""

from __future__ import annotations

import os
import subprocess
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Page

from tests.needs import missing, program

ROOT = Path(__file__).resolve().parents[2]

RUN = """async (within) => {
  const found = await window.axe.run(within ?? document, { resultTypes: ["violations"] });
  return found.violations.map(({ id, impact, help, nodes }) => ({
    id, impact, help, nodes: nodes.map(({ target, html, failureSummary }) => [target.flat(3).join(" "), html, failureSummary]),
  }));
}"""


class Violation(NamedTuple):
    """What a page does that keeps people from using it.

    Attributes
    ----------
    rule : str
        axe's name of the rule.
    impact : str
        "minor", "moderate", "serious" or "critical".
    help : str
    places : list of str
        Each place: its selector, its element, and what to do.
    """

    rule: str
    impact: str
    help: str
    places: list[str]


@cache
def script() -> str:
    """Return axe's script: the file ``KODEVERK_AXE`` names, or the package as node finds it from the project.

    Where there is none the test is skipped (``npm install --no-save --prefix . axe-core`` brings it), or fails where
    every part must run.
    """
    if not (file := os.environ.get("KODEVERK_AXE")):
        asked = [program("node"), "-p", "require.resolve('axe-core/axe.min.js')"]
        file = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True).stdout.strip()
    if not file or not Path(file).is_file():
        missing("axe-core (npm) is not installed, and KODEVERK_AXE does not name its axe.min.js")
    return Path(file).read_text(encoding="utf-8")


def violations(page: Page, *, within: str | None = None, all_of_them: bool = False) -> list[Violation]:
    """Return the serious and critical violations on a page, or inside the elements a CSS selector finds."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(script())
    found: list[dict[str, Any]] = page.evaluate(RUN, within)
    told = [
        Violation(each["id"], each["impact"], each["help"], ["\n".join(node) for node in each["nodes"]])
        for each in found
    ]
    return [each for each in told if all_of_them or each.impact in ("serious", "critical")]
