"""Adjusting a coding: it stays the same one, only its own coder may, and no character is cut."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import kodeverk as kv
from kodeverk.errors import KodeverkError, QuoteError, UnknownName
from kodeverk.model import Coding, Evidence, Memo

TEXT = "I: Hvem leder?\n5: Vi har to sjefer 👨‍👩‍👧‍👦 på huset.\nI: Går det?\n5: Det går bra."
CODEBOOK = """\
format: kodeverk/codebook/1
id: bok
version: "1"
title: {nb: Bok}
source: egen
codes:
  - {name: ledelse, label: {nb: Ledelse}, definition: {nb: Om ledelse.}}
  - {name: hverdag, label: {nb: Hverdag}, definition: {nb: Om dagen.}}
categories:
  - {name: styring, label: {nb: Styring}, codes: [ledelse], sub_questions: [{id: S1, text: {nb: Hvordan?}, codes: [ledelse]}]}
"""
FAMILY = TEXT.index("👨")
END = TEXT.index(" på huset")


@pytest.fixture
def study(tmp_path: Path) -> Iterator[kv.Project]:
    (tmp_path / "inf-05.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "bok.yaml").write_text(CODEBOOK, encoding="utf-8")
    with kv.Project(tmp_path / "s.kodeverk") as study:
        study.add_sources(tmp_path / "inf-05.txt")
        study.use_codebook(tmp_path / "bok.yaml")
        yield study


def one(study: kv.Project, coding: str) -> tuple[str, str, str]:
    found = study.snapshot.table(Coding)[coding]
    return study.snapshot.quote(found), found.code_id, found.sub_question


def test_a_coding_is_extended_shrunk_and_recoded_and_keeps_its_id_and_what_hangs_on_it(study: kv.Project) -> None:
    (coding,) = study.code("ledelse", source="inf-05", quote="to sjefer", coder="ida", sub_question="S1").ids
    study.memo("hm", on="coding", target=coding, coder="marit")
    start = TEXT.index("Vi har")
    assert study.adjust(coding, coder="ida", span=(start, start + 16)).counts == {"coding altered": 1}
    assert one(study, coding)[0] == "Vi har to sjefer"
    study.adjust(coding, coder="ida", span=(start + 7, start + 9))
    assert one(study, coding)[0] == "to"
    study.adjust(coding, coder="ida", code="hverdag", span=(start, start + 9))
    quote, code, question = one(study, coding)
    assert (quote, code, question) == ("Vi har to", study.snapshot.code("hverdag").id, "S1")
    study.adjust(coding, coder="ida", sub_question="")
    assert one(study, coding)[2] == ""
    assert [memo.target_id for memo in study.snapshot.all(Memo)] == [coding]
    assert study.adjust(coding, coder="ida", code="hverdag").seq is None
    for _step in range(4):
        study.undo()
    assert one(study, coding) == ("to sjefer", study.snapshot.code("ledelse").id, "S1")
    assert study.snapshot.all(Evidence) == []


def test_nobody_else_may_adjust_it_and_the_message_says_whose_it_is(study: kv.Project) -> None:
    (coding,) = study.code("ledelse", source="inf-05", quote="to sjefer", coder="ida").ids
    before = study.state_hash()
    with pytest.raises(KodeverkError, match="is ida's, and only ida may adjust it"):
        study.adjust(coding, coder="marit", code="hverdag")
    with pytest.raises(UnknownName, match="no coding 'x'"):
        study.adjust("x", coder="ida", code="hverdag")
    assert study.state_hash() == before


def test_where_it_would_become_equal_to_another_of_hers_it_is_refused(study: kv.Project) -> None:
    (first,) = study.code("ledelse", source="inf-05", quote="to sjefer", coder="ida").ids
    (second,) = study.code("hverdag", source="inf-05", quote="to sjefer", coder="ida").ids
    study.code("ledelse", source="inf-05", quote="to sjefer", coder="marit")  # another's stands in nobody's way
    with pytest.raises(KodeverkError, match=rf"with 'ledelse' already, as '{first}'"):
        study.adjust(second, coder="ida", code="ledelse")
    study.adjust(first, coder="ida", code="hverdag", span=(0, 5))
    study.adjust(second, coder="ida", code="ledelse")
    assert len(study.snapshot.all(Coding)) == 3


@pytest.mark.parametrize("span", [(5, 5), (-1, 4), (3, 900), (9, 4)])
def test_a_span_that_does_not_fit_is_refused(study: kv.Project, span: tuple[int, int]) -> None:
    (coding,) = study.code("ledelse", source="inf-05", quote="to sjefer", coder="ida").ids
    with pytest.raises(QuoteError, match="does not fit inf-05"):
        study.adjust(coding, coder="ida", span=span)


def test_a_span_that_would_cut_a_character_is_widened_and_the_receipt_says_so(study: kv.Project) -> None:
    receipt = study.code("ledelse", source="inf-05", span=(FAMILY + 2, END), coder="ida")
    assert receipt.note == "widened to whole characters"
    (coding,) = receipt.ids
    assert one(study, coding)[0] == "👨‍👩‍👧‍👦"
    receipt = study.adjust(coding, coder="ida", span=(FAMILY - 10, FAMILY + 1))
    assert (one(study, coding)[0], receipt.note) == ("to sjefer 👨‍👩‍👧‍👦", "widened to whole characters")
    assert study.adjust(coding, coder="ida", span=(FAMILY, END)).note == ""
    assert study.code("ledelse", source="inf-05", span=(FAMILY - 10, FAMILY - 1), coder="ida").note == ""


def test_a_quote_inside_a_character_means_the_whole_of_it_once(study: kv.Project) -> None:
    receipt = study.code("ledelse", source="inf-05", quote="\u200d", coder="ida")  # stands three times in the family
    assert (one(study, receipt.ids[0])[0], receipt.note) == ("👨‍👩‍👧‍👦", "widened to whole characters")
    with pytest.raises(QuoteError, match="stands 2 times"):
        study.code("ledelse", source="inf-05", quote="I: ", coder="ida")


def test_a_hit_of_a_search_is_whole_characters(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("I: Hva?\n5: Det er m\u0308 sjef\u0308 og sjef her.", encoding="utf-8")
    with kv.Project(tmp_path / "s.kodeverk") as study:
        study.add_sources(tmp_path / "a.txt")
        hits = study.search("sjef")
        assert [hit.keyword for hit in hits] == ["sjef\u0308", "sjef"]
        for hit in hits:
            assert hit.span.of(study.snapshot.text(study.snapshot.source("a").id)) == hit.keyword
