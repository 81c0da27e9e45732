"""How programs count places: found out from stored quotes and edges of words, or asked for."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kodeverk.errors import UnknownName, UnsurePositions
from kodeverk.model import canonical
from kodeverk.refi.counted import Counted, squashed
from kodeverk.refi.exchange import ForeignSource, Selection
from kodeverk.refi.foreign import plan_of
from kodeverk.refi.opening import read_package
from kodeverk.refi.positions import calibrated, placed, unsure
from kodeverk.refi.rulers import BY_NAME, CONVENTIONS, LINES, UNITS, ruler, to_canonical
from tests.refi.projects import MIXED, SIX, Counting, generated

PIECES = ["a", "b", " ", "\n", "\r\n", "å", "a\u030a", "😀", "👨‍👩‍👧", "\u1112", "\u1161", "\u11ab", "\u09c7", "\u09be",
          "e\u0301\u0323", "\u2126", "\u0344", "\ufeff", "\u0958", "\r"]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


def source(text: str, *marked: tuple[str, int, int], name: str = "inf-01") -> ForeignSource:
    selections = tuple(Selection(f"{n}", quote, start, end) for n, (quote, start, end) in enumerate(marked))
    return ForeignSource("1", name, "text", text, selections=selections)


def wrong(counting: Counting, seed: int, tmp_path) -> list[str]:
    """Generated projects whose quotes do not come out as their maker knows them."""
    made = generated(seed, counting)
    file = tmp_path / "p.qdpx"
    file.write_bytes(made.data)
    (one,) = read_package(file).sources
    ((_name, text, passages),) = made.sources
    (found,) = calibrated([one])
    there = placed(one, found.convention)
    assert there.text == text, "no letter of the text is altered"
    assert len(passages) == 25
    quotes = [span.of(text) if span else None for span in there.spans]
    right = quotes == [passage.words for passage in passages] and found.sure
    return [] if right else [f"{counting.name}, seed {seed}: {found.convention}"]


@pytest.mark.parametrize("counting", [*SIX, *MIXED], ids=lambda one: f"{one.name}, file {one.file_ends!r} {one.mark}")
def test_sl_8_conventions_of_generated_foreign_projects_are_found(counting, tmp_path):
    assert [fault for seed in range(6) for fault in wrong(counting, seed, tmp_path)] == []


@pytest.mark.slow
@pytest.mark.parametrize("counting", SIX, ids=lambda one: one.name)
def test_sl_8_each_of_six_conventions_is_found_in_60_of_60_projects(counting, tmp_path):
    assert [fault for seed in range(60) for fault in wrong(counting, seed, tmp_path)] == []


@settings(max_examples=150, deadline=None)
@given(texts)
def test_rulers_count_as_encoders_count(text):
    for unit in UNITS:
        for lines in LINES:
            measure = ruler(text, unit, lines)
            for at in range(len(text) + 1):
                if text[at - 1 : at + 1] != "\r\n" or at == 0:
                    assert measure.back(counted(text[:at], unit, lines)) == (at, True)


def counted(text: str, unit: str, lines: str) -> int:
    """The length of a text, made as a program that counts so would have it."""
    if lines == "crlf as one":
        text = text.replace("\r\n", "\n")
    if lines == "lf as two":
        text = text.replace("\r\n", "\n").replace("\n", "\r\n")
    return {"code points": len(text), "utf-16": len(text.encode("utf-16-le")) // 2, "utf-8": len(text.encode())}[unit]


@settings(max_examples=300, deadline=None)
@given(texts, st.data())
def test_un_3_places_map_to_canonical_text_so_that_passages_keep_their_words(raw, data):
    text, way = to_canonical(raw)
    assert text == canonical(raw).text
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, len(raw)))
    (first, whole), (last, whole_too) = way.onward(start), way.onward(end, late=True)
    assert 0 <= first <= last <= len(text)
    if whole and whole_too and start:
        assert text[first:last] == canonical("\n" + raw[start:end]).text[1:]


def test_every_convention_has_a_name_of_its_own():
    assert len(BY_NAME) == len(CONVENTIONS) == 36
    assert str(CONVENTIONS[0]) == "code points"


def test_unsure_positions_are_asked_for_and_the_answer_is_taken():
    text = "I: 😀 Hei.\nNL: Vi har to sjefer og det går fint.\n"
    one = source(text, ("", 17, 24))  # "har to " by code points, " har to" by UTF-16
    (found,) = calibrated([one])
    assert not found.sure
    error = unsure([found], "p.qdpx")
    assert isinstance(error, UnsurePositions)
    assert {"code points", "utf-16"} <= set(error.candidates["inf-01"])
    assert "sjefer" not in str(error) and "positions='" in str(error)
    for said in ("utf-16", {"inf-01": "UTF-16"}):
        (found,) = calibrated([one], said)
        assert (str(found.convention), found.sure) == ("utf-16", True)
    with pytest.raises(UnknownName, match="utf-16"):
        calibrated([one], "utf16")


def test_nothing_is_planned_of_a_project_whose_positions_are_unsure():
    from kodeverk.refi.exchange import Exchange

    one = source("I: 😀 Hei.\nNL: Vi har to sjefer og det går fint.\n", ("", 17, 24))
    with pytest.raises(UnsurePositions, match="nothing was written"):
        plan_of(Exchange("p", "x", sources=(one,)), file="p.qdpx")


def test_what_the_project_counts_in_helps_a_source_with_little_of_its_own():
    sure = source("😀 Vi har to sjefer og det går fint.", ("to sjefer", 10, 19), ("det går", 23, 30), name="a")
    vague = source("😀 Vi har to sjefer og det går fint.", ("", 9, 12), name="b")
    alone = calibrated([vague])
    both = calibrated([sure, vague])
    assert [str(one.convention) for one in both] == ["utf-16", "utf-16"]
    assert not alone[0].sure and all(one.sure for one in both)


def test_sources_of_one_project_may_count_differently():
    lines = "Vi har to sjefer her.\r\nOg det går fint nå.\r\nJa, det går.\r\n" * 3
    places = [at for at in range(len(lines)) if lines.startswith("det går", at)]
    as_two = source(lines, *(("det går", at, at + 7) for at in places), name="a")
    joined = lines.replace("\r\n", "\n")
    places = [at for at in range(len(joined)) if joined.startswith("det går", at)]
    as_one = source(lines, *(("det går", at, at + 7) for at in places), name="b")
    found = calibrated([as_two, as_one])
    assert [str(one.convention) for one in found] == ["code points", "code points, CRLF as one"]
    assert [(one.hits, one.named, one.sure) for one in found] == [(6, 6, True), (6, 6, True)]


def test_names_that_are_no_quotes_are_not_held_against_a_convention():
    text = "I: Hvem leder?\nNL: Vi har to sjefer.\nI: Ja.\nNL: Det går fint, ja.\n"
    (found,) = calibrated([source(text, ("26,35", 26, 35), ("1:2 sitat", 47, 60), ("Quote 3", 3, 13))])
    assert (str(found.convention), found.hits, found.named, found.sure) == ("code points", 0, 0, True)


def test_a_place_within_a_character_is_widened_and_counted():
    one = source("pa\u030a gata", ("", 2, 7))
    there = placed(one, CONVENTIONS[0])
    assert (there.text, [span.of(there.text) for span in there.spans if span], there.cut) == ("på gata", ["å gat"], 1)


def test_a_place_in_the_middle_of_a_character_speaks_against_a_way_of_counting():
    text = Counted(source("Ja 😀 nei", ("", 0, 4), ("", 0, 2)))
    cut, whole = text.passages
    utf_16 = BY_NAME["utf-16"]
    assert text.at(utf_16, 0, 4) == (0, 4, False) and text.at(utf_16, 0, 2) == (0, 2, True)
    assert text.weigh(utf_16, [cut]) < text.weigh(CONVENTIONS[0], [cut])
    assert text.weigh(utf_16, [whole]) == text.weigh(CONVENTIONS[0], [whole])


def test_quotes_are_compared_in_one_form():
    assert squashed(" pa\u030a\n gata ") == unicodedata.normalize("NFC", "på gata")
