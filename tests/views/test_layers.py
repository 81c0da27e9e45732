"""A layer of what was decided is one more coder in every count; wherever codings are counted, it is said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document

import kodeverk as kv
from kodeverk.views.person import by_person

TEXT = "I: Hvem leder?\n5: Vi har to sjefer."
SAID = "1 of the codings was decided between coders (avgjort) and is counted on top of theirs"


@pytest.fixture
def study(tmp_path: Path) -> Iterator[kv.Project]:
    (tmp_path / "inf-05.txt").write_text(TEXT, encoding="utf-8")
    with kv.Project(tmp_path / "s.kodeverk") as study:
        study.add_sources(tmp_path / "inf-05.txt")
        study.add_code("ledelse")
        for coder in ("ida", "marit"):
            study.code("ledelse", source="inf-05", quote="to sjefer", coder=coder)
        yield study


def test_it_is_said_where_a_decided_layer_is_counted_on_top_of_the_coders_own(
    study: kv.Project, tmp_path: Path
) -> None:
    def told(of: Any) -> list[str]:
        views = (
            of.by_theme("ledelse"),
            by_person(of.snapshot, None),
            of.matrix(),
            of.matrix(rows="code", columns="case"),
            of.matrix(rows="code", columns="code"),
        )
        document = Document(str(of.to_word(tmp_path / "funn.docx")))
        written = "\n".join(paragraph.text for paragraph in document.paragraphs)
        return [*map(repr, views), *(view._repr_html_() for view in views), written]

    assert [text for text in told(study) if "decided between" in text] == []
    study.adopt_agreed("ida", "marit", coder="lena")
    assert [text for text in told(study) if SAID not in text] == []
    assert SAID in repr(study)
    alone = study.select(coders=["avgjort"])
    assert int(alone.matrix().counts.sum()) == 1  # nothing is counted on top
    assert [text for text in told(alone) if "decided between" in text] == []
