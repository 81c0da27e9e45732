"""A table of codings brought in again after the text was corrected codes once, also where its quotes are no more."""

from __future__ import annotations

from pathlib import Path

import pytest

import kodeverk as kv
from kodeverk.errors import QuoteError
from kodeverk.model import Coding

TEXT = "I: Hvem leder?\n5: Vi har to sjfer, og det går bra. Kantina er fin.\n5: Det går bra, på et vis."

TABLE = """source,turn,quote,code,coder
inf-05,2,to sjfer,ledelse,ida
inf-05,2,det går bra,hverdag,ida
inf-05,2,Kantina er fin.,hverdag,marit
inf-05,3,på et vis,hverdag,ida
"""


def test_the_same_table_after_a_correction_makes_nothing_anew(tmp_path: Path) -> None:
    (tmp_path / "inf-05.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "kodinger.csv").write_text(TABLE, encoding="utf-8")
    with kv.Project(tmp_path / "s.kodeverk") as study:
        study.add_sources(tmp_path / "inf-05.txt")
        study.add_code("ledelse"), study.add_code("hverdag")
        first = study.add_codings(tmp_path / "kodinger.csv")
        text = TEXT.replace("sjfer", "sjefer").replace(" Kantina er fin.", "").replace("\n5: Vi", "\nI: Altså?\n5: Vi")
        study.correct("inf-05", text=text, coder="ida")
        quotes = {study.snapshot.quote(coding) for coding in study.snapshot.all(Coding)}
        assert quotes == {"to sjefer", "det går bra", "Kantina er fin.", "på et vis"}
        before = study.state_hash()
        again = study.add_codings(tmp_path / "kodinger.csv")
        assert again.ids == first.ids and again.counts == {} and study.state_hash() == before
        with pytest.raises(QuoteError):
            study.code("ledelse", source="inf-05", quote="to sjfer", coder="marit")
        study.uncode(first.ids[0])
        with pytest.raises(QuoteError):
            study.code("ledelse", source="inf-05", quote="to sjfer", coder="ida")
