"""Coders who judge a passage oppositely are at odds with each other; the person does not contradict herself."""

from __future__ import annotations

import pytest

from kodeverk.model import Coding, Evidence
from kodeverk.views.judging import Judgement, by_passage, disputed, hull, settled, stance_of

FOR, AGAINST, NUANCES, ILLUSTRATES = "supports", "contradicts", "nuances", "illustrates"


def judged(*rows: tuple[str, str, int, int]) -> list[Judgement]:
    """Coder, stance, start and end; every coder judges a coding of her own."""
    return [
        Judgement(
            Evidence(f"e{n}", f"c{n}", "t:P", stance, coder), Coding(f"c{n}", "src", 1, start, end, "code", coder)
        )
        for n, (coder, stance, start, end) in enumerate(rows)
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("ida", FOR, 0, 5), ("ida", FOR, 10, 15)], FOR),
        ([("ida", AGAINST, 0, 5), ("ida", NUANCES, 10, 15)], AGAINST),
        ([("ida", NUANCES, 0, 5), ("ida", ILLUSTRATES, 10, 15)], NUANCES),
        ([("ida", ILLUSTRATES, 0, 5)], ILLUSTRATES),
        ([("ida", FOR, 0, 5), ("ida", AGAINST, 10, 15), ("ida", NUANCES, 10, 15)], "mixed"),
        ([("ida", FOR, 0, 5), ("marit", AGAINST, 5, 15)], "mixed"),  # they touch: two passages, judged by two coders
        ([("ida", FOR, 0, 5), ("ida", AGAINST, 0, 5)], "mixed"),  # one coder judged both ways
        ([("ida", FOR, 0, 5), ("ida", AGAINST, 0, 5), ("marit", FOR, 0, 5)], "mixed"),
        ([("ida", FOR, 0, 5), ("marit", AGAINST, 0, 5)], "disputed"),
        ([("ida", FOR, 0, 8), ("marit", AGAINST, 5, 15)], "disputed"),  # they overlap: one passage
        ([("ida", FOR, 0, 8), ("tone", NUANCES, 5, 12), ("marit", AGAINST, 10, 15)], NUANCES),
        ([("ida", FOR, 0, 8), ("marit", AGAINST, 5, 15), ("marit", ILLUSTRATES, 20, 25)], "disputed"),
        ([("ida", FOR, 0, 5), ("marit", AGAINST, 0, 5), ("ida", FOR, 10, 15)], FOR),  # the dispute counts neither way
        ([("ida", FOR, 0, 5), ("marit", AGAINST, 0, 5), ("marit", FOR, 10, 15)], "mixed"),  # marit judged both ways
    ],
)  # fmt: skip
def test_a_case_has_one_stance(rows: list[tuple[str, str, int, int]], expected: str) -> None:
    assert stance_of(judged(*rows)) == expected


def test_spans_that_overlap_in_one_version_of_a_source_are_one_passage() -> None:
    rows = judged(("ida", FOR, 10, 15), ("marit", FOR, 0, 4), ("ida", FOR, 3, 11), ("marit", FOR, 15, 20))
    assert [[one.evidence.id for one in passage] for passage in by_passage(rows)] == [["e1", "e2", "e0"], ["e3"]]
    assert hull(by_passage(rows)[0]) == (0, 15)
    anew = [one._replace(passage=one.passage._replace(version=n)) for n, one in enumerate(rows)]
    assert len(by_passage(anew)) == 4


def test_what_is_disputed_is_left_out_of_what_is_settled_and_its_nuances_are_not() -> None:
    rows = judged(("ida", FOR, 0, 5), ("marit", AGAINST, 2, 8), ("ida", NUANCES, 0, 5), ("ida", FOR, 10, 15))
    assert [one.evidence.id for one in settled(rows)] == ["e2", "e3"]
    assert [[one.evidence.id for one in passage] for passage in disputed(rows)] == [["e0", "e2", "e1"]]
