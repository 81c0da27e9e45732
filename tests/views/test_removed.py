"""Codings that stay in an older version: their text removed, or their place not certain."""

from __future__ import annotations

from pathlib import Path

import pytest

import kodeverk as kv
from kodeverk.errors import KodeverkError
from kodeverk.model import Coding
from kodeverk.views.removed import mark

TEXT = "I: Hva nå?\nNL: Det er tungt.\nI: Ja?\nNL: Det er tungt. Vi har to sjefer."


def test_words_that_still_stand_in_the_text_are_not_said_to_be_removed(tmp_path: Path) -> None:
    (tmp_path / "inf-05.txt").write_text(TEXT, encoding="utf-8")
    with kv.Project(tmp_path / "s.kodeverk") as study:
        study.add_sources(tmp_path / "inf-05.txt")
        study.add_code("tyngde")
        for quote, turn in (("Det er tungt.", 2), ("Vi har to sjefer.", 4)):
            study.code("tyngde", source="inf-05", quote=quote, segment=turn, coder="ida")
        study.correct("inf-05", edits=[(15, 28, ""), (len(TEXT) - 18, len(TEXT), "")], coder="ida")
        told = {study.snapshot.quote(one): mark(study.snapshot, one) for one in study.snapshot.all(Coding)}
        assert told == {
            "Det er tungt.": "place not certain (version 1)",
            "Vi har to sjefer.": "text removed (version 1)",
        }
        with pytest.raises(KodeverkError, match="text= is the whole new text; got bytes"):
            study.correct("inf-05", text=b"x", coder="ida")  # type: ignore[arg-type]
