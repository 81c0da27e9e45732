"""Forty perturbed agreements against the template: the class of each point is the one a careful reader gives it.

The expectations were written from the definition of the classes before the comparison was run on them. Every miss is
listed with what was done to the point.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest

import kodeverk as kv
from tests.analysis.perturbed_agreements import POINTS, TEMPLATE, agreements, write

COLUMNS = ["document", "point", "class"]
LEAST_RIGHT = 0.95
LEAST_CHANGED = 300


class Cell(NamedTuple):
    """One point of one agreement: the class expected, the class found, and what was done to it."""

    agreement: str
    form: str
    point: str
    expected: str
    found: str
    done: str


@pytest.fixture(scope="module")
def cells(tmp_path_factory: pytest.TempPathFactory) -> list[Cell]:
    folder = tmp_path_factory.mktemp("agreements")
    made = {write(one, folder).stem: one for one in agreements()}
    study = kv.Project(folder / "studie.kodeverk")
    study.add_documents(TEMPLATE, kind="other", leave_out="headers")
    study.add_documents(folder / "avtale-*", kind="agreement")
    frame = study.compare_documents("avtalemal", list(made)).frame
    found = {(document, str(point)): judged for document, point, judged in frame[COLUMNS].itertuples(index=False)}
    return [
        Cell(one.name, one.form, point, one.classes[point], found.get((stem, point), "no row"), one.done[point])
        for stem, one in made.items()
        for point in POINTS
    ]


def share_right(cells: list[Cell]) -> float:
    """Return the share of cells whose class is the one expected, and print it with every miss."""
    missed = [cell for cell in cells if cell.found != cell.expected]
    print(f"\n{len(cells) - len(missed)} of {len(cells)} right")
    for cell in missed:
        print(
            f"{cell.agreement} ({cell.form}), {cell.point}: {cell.expected!r}, found {cell.found!r}: {cell.done or '-'}"
        )
    return 1 - len(missed) / len(cells)


@pytest.mark.slow
def test_points_of_perturbed_agreements_get_the_class_a_careful_reader_gives_them(cells: list[Cell]) -> None:
    assert len(cells) == 40 * len(POINTS)
    assert share_right(cells) >= LEAST_RIGHT


def test_points_that_were_changed_get_the_class_a_careful_reader_gives_them(cells: list[Cell]) -> None:
    changed = [cell for cell in cells if cell.done]
    assert len(changed) >= LEAST_CHANGED
    assert share_right(changed) >= LEAST_RIGHT
