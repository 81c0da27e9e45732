"""Pictures that are printed: letters of full size on an A4 page, numbers where names would be too many."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from kodeverk.analysis import check
from kodeverk.analysis.sampling.saturation import saturation
from kodeverk.analysis.theory.findings import TheoryCheck
from kodeverk.model import Coding, Evidence, Proposition, Snapshot, Theory, Wording
from kodeverk.pictures import (
    Picture,
    case_marks,
    co_occurrence_network,
    code_map,
    code_maps,
    evidence_board,
    evidence_boards,
    saturation_band,
)
from kodeverk.pictures.sheet import PAGE
from tests.pictures.test_pictures import clashes, crowded, drawn, written

TALLEST = 8.6
STANCES = ("supports", "contradicts", "nuances", "illustrates", "")


def argued(cases: int, propositions: int = 1) -> Snapshot:
    """Everybody says something with codes 1 to 3; to every proposition every fifth case stands in each way."""
    first = crowded(cases, 4)
    statement = Wording(nb="En påstand som er lang nok til at den ikke får plass på én linje, men trenger minst to.")
    extra = [
        Proposition(
            f"t:P{n}", "t", f"P{n}", "", statement, codes=(f"kode {n % 3 + 1} med et ganske langt navn",), order=n
        )
        for n in range(propositions)
    ]
    judged = []
    for n, one in enumerate(extra):
        mine = [c for c in first.all(Coding) if c.code_id == f"code-{one.codes[0]}"]
        by_source = {c.source_id: c for c in mine}
        for place, coding in enumerate(by_source.values()):
            if stance := STANCES[(place + n) % 5]:
                judged.append(Evidence(f"e{n}-{place}", coding.id, one.id, stance, "ida"))
    return (
        first.replacing(Theory, [Theory("t", "1", Wording(nb="T"))])
        .replacing(Proposition, extra)
        .replacing(Evidence, judged)
    )


def letters(picture: Picture) -> list[float]:
    """Sizes of the letters in points, as they come out on a page."""
    wide, high = picture.figure.get_size_inches()
    scale = min(1.0, PAGE / wide, TALLEST / high)
    return [float(size) * scale for size in re.findall(r"font-size: ([\d.]+)px", picture.svg)]


def boards(found: TheoryCheck) -> list[tuple[list[str], Picture]]:
    return list(evidence_boards(found, [one.name for one in found.findings], TALLEST))


@pytest.mark.parametrize("cases", [8, 20, 40, 41])
def test_boards_fill_pages_with_letters_of_seven_points_and_none_lies_on_another(cases: int) -> None:
    found = check(argued(cases, 24))
    made = boards(found)
    assert [name for names, _picture in made for name in names] == [one.name for one in found.findings]
    assert len(made) > 1
    for _names, picture in made:
        assert max(picture.figure.get_size_inches()[0] - PAGE, picture.figure.get_size_inches()[1] - TALLEST) <= 0.001
        assert min(letters(picture)) >= 7 and clashes(picture) == []


def test_a_board_of_a_report_leaves_the_rule_to_the_report_and_one_by_itself_has_it() -> None:
    found = check(argued(8, 2))
    ((_names, picture),) = boards(found)
    assert not any("Rule" in text for text in written(picture))
    assert any("Rule" in text for text in written(evidence_board(found)))


def test_forty_cases_have_names_and_forty_one_are_counted() -> None:
    named, counted = (evidence_board(check(argued(cases, 2))) for cases in (40, 41))
    assert len(drawn(named, "card-")) == 2 * 40 and not drawn(named, "bar-")
    assert not drawn(counted, "card-") and len(drawn(counted, "bar-")) == 2 * 5
    assert "supports 8 (1," in named.alt and "supports 9; contradicts 8;" in counted.alt and "(" not in counted.alt


def test_long_names_are_counted_sooner_than_they_are_cut_to_nothing() -> None:
    snapshot = argued(30, 2)
    long = snapshot.replacing(type(c := snapshot.case("1")), [
        one._replace(name=f"Informant nummer {one.name}") for one in snapshot.all(type(c))
    ])  # fmt: skip
    assert drawn(evidence_board(check(snapshot)), "card-") and drawn(evidence_board(check(long)), "bar-")


def test_a_bar_is_all_cases_and_its_parts_are_the_numbers() -> None:
    found = check(argued(50, 1))
    bars = drawn(evidence_board(found), "bar-0-")
    counts, ends = {}, []
    for name, element in bars.items():
        _bar, _place, status, count = name.split("-")
        xs = [float(x) for x in re.findall(r"[ML] ([\d.]+) ", "".join(e.get("d", "") for e in element.iter()))]
        counts[status] = (int(count), max(xs) - min(xs))
        ends.append((min(xs), max(xs)))
    (finding,) = found.findings
    assert {status: count for status, (count, _wide) in counts.items()} == {
        status.replace(" ", "_"): finding.count(status) for status in {case.status for case in finding.cases}
    }
    assert len(counts) == 5 and sum(count for count, _wide in counts.values()) == 50
    per_case = {round(wide / count, 3) for count, wide in counts.values()}
    assert max(per_case) - min(per_case) < 0.01, "a case is as long in every part"
    assert all(abs(end - start) < 0.01 for (_first, end), (start, _last) in pairwise(ends)), "side by side"
    fills = [re.search(r"fill: ([^;]+)", next(e for e in bar.iter() if e.get("d")).get("style", ""))[1] for bar in bars.values()]  # type: ignore[index]  # fmt: skip
    assert len(set(fills)) == 5, "each part has its own grey or hatch"


def test_a_code_map_of_many_pages_is_parted_by_sources_or_left_out() -> None:
    snapshot = crowded(8, 20)
    maps = code_maps(snapshot, TALLEST, 10)
    assert len(maps) > 1 and code_maps(snapshot, TALLEST, len(maps) - 1) == []
    names = [text for picture in maps for text in written(picture) if re.fullmatch(r"inf-\d\d", text)]
    assert names == [f"inf-{n:02}" for n in range(1, 9)]
    assert all(min(letters(picture)) >= 7 and clashes(picture) == [] for picture in maps)
    lanes = sum(len(drawn(picture, "lane-")) for picture in maps)
    assert lanes == len(drawn(code_map(snapshot), "lane-"))


def test_marks_network_and_band_of_many_cases_are_as_wide_as_a_page() -> None:
    snapshot = crowded(24, 6)
    for picture in (
        case_marks(snapshot, "leder"),
        co_occurrence_network(crowded(8, 12)),
        saturation_band(saturation(snapshot)),
    ):
        assert min(letters(picture)) >= 7 and clashes(picture) == []
    many = saturation_band(saturation(crowded(120, 3)))
    assert many.figure.get_size_inches()[0] <= PAGE and clashes(many) == []
    assert "inf-119" in many.alt, "names with no room on the picture are told"
