"""Five hundred passages marked with the mouse in JupyterLab: what was coded is what was marked, every time."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kodeverk as kv
from tests.desk.at_work import AtWork
from tests.desk.interview import study_file
from tests.desk.test_jupyter import cells

SELECTIONS = 500
WORDS = (
    "vi", "får", "ikke", "gjort", "ærlig", "øving", "åpent", "på", "kontoret", "samarbeidsutvalget", "én", "naïve", "sjefen,",
    "møtet.", "«ja»", "a\N{COMBINING ACUTE ACCENT}u\N{COMBINING DOT BELOW}", "👨‍👩‍👧‍👦", "👩🏽‍⚕️", "🇳🇴", "🇸🇪🇳🇴", "❤️", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "10\N{NO-BREAK SPACE}000",
    "arbeids\N{SOFT HYPHEN}miljø", "日本語", "𝒳", "-", "tid",
)  # fmt: skip


def interview(rng: random.Random, turns: int = 60) -> str:
    """Return a transcript of words that hold more than one character in some way of counting."""
    said = [" ".join(rng.choice(WORDS) for _word in range(rng.randint(3, 60))) for _turn in range(turns)]
    return "".join(f"{'I' if turn % 2 == 0 else 'Åse'}: {words}\n" for turn, words in enumerate(said))


@pytest.mark.slow
def test_what_is_coded_is_what_the_mouse_marked_in_five_hundred_random_selections(
    lab: Callable[..., Any], tmp_path: Path
) -> None:
    rng = random.Random(20261121)
    file = study_file(tmp_path, text=interview(rng))
    notebook = lab(*cells(file))
    ida = AtWork(notebook, file)
    clusters = ida.mouse.clusters()
    marked: dict[tuple[int, int], str] = {}
    while len(marked) < SELECTIONS:
        first = rng.randrange(len(clusters))
        last = min(len(clusters) - 1, first + rng.choice((0, 1, 3, 10, 40, 150, 300)))
        span = clusters[first][0], clusters[last][1]
        if span in marked or not ida.mouse.mark(*span, backwards=rng.random() < 0.4):
            continue
        marked[span] = ida.mouse.text[slice(*span)]
        if len(marked) == 1:
            ida.code("tid")
        else:
            ida.press(".")
            ida.saved(len(marked))
    with kv.Project(file) as study:
        frame = study.table("codings")
    coded = {(row.start, row.end): row.quote for row in frame.itertuples()}
    wrong = sorted(set(coded.items()) ^ set(marked.items()))
    assert wrong == []
    assert len(frame) == SELECTIONS
    assert sum("\n" in quote for quote in marked.values()) > 50, "many of them across turns"
