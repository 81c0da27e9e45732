"""EX-7 and EX-8: whatever a text, name or note says, it is shown and never run.

Two ways of looking: what a page is built of must be the same for sixty payloads as for a harmless word, and a browser
with traps for dialogs, requests and scripts must see nothing - while it does see a page that is not escaped.
"""

import contextlib
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree
from lxml import html as parser

from kodeverk.analysis import check, compare, coverage
from kodeverk.model import Case, Category, Codebook, Snapshot
from kodeverk.refi import to_qdc
from kodeverk.reports import analysis_to_html, analysis_to_word, theory_html, to_excel, to_html, to_word
from kodeverk.views import by_person, by_theme, matrix, table
from kodeverk.visible import visible
from tests.needs import program
from tests.reports.payloads import AWAY, MARKUP, PAYLOADS, RUN
from tests.reports.studies import filled

DRAWN = "data:image/svg+xml;base64,"
"""The only thing a page may show that is no text: a picture within the page, in which nothing runs."""

STYLES = re.compile(r"[a-z0-9-]+:[-a-z0-9 .%#(),/]+", re.IGNORECASE)


FILES = ("transcripts", "theory", "analysis")


def pages(snapshot: Snapshot, folder: Path, by: str | None = "role") -> dict[str, str]:
    """Every way the study becomes HTML; `by` makes the groups of the analysis, where pictures of many are slow."""
    checked = check(snapshot)
    person = next(case for case in snapshot.all(Case) if case.kind == "informant")
    shown = {
        "theme": by_theme(snapshot, snapshot.all(Category)[0].id),
        "person": by_person(snapshot, person.id),
        "matrix": matrix(snapshot),
        "check": checked,
        "comparison": compare(snapshot, by="role"),
        **{f"table {name}": table(snapshot, name) for name in ("codings", "codes", "cases", "memos", "evidence")},
        **{f"frame {name}": frame for name, frame in (("check", checked.frame), ("matrix", matrix(snapshot).frame))},
    }
    files = {
        "transcripts": to_html(snapshot, folder / "a.html", title=snapshot.all(Codebook)[0].version, coder_names=True),
        "theory": theory_html(checked, folder / "b.html", snapshot=snapshot, coder_names=True),
        "analysis": analysis_to_html(
            snapshot, folder / "c.html", by=by, coverages=[coverage(snapshot)], coder_names=True
        ),
    }
    found = {name: path.read_text(encoding="utf-8") for name, path in files.items()}
    return {**found, **{name: view._repr_html_() for name, view in shown.items()}}


def built_of(page: str) -> list[tuple]:
    """Elements in order, each with the names of its attributes; styles and addresses must be of known form."""
    found = []
    for element in parser.fromstring(page).iter(etree.Element):
        found.append((element.tag, *sorted(element.attrib)))
        for declaration in filter(str.strip, element.get("style", "").split(";")):
            assert STYLES.fullmatch(declaration.strip()) and "url" not in declaration, declaration
        assert element.get("href", "#").startswith("#") and element.get("src", DRAWN).startswith(DRAWN)
    return found


@pytest.fixture(scope="module")
def harmless(tmp_path_factory) -> dict[str, list[tuple]]:
    folder = tmp_path_factory.mktemp("harmless")
    return {name: built_of(page) for name, page in pages(filled(["helt vanlig"]), folder).items()}


@pytest.mark.parametrize("number", range(len(PAYLOADS)))
def test_a_page_is_built_the_same_whatever_its_texts_say(number, harmless, tmp_path):
    assert len(PAYLOADS) == 60 and "script" not in {e[0] for page in harmless.values() for e in page}
    for name, page in pages(filled([PAYLOADS[number]]), tmp_path).items():
        assert built_of(page) == harmless[name], name


def test_the_way_of_looking_sees_a_page_that_is_not_escaped(harmless, tmp_path):
    page = pages(filled(["helt vanlig"]), tmp_path)["transcripts"]
    starting = [payload for payload in MARKUP if payload.startswith("<") and not payload.startswith(("</", "<body"))]
    same = [p for p in starting if built_of_or_none(page.replace("helt vanlig", p)) == harmless["transcripts"]]
    assert len(starting) > 25 and same == []


def built_of_or_none(page: str) -> list[tuple] | None:
    try:
        return built_of(page)
    except AssertionError:
        return None


def test_word_excel_and_codebook_are_well_formed_and_hold_every_payload_as_text(tmp_path):
    snapshot = filled(PAYLOADS)
    checked = check(snapshot)
    covered = [coverage(snapshot)]
    files = [
        to_word(snapshot, tmp_path / "f.docx", checks=[checked], by="role", coder_names=True, title=PAYLOADS[0]),
        to_excel(snapshot, tmp_path / "f.xlsx", checks=[checked], by="role", coder_names=True),
        analysis_to_word(snapshot, tmp_path / "a.docx", coverages=covered, title=PAYLOADS[0], coder_names=True),
    ]
    for path in files:
        with zipfile.ZipFile(path) as package:
            parts = {n: etree.fromstring(package.read(n)) for n in package.namelist() if not n.endswith(".png")}
        words = "\n".join("".join(part.itertext()) for part in parts.values())
        assert [p for p in PAYLOADS if _flat(p) not in _flat(words)] == [], path.name
        links = [
            e for part in parts.values() for e in part.iter("{*}Relationship") if e.get("TargetMode") == "External"
        ]
        assert links == []
        assert {e.tag for e in parts.get("word/document.xml", etree.Element("x")).iter("{*}instrText")} <= {
            "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}instrText"
        }
    names = etree.parse(to_qdc(snapshot, tmp_path / "f.qdc")).xpath("//@name")
    assert {visible(p) for p in PAYLOADS} <= {name.replace("\n", " ") for name in names} | set(names)


def _flat(text: str) -> str:
    """Text without what a document shows as breaks: line feeds and tabs."""
    return re.sub("[\n\t]", "", visible(text))


class Traps:
    """What a browser did that it should not have done."""

    def __init__(self, page) -> None:
        self.page, self.dialogs, self.requests = page, [], []
        page.on("dialog", lambda dialog: (self.dialogs.append(dialog.message), dialog.dismiss()))
        page.route("**/*", self._route)

    def _route(self, route) -> None:
        if route.request.url.startswith("file://") and route.request.resource_type == "document":
            route.continue_()
        else:
            self.requests.append(route.request.url)
            route.abort()

    def open(self, path: Path) -> tuple[int, int, bool]:
        """Open a file, point at and focus what can be; return dialogs, requests, and whether a script ran."""
        self.dialogs.clear(), self.requests.clear()
        self.page.goto(path.as_uri(), wait_until="load")
        for _step in range(5):
            self.page.keyboard.press("Tab")
        self.page.mouse.move(300, 300)
        self.page.wait_for_timeout(150)
        return len(self.dialogs), len(self.requests), bool(self.page.evaluate("window.ran === 1"))


@contextlib.contextmanager
def browser() -> Iterator[Traps]:
    path = program("chromium", "chromium-browser", "google-chrome")
    from playwright.sync_api import sync_playwright

    arguments = [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ]  # fmt: skip
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=path, headless=True, args=arguments)
        try:
            yield Traps(chromium.new_page())
        finally:
            chromium.close()


def without_policy(page: str) -> str:
    """The page as if its content security policy were not there: escaping alone must hold."""
    return re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)


@pytest.mark.slow
def test_a_browser_runs_nothing_and_asks_for_nothing(tmp_path):
    found = pages(filled(PAYLOADS), tmp_path, by=None)
    reprs = "<!DOCTYPE html><meta charset=utf-8>" + "".join(v for k, v in found.items() if k not in FILES)
    opened = {"views": reprs}
    for name in FILES:
        opened[name], opened[f"{name} without policy"] = found[name], without_policy(found[name])
        assert opened[f"{name} without policy"] != found[name]
    control = "<!DOCTYPE html>" + "".join(MARKUP[:1] + MARKUP[3:5])
    with browser() as traps:
        for name, page in opened.items():
            path = tmp_path / f"{name}.html"
            path.write_text(page, encoding="utf-8")
            assert traps.open(path) == (0, 0, False), name
        (tmp_path / "control.html").write_text(control, encoding="utf-8")
        dialogs, requests, ran = traps.open(tmp_path / "control.html")
    assert dialogs > 0 and requests > 0 and ran
    assert RUN in control and AWAY in control
