"""What was changed in a turn, as few and small edits as can be: applied in Python they give what was typed."""

from __future__ import annotations

import json
import random
import subprocess
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import regex

from kodeverk.notebook import bundle
from kodeverk.notebook.offsets import from_utf16
from tests.needs import program

SCRIPT = """
import {{ readFileSync }} from "node:fs";
import {{ editsBetween }} from {module};
const rows = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(rows.map(([before, after]) => editsBetween(before, after))));
"""
PIECES = [*"abæå1 .\n", " ", "👩‍👩‍👧", "🇳🇴", "e\u0301", "😀", "\u0301", "ord", "sjefen "]
Edit = tuple[int, int, str]


def edits(rows: list[tuple[str, str]]) -> list[list[Edit]]:
    """Return what the page finds changed between two texts, in code points of the first."""
    module = (Path(bundle.FOLDER) / "parts" / "edits.js").as_uri()
    ran = subprocess.run(
        [program("node"), "--input-type=module", "-e", SCRIPT.format(module=json.dumps(module))],
        input=json.dumps(rows).encode("ascii"), capture_output=True, check=True, timeout=120,
    )  # fmt: skip
    found: list[Any] = json.loads(ran.stdout)
    assert len(found) == len(rows) > 0
    return [
        [(from_utf16(before, start), from_utf16(before, end), new) for start, end, new in each]
        for (before, _after), each in zip(rows, found, strict=True)
    ]


def applied(text: str, changes: list[Edit]) -> str:
    """Return a text with edits made, the last first."""
    for start, end, new in reversed(changes):
        text = text[:start] + new + text[end:]
    return text


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Da ventet vi her.", "Da venter vi her.", [(8, 9, "r")]),
        ("Da vente vi her.", "Da venter vi her.", [(7, 8, "er")]),  # a coding that ends with the word grows with it
        ("Da enter vi her.", "Da venter vi her.", [(3, 4, "ve")]),
        ("Vi har to sjefer, sa hun.", "Vi har tre sjefer, sier hun.", [(8, 9, "re"), (19, 20, "ier")]),
        ("Hun 👩‍👩‍👧 ventet.", "Hun 👩‍👩‍👧 venter.", [(15, 16, "r")]),
        ("Familien 👩‍👩‍👧.", "Familien 👨‍👩‍👧.", [(9, 14, "👨‍👩‍👧")]),  # a character is exchanged whole
        ("likt", "likt", []),
        ("", "nytt", [(0, 0, "nytt")]),
        ("borte", "", [(0, 5, "")]),
    ],
)
def test_only_what_was_changed_is_told(before: str, after: str, expected: list[Edit]) -> None:
    assert edits([(before, after)]) == [expected]


def test_edits_applied_in_python_give_what_was_typed_for_two_thousand_random_changes() -> None:
    rng = random.Random(20261121)
    rows = []
    for _ in range(2000):
        pieces = rng.choices(PIECES, k=rng.randrange(25))
        after = list(pieces)
        for _change in range(rng.randrange(4)):
            at = rng.randrange(len(after) + 1)
            after[at : at + rng.randrange(3)] = rng.choices(PIECES, k=rng.randrange(3))
        rows.append(("".join(pieces), "".join(after)))
    for (before, after), found in zip(rows, edits(rows), strict=True):
        assert applied(before, found) == after
        edges = {match.end() for match in regex.finditer(r"\X", before)} | {0}
        assert all(start in edges and end in edges for start, end, _new in found), (before, after, found)
        assert all(a[1] < b[0] for a, b in pairwise(found))
        assert all(start < end or new for start, end, new in found)
    assert sum(len(found) > 1 for found in edits(rows)) > 200
