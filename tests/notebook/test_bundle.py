"""The desk's JavaScript: ordinary modules that become one, and in which nothing from the study can act."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from kodeverk.notebook import bundle
from tests.needs import program

FILES = sorted(bundle.FOLDER.rglob("*.js"))

FORBIDDEN = (
    "innerHTML", "outerHTML", "insertAdjacentHTML", "createContextualFragment", "document.write", "DOMParser", "eval(",
    "new Function", "setHTML", "srcdoc", "localStorage", "sessionStorage", "indexedDB", "document.cookie", "fetch(",
    "XMLHttpRequest", "WebSocket", "sendBeacon", "importScripts", "save_changes", "model.set(", "http://", "https://",
    "getElementById", "window.open", "postMessage",
)  # fmt: skip
"""What would read text as markup or code, reach the network, or keep what is confidential in page or notebook."""

NAMESPACE = '"http://www.w3.org/2000/svg"'
"""The name of a namespace, which is no address to fetch from."""


def test_every_module_is_in_the_bundle_once_after_those_it_imports() -> None:
    order = bundle.modules()
    assert sorted(order) == [file.resolve() for file in FILES]
    for place, file in enumerate(order):
        for match in re.finditer(r'from "(\.[^"]+)"', file.read_text(encoding="utf-8")):
            assert (file.parent / match[1]).resolve() in order[:place], f"{file.name} before {match[1]}"


def test_the_bundle_is_one_module_that_parses_with_each_name_given_once() -> None:
    ran = subprocess.run(
        [program("node"), "--check", "--input-type=module"], input=bundle.esm().encode(), capture_output=True
    )
    assert ran.returncode == 0, ran.stderr.decode()[-2000:]
    assert not re.search(r"^import ", bundle.esm(), re.MULTILINE)
    assert re.findall(r"^export .*", bundle.esm(), re.MULTILINE) == ["export default { render };"]


def test_two_modules_that_import_each_other_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text('import { b } from "./b.js";\n')
    (tmp_path / "b.js").write_text('import { a } from "./a.js";\n')
    with pytest.raises(ValueError, match="import each other"):
        bundle.modules(tmp_path / "a.js")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_module_is_short_and_makes_no_markup_out_of_text_and_reaches_nowhere(file: Path) -> None:
    code = file.read_text(encoding="utf-8").replace(NAMESPACE, "")
    assert [word for word in FORBIDDEN if word in code] == []
    assert 0 < len(code.splitlines()) <= 300
    assert max(map(len, code.splitlines())) <= 130


def test_the_style_sheet_fetches_nothing() -> None:
    assert "kodeverk-desk" in bundle.css()
    assert not re.search(r"url\(|@import|https?:", bundle.css())
